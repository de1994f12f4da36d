"""The network as the engine uses it: built by name, cut into pooled features and a linear head, and frozen for answers."""

import difflib
from dataclasses import dataclass
from typing import Any, Final

import timm
import torch
from timm.layers import create_act_layer
from torch import nn

from tldesk.core.errors import RecipeError, WeightsError
from tldesk.core.recipe import EMBEDDED_BACKBONE, Recipe
from tldesk.engine.data import normalised
from tldesk.engine.device import Device, Shortage, out_of_memory
from tldesk.engine.folding import Folded
from tldesk.engine.one_head import give_one_linear_head
from tldesk.photos.framing import INTERPOLATIONS, Preparation


def require_backbone(name: str) -> None:
    """Check that `name` is a timm network.

    Raises:
        WeightsError: it is none; names the nearest, the embedded one first where it is close.
    """
    # A colon or a slash would make timm look on the hub or in a folder.
    if ":" not in name and "/" not in name and timm.is_model(name):
        return
    close = difflib.get_close_matches(name, timm.list_models(), n=3, cutoff=0.5)
    if difflib.get_close_matches(name, [EMBEDDED_BACKBONE], cutoff=0.8):
        close = [f"{EMBEDDED_BACKBONE} (whose weights are here)", *(each for each in close if each != EMBEDDED_BACKBONE)]
    nearest = f"Did you mean {', '.join(close)}?" if close else "Choose a name from timm's list of models."
    raise WeightsError(f"There is no backbone named '{name}'.", remedy=nearest)


@dataclass(frozen=True, slots=True)
class HeadShape:
    """How the feature map is pooled and what the head is made of; the same words as in `ModelFacts`. `dropout` only acts in training."""

    pooling: str = "backbone"
    hidden: tuple[int, ...] = ()
    activation: str = "relu"
    dropout: float = 0.0

    @classmethod
    def of(cls, recipe: Recipe) -> "HeadShape":
        """The recipe's."""
        return cls(recipe.pooling, recipe.hidden, recipe.activation, recipe.dropout)


LINEAR: Final = HeadShape()

_POOLINGS: Final = {"avg": "avg", "max": "max", "both": "catavgmax"}


def create(backbone: str, *, classes: int, image_size: int = 0, shape: HeadShape = LINEAR) -> nn.Module:
    """A timm network with random weights and a head of `classes` outputs, in evaluation mode, on the CPU.

    Args:
        image_size: side in pixels; 0 takes the backbone's own. Only networks built for one size need to know it.
        shape: of the head. With hidden layers, timm's linear layer is replaced by an `nn.Sequential` of the same name.

    Raises:
        WeightsError: unknown name, or a backbone whose head is not one linear layer.
        RecipeError: the backbone can't take this size or this pooling.
    """
    require_backbone(backbone)
    options = timm_options(backbone, image_size=image_size, shape=shape)
    try:
        model: nn.Module = timm.create_model(backbone, pretrained=False, num_classes=classes, **options)
    except (AssertionError, RuntimeError, TypeError, ValueError) as error:
        if out_of_memory(error):
            raise
        raise RecipeError(
            f"The backbone '{backbone}' can't be built for {image_size or 'its own'} px with pooling {shape.pooling} ({error}).",
            remedy="Set the image size to 0 and the pooling to the backbone's own, or choose another backbone.",
        ) from error
    give_one_linear_head(model, classes=classes)
    if not isinstance(head(model), nn.Linear):
        raise WeightsError(
            f"The head of '{backbone}' is not one linear layer, so it can't be trained here.", remedy="Choose another backbone."
        )
    if shape.hidden:
        _give_hidden_layers(model, shape)
    return model.eval()


def timm_options(backbone: str, *, image_size: int, shape: HeadShape) -> dict[str, Any]:
    """What timm's `create_model` is told of a network beside its name and classes, as in `create`."""
    cfg: Any = timm.models.get_pretrained_cfg(backbone, allow_unregistered=True)
    fixed = bool(image_size) and bool(cfg and cfg.fixed_input_size)
    options: dict[str, Any] = {"img_size": image_size} if fixed else {}
    if shape.pooling != "backbone":
        options["global_pool"] = _POOLINGS[shape.pooling]
    return options


def _give_hidden_layers(model: nn.Module, shape: HeadShape) -> None:
    """Put `Linear, activation, dropout` for each width before the last layer, under the name of timm's classifier."""
    last = head(model)
    assert isinstance(last, nn.Linear)
    name = next(name for name, module in model.named_modules() if module is last)
    layers: list[nn.Module] = []
    width = last.in_features
    for hidden in shape.hidden:
        layers += [nn.Linear(width, hidden), create_act_layer(shape.activation), nn.Dropout(shape.dropout)]
        width = hidden
    parent, _, own = name.rpartition(".")
    setattr(model.get_submodule(parent), own, nn.Sequential(*layers, nn.Linear(width, last.out_features)))


def head(model: nn.Module) -> nn.Module:
    """The last layers: pooled features in, logits out; one linear layer, or with hidden layers a sequence that ends in one."""
    layer: nn.Module = _timm(model).get_classifier()
    return layer


def preparation_for(model: nn.Module, *, image_size: int = 0, framing: str = "crop") -> Preparation:
    """How photos are prepared for `model`, from timm's own configuration; `image_size` 0 takes the backbone's."""
    return _preparation(_timm(model).pretrained_cfg, image_size=image_size, framing=framing)


def preparation_of(backbone: str, *, image_size: int = 0, framing: str = "crop") -> Preparation:
    """The same, without building the network.

    Raises:
        WeightsError: there is no such backbone.
    """
    require_backbone(backbone)
    cfg: Any = timm.models.get_pretrained_cfg(backbone)
    return _preparation(cfg.to_dict(), image_size=image_size, framing=framing)


def _preparation(cfg: dict[str, Any], *, image_size: int, framing: str) -> Preparation:
    size = image_size or int(cfg["input_size"][-1])
    interpolation = str(cfg.get("interpolation") or "bicubic")
    return Preparation(
        input_size=size,
        resize=max(size, int(size / float(cfg.get("crop_pct") or 0.875))),
        interpolation=interpolation if interpolation in INTERPOLATIONS else "bicubic",
        mean=_three(cfg["mean"]),
        std=_three(cfg["std"]),
        framing=framing,
    )


def _three(values: Any) -> tuple[float, float, float]:
    red, green, blue = (float(v) for v in values)
    return red, green, blue


def _timm(model: nn.Module) -> Any:
    """`model` with timm's methods, which torch's types don't know."""
    return model


def feature_map(model: nn.Module, inputs: torch.Tensor) -> torch.Tensor:
    """The last feature map, after the final norm: `N, C, H, W`, `N, H, W, C` or tokens `N, T, C`, as the network has it."""
    result: torch.Tensor = _timm(model).forward_features(inputs)
    return result


def pool(model: nn.Module, features: torch.Tensor) -> torch.Tensor:
    """From the last feature map to pooled features `N, D`, the input of the head."""
    result: torch.Tensor = _timm(model).forward_head(features, pre_logits=True)
    return result


MIRRORS: Final[dict[str, tuple[tuple[int, ...], ...]]] = {"none": ((),), "horizontal": ((), (2,)), "both": ((), (2,), (1,), (1, 2))}
"""Axes of `N, S, S, 3` that are flipped, for each picture an answer is computed from."""


class FrozenNetwork:
    """A network that answers: evaluation mode, batch norm folded, channels-last, no gradients.

    Attributes:
        dimensions: the length of a pooled feature vector.
        mirrored: see `ModelFacts`; the pooled features are the mean over the photo and these mirror pictures of it.
    """

    def __init__(self, model: nn.Module, preparation: Preparation, device: Device, *, mirrored: str = "none") -> None:
        """Fold `model` (left as it is) and move the copy to the device.

        Raises:
            RecipeError: the backbone can't take photos of this size.
            WeightsError: its logits are not what its head makes of its pooled features.
        """
        self._shortage = Shortage()
        self.mirrored = mirrored
        self.preparation = preparation
        self.device = device
        side = preparation.input_size
        example = torch.rand((1, 3, side, side), generator=torch.Generator().manual_seed(0)).mul_(2).sub_(1)
        try:
            folded = Folded(model, example)
            with torch.no_grad():
                pooled = pool(folded.model, feature_map(folded.model, example))
                alone = torch.allclose(head(folded.model)(pooled), folded.example_output, rtol=1e-3, atol=1e-4)
        except (AssertionError, RuntimeError, ValueError) as error:
            if out_of_memory(error):
                raise
            raise RecipeError(
                f"The backbone can't take photos of {side} px ({error}).", remedy="Set the image size to 0 to take the backbone's own."
            ) from error
        if not alone:
            raise WeightsError("This backbone's answers are not those of its head alone.", remedy="Choose another backbone.")
        self.dimensions = pooled.shape[1]
        self.model = folded.model.requires_grad_(False).to(device.torch).to(memory_format=torch.channels_last)

    @torch.no_grad()
    def pooled(self, pixels: torch.Tensor) -> torch.Tensor:
        """Pooled features, float32 `N, D` on the CPU, of uint8 photos `N, S, S, 3`. Where memory is too small, in halves.

        Raises:
            MemoryError: it is too small for one photo.
        """
        try:
            return torch.stack([self._pooled(pixels.flip(axes) if axes else pixels) for axes in MIRRORS[self.mirrored]]).mean(0)
        except (MemoryError, RuntimeError) as error:
            if not self._shortage.may_be(error):
                raise
            if len(pixels) == 1:
                if self._shortage.meant_by(error):
                    raise MemoryError(str(error)) from error
                raise
        # Outside of the handler, which holds on to the memory of the failed pass.
        half = len(pixels) // 2
        first = self.pooled(pixels[:half])
        self._shortage.known = True
        return torch.cat([first, self.pooled(pixels[half:])])

    def _pooled(self, pixels: torch.Tensor) -> torch.Tensor:
        dtype = next(self.model.parameters()).dtype
        inputs = normalised(pixels, self.preparation, device=self.device.torch, dtype=dtype)
        return pool(self.model, feature_map(self.model, inputs)).float().cpu()

    @torch.no_grad()
    def logits(self, pooled: torch.Tensor) -> torch.Tensor:
        """Logits, float32 `N, classes` on the CPU, of pooled features."""
        result: torch.Tensor = head(self.model)(pooled.to(self.device.torch))
        return result.float().cpu()


def probabilities(logits: torch.Tensor) -> list[tuple[float, ...]]:
    """Softmax of `N, classes` in float64, so that each row sums to 1 as far as doubles can."""
    return [tuple(row) for row in torch.softmax(logits.double(), dim=1).tolist()]
