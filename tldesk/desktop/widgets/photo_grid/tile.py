"""What one tile of the grid says."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class Tile:
    """What a tile shows.

    Attributes:
        caption: under the photo, elided in the middle. note: at the right of the caption, as a confidence; never elided.
        badge: the class's name on the photo, with its `badge_key` and `badge_colour` ("#rrggbb"); empty: no badge.
        ghost: a class that is only suggested: a badge that is outlined in `ghost_colour`; empty: none.
        unsure, missing: marks on the photo: somebody is not sure of its class; its file is gone.
        problem: why the photo can't be shown; it is shown instead.
    """

    file: Path
    fingerprint: str
    caption: str
    note: str = ""
    badge: str = ""
    badge_key: str = ""
    badge_colour: str = ""
    ghost: str = ""
    ghost_key: str = ""
    ghost_colour: str = ""
    unsure: bool = False
    missing: bool = False
    problem: str = ""

    @property
    def spoken(self) -> str:
        """The tile in words, for a screen reader and for what is too long for it."""
        translate = QCoreApplication.translate
        parts = (
            self.caption,
            self.badge,
            translate("Tile", "suggested: {name}").format(name=self.ghost) if self.ghost else "",
            self.note,
            translate("Tile", "unsure") if self.unsure else "",
            translate("Tile", "the file is missing") if self.missing else "",
            self.problem,
        )
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class TileState:
    """How a tile is painted just now."""

    selected: bool = False
    focused: bool = False
    hovered: bool = False
