import pytest
import timm
import torch

from tldesk.core.errors import RecipeError, WeightsError
from tldesk.engine.device import best_device, out_of_memory
from tldesk.engine.network import FrozenNetwork, HeadShape, create, head, pool, preparation_for, probabilities


@pytest.mark.parametrize("backbone", ["test_efficientnet", "test_vit", "test_convnext", "mobilenetv3_small_050"])
def test_answers_are_the_plain_networks(backbone):
    torch.manual_seed(0)
    model = create(backbone, classes=5, image_size=64)
    network = FrozenNetwork(model, preparation_for(model, image_size=64), best_device())
    pixels = torch.randint(0, 256, (3, 64, 64, 3), dtype=torch.uint8)
    mean, std = (torch.tensor(v).view(1, 3, 1, 1) for v in (network.preparation.mean, network.preparation.std))
    with torch.no_grad():
        expected = model((pixels.permute(0, 3, 1, 2) / 255 - mean) / std)
    pooled = network.pooled(pixels)
    assert pooled.shape == (3, network.dimensions)
    assert torch.allclose(network.logits(pooled), expected, rtol=1e-3, atol=1e-4)
    assert head(model).in_features == network.dimensions


@pytest.mark.parametrize(("mirrored", "pictures"), [("horizontal", 2), ("both", 4)])
def test_mirrored_answers_are_those_of_a_photo_and_its_mirror_pictures_together(mirrored, pictures):
    torch.manual_seed(0)
    model = create("test_resnet", classes=2)
    preparation = preparation_for(model, image_size=32)
    network = FrozenNetwork(model, preparation, best_device(), mirrored=mirrored)
    plain = FrozenNetwork(model, preparation, best_device())
    photo = torch.randint(0, 256, (1, 32, 32, 3), dtype=torch.uint8)
    every = [photo.flip(axes) if axes else photo for axes in ((), (2,), (1,), (1, 2))][:pictures]
    answers = torch.cat([network.pooled(one) for one in every])
    assert torch.allclose(answers, torch.stack([plain.pooled(one) for one in every]).mean(0), atol=1e-5)
    assert not torch.allclose(plain.pooled(every[1]), plain.pooled(photo), atol=1e-5)


def test_photos_are_halved_until_they_go_through_and_where_none_does_onednns_words_stay():
    model = create("test_resnet", classes=2)
    network = FrozenNetwork(model, preparation_for(model, image_size=32), best_device())
    photos = torch.randint(0, 256, (5, 32, 32, 3), dtype=torch.uint8)
    expected, most = network.pooled(photos), 0

    def refuse(_module, given):
        if len(given[0]) > most:
            raise RuntimeError("could not create a primitive")

    next(one for one in network.model.modules() if isinstance(one, torch.nn.Conv2d)).register_forward_pre_hook(refuse)
    with pytest.raises(RuntimeError, match="could not create a primitive") as caught:
        network.pooled(photos)
    assert not out_of_memory(caught.value)
    most = 2
    assert torch.allclose(network.pooled(photos), expected, atol=1e-5)
    most = 0
    with pytest.raises(MemoryError):
        network.pooled(photos)


@pytest.mark.parametrize("pooling", ["avg", "max", "both"])
def test_the_feature_map_is_pooled_as_the_recipe_says(pooling):
    torch.manual_seed(0)
    model = create("test_resnet", classes=2, shape=HeadShape(pooling))
    network = FrozenNetwork(model, preparation_for(model, image_size=64), best_device())
    found = torch.rand((2, model.num_features, 3, 3))
    mean, most = found.mean((2, 3)), found.amax((2, 3))
    expected = {"avg": mean, "max": most, "both": torch.cat([mean, most], 1)}[pooling]
    assert torch.allclose(pool(network.model, found), expected, atol=1e-6)
    assert network.dimensions == expected.shape[1]


def test_freezing_leaves_the_network_as_it_is():
    model = create("test_efficientnet", classes=2)
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    FrozenNetwork(model, preparation_for(model), best_device())
    assert list(before) == list(model.state_dict())
    assert all(torch.equal(tensor, before[name]) for name, tensor in model.state_dict().items())
    assert all(parameter.requires_grad for parameter in model.parameters())


def test_the_preparation_is_the_backbones_own():
    preparation = preparation_for(create("tf_efficientnet_lite0", classes=2))
    assert (preparation.input_size, preparation.resize, preparation.interpolation) == (224, 256, "bicubic")
    assert preparation.mean == preparation.std == (0.5, 0.5, 0.5)
    assert preparation_for(create("tf_efficientnet_lite0", classes=2), image_size=128).resize == 146


@pytest.mark.parametrize("backbone", ["levit_128s", "crossvit_tiny_240"])
def test_a_head_of_another_shape_is_refused(backbone):
    with pytest.raises(WeightsError, match="not one linear layer"):
        create(backbone, classes=2)


def test_two_tokens_are_answered_by_one_layer_as_by_two_equal_ones():
    two = timm.create_model("deit_tiny_distilled_patch16_224", num_classes=3).eval()
    two.head_dist = two.head
    one = create("deit_tiny_distilled_patch16_224", classes=3)
    one.load_state_dict({name: tensor for name, tensor in two.state_dict().items() if not name.startswith("head_dist")})
    photo = torch.randn(2, 3, 224, 224)
    with torch.no_grad():
        assert torch.allclose(one(photo), two(photo), atol=1e-5)


def test_a_convolution_for_a_head_becomes_the_same_linear_layer():
    before = timm.create_model("resnetv2_18", num_classes=3).eval()
    after = create("resnetv2_18", classes=3)
    state = before.state_dict()
    after.load_state_dict({**state, "head.fc.weight": state["head.fc.weight"].flatten(1)})
    photo = torch.randn(2, 3, 64, 64)
    with torch.no_grad():
        assert torch.allclose(after(photo), before(photo), atol=1e-5)


def test_a_size_the_backbone_cannot_take_is_the_recipes_error():
    model = create("test_vit", classes=2, image_size=100)
    with pytest.raises(RecipeError, match="100 px") as caught:
        FrozenNetwork(model, preparation_for(model, image_size=100), best_device())
    assert "0" in caught.value.remedy


def test_probabilities_sum_to_one():
    for row in probabilities(torch.randn(50, 30) * 40):
        assert sum(row) == pytest.approx(1, abs=1e-12)
        assert min(row) >= 0
