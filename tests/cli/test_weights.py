"""`tldesk weights`: what is here, added, fetched, verified and removed."""

import hashlib
import json
import sys
from pathlib import Path

import pytest
import timm
import torch
from safetensors.torch import save, save_file
from typer.testing import CliRunner

import tldesk.engine
from tests.broken_torch import broken_torch
from tests.cli.calling import tldesk_process
from tests.engine.made_hub import Hub, serving
from tldesk.cli.running import ENGINE, STARTING
from tldesk.cli.verbs import app
from tldesk.core.backbones import Where
from tldesk.core.backbones.places import own_folder
from tldesk.core.errors import WeightsError
from tldesk.core.recipe import Recipe
from tldesk.engine.weights import backbone_for
from tldesk.jobs.environment import places
from tldesk.jobs.weights import Weights, remove


def call(*words, code=0):
    result = CliRunner().invoke(app, ["weights", *(str(word) for word in words)])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout) if "--json" in words else " ".join(result.output.split())


@pytest.fixture(autouse=True)
def alone(tmp_path, monkeypatch):
    """No weights but the embedded ones."""
    for name in ("TLDESK_WEIGHTS", "HF_ENDPOINT", "TLDESK_ALLOW_NETWORK", "http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def state():
    torch.manual_seed(5)
    return timm.create_model("test_resnet").state_dict()


def test_a_computer_has_the_embedded_weights():
    (one,) = call("list", "--json")["weights"]
    assert (one["backbone"], one["where"], one["licence"]) == ("tf_efficientnet_lite0.in1k", "embedded", "Apache 2.0")
    assert one["bytes"] > 10_000_000
    assert call("verify", "tf_efficientnet_lite0") == "tf_efficientnet_lite0.in1k: fits, and its hash is that it came with"
    assert "part of the program" in call("remove", "tf_efficientnet_lite0", code=1)


def test_a_fetch_that_is_not_allowed_is_refused_before_the_engine_is_loaded(monkeypatch):
    monkeypatch.setitem(sys.modules, ENGINE, None)
    monkeypatch.delattr(tldesk.engine, "serve", raising=False)
    assert "or for one call with: tldesk weights fetch --allow-network" in call("fetch", "resnet18", code=1)


@pytest.mark.parametrize(("terminal", "word"), [(True, ()), (False, ()), (True, ("--json",))])
def test_the_engine_says_that_it_starts_where_somebody_looks_on(monkeypatch, terminal, word):
    monkeypatch.delitem(sys.modules, ENGINE, raising=False)
    if terminal:
        monkeypatch.setenv("FORCE_COLOR", "1")
    result = CliRunner().invoke(app, ["weights", "add", "notes.txt", *word])
    assert "is no file of weights" in result.stderr
    assert (STARTING in result.stderr) == (terminal and not word)
    assert STARTING not in result.stdout


def test_ctrl_c_while_the_engine_starts_ends_it_at_once(tmp_path, monkeypatch):
    # A torch that takes for ever to load; its user has no patience. What a shell starts in the background, as these tests may be, heeds no
    # Ctrl-C, nor do its children: so it is told to.
    impatient = (
        "import signal, time; signal.signal(signal.SIGINT, signal.default_int_handler); os.kill(os.getpid(), signal.SIGINT); time.sleep(50)"
    )
    monkeypatch.setenv("PYTHONPATH", broken_torch(tmp_path, impatient))
    program = tldesk_process("weights", "verify")
    said, beside = program.communicate(timeout=60)
    assert (program.returncode, said) == (130, "")
    assert beside == "Cancelled. What was finished is kept.\n"


def test_a_shared_folder_that_is_away_is_said(tmp_path, monkeypatch):
    away = tmp_path / "share"
    monkeypatch.setenv("TLDESK_WEIGHTS", str(away))
    said = f"Shared folder {away} is not there: is its share connected?"
    assert said in call("list")
    assert call("list", "--json")["away"] == [str(away)]
    assert (f"{away}  (not there: is its share connected?)") in dict(places())["Shared weights"]
    away.mkdir()
    assert said not in call("list")
    assert call("list", "--json")["away"] == []


@pytest.mark.parametrize("name", ["test_resnet.safetensors", "test_resnet.pt"])
def test_a_file_is_added_listed_verified_and_removed(state, tmp_path, name):
    if name.endswith("pt"):
        torch.save({"epoch": 2, "state_dict": {f"module.{key}": value for key, value in state.items()}}, tmp_path / name)
    else:
        save_file(state, tmp_path / name)
    (added,) = call("add", name, "--json")["added"]
    assert Path(added["file"]) == own_folder() / "test_resnet.r160_in1k.safetensors"
    one = call("list", "--json")["weights"][1]
    assert (one["source"], one["sha256"], one["own"]) == (name, added["sha256"], True)
    assert call("verify", "test_resnet") == "test_resnet.r160_in1k: fits, and its hash is that it came with"
    assert "your folder" in call("list")
    assert "They are unchanged" in call("add", name, code=1)
    assert call("remove", "test_resnet", "--json")["removed"] == [added["file"]]
    assert list(own_folder().iterdir()) == []


def test_a_file_of_another_network_is_refused_by_the_first_names_that_differ(state, tmp_path):
    save_file(state, tmp_path / "mine.safetensors")
    assert "Say which backbone it is for: in the field Backbone of the window, or by --as NAME." in call("add", "mine.safetensors", code=1)
    said = call("add", "mine.safetensors", "--as", "test_vit", code=1)
    assert "does not hold the weights of 'test_vit.r160_in1k': it lacks cls_token" in said
    assert not own_folder().exists()


def test_a_file_that_would_run_something_is_not_opened(tmp_path):
    torch.save({"state_dict": print}, tmp_path / "test_resnet.pth")
    assert "is not opened: such files can run programs" in call("add", "test_resnet.pth", code=1)


def test_a_changed_file_is_found_out_and_the_others_are_verified_all_the_same(state, tmp_path):
    save_file(state, tmp_path / "test_resnet.safetensors")
    (added,) = call("add", "test_resnet.safetensors", "--json")["added"]
    content = bytearray(Path(added["file"]).read_bytes())
    content[-1] ^= 1
    Path(added["file"]).write_bytes(content)
    embedded, changed = call("verify", "--json", code=1)["verified"]
    assert (embedded["error"], embedded["compared"]) == ("", True)
    assert changed["error"].endswith("its hash differs. Remove it, and fetch or add it again.")


def test_a_file_put_there_by_hand_is_told_its_hash(state):
    own_folder().mkdir(parents=True)
    save_file(state, own_folder() / "test_resnet.safetensors")
    digest = hashlib.sha256((own_folder() / "test_resnet.safetensors").read_bytes()).hexdigest()
    assert call("verify", "test_resnet") == f"test_resnet.r160_in1k: fits, SHA-256 {digest}, with none to compare it with"


def test_a_shared_folder_is_filled_by_one_and_only_read_by_the_others(state, tmp_path, monkeypatch):
    share = tmp_path / "stick"
    with serving(Hub({"timm/test_resnet.r160_in1k/model.safetensors": save(state)})) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        assert "--allow-network" in call("fetch", "test_resnet", "--to", share, code=1)
        assert hub.asked == []
        (fetched,) = call("fetch", "test_resnet", "--to", share, "--allow-network", "--json")["fetched"]
        source = f"{hub.url}/timm/test_resnet.r160_in1k/resolve/main/model.safetensors"
    monkeypatch.setenv("TLDESK_WEIGHTS", str(share))
    share.chmod(0o555)
    before = {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in share.iterdir()}
    try:
        network = backbone_for(Recipe(backbone="test_resnet"), classes=3)
        assert torch.equal(network.state_dict()["conv1.0.weight"], state["conv1.0.weight"])
        one = call("list", "--json")["weights"][1]
        assert (one["source"], one["sha256"], one["own"]) == (source, fetched["sha256"], False)
        assert "hash is that it came with" in call("verify", "test_resnet")
        assert "shared folder" in call("list")
        said = call("remove", "test_resnet", code=1)
        assert "other folders are only read" in said
        assert f"Tell who looks after {share}" in said
        assert {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in share.iterdir()} == before
    finally:
        share.chmod(0o755)
    content = bytearray(Path(fetched["file"]).read_bytes())
    content[-1] ^= 1
    Path(fetched["file"]).write_bytes(content)
    assert f"its hash differs. Tell who looks after {share}." in call("verify", "test_resnet", code=1)


@pytest.mark.parametrize(("file", "remedy"), [("/proc/self/comm", "You lack the right to change"), ("gone.pth", "Close what has it open")])
@pytest.mark.skipif(not Path("/proc/self/comm").exists(), reason="a file that nobody may remove")
def test_what_can_t_be_removed_says_who_can_or_what_to_do(file, remedy):
    one = Weights("test_resnet", True, Where.FOLDER, Path(file), 1, "", "", "", own=True)
    with pytest.raises(WeightsError, match="can't be removed") as refused:
        remove(one)
    assert remedy in refused.value.remedy


def test_the_cache_of_the_hub_is_listed_with_its_hash(tmp_path):
    folder = tmp_path / "hub" / "models--timm--test_resnet.r160_in1k"
    for part in ("refs", "blobs", "snapshots/abc"):
        (folder / part).mkdir(parents=True)
    (folder / "refs" / "main").write_text("abc")
    blob = folder / "blobs" / ("0" * 64)
    blob.write_bytes(b"1234")
    (folder / "snapshots" / "abc" / "model.safetensors").symlink_to(blob)
    one = call("list", "--json")["weights"][1]
    assert (one["where"], one["bytes"], one["sha256"]) == ("cache", 4, "0" * 64)
    assert "its hash differs" in call("verify", "test_resnet", code=1)
