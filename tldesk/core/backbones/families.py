"""The families of backbones, and the order they stand in."""

from typing import Final

CURATED: Final = (
    "EfficientNet-Lite",
    "EfficientNet",
    "MobileNet",
    "ResNet",
    "ConvNeXt",
    "RegNet",
    "DenseNet",
    "VGG",
    "Inception",
    "Xception",
    "ViT",
    "DeiT",
    "BEiT",
    "Swin",
    "EVA",
    "DINOv2",
    "DINOv3",
)
"""Families that most people look for; the light ones first."""


def rank_of(family: str) -> int:
    """Where a family stands in a list; those that are not curated come after all that are."""
    return CURATED.index(family) if family in CURATED else len(CURATED)


def families(names: set[str]) -> list[str]:
    """`names` of families in the order to show them: curated ones first, the others by name, miniatures last."""
    return sorted(names, key=lambda family: (rank_of(family), family.startswith("Miniature"), family.casefold()))
