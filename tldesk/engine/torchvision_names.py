"""Weights in torchvision's layout under the names and in the shapes of timm's model of the same network.

timm itself renames torchvision's ResNet, RegNet, VGG and DenseNet. Here are the others of which timm has the same function: ConvNeXt,
EfficientNet, Inception v3, MNASNet, MobileNet v2 and v3, Swin v1 and v2, and the vision transformers. Layouts as in torchvision 0.29
(`torchvision/models/*.py`) and timm 1.0.31 (`timm/models/*.py`).
"""

import math
import re
from collections.abc import Callable
from functools import partial, reduce
from typing import Any, Final, cast

import torch
from timm.layers import BlurPool2d, Conv2dSame
from timm.models import is_model
from timm.models.convnext import ConvNeXt
from timm.models.efficientnet import EfficientNet
from timm.models.inception_v3 import InceptionV3
from timm.models.mobilenetv3 import MobileNetV3
from timm.models.swin_transformer import SwinTransformer
from timm.models.swin_transformer_v2 import SwinTransformerV2
from timm.models.vision_transformer import VisionTransformer
from torch import nn

from tldesk.core.errors import WeightsError

State = dict[str, torch.Tensor]
Rules = tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...]

CLASSES: Final = 1000
"""That all of torchvision's own weights answer, whatever the weights do that timm has of the same network."""

COUNTERS: Final = ("num_batches_tracked", "relative_position_index", "attn_mask", "mask_token", "relative_coords_table", "n_averaged")
"""Entries that older or newer files lack or have besides, and that no answer depends on; how their names end."""

_VIT: Final[Rules] = (
    (r"^class_token$", "cls_token"),
    (r"^encoder\.pos_embedding$", "pos_embed"),
    (r"^conv_proj\.", "patch_embed.proj."),
    (r"^encoder\.ln\.", "norm."),
    (r"^encoder\.layers\.encoder_layer_(\d+)\.", r"blocks.\1."),
    (r"^(blocks\.\d+)\.ln_([12])\.", r"\1.norm\2."),
    (r"^(blocks\.\d+)\.self_attention\.in_proj_", r"\1.attn.qkv."),
    (r"^(blocks\.\d+)\.self_attention\.out_proj\.", r"\1.attn.proj."),
    # Files from before 0.12 call the layers linear_1 and linear_2.
    (r"^(blocks\.\d+)\.mlp\.(?:0|linear_1)\.", r"\1.mlp.fc1."),
    (r"^(blocks\.\d+)\.mlp\.(?:3|linear_2)\.", r"\1.mlp.fc2."),
    (r"^heads\.head\.", "head."),
)

_CONVNEXT: Final[Rules] = (
    (r"^features\.0\.([01])\.", r"stem.\1."),
    (r"^features\.([1357])\.(\d+)\.", lambda found: f"stages.{int(found[1]) // 2}.blocks.{found[2]}."),
    (r"^features\.([246])\.([01])\.", lambda found: f"stages.{int(found[1]) // 2}.downsample.{found[2]}."),
    (r"\.layer_scale$", ".gamma"),
    (r"\.block\.0\.", ".conv_dw."),
    (r"\.block\.2\.", ".norm."),
    (r"\.block\.3\.", ".mlp.fc1."),
    (r"\.block\.5\.", ".mlp.fc2."),
    (r"^classifier\.0\.", "head.norm."),
    (r"^classifier\.2\.", "head.fc."),
)

_SWIN: Final[Rules] = (
    (r"^features\.0\.0\.", "patch_embed.proj."),
    (r"^features\.0\.2\.", "patch_embed.norm."),
    (r"^features\.([1357])\.(\d+)\.", lambda found: f"layers.{int(found[1]) // 2}.blocks.{found[2]}."),
    # torchvision's own step between two stages is the beginning of timm's next stage.
    (r"^features\.([246])\.", lambda found: f"layers.{int(found[1]) // 2}.downsample."),
    (r"\.mlp\.0\.", ".mlp.fc1."),
    (r"\.mlp\.3\.", ".mlp.fc2."),
    (r"^head\.", "head.fc."),
)

_DERIVED: Final = (".relative_position_index", ".relative_coords_table")
"""Entries that follow from the window's size; timm computes them."""


def from_torchvision(model: nn.Module, state: State, *, source: str, backbone: str) -> State:
    """`state` as timm's `model` calls it, where it has torchvision's layout of this kind of network; otherwise `state` itself.

    What has no counterpart keeps its name, so that a comparison of names and shapes tells in what a file of another network differs.
    Evaluation gives torchvision's answers.

    Args:
        source, backbone: where the weights come from and the model's name, for the message.

    Raises:
        WeightsError: all of it fits `model`, which is yet another function: it pads as TensorFlow does, or sees other windows.
    """
    for kinds, telling, rename in _LAYOUTS:
        if isinstance(model, kinds) and all(any(re.match(pattern, name) for name in state) for pattern in telling):
            own = model.state_dict()
            renamed = {name: _in_shape(tensor, own.get(name)) for name, tensor in rename(model, state).items()}
            _require_same_padding(model, renamed, source=source, backbone=backbone)
            _require_same_window(model, state, source=source, backbone=backbone)
            return renamed
    return state


def numbered(name: str) -> list[tuple[int, str]]:
    """A key that sorts the parts of a tensor's name as numbers where they are, so that the tenth layer comes after the second."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in name.split(".")]


def _require_same_padding(model: nn.Module, renamed: State, *, source: str, backbone: str) -> None:
    """Some of timm's networks have all the layers, and pad or thin out the photo in another way."""
    own = model.state_dict()
    fits = all(
        name in own and name in renamed and own[name].shape == renamed[name].shape
        for name in own.keys() | renamed.keys()
        if not name.startswith("classifier.") and not name.endswith(COUNTERS)
    )
    kinds = {type(module) for module in model.modules()}
    if fits and kinds & {Conv2dSame, BlurPool2d}:
        how = "pads as TensorFlow does" if Conv2dSame in kinds else "smooths what it then makes smaller"
        architecture = backbone.partition(".")[0]
        same = architecture.removeprefix("tf_").replace("_blur_", "_")
        raise _another_function(
            f"{source} has the weights of torchvision's network. '{backbone}' has the same layers but {how}, and would answer otherwise",
            f"Use it for {same}." if is_model(same) and same != architecture else "Choose another backbone for it.",
        )


def _require_same_window(model: nn.Module, state: State, *, source: str, backbone: str) -> None:
    """A Swin transformer has the same weights, or some that can be resized, for windows of any size, and other answers."""
    if not isinstance(model, (SwinTransformer, SwinTransformerV2)):
        return
    theirs = _window(state)
    if not theirs:
        raise _another_function(
            f"{source} doesn't tell the size of the windows that its weights are for: it lacks features.1.0.attn.relative_position_index",
            "Take the file as torchvision publishes it.",
        )
    attentions = [module for module in model.modules() if hasattr(module, "window_size") and hasattr(module, "qkv")]
    own = max(max(cast(Any, one).window_size) for one in attentions)  # At the last stages of a small photo it is the whole map.
    if own != theirs or any(any(getattr(one, "pretrained_window_size", ())) for one in attentions):
        raise _another_function(
            f"{source} has the weights of torchvision's network for windows of {theirs} x {theirs}, which those of '{backbone}' are not",
            f"Choose a backbone with window{theirs} in its name for it.",
        )


def _window(state: State) -> int:
    """The side of a Swin transformer's windows; 0 where nothing tells it."""
    index, biases = (state.get(f"features.1.0.attn.relative_position_{what}") for what in ("index", "bias_table"))
    if index is not None:
        return math.isqrt(math.isqrt(index.numel()))
    # A row for each distance of two places; v2 computes those.
    return 0 if biases is None or not biases.ndim else (math.isqrt(biases.shape[0]) + 1) // 2


def _another_function(what: str, remedy: str) -> WeightsError:
    return WeightsError(f"{what}.", kept="Nothing changed.", remedy=remedy)


def _in_shape(tensor: torch.Tensor, own: torch.Tensor | None) -> torch.Tensor:
    """A layer scale `C, 1, 1` as `C`, a linear layer's `out, in` as a 1 x 1 convolution's `out, in, 1, 1`; others as they are."""
    if own is None or own.shape == tensor.shape or [side for side in own.shape if side > 1] != [side for side in tensor.shape if side > 1]:
        return tensor
    return tensor.reshape(own.shape)


# --- by rules: what differs is names ---------------------------------------------------------------------------------


def _by(rules: Rules, state: State) -> State:
    return {reduce(lambda name, rule: re.sub(rule[0], rule[1], name), rules, name): tensor for name, tensor in state.items()}


def _vit(_model: nn.Module, state: State) -> State:
    return _by(_VIT, state)


def _convnext(_model: nn.Module, state: State) -> State:
    return _by(_CONVNEXT, state)


def _swin(_model: nn.Module, state: State) -> State:
    return _by(_SWIN, {name: tensor for name, tensor in state.items() if not name.endswith(_DERIVED)})


def _swin_v2(model: nn.Module, state: State) -> State:
    renamed = _swin(model, state)
    for name in [name for name in renamed if name.endswith(".attn.qkv.bias")]:
        # The keys' third is not used: torchvision sets it to zero in each pass, timm has none.
        query, _key, value = renamed.pop(name).flatten().tensor_split(3)
        renamed |= {name.replace("qkv.bias", "q_bias"): query, name.replace("qkv.bias", "v_bias"): value}
    return renamed


def _inception(_model: nn.Module, state: State) -> State:
    """Without the head in the middle, which only helps to train."""
    return {name: tensor for name, tensor in state.items() if not name.startswith("AuxLogits.")}


# --- by position: both list their layers in the order of the pass ----------------------------------------------------


def _mobile(model: nn.Module, state: State) -> State:
    """Block by block, and in each layer by layer: [expansion, norm], depthwise, norm, [squeeze, excite], projection, norm.

    A block with another number of layers keeps its names.
    """
    own = _blocks(_layers(model.state_dict()), _own_block)
    # A safetensors file has an order of its own.
    layers = sorted(_layers(state), key=numbered)
    head = [layer for layer in layers if layer.startswith("classifier.")][-1:]
    names = dict(zip(head, ["classifier"], strict=False))
    stages = any(re.match(r"features\.\d+\.\d+\.block\.", layer) for layer in layers)
    for block, theirs in _blocks([layer for layer in layers if layer not in head], partial(_their_block, list(own), stages)).items():
        ours = own.get(block, [])
        names |= dict(zip(theirs, ours, strict=True)) if len(theirs) == len(ours) else {}
    renamed = {}
    for name, tensor in state.items():
        layer, dot, part = name.rpartition(".")
        renamed[f"{names.get(layer, layer)}{dot}{part}"] = tensor
    return _with_eps(model, renamed, eps=_eps(state))


def _layers(state: State) -> list[str]:
    """The modules that hold tensors; what stands in none of them is in no layer."""
    return list(dict.fromkeys(name.rpartition(".")[0] for name in state if "." in name))


def _blocks(layers: list[str], block: Callable[[str], str]) -> dict[str, list[str]]:
    """The layers of each block, in the order of both."""
    found: dict[str, list[str]] = {}
    for layer in layers:
        found.setdefault(block(layer), []).append(layer)
    return found


def _own_block(layer: str) -> str:
    if layer.startswith("blocks."):
        return ".".join(layer.split(".")[:3])
    # A classifier with hidden layers holds some of its own.
    return "" if layer.startswith("classifier") else "stem" if layer in {"conv_stem", "bn1"} else "head"


def _their_block(own: list[str], stages: bool, layer: str) -> str:
    """Which of `own` blocks the layer is of; `stages`: those of EfficientNet, MNASNet's are always, MobileNet has blocks alone.

    A layer that somebody put beside torchvision's is a block of its own, so that it keeps its name.
    """
    if not re.match(r"(features|layers|classifier)\.\d+(\.|$)", layer):
        return layer
    first, number, *rest = layer.split(".")
    at = int(number)
    if first == "classifier":
        # MobileNet v3: a linear layer before the last is a 1 x 1 convolution after the pooling in timm.
        return "head"
    if first == "layers":
        # Convolution, norm and activation of the stem, of a block without expansion and of the head stand one after another.
        return f"blocks.{at - 7}.{rest[0]}" if len(rest) > 1 else "stem" if at < 3 else "blocks.0.0" if at < 8 else "head"
    if stages and at:
        return f"blocks.{at - 1}.{rest[0]}" if rest[1:2] == ["block"] else "head"
    return own[at] if at < len(own) else layer


def _eps(state: State) -> float:
    """What torchvision adds to a variance: 0.001 in MobileNet v3, EfficientNet b5 to b7 and v2; otherwise PyTorch's 0.00001."""
    if "features.1.block.0.0.weight" in state:
        return 1e-3
    first = state.get("features.1.0.block.0.0.weight")
    widest = max(
        (tensor.shape[0] for name, tensor in state.items() if re.match(r"features\.\d+\.0\.weight$", name) and tensor.ndim), default=0
    )
    # b5 is the first whose last convolution has 2048 channels; v2 begins with a full convolution, the others with a depthwise one.
    return 1e-3 if first is not None and first.ndim > 1 and (first.shape[1] > 1 or widest >= 2048) else 1e-5


def _with_eps(model: nn.Module, state: State, *, eps: float) -> State:
    """The difference between both networks' eps is added to the variances, so that `weight / sqrt(variance + eps)` stays the same.

    The model's own eps is left alone: an exported network is built by plain timm, which knows nothing of torchvision's.
    """
    moved = dict(state)
    for name, module in model.named_modules():
        variance = f"{name}.running_var"
        if isinstance(module, nn.BatchNorm2d) and variance in moved:
            moved[variance] = moved[variance].float() + (eps - module.eps)
    return moved


_LAYOUTS: Final[tuple[tuple[tuple[type[nn.Module], ...], tuple[str, ...], Callable[[nn.Module, State], State]], ...]] = (
    ((VisionTransformer,), (r"conv_proj\.weight$", r"encoder\.layers\.encoder_layer_0\."), _vit),
    ((ConvNeXt,), (r"features\.0\.0\.weight$", r"features\.1\.0\.layer_scale$"), _convnext),
    ((SwinTransformer,), (r"features\.0\.0\.weight$", r"features\.1\.0\.attn\.relative_position_bias_table$"), _swin),
    ((SwinTransformerV2,), (r"features\.0\.0\.weight$", r"features\.1\.0\.attn\.cpb_mlp\.0\.weight$"), _swin_v2),
    ((InceptionV3,), (r"Conv2d_1a_3x3\.conv\.weight$", r"AuxLogits\.fc\."), _inception),
    (
        (EfficientNet, MobileNetV3),
        (r"features\.0\.0\.weight$", r"features\.0\.1\.running_var$", r"features\.1\.(0\.)?(block|conv)\."),
        _mobile,
    ),
    ((EfficientNet,), (r"layers\.0\.weight$", r"layers\.1\.running_var$", r"layers\.8\.0\.layers\."), _mobile),
)
"""For which of timm's classes, the names that tell torchvision's layout, and what renames it."""
