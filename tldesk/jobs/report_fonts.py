"""The fonts of a report's PDF: class names are in any script, and no font has all of them."""

import os
import struct
import sys
import unicodedata
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

_PLAIN: Final = "Helvetica"
_FAULTS: Final = (
    # What reportlab was seen to raise on damaged fonts.
    *(TTFError, OSError, struct.error, ValueError, ZeroDivisionError),
    *(KeyError, IndexError, AttributeError, AssertionError),
)
_FOLDERS: Final = {
    "win32": ("C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
}
_LINUX: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts")
_NAMES: Final = (
    *("segoeui", "arial", "dejavusans", "notosans-regular", "liberationsans-regular", "arial unicode"),
    # East Asia. Only TrueType outlines can be embedded.
    *("msyh", "yugothm", "meiryo", "msgothic", "malgun", "simhei", "simsun", "applegothic", "stheiti light"),
    *("wqy-microhei", "wqy-zenhei", "droidsansfallbackfull", "nanumgothic", "ipag", "ipagp"),
    # The other scripts of Asia and Africa, and signs.
    *("nirmala", "leelawui", "ebrima", "seguisym", "seguiemj", "apple symbols", "notosanssymbols2-regular"),
)
"""Fonts by preference: names of files in lower case, without their suffix."""
_ASIAN: Final = (("HANGUL", "HYSMyeongJo-Medium"), ("HIRAGANA", "HeiseiMin-W3"), ("KATAKANA", "HeiseiMin-W3"), ("CJK", "STSong-Light"))
"""Fonts for the scripts of East Asia that a PDF only names, by the beginning of a letter's Unicode name: readers put one of their own in
their place, Adobe's once its font pack for these scripts is installed."""


class Fonts:
    """Fonts of this computer that have a text's letters, as few as do; the one first that has most of them.

    Attributes:
        main: the name of that font; reportlab's own where there is none.
    """

    def __init__(self, text: str) -> None:
        # As they are drawn: a name from macOS has its letters in parts, for which other fonts might do.
        text = unicodedata.normalize("NFC", text)
        letters = {ord(letter) for letter in text if not letter.isspace()}
        known, lacking = [], set(letters)
        for file in _files(text):
            font = _registered(file) if lacking else None
            if font is not None and lacking & font.face.charToGlyph.keys():
                known.append(font)
                lacking -= font.face.charToGlyph.keys()
        known.sort(key=lambda font: -len(letters & font.face.charToGlyph.keys()))
        self._known = {str(font.fontName): frozenset(font.face.charToGlyph) for font in known}
        self.main = next(iter(self._known), _PLAIN)

    def markup(self, words: str) -> str:
        """`words` as a paragraph's XML, each letter in a font that has it, without those that only direct or join others."""
        parts = []
        plain = (letter for letter in self.spelled(words) if unicodedata.category(letter) != "Cf")
        for font, letters in groupby(plain, self.font_of):
            run = escape("".join(letters))
            parts.append(run if font == self.main else f'<font name="{font}">{run}</font>')
        return "".join(parts)

    def spelled(self, words: str) -> str:
        """`words` with the pictures and marks that no font has named, or left out."""
        return "".join(letter if self._having(letter) else _named(letter) for letter in words)

    def font_of(self, letter: str) -> str:
        """The font that has a letter; `main`, which shows a box, where none has."""
        return self._having(letter) or self.main

    def _having(self, letter: str) -> str | None:
        if letter.isspace() or not self._known:
            return self.main
        font = next((name for name, letters in self._known.items() if ord(letter) in letters), None)
        return font or _asian(unicodedata.name(letter, ""))


def _asian(name: str) -> str | None:
    font = next((font for script, font in _ASIAN if name.startswith(script)), None)
    if font is not None and font not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(font))
    return font


def _named(letter: str) -> str:
    """A picture in words; what modifies others is left out; a letter stays, as the box of one that is lacking."""
    match unicodedata.category(letter):
        case "So":
            return f"[{unicodedata.name(letter, 'symbol').lower()}]"
        case "Mn" | "Me":
            return ""
        case _:
            return letter


def _files(text: str) -> list[Path]:
    """The font files to try, in this order."""
    found: dict[str, Path] = {}
    for folder in _FOLDERS.get(sys.platform, _LINUX):
        # For a user without a home pathlib's raises.
        for place, _, names in os.walk(os.path.expanduser(folder)):  # noqa: PTH111
            for name in names:
                if name.lower().endswith((".ttf", ".ttc")):
                    found.setdefault(Path(name).stem.lower(), Path(place, name))
    named = [found[name] for name in _NAMES if name in found]
    own = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    return [*named, *_of_scripts(text, found), own]


def _of_scripts(text: str, found: Mapping[str, Path]) -> list[Path]:
    """Fonts of one script, of those of `text`; they are named after it."""
    scripts = {unicodedata.name(letter, "").partition(" ")[0].lower() for letter in set(text) if letter.isalpha() and letter > "\u024f"}
    kinds = ("notosans{}-regular", "notosans{}[wght]", "notosans{}[wdth,wght]", "notosans{}-vf", "lohit-{}")
    names = [kind.format(script) for script in sorted(scripts) for kind in kinds]
    return [found[name] for name in names if name in found]


def _registered(file: Path) -> TTFont | None:
    try:
        font = TTFont(file.stem, str(file))
    except _FAULTS:
        return None
    pdfmetrics.registerFont(font)
    return font
