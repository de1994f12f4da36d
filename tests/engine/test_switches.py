import pytest
import torch

from tldesk.core.messages import EpochEnded, Finished, Notice
from tldesk.core.recipe import Recipe


@pytest.mark.parametrize("on", [True, False])
def test_the_deterministic_switch_holds_while_training_and_no_longer(lab, on):
    seen = []

    def heard() -> None:
        seen.append(torch.are_deterministic_algorithms_enabled())

    assert isinstance(lab.said(lab.training(lab.tiny.with_values({"deterministic": on, "views": 0})), heard)[-1], Finished)
    assert set(seen) == {on}
    assert not torch.are_deterministic_algorithms_enabled()


def test_a_network_that_cannot_be_compiled_trains_without_and_it_is_said(lab, monkeypatch):
    # A computer without a compiler.
    monkeypatch.setattr("torch._inductor.config.cpp.cxx", ("no-such-compiler",))
    recipe = Recipe(backbone="test_efficientnet", weights="random", image_size=32, method="last-stages", epochs=1, compile=True)
    events = lab.said(lab.training(recipe))
    assert isinstance(events[-1], Finished)
    assert [event.text for event in lab.only(events, Notice)] == [
        "torch can't compile this network on this computer; the training goes on without."
    ]
    assert len(lab.only(events, EpochEnded)) == 1
