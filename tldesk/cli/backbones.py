"""The verb that lists backbones."""

from collections.abc import Sequence
from typing import Final

from rich.markup import escape
from rich.table import Table

from tldesk.cli.say import Voice
from tldesk.core.backbones import Backbone, Place, Places, Where, search

SHOWN: Final = 40
"""Rows of a table for people; `--all` and `--json` have no end."""

_WORDS: Final = {
    Where.EMBEDDED: "built in",
    Where.FOLDER: "here",
    Where.CACHE: "here (cache)",
    Where.HUB: "on the hub",
    Where.NOWHERE: "as a file only",
}


def list_backbones(text: str, *, everything: bool, voice: Voice) -> None:
    """The backbones that `text` asks for, best first, with what one chooses by."""
    found = search(text)
    places = Places()
    shown = found if everything else found[:SHOWN]
    voice.table(_table(shown, places))
    if not found:
        voice.aside("No backbone has all of this. Take a word away.")
    elif len(shown) < len(found):
        voice.aside(f"{len(shown)} of {len(found)}; add words, or --all")
    voice.result({"backbones": [_values(one, places.of(one.name)) for one in found]})


def _table(found: Sequence[Backbone], places: Places) -> Table:
    table = Table("Name", box=None, pad_edge=False, header_style="dim")
    for title in ("Parameters", "GMACs", "Input", "ImageNet"):
        table.add_column(title, justify="right")
    for title in ("Pretrained on", "Licence", "Weights"):
        table.add_column(title)
    for one in found:
        table.add_row(
            escape(one.name),
            "-" if one.parameters is None else f"{one.parameters / 1e6:.1f} M",
            "-" if one.gmacs is None else f"{one.gmacs:g}",
            f"{one.input_size} px",
            "-" if one.top1 is None else f"{one.top1:.1f} %",
            one.pretraining,
            f"{one.licence}{_use(one)}",
            _WORDS[places.of(one.name).where],
        )
    return table


def _use(one: Backbone) -> str:
    return "" if one.commercial else " (no commercial use)" if one.commercial is False else " (read it)"


def _values(one: Backbone, place: Place) -> dict[str, object]:
    return {
        "name": one.name,
        "family": one.family,
        "parameters": one.parameters,
        "gmacs": one.gmacs,
        "input_size": one.input_size,
        "imagenet_top1": one.top1,
        "pretraining": one.pretraining,
        "licence": one.licence,
        "commercial_use": one.commercial,
        "page": one.page,
        "weights": place.where.value,
        "file": place.file and str(place.file),
    }
