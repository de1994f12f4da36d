import pytest
import torch

from tldesk.core.errors import RunError
from tldesk.core.run_folder import RunFolder
from tldesk.engine.checkpoint import facts_for, load_checkpoint, save_checkpoint
from tldesk.engine.network import create, preparation_for


@pytest.fixture
def saved(tmp_path):
    model = create("test_vit", classes=3, image_size=96)
    folder = RunFolder(tmp_path)
    save_checkpoint(
        folder, model.state_dict(), facts_for(preparation_for(model, image_size=96), backbone="test_vit", classes=("a", "b", "ç"), epoch=4)
    )
    return folder, model


def test_what_was_saved_is_loaded(saved):
    folder, model = saved
    loaded, facts = load_checkpoint(folder)
    assert (facts.classes, facts.epoch, facts.input_size) == (("a", "b", "ç"), 4, 96)
    assert all(torch.equal(tensor, model.state_dict()[name]) for name, tensor in loaded.state_dict().items())
    assert sorted(file.name for file in folder.path.iterdir()) == ["model.json", "model.safetensors"]


@pytest.mark.parametrize("damage", [lambda data: data[:1000], lambda _: b"", lambda data: b"x" * len(data)])
def test_a_damaged_checkpoint_is_named(saved, damage):
    folder, _ = saved
    folder.model_file.write_bytes(damage(folder.model_file.read_bytes()))
    with pytest.raises(RunError, match=r"model\.safetensors"):
        load_checkpoint(folder)


def test_weights_of_another_network_are_refused(saved):
    folder, _ = saved
    other = create("test_resnet", classes=3)
    facts = folder.facts()
    save_checkpoint(folder, other.state_dict(), facts)
    with pytest.raises(RunError, match="not of test_vit"):
        load_checkpoint(folder)


def test_a_run_without_an_epoch_says_so(tmp_path):
    with pytest.raises(RunError, match="no finished epoch"):
        load_checkpoint(RunFolder(tmp_path))


def test_a_failed_write_leaves_the_last_checkpoint(saved):
    folder, model = saved
    before = folder.model_file.read_bytes()
    facts = folder.facts()
    lost = RunFolder(folder.path / "gone")
    with pytest.raises(OSError, match="gone"):
        save_checkpoint(lost, model.state_dict(), facts)
    assert folder.model_file.read_bytes() == before
