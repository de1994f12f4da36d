"""The backbones themselves, read once from `resources/backbones.json`."""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from tldesk.core.backbones.families import CURATED, rank_of
from tldesk.core.backbones.licences import in_words
from tldesk.core.files import resources_folder
from tldesk.core.recipe import EMBEDDED_BACKBONE

FILE: Final = resources_folder() / "backbones.json"
COLUMNS: Final = (
    "name",
    "title",
    "family",
    "pretraining",
    "default",
    "parameters",
    "gmacs",
    "input_size",
    "top1",
    "licence",
    "hub",
    "resize",
    "interpolation",
    "mean",
    "std",
    "features",
)

_NAME: Final = re.compile(r"\w+(\.\w+)?", re.ASCII)
"""An architecture and a tag: with a colon or a slash timm would look elsewhere."""


@dataclass(frozen=True, slots=True)
class Backbone:
    """One pretrained network.

    Attributes:
        name: timm's name with the tag that tells the weights, as a recipe has it.
        title, family: in plain words.
        curated: whether the family is one that most people look for.
        default: whether the name without the tag means this one.
        parameters: how many, with the network's own head; None where unknown.
        gmacs: multiply-accumulates for one photo at `input_size`, in thousands of millions; None where unknown.
        input_size: side in pixels of what the network sees.
        top1: ImageNet-1k accuracy in percent at that size, as published; None where none was.
        pretraining: what the weights learned from, in words.
        licence, commercial: of the weights; None: unknown, or conditions that must be read.
        hub: id on the Hugging Face hub, empty where there is none.
        resize, interpolation, mean, std: how a photo is prepared, as in `photos.framing.Preparation`.
        features: length of the pooled features; None where unknown.
    """

    name: str
    title: str
    family: str
    curated: bool
    default: bool
    parameters: int | None
    gmacs: float | None
    input_size: int
    top1: float | None
    pretraining: str
    licence: str
    commercial: bool | None
    hub: str
    resize: int
    interpolation: str
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    features: int | None

    @property
    def architecture(self) -> str:
        """The name without the tag."""
        return self.name.partition(".")[0]

    @property
    def page(self) -> str:
        """Where the weights are described and can be had, a web address; empty where nowhere."""
        return f"https://huggingface.co/{self.hub}" if self.hub else ""


@cache
def catalogue() -> tuple[Backbone, ...]:
    """All backbones: the embedded one, then curated families, the lighter networks of each first."""
    lines = json.loads(FILE.read_text(encoding="utf-8"))["rows"]
    return tuple(sorted(map(_backbone, lines), key=_place))


@cache
def _by_name() -> dict[str, Backbone]:
    named = {one.name: one for one in catalogue()}
    return {one.architecture: one for one in catalogue() if one.default} | named


def backbone(name: str) -> Backbone | None:
    """The backbone a recipe names, with or without its tag; None for a name that is not in the catalogue."""
    return _by_name().get(name)


@cache
def _untrained() -> frozenset[str]:
    return frozenset(json.loads(FILE.read_text(encoding="utf-8"))["untrained"])


def is_known(name: str) -> bool:
    """Whether a recipe may name this backbone: it is in the catalogue, or nobody has weights of it and it may be trained from random ones.

    Of the tag behind the name nothing is asked but that it is one.
    """
    architecture = name.partition(".")[0]
    if not _NAME.fullmatch(name):
        return False
    return backbone(architecture) is not None or architecture in _untrained()


def _place(one: Backbone) -> tuple[bool, int, str, float, bool, str]:
    embedded = one.architecture == EMBEDDED_BACKBONE
    return not embedded, rank_of(one.family), one.family, one.parameters or float("inf"), not one.default, one.name


def _backbone(line: list[Any]) -> Backbone:
    name, title, family, pretraining, default, parameters, gmacs, input_size, top1, licence, hub, resize, interpolation, *rest = line
    mean, std, features = rest
    words, commercial = in_words(licence)
    return Backbone(
        name=name,
        title=title,
        family=family,
        curated=family in CURATED,
        default=default,
        parameters=parameters,
        gmacs=gmacs,
        input_size=input_size,
        top1=top1,
        pretraining=pretraining,
        licence=words,
        commercial=commercial,
        hub=hub + name if hub == "timm/" else hub,
        resize=resize,
        interpolation=interpolation,
        mean=tuple(mean),
        std=tuple(std),
        features=features,
    )
