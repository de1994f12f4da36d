import hashlib
import os
import threading
from pathlib import Path

import pytest
import timm
import torch
from safetensors.torch import save

from tests.engine.made_hub import Hub, serving
from tldesk.core.backbones import Places, Where
from tldesk.core.backbones.receipts import read_receipt
from tldesk.core.errors import WeightsError
from tldesk.core.messages import Cancelled, Command, FetchWeightsRequest, Notice, Progress, Step, WeightsKept
from tldesk.core.recipe import Recipe
from tldesk.engine import weights
from tldesk.engine.ears import Ears
from tldesk.engine.fetch import WORD, fetch
from tldesk.engine.fetch_beside import beside
from tldesk.engine.fetch_hub import Patience
from tldesk.engine.serve import serve

NAME = "test_resnet.r160_in1k"
FILE = f"timm/{NAME}/model.safetensors"
SHORT = Patience(answer=0.3, pause=0.01, tries=3)


@pytest.fixture(scope="module")
def content() -> bytes:
    torch.manual_seed(3)
    return save(timm.create_model("test_resnet").state_dict())


@pytest.fixture
def hub(content, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HF_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    with serving(Hub({FILE: content})) as made:
        monkeypatch.setenv("HF_ENDPOINT", made.url)
        yield made


def fetched(folder, *, name=NAME, ears=None):
    return list(fetch(FetchWeightsRequest(name, str(folder), allowed=True), ears or Ears(lambda: None), SHORT))


def kept_of(events):
    (kept,) = [event for event in events if isinstance(event, WeightsKept)]
    return kept


def test_what_is_fetched_is_what_a_training_then_takes(hub, tmp_path, content, monkeypatch):
    hub.elsewhere = True
    events = fetched(tmp_path)
    kept = kept_of(events)
    assert Path(kept.file) == tmp_path / f"{NAME}.safetensors"
    assert Path(kept.file).read_bytes() == content
    last = [event for event in events if isinstance(event, Progress) and event.step is Step.FETCH][-1]
    assert last.done == last.total == len(content) // 1000
    receipt = read_receipt(Path(kept.file))
    assert (receipt.sha256, receipt.licence) == (hashlib.sha256(content).hexdigest(), "Apache 2.0")
    assert receipt.source.startswith(hub.url)
    assert sorted(file.name for file in tmp_path.iterdir()) == [f"{NAME}.safetensors", f"{NAME}.safetensors.json"]
    monkeypatch.setenv("TLDESK_WEIGHTS", str(tmp_path))
    made = weights.backbone_for(Recipe(backbone="test_resnet"), classes=2)
    first = next(iter(made.state_dict()))
    torch.manual_seed(3)
    assert torch.equal(made.state_dict()[first], timm.create_model("test_resnet").state_dict()[first])


def test_without_leave_nothing_is_asked(hub, tmp_path):
    with pytest.raises(WeightsError, match="--allow-network"):
        list(fetch(FetchWeightsRequest(NAME, str(tmp_path)), Ears(lambda: None)))
    assert hub.asked == []


def test_a_line_that_drops_and_stalls_goes_on_where_it_was(hub, tmp_path, content):
    hub.drops, hub.stalls = 2, 1
    events = fetched(tmp_path)
    assert Path(kept_of(events).file).read_bytes() == content
    assert [asked for method, _path, asked in hub.asked if method == "GET"] == ["", "", "bytes=1000-", "bytes=2000-"]
    said = " ".join(event.text for event in events if isinstance(event, Notice))
    assert "did not answer in time" in said
    assert "sent less than it told" in said


def test_what_was_fetched_before_is_taken_up_the_next_time(hub, tmp_path, content):
    hub.drops, hub.drop_after = 1, 5000

    def heard() -> Command | None:
        return Command.CANCEL if any(file.stat().st_size for file in tmp_path.glob(".*.part")) else None

    assert isinstance(list(serve(FetchWeightsRequest(NAME, str(tmp_path), allowed=True), heard))[-1], Cancelled)
    (part,) = tmp_path.glob(".*.part")
    before = part.stat().st_size
    assert 0 < before < len(content)
    hub.asked.clear()
    events = fetched(tmp_path)
    assert Path(kept_of(events).file).read_bytes() == content
    assert ("GET", f"/timm/{NAME}/resolve/main/model.safetensors", f"bytes={before}-") in hub.asked
    assert list(tmp_path.glob(".*")) == []


def test_half_of_an_older_version_does_not_stay(hub, tmp_path):
    older, added = tmp_path / f".{NAME}.{'0a' * 8}.part", tmp_path / f".{NAME}.4711.part"
    for file in (older, added):
        file.write_bytes(b"half")
    fetched(tmp_path)
    assert [file.name for file in tmp_path.glob(".*")] == [added.name]


def test_a_server_that_knows_no_ranges_begins_again(hub, tmp_path, content):
    hub.drops, hub.ranges = 1, False
    assert Path(kept_of(fetched(tmp_path)).file).read_bytes() == content


def test_one_that_refuses_to_go_on_in_the_middle_begins_again(hub, tmp_path, content):
    hub.drops, hub.unranged = 1, 416
    assert Path(kept_of(fetched(tmp_path)).file).read_bytes() == content


def test_one_that_always_breaks_off_at_the_same_place_is_given_up(hub, tmp_path):
    hub.drops, hub.ranges = 1000, False
    with pytest.raises(WeightsError, match=r"sent less than it told, 3 times in a row\..*goes on from there"):
        fetched(tmp_path)


def test_two_fetches_at_once_do_not_meet_in_one_file(hub, tmp_path, content):
    first = fetch(FetchWeightsRequest(NAME, str(tmp_path), allowed=True), Ears(lambda: None), SHORT)
    assert any(isinstance(event, Progress) and event.done for event in first)
    hub.ranges = False
    with pytest.raises(WeightsError, match=rf"already: by .*process {os.getpid()}\), since .*That fetch goes on"):
        fetched(tmp_path)
    assert Path(kept_of(list(first)).file).read_bytes() == content
    assert list(tmp_path.glob(".*")) == []


def test_the_hash_is_that_of_the_file_on_the_disk(hub, tmp_path):
    events = fetch(FetchWeightsRequest(NAME, str(tmp_path), allowed=True), Ears(lambda: None), SHORT)
    assert any(isinstance(event, Progress) and event.done == event.total > 0 for event in events)
    (part,) = tmp_path.glob(".*.part")
    with part.open("r+b") as other:
        other.seek(100_000)
        other.write(bytes(64))
    with pytest.raises(WeightsError, match=r"hash differs\. It was thrown away"):
        list(events)
    assert list(tmp_path.iterdir()) == []


def test_too_many_failures_end_it(hub, tmp_path):
    hub.stalls = 100
    with pytest.raises(WeightsError, match=r"did not answer in time, 3 times in a row\. Nothing was fetched"):
        fetched(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_cancel_is_heard_while_the_server_is_silent(hub, tmp_path):
    hub.stalls = 100
    said = iter([None, Command.CANCEL])
    events = list(serve(FetchWeightsRequest(NAME, str(tmp_path), allowed=True), lambda: next(said, None)))
    assert isinstance(events[-1], Cancelled)


def test_a_word_is_said_while_nothing_comes():
    answer = threading.Event()

    def work(_stop):
        answer.wait(60)
        yield "at last"

    said = beside(work, Ears(lambda: None), word=0.2)
    assert next(said) is None
    answer.set()
    assert next(one for one in said if one is not None) == "at last"
    assert WORD <= 10


def test_a_hash_that_differs_is_thrown_away(hub, tmp_path):
    hub.lie = "0" * 64
    with pytest.raises(WeightsError, match=r"hash differs\. It was thrown away"):
        fetched(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_tells_no_hash_is_not_trusted(hub, tmp_path):
    hub.silent = True
    with pytest.raises(WeightsError, match="can't be checked"):
        fetched(tmp_path)


def test_gits_hash_is_one_too(hub, tmp_path, content):
    hub.lie = hashlib.sha1(f"blob {len(content)}\0".encode() + content).hexdigest()
    assert kept_of(fetched(tmp_path)).sha256 == hashlib.sha256(content).hexdigest()


def test_weights_of_another_network_are_refused_by_name_whatever_their_hash(hub, tmp_path):
    hub.files[FILE] = save(timm.create_model("test_vit").state_dict())
    with pytest.raises(WeightsError, match=r"does not hold the weights of 'test_resnet.*lacks conv1"):
        fetched(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "value"), [("conv1.0.weight", float("nan")), ("bn1.running_var", float("inf"))])
def test_weights_that_are_no_numbers_are_refused(hub, tmp_path, name, value):
    state = timm.create_model("test_resnet").state_dict()
    state[name].view(-1)[0] = value
    hub.files[FILE] = save(state)
    with pytest.raises(WeightsError, match=f"not all of its weights are numbers.*{name}"):
        fetched(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_weights_that_are_here_are_not_written_over(hub, tmp_path, content):
    (tmp_path / "test_resnet.pth").write_bytes(b"mine")
    with pytest.raises(WeightsError, match=r"already: .*test_resnet\.pth"):
        fetched(tmp_path)
    assert (tmp_path / "test_resnet.pth").read_bytes() == b"mine"


@pytest.mark.parametrize(("code", "words"), [(401, "set HF_TOKEN"), (404, "has no weights"), (503, "3 times in a row")])
def test_refusals_say_what_to_do(hub, tmp_path, code, words):
    hub.refuse = code
    with pytest.raises(WeightsError, match=words):
        fetched(tmp_path)


def test_a_checkpoint_where_there_is_no_safetensors_file(hub, tmp_path):
    torch.save(timm.create_model("test_resnet").state_dict(), tmp_path / "file")
    hub.files = {FILE.replace("model.safetensors", "pytorch_model.bin"): (tmp_path / "file").read_bytes()}
    kept = kept_of(fetched(tmp_path / "into"))
    assert Path(kept.file).suffix == ".bin"
    assert Places(among=[tmp_path / "into"], cache=tmp_path).of(NAME).where is Where.FOLDER


def test_a_proxy_is_used(hub, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.invalid")
    monkeypatch.setenv("http_proxy", hub.url)
    with pytest.raises(WeightsError, match="has no weights"):
        fetched(tmp_path)
    assert hub.asked[0][1].startswith("http://hub.invalid/timm/")
