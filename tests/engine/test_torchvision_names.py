"""Files in torchvision's layout give timm's networks torchvision's answers; each is built with random weights, norms and scales."""

import re

import pytest
import timm
import torch
import torchvision.models as theirs
from safetensors.torch import save_file
from torch import nn
from torchvision.models.convnext import CNBlockConfig
from torchvision.models.swin_transformer import PatchMergingV2, SwinTransformerBlockV2

from tldesk.core.errors import WeightsError
from tldesk.engine.network import HeadShape, create
from tldesk.engine.weight_files import give, read_weights


def trained(model: nn.Module, *, seed: int = 3) -> nn.Module:
    """As if it had learned something: what is 0 or 1 in a fresh network is not, and variances are small enough for their eps to show."""
    torch.manual_seed(seed)
    with torch.no_grad():
        for module in model.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.running_mean.normal_(std=0.1)
                module.running_var.uniform_(0.02, 0.5)
                module.weight.uniform_(0.3, 0.6)
            if isinstance(module, nn.LayerNorm):
                module.weight.uniform_(0.5, 1.5)
                module.bias.normal_(std=0.1)
        for name, parameter in model.named_parameters():
            if name.endswith(("layer_scale", "class_token", "pos_embedding", "relative_position_bias_table", "logit_scale")):
                parameter.add_(torch.randn_like(parameter) * 0.2)
            elif name.endswith("bias"):
                parameter.normal_(std=0.05)
            elif parameter.ndim > 1:
                parameter.normal_(std=parameter[0].numel() ** -0.5)
    return model.eval()


def features(model: nn.Module, photos: torch.Tensor) -> torch.Tensor:
    """What torchvision's network gives to its last layer: `N, features`."""
    seen: list[torch.Tensor] = []
    last = [module for name, module in model.named_modules() if isinstance(module, nn.Linear) and "AuxLogits" not in name][-1]
    handle = last.register_forward_pre_hook(lambda _module, inputs: seen.append(inputs[0].flatten(1)))
    with torch.no_grad():
        model(photos)
    handle.remove()
    return seen[0]


def vit() -> nn.Module:
    return theirs.VisionTransformer(image_size=64, patch_size=16, num_layers=2, num_heads=2, hidden_dim=32, mlp_dim=128)


def swin(**options: object) -> nn.Module:
    return theirs.SwinTransformer([4, 4], 16, [2, 2], [2, 4], window_size=[4, 4], **options)


def convnext() -> nn.Module:
    return theirs.ConvNeXt([CNBlockConfig(16, 32, 2), CNBlockConfig(32, 64, 1), CNBlockConfig(64, 96, 2), CNBlockConfig(96, None, 1)])


TRANSFORMER = {"img_size": 64, "embed_dim": 32, "depth": 2, "num_heads": 2}
SWIN = {"img_size": 64, "window_size": 4, "embed_dim": 16, "depths": (2, 2), "num_heads": (2, 4)}

TRANSFORMERS = [
    # Name in timm, what timm is told of it, torchvision's network.
    ("vit_base_patch16_224", TRANSFORMER, vit),
    ("swin_tiny_patch4_window7_224", SWIN, swin),
    ("swinv2_tiny_window8_256", SWIN, lambda: swin(block=SwinTransformerBlockV2, downsample_layer=PatchMergingV2)),
    ("convnext_tiny", {"depths": (2, 1, 2, 1), "dims": (16, 32, 64, 96)}, convnext),
]

CONVOLUTIONS = [
    # Its widest layer is not the last, which tells the eps.
    ("efficientnet_b2", theirs.efficientnet_b2),
    ("efficientnetv2_s", theirs.efficientnet_v2_s),
    ("mobilenetv2_035", lambda: theirs.mobilenet_v2(width_mult=0.35)),
    ("mobilenetv3_small_100", theirs.mobilenet_v3_small),
    ("mnasnet_050", theirs.mnasnet0_5),
    ("inception_v3", lambda: theirs.inception_v3(transform_input=False, init_weights=False)),
]


def require_same_answers(model: nn.Module, own: nn.Module, name: str, *, side: int) -> None:
    give(own.eval(), trained(model).state_dict(), source="theirs.pth", backbone=name)
    photos = torch.randn(2, 3, side, side)
    expected = features(model, photos)
    with torch.no_grad():
        found = own.forward_head(own.forward_features(photos), pre_logits=True)
    assert expected.std() > 1e-3
    assert (found - expected).abs().max() <= 1e-4 * expected.abs().max()


@pytest.mark.parametrize(("name", "options", "build"), TRANSFORMERS, ids=[network[0] for network in TRANSFORMERS])
def test_timms_transformer_answers_as_torchvisions(name, options, build):
    require_same_answers(build(), timm.create_model(name, num_classes=2, **options), name, side=64)


@pytest.mark.parametrize(("name", "build"), CONVOLUTIONS, ids=[network[0] for network in CONVOLUTIONS])
def test_timms_network_of_convolutions_answers_as_torchvisions(name, build):
    # Their first weights would take most of the time, and all are set or given.
    with torch.device("meta"):
        model, own = build(), timm.create_model(name, num_classes=2)
    own.to_empty(device="cpu")
    require_same_answers(model.to_empty(device="cpu"), own, name, side=75 if name == "inception_v3" else 32)


def scaled_down() -> nn.Module:
    return theirs.mobilenet_v2(width_mult=0.35)


def refused(state: dict[str, torch.Tensor], name: str) -> WeightsError:
    """The message, when the model stays as it was."""
    own = create(name, classes=2)
    before = {key: tensor.clone() for key, tensor in own.state_dict().items()}
    with pytest.raises(WeightsError) as caught:
        give(own, state, source="theirs.pth", backbone=name)
    assert all(torch.equal(tensor, before[key]) for key, tensor in own.state_dict().items())
    return caught.value


def test_the_order_of_a_safetensors_file_does_not_matter_nor_does_a_head_with_hidden_layers(tmp_path):
    model = trained(scaled_down())
    save_file(model.state_dict(), tmp_path / "theirs.safetensors")
    state = read_weights(tmp_path / "theirs.safetensors")
    assert list(state) != list(model.state_dict())
    own = create("mobilenetv2_035", classes=2, shape=HeadShape(hidden=(8,)))
    give(own, state, source="theirs.safetensors", backbone="mobilenetv2_035")
    assert torch.equal(own.blocks[6][0].conv_pwl.weight, model.features[17].conv[2].weight)
    assert torch.equal(own.conv_head.weight, model.features[18][0].weight)


def test_a_model_that_was_trained_further_in_torchvision_is_told_by_its_head():
    assert "has a head for 3 classes" in refused(theirs.mobilenet_v2(width_mult=0.35, num_classes=3).state_dict(), "mobilenetv2_035").what


def test_another_network_is_told_by_the_first_names_that_differ():
    said = refused(scaled_down().state_dict(), "mobilenetv3_small_050")
    assert "lacks blocks.0.0.conv_dw.weight" in said.what
    assert "has features.1.conv.0.0.weight" in said.what
    assert "shape" in refused(scaled_down().state_dict(), "mobilenetv2_050").what


def test_a_network_with_the_same_layers_that_pads_otherwise_is_refused_and_the_right_one_named():
    said = refused(theirs.mobilenet_v3_small().state_dict(), "tf_mobilenetv3_small_100")
    assert "pads as TensorFlow does" in said.what
    assert said.remedy == "Use it for mobilenetv3_small_100."


def test_files_without_counters_or_with_one_more_are_held_against_the_padding_too():
    state = theirs.mobilenet_v3_small().state_dict()
    bare = {name: tensor for name, tensor in state.items() if not name.endswith("num_batches_tracked")}
    assert "pads as TensorFlow does" in refused(bare, "tf_mobilenetv3_small_100").what
    assert "pads as TensorFlow does" in refused(state | {"n_averaged": torch.tensor(3)}, "tf_mobilenetv3_small_100").what


def test_the_average_of_a_training_is_taken_as_torchvisions_own_programs_write_it(tmp_path):
    model = trained(scaled_down())
    state = {f"module.{name}": tensor for name, tensor in model.state_dict().items()}
    torch.save({"model_ema": {"n_averaged": torch.tensor(3)} | state, "epoch": 2}, tmp_path / "average.pth")
    own = create("mobilenetv2_035", classes=2)
    give(own, read_weights(tmp_path / "average.pth"), source="average.pth", backbone="mobilenetv2_035")
    assert torch.equal(own.blocks[6][0].conv_pwl.weight, model.features[17].conv[2].weight)


@pytest.mark.parametrize("name", ["fc.weight", "features.extra.weight", "features.extra", "extra"])
@pytest.mark.parametrize(("build", "backbone"), [(scaled_down, "mobilenetv2_035"), (theirs.mnasnet0_5, "mnasnet_050")])
def test_a_layer_that_torchvisions_networks_lack_is_named(build, backbone, name):
    assert f"has {name}, which it must not" in refused(build().state_dict() | {name: torch.zeros(3)}, backbone).what


@pytest.mark.parametrize("name", ["features.0.0.weight", "features.1.block.0.0.weight", "features.12.0.weight"])
def test_a_tensor_that_is_one_number_is_told_by_its_shape(name):
    assert "instead of" in refused(theirs.mobilenet_v3_small().state_dict() | {name: torch.tensor(1.0)}, "mobilenetv3_small_100").what


WINDOWS = [
    ("swin_tiny_patch4_window7_224", {}),
    ("swinv2_tiny_window8_256", {"block": SwinTransformerBlockV2, "downsample_layer": PatchMergingV2}),
]


@pytest.mark.parametrize(("name", "options"), WINDOWS, ids=["v1", "v2"])
def test_windows_of_another_size_are_refused(name, options):
    own = timm.create_model(name, **(SWIN | {"window_size": 8}))
    with pytest.raises(WeightsError, match="for windows of 4 x 4"):
        give(own, swin(**options).state_dict(), source="theirs.pth", backbone=name)


@pytest.mark.parametrize(("name", "options"), WINDOWS, ids=["v1", "v2"])
def test_windows_whose_size_is_computed_and_left_out_are_told_by_their_biases_or_refused(name, options):
    state = {key: tensor for key, tensor in swin(**options).state_dict().items() if not key.endswith("relative_position_index")}
    own = timm.create_model(name, **(SWIN | {"window_size": 8}))
    with pytest.raises(WeightsError, match="doesn't tell the size of the windows" if options else "for windows of 4 x 4"):
        give(own, state, source="theirs.safetensors", backbone=name)
    if not options:
        own = timm.create_model(name, num_classes=2, **SWIN)
        give(own, state, source="theirs.safetensors", backbone=name)
        assert torch.equal(own.patch_embed.proj.weight, state["features.0.0.weight"])


def test_the_names_of_older_files_of_densenet_are_known():
    with torch.device("meta"):
        model = theirs.densenet121()
    model = trained(model.to_empty(device="cpu"))
    state = {re.sub(r"(denselayer\d+\.(?:norm|conv))([12])", r"\1.\2", name): tensor for name, tensor in model.state_dict().items()}
    assert "features.denseblock1.denselayer1.norm.1.weight" in state
    own = create("densenet121", classes=2)
    give(own, state, source="theirs.pth", backbone="densenet121")
    assert torch.equal(own.features.denseblock1.denselayer1.norm1.running_var, model.features.denseblock1.denselayer1.norm1.running_var)
