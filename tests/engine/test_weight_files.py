import hashlib
import pickle
from pathlib import Path

import pytest
import timm
import torch
import torchvision
from safetensors.torch import save_file

from tldesk.core.backbones import backbone as known
from tldesk.core.backbones.receipts import read_receipt
from tldesk.core.errors import WeightsError
from tldesk.core.exported import MANIFEST
from tldesk.core.messages import AddWeightsRequest
from tldesk.core.recipe import Recipe
from tldesk.engine import weights
from tldesk.engine.ears import Ears
from tldesk.engine.fetch_keep import add, keep, meant
from tldesk.engine.network import HeadShape, create, head
from tldesk.engine.weight_files import read_weights


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shared weights folder, and no weights anywhere else."""
    monkeypatch.setenv("TLDESK_WEIGHTS", str(tmp_path / "shared"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    (tmp_path / "shared").mkdir()
    return tmp_path / "shared"


def pretrained(name: str, *, seed: int = 7) -> torch.nn.Module:
    """What somebody trained on a thousand classes."""
    torch.manual_seed(seed)
    return timm.create_model(name, pretrained=False)


def backbone_of(model: torch.nn.Module) -> dict[str, torch.Tensor]:
    own_head = {id(parameter) for parameter in head(model).parameters()}
    return {name: tensor for name, tensor in model.state_dict(keep_vars=True).items() if id(tensor) not in own_head}


@pytest.mark.parametrize("suffix", ["safetensors", "pth", "bin"])
@pytest.mark.parametrize("name", ["test_resnet", "test_vit", "test_convnext"])
def test_a_file_in_the_folder_gives_the_backbone_its_weights(folder, name, suffix):
    model = pretrained(name)
    file = folder / f"{name}.{suffix}"
    if suffix == "safetensors":
        save_file(model.state_dict(), file)
    else:
        torch.save(model.state_dict(), file)
    made = weights.backbone_for(Recipe(backbone=name), classes=3)
    assert head(made).out_features == 3
    assert backbone_of(made).keys() == backbone_of(model).keys()
    assert all(torch.equal(tensor, backbone_of(model)[key]) for key, tensor in backbone_of(made).items())


def test_a_training_programs_checkpoint_is_unwrapped(folder):
    model = pretrained("test_resnet")
    state = {f"module.{key}": value for key, value in model.state_dict().items()}
    torch.save({"epoch": 3, "state_dict": state}, folder / "test_resnet.pth")
    made = weights.backbone_for(Recipe(backbone="test_resnet"), classes=2)
    assert torch.equal(made.conv1[0].weight if isinstance(made.conv1, torch.nn.Sequential) else made.conv1.weight, next(model.parameters()))


@pytest.mark.parametrize(("theirs", "name"), [("resnet18", "resnet18"), ("regnet_y_400mf", "regnety_004")])
def test_torchvisions_files_fit_though_their_names_differ(folder, theirs, name):
    torch.manual_seed(7)
    model = getattr(torchvision.models, theirs)().eval()
    torch.save(model.state_dict(), folder / f"{name}.pth")
    made = weights.backbone_for(Recipe(backbone=name), classes=2).eval()
    photo = torch.randn(1, 3, 64, 64)
    with torch.no_grad():
        seen = (
            model.trunk_output(model.stem(photo))
            if theirs.startswith("regnet")
            else torch.nn.Sequential(*list(model.children())[:-2])(photo)
        )
        assert torch.allclose(made.forward_features(photo), seen, atol=1e-5)


def test_dinos_teacher_is_taken_without_its_projection(folder):
    model = pretrained("test_vit")
    state = {f"module.backbone.{key}": value for key, value in model.state_dict().items() if not key.startswith("head.")}
    teacher = state | {"module.head.mlp.0.weight": torch.zeros(4, 4), "module.backbone.mask_token": torch.zeros(1, 64)}
    torch.save({"student": {"module.backbone.cls_token": torch.zeros(1)}, "teacher": teacher, "epoch": 100}, folder / "test_vit.pth")
    made = weights.backbone_for(Recipe(backbone="test_vit"), classes=2)
    assert all(torch.equal(tensor, backbone_of(model)[key]) for key, tensor in backbone_of(made).items())


def test_positions_of_a_transformer_follow_the_image_size(folder):
    save_file(pretrained("test_vit").state_dict(), folder / "test_vit.safetensors")
    made = weights.backbone_for(Recipe(backbone="test_vit", image_size=64), classes=2)
    assert made.pos_embed.shape[1] < pretrained("test_vit").pos_embed.shape[1]
    assert torch.equal(made.blocks[0].attn.qkv.weight, pretrained("test_vit").blocks[0].attn.qkv.weight)


def test_weights_of_another_network_are_told_by_the_first_names_that_differ(folder):
    save_file(pretrained("resnet10t").state_dict(), folder / "resnet18.safetensors")
    with pytest.raises(WeightsError, match=r"resnet18\.safetensors.*lacks conv1\.weight, layer1\.1\.conv1\.weight.* more") as caught:
        weights.backbone_for(Recipe(backbone="resnet18"), classes=2)
    assert "conv1.0.weight" in caught.value.what


def test_a_network_that_has_more_is_not_taken_for_a_smaller_one(folder):
    # All of a resnet18 stands in a resnet34, with the same shapes.
    save_file(pretrained("resnet34").state_dict(), folder / "resnet18.safetensors")
    with pytest.raises(WeightsError, match=r"has layer1\.2\..* more, which it must not"):
        weights.backbone_for(Recipe(backbone="resnet18"), classes=2)


def test_a_shape_that_differs_is_told(folder):
    state = pretrained("test_resnet").state_dict()
    name = next(key for key, value in state.items() if value.ndim == 4)
    state[name] = state[name][:, :1].contiguous()
    save_file(state, folder / "test_resnet.safetensors")
    with pytest.raises(WeightsError, match=rf"{name} of shape .* x 1 x .* instead of"):
        weights.backbone_for(Recipe(backbone="test_resnet"), classes=2)


class _Bomb:
    def __reduce__(self):
        return (Path("tests").touch, ())


@pytest.mark.parametrize("content", [b"", b"not weights", pickle.dumps(_Bomb(), protocol=2)])
@pytest.mark.parametrize("suffix", ["safetensors", "pth"])
def test_damaged_and_dangerous_files_are_named_and_not_run(folder, content, suffix):
    file = folder / f"test_resnet.{suffix}"
    file.write_bytes(content)
    with pytest.raises(WeightsError, match=str(file)):
        weights.backbone_for(Recipe(backbone="test_resnet"), classes=2)


def test_a_file_without_tensors_is_told(folder):
    torch.save({"epoch": 3}, folder / "test_resnet.pth")
    with pytest.raises(WeightsError, match="no weights"):
        weights.backbone_for(Recipe(backbone="test_resnet"), classes=2)


def test_random_weights_look_into_no_file(folder):
    (folder / "test_resnet.safetensors").write_bytes(b"not weights")
    assert weights.backbone_for(Recipe(backbone="test_resnet", weights="random"), classes=2) is not None


def test_where_to_put_weights_that_are_not_here_is_said(folder):
    with pytest.raises(WeightsError) as caught:
        weights.backbone_for(Recipe(backbone="resnet18.tv_in1k"), classes=2)
    assert "resnet18.tv_in1k.safetensors" in caught.value.remedy


def test_two_tags_of_one_network_are_two_files(folder):
    for tag, seed in (("a1_in1k", 1), ("tv_in1k", 2)):
        save_file(pretrained("resnet18", seed=seed).state_dict(), folder / f"resnet18.{tag}.safetensors")
    first, second = (weights.backbone_for(Recipe(backbone=name), classes=2) for name in ("resnet18", "resnet18.tv_in1k"))
    assert torch.equal(first.conv1.weight, pretrained("resnet18", seed=1).conv1.weight)
    assert torch.equal(second.conv1.weight, pretrained("resnet18", seed=2).conv1.weight)
    assert create("resnet18", classes=2).conv1.weight.shape == first.conv1.weight.shape


def added(file: Path, folder: Path) -> None:
    list(add(AddWeightsRequest(str(file), str(folder), "test_resnet"), Ears(lambda: None)))


@pytest.mark.parametrize("hidden", [(), (8, 8)])
def test_a_model_that_was_trained_further_is_not_taken_for_the_first_weights(folder, tmp_path, hidden):
    model = create("test_resnet", classes=3, shape=HeadShape(hidden=hidden))
    save_file(model.state_dict(), tmp_path / "model.safetensors")
    with pytest.raises(WeightsError, match=r"model\.safetensors has a head for 3 classes, .* have 1000: .* trained further") as caught:
        added(tmp_path / "model.safetensors", folder)
    assert caught.value.kept == "Nothing changed."
    assert "tldesk model import" in caught.value.remedy
    assert list(folder.iterdir()) == []


def test_a_model_that_lies_in_the_folder_already_trains_nothing(folder):
    save_file(create("test_resnet", classes=3).state_dict(), folder / "test_resnet.safetensors")
    with pytest.raises(WeightsError, match="trained further"):
        weights.backbone_for(Recipe(backbone="test_resnet"), classes=2)


def test_a_file_of_an_export_is_refused_whatever_its_head(folder, tmp_path):
    save_file(pretrained("test_resnet").state_dict(), tmp_path / "model.safetensors")
    (tmp_path / MANIFEST).write_text("{}")
    with pytest.raises(WeightsError, match="part of a model that tldesk exported"):
        added(tmp_path / "model.safetensors", folder)
    assert list(folder.iterdir()) == []
    (tmp_path / MANIFEST).unlink()
    added(tmp_path / "model.safetensors", folder)
    assert (folder / "test_resnet.r160_in1k.safetensors").is_file()


def test_a_file_without_a_head_is_fine(folder, tmp_path):
    save_file(backbone_of(pretrained("test_resnet")), tmp_path / "model.safetensors")
    added(tmp_path / "model.safetensors", folder)
    assert (folder / "test_resnet.r160_in1k.safetensors").is_file()


def test_what_is_no_file_of_weights_is_said_before_its_name_is_asked_for(folder, tmp_path):
    (tmp_path / "n00.jpg").write_bytes(b"photo")
    with pytest.raises(WeightsError, match=r"n00\.jpg is no file of weights: those end in \.safetensors"):
        list(add(AddWeightsRequest(str(tmp_path / "n00.jpg"), str(folder), ""), Ears(lambda: None)))
    (tmp_path / "test_resnet.safetensors").write_text("some notes that somebody wrote down")
    with pytest.raises(WeightsError, match="is no safetensors file, or a damaged one"):
        added(tmp_path / "test_resnet.safetensors", folder)


def test_torchvisions_files_are_added_as_they_are_called_where_their_weights_are_those_of_a_name(folder, tmp_path):
    file = saved_by_hash(torchvision.models.mnasnet0_75(), tmp_path / "mnasnet0_75")
    list(add(AddWeightsRequest(str(file), str(folder), ""), Ears(lambda: None)))
    assert (folder / "mnasnet_075.safetensors").is_file()
    assert meant("", tmp_path / "resnet18-f37072fd.pth").name == "resnet18.tv_in1k"


@pytest.mark.parametrize("name", ["resnet18-f37072fd.pth", "resnet18-f37072fd (1).pt"])
def test_a_file_whose_hash_is_not_the_one_that_its_name_tells_is_refused(folder, tmp_path, name):
    file = tmp_path / name
    file.write_bytes(b"another")
    digest = hashlib.sha256(b"another").hexdigest()
    with pytest.raises(WeightsError, match=rf"begins with f37072fd, it begins with {digest[:8]}\.") as caught:
        list(add(AddWeightsRequest(str(file), str(folder), ""), Ears(lambda: None)))
    assert caught.value.remedy == "Copy or load it once more; a file of your own, rename it."
    assert list(folder.iterdir()) == []


def saved_by_hash(model: torch.nn.Module, stem: Path) -> Path:
    """As torch names what it gives: the first digits of the file's hash stand in its name."""
    torch.save(model.state_dict(), stem)
    return stem.rename(stem.with_name(f"{stem.name}-{hashlib.sha256(stem.read_bytes()).hexdigest()[:8]}.pth"))


def test_torchvisions_other_weights_are_added_where_it_is_said_in_place_of_which(folder, tmp_path):
    file = saved_by_hash(torchvision.models.mobilenet_v3_small(), tmp_path / "mobilenet_v3_small")
    with pytest.raises(WeightsError, match=r"is named as torchvision names .* Torchvision's have the licence BSD 3-Clause\.") as caught:
        list(add(AddWeightsRequest(str(file), str(folder), ""), Ears(lambda: None)))
    assert caught.value.remedy.startswith("Say which backbone it is for: in the field Backbone of the window, or by --as NAME; ")
    assert "in place of those of mobilenetv3_small_100.lamb_in1k" in caught.value.remedy
    list(add(AddWeightsRequest(str(file), str(folder), "mobilenetv3_small_100.lamb_in1k"), Ears(lambda: None)))
    made = weights.backbone_for(Recipe(backbone="mobilenetv3_small_100"), classes=2)
    assert torch.equal(made.conv_stem.weight, read_weights(file)["features.0.0.weight"])


@pytest.mark.parametrize(
    ("name", "source", "licence"),
    [
        ("vit_base_patch16_224.augreg_in1k", "vit_b_16_lc_swag-4e70ced5.pth", "CC BY-NC 4.0"),
        ("vit_large_patch16_224.mae", "vit_l_16-852ce7e3.pth", "BSD 3-Clause"),
        ("vit_large_patch16_224.mae", "weights.pth", "CC BY-NC 4.0"),
        ("resnet50.a1_in1k", "resnet50-11ad3fa6.pth", "BSD 3-Clause"),
        ("resnet18.tv_in1k", "https://huggingface.co/timm/resnet18.tv_in1k/resolve/main/model.safetensors", "BSD 3-Clause"),
        ("resnet18.tv_in1k", "https://hub.example/timm/resnet18.a1_in1k", "BSD 3-Clause"),
    ],
)
def test_weights_that_stand_in_keep_their_own_licence(folder, tmp_path, name, source, licence):
    save_file({"one": torch.zeros(1)}, tmp_path / "part")
    shown = keep(known(name), tmp_path / "part", folder / "x.safetensors", source=source, sha256="0" * 64)
    receipt = read_receipt(Path(shown.file))
    assert receipt is not None
    assert receipt.licence == licence
