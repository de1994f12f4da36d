"""Finding a backbone in plain words: "small fast", "vit base dinov2", "under 10M", "license mit", "eficientnet lite"."""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from tldesk.core.backbones.catalogue import Backbone, catalogue
from tldesk.core.filters import searchable

Test = Callable[[Backbone], bool]

LIGHT: Final = 12_000_000
HEAVY: Final = 80_000_000
FAST: Final = 1.0
"""Thousands of millions of multiply-accumulates that an ordinary processor does in a few hundredths of a second."""
ACCURATE: Final = 84.0

_LESS: Final = r"(?:under|below|less than|at most|up to|max|smaller than|fewer than|<=?)"
_MORE: Final = r"(?:over|above|more than|at least|min|larger than|>=?)"
_PARAMETERS: Final = r"\s*([\d.]+)\s*(m|b|million|billion)(?:illion)?(?:\s+(?:parameters?|params?))?\b"
_GMACS: Final = r"\s*([\d.]+)\s*(?:gmacs?|gflops?)\b"

_FILLERS: Final = frozenset(
    (
        *("a", "an", "the", "and", "with", "of", "for", "in", "on", "that", "is", "are"),
        *("licence", "license", "licensed", "network", "networks", "model", "models", "backbone"),
    )
)

_MEANINGS: Final[dict[str, Test]] = {
    "small": lambda one: one.parameters is not None and one.parameters <= LIGHT,
    "light": lambda one: one.parameters is not None and one.parameters <= LIGHT,
    "fast": lambda one: one.gmacs is not None and one.gmacs <= FAST,
    "quick": lambda one: one.gmacs is not None and one.gmacs <= FAST,
    "large": lambda one: one.parameters is not None and one.parameters >= HEAVY,
    "big": lambda one: one.parameters is not None and one.parameters >= HEAVY,
    "accurate": lambda one: one.top1 is not None and one.top1 >= ACCURATE,
    "best": lambda one: one.top1 is not None and one.top1 >= ACCURATE,
    "commercial": lambda one: one.commercial is True,
    "curated": lambda one: one.curated,
    "transformer": lambda one: one.family in {"ViT", "DeiT", "BEiT", "Swin", "EVA", "DINOv2", "DINOv3"} or "former" in one.name,
}
"""Words that ask for a property where they are no part of the name."""

_BY_COST: Final = frozenset(("small", "light", "fast", "quick"))
_BY_ACCURACY: Final = frozenset(("accurate", "best"))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A backbone with its words: of its own name, and of everything that is said about it."""

    backbone: Backbone
    name: str
    said: str
    joined: str


@dataclass(slots=True)
class _Question:
    words: list[str] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)


def search(text: str, among: Sequence[Backbone] | None = None) -> list[Backbone]:
    """The backbones for which every word of `text` holds, best first; all of them, in the catalogue's order, for no words.

    Names, families, pretraining and licences are searched, in any order and spelling ("vit base dinov2", "resnet-50"). Sizes can be asked
    for ("under 10M", "over 1 GMACs", "384 px"), and "small", "fast", "large", "accurate" and "commercial" mean what they say where they
    are no part of a name. A word that occurs nowhere is taken for the nearest one that does.
    """
    question = _asked(text)
    entries = _entries() if among is None else [_entry(one) for one in among]
    entries = [entry for entry in entries if all(test(entry.backbone) for test in question.tests)]
    spelt = [_nearest(word) for word in question.words]
    found = [entry for entry in entries if all(_holds(entry, word) for word in spelt)]
    return [entry.backbone for entry in sorted(found, key=lambda entry: _rank(entry, spelt))]


def _asked(text: str) -> _Question:
    """Sizes taken out of the text, and the words that are left."""
    question = _Question()
    rest = text.casefold().replace(",", " ").replace("non-commercial", "noncommercial")

    def take(pattern: str, made: Callable[[re.Match[str]], Test]) -> None:
        nonlocal rest
        for found in re.finditer(pattern, rest):
            question.tests.append(made(found))
        rest = re.sub(pattern, " ", rest)

    take(_LESS + _GMACS, lambda found: _within(lambda one: one.gmacs, high=_number(found[1])))
    take(_MORE + _GMACS, lambda found: _within(lambda one: one.gmacs, low=_number(found[1])))
    take(_LESS + _PARAMETERS, lambda found: _within(lambda one: one.parameters, high=_count(found)))
    take(_MORE + _PARAMETERS, lambda found: _within(lambda one: one.parameters, low=_count(found)))
    take(r"(?<![\w.])(\d{2,4})\s*px\b", lambda found: _within(lambda one: one.input_size, low=int(found[1]), high=int(found[1])))
    question.words = [word for word in re.split(r"[\s_/:]+", searchable(rest)) if word and word not in _FILLERS]
    return question


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _count(found: re.Match[str]) -> float:
    return _number(found[1]) * (1e9 if found[2].startswith("b") else 1e6)


def _within(value: Callable[[Backbone], float | None], *, low: float = 0.0, high: float = float("inf")) -> Test:
    def test(one: Backbone) -> bool:
        number = value(one)
        return number is not None and low <= number <= high

    return test


def _holds(entry: _Entry, word: str) -> bool:
    # "commercial" is part of "no commercial use": the meaning goes before the letters.
    if word == "commercial":
        return _MEANINGS[word](entry.backbone)
    if word == "noncommercial":
        return entry.backbone.commercial is False
    plain = re.sub(r"[-.]", "", word)
    return word in entry.said or plain in entry.joined or (word in _MEANINGS and _MEANINGS[word](entry.backbone))


def _rank(entry: _Entry, words: Sequence[str]) -> tuple[bool, int, float, bool, int]:
    """Curated first; then those whose own name has the words; then by what was asked for; then as the catalogue has them."""
    one, missed = entry.backbone, 0
    own = entry.name.split()
    for word in words:
        plain = re.sub(r"[-.]", "", word)
        missed += 1 if plain in own else 2 if any(part.startswith(plain) for part in own) else 3
    # "resnet 50" is a resnet50 before it is a resnetv2_50.
    if words and re.sub(r"[_.]", "", one.architecture.removeprefix("tf_")).startswith(re.sub(r"[-.]", "", "".join(words))):
        missed = 0
    order = 0.0
    if _BY_ACCURACY.intersection(words):
        missed, order = 0, -(one.top1 or 0.0)
    elif _BY_COST.intersection(words):
        missed, order = 0, one.gmacs if one.gmacs is not None else float("inf")
    return not one.curated, missed, order, bool(words) and not one.default, _places()[one.name]


@cache
def _entries() -> tuple[_Entry, ...]:
    return tuple(_entry(one) for one in catalogue())


@cache
def _entry(one: Backbone) -> _Entry:
    name = re.sub(r"[_.\-/]+", " ", f"{one.name} {one.family}".casefold())
    licence = f"{one.licence} {'commercial use' if one.commercial else ''}"
    said = searchable(f"{name} {one.name} {one.title} {one.family} {one.pretraining} {licence}")
    return _Entry(one, name, said, re.sub(r"[-_.]", "", one.architecture.casefold()))


@cache
def _places() -> dict[str, int]:
    return {one.name: place for place, one in enumerate(catalogue())}


@cache
def _vocabulary() -> tuple[str, ...]:
    return tuple(sorted({word for entry in _entries() for word in re.split(r"[^\w]+", entry.said) if len(word) > 2} | set(_MEANINGS)))


@cache
def _nearest(word: str) -> str:
    """`word`, or the nearest that is known where it occurs nowhere."""
    if len(word) < 4 or word in _MEANINGS or word == "noncommercial" or any(_holds(entry, word) for entry in _entries()):
        return word
    close = difflib.get_close_matches(word, _vocabulary(), n=1, cutoff=0.8)
    return close[0] if close else word
