from types import SimpleNamespace

import pytest
import torch

from tldesk.engine.computing import computing, without_gpu
from tldesk.engine.device import best_device

WHEEL = ["sm_75", "sm_80", "sm_86", "sm_90", "sm_100", "sm_120"]


def test_it_says_what_computes_and_what_torch_is_built_for():
    told = dict(computing())
    assert told["Computes with"] == best_device().words
    assert told["torch is built for"] == (f"CUDA {torch.version.cuda}" if torch.version.cuda else "the processor alone")


def test_a_reason_stands_there_just_where_no_card_computes():
    told = dict(computing())
    if best_device().torch.type == "cpu":
        assert told["No graphics card is used"] == without_gpu()
        assert without_gpu().endswith((".", "hides it."))
    else:
        assert without_gpu() == ""
        assert "No graphics card is used" not in told


@pytest.fixture
def put_in(monkeypatch: pytest.MonkeyPatch):
    """Let torch answer as it does on a computer with cards of these capabilities, built for `architectures`."""

    def answer(capabilities: list[tuple[int, int]], architectures: list[str]) -> None:
        found = [SimpleNamespace(name=f"NVIDIA {a}.{b}", major=a, minor=b, total_memory=8 << 30) for a, b in capabilities]
        monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
        monkeypatch.setattr(torch.cuda, "device_count", lambda: len(found))
        monkeypatch.setattr(torch.cuda, "get_device_properties", found.__getitem__)
        monkeypatch.setattr(torch.cuda, "get_arch_list", lambda: architectures)
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)

    return answer


@pytest.mark.parametrize(
    ("capability", "architectures", "runs"),
    [
        ((6, 1), WHEEL, False),
        ((7, 0), WHEEL, False),
        ((7, 5), WHEEL, True),
        ((8, 9), WHEEL, True),  # code for 8.6
        ((11, 0), WHEEL, False),
        ((11, 0), [*WHEEL, "compute_90"], True),
        ((6, 1), [*WHEEL, "compute_90"], False),
        ((9, 0), ["sm_90a"], True),
        ((9, 1), ["sm_90a"], False),
        ((11, 0), ["compute_90a"], False),
        ((10, 3), ["sm_100f"], True),
        ((12, 0), ["compute_100f"], False),
        ((9, 0), ["gfx90a", "gfx942"], True),
        ((9, 0), [], True),
    ],
)
def test_only_a_card_that_torch_has_code_for_is_chosen(put_in, capability, architectures, runs):
    put_in([capability], architectures)
    assert best_device().torch == (torch.device("cuda", 0) if runs else torch.device("cpu"))
    assert (without_gpu() == "") is runs


def test_of_several_cards_those_that_can_be_used_are_taken_in_turn(put_in, monkeypatch):
    put_in([(6, 1), (8, 6), (9, 0)], WHEEL)
    assert best_device().torch == torch.device("cuda", 1)
    for rank, card in enumerate((1, 2, 1)):
        monkeypatch.setenv("LOCAL_RANK", str(rank))
        assert best_device().torch == torch.device("cuda", card)


@pytest.mark.parametrize(
    ("capability", "why"),
    [
        ((6, 1), "The card's CUDA capability is 6.1, this copy of torch needs 7.5 or newer."),
        (
            (13, 0),
            "The card's CUDA capability is 13.0, this copy of torch is built for 7.5, 8.0, 8.6, 9.0, 10.0, 12.0. "
            "A newer tldesk may know it.",
        ),
    ],
)
def test_the_reason_names_the_capability_of_the_card_and_those_of_torch(put_in, capability, why):
    put_in([capability], WHEEL)
    told = dict(computing())
    assert told["No graphics card is used"] == why
    assert told["Computes with"].startswith("CPU, ")
    assert told["Card 0"].endswith("for which this copy of torch has no code")


@pytest.mark.parametrize(("shown", "said"), [("1", "1"), ("", "empty: no card is shown")])
def test_what_may_hide_cards_is_named(monkeypatch, shown, said):
    best_device()  # the driver reads it once: not this one, which would hide the cards from all later tests
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", shown)
    assert dict(computing())["CUDA_VISIBLE_DEVICES"] == said
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES")
    assert "CUDA_VISIBLE_DEVICES" not in dict(computing())


def test_a_driver_that_fails_when_a_card_is_asked_for_is_no_card(put_in, monkeypatch):
    def fail(_number: int) -> None:
        raise RuntimeError("CUDA unknown error")

    put_in([(8, 6)], WHEEL)
    monkeypatch.setattr(torch.cuda, "get_device_properties", fail)
    assert best_device().torch.type == "cpu"
    assert without_gpu() != ""
