"""The fonts of a report's PDF: class names are in any script, and no font has all of them."""

import sys
import unicodedata
from itertools import groupby
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

_PLAIN: Final = "Helvetica"
_FONTS: Final = {
    "win32": (
        "C:/Windows/Fonts",
        ("segoeui.ttf", "arial.ttf", "malgun.ttf", "simhei.ttf", "Nirmala.ttf", "leelawui.ttf", "seguisym.ttf", "seguiemj.ttf"),
    ),
    "darwin": ("/System/Library/Fonts/Supplemental", ("Arial.ttf", "Arial Unicode.ttf")),
}
_LINUX: Final = (
    "/usr/share/fonts",
    (
        *("truetype/dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans.ttf", "TTF/DejaVuSans.ttf", "dejavu-sans-fonts/DejaVuSans.ttf"),
        *("truetype/noto/NotoSansDevanagari-Regular.ttf", "truetype/noto/NotoSansThai-Regular.ttf"),
        *("truetype/noto/NotoSansSymbols2-Regular.ttf", "truetype/wqy/wqy-microhei.ttc", "truetype/droid/DroidSansFallbackFull.ttf"),
    ),
)
_ASIAN: Final = (("HANGUL", "HYSMyeongJo-Medium"), ("HIRAGANA", "HeiseiMin-W3"), ("KATAKANA", "HeiseiMin-W3"), ("CJK", "STSong-Light"))
"""Fonts for the scripts of East Asia that a PDF only names, by the beginning of a letter's Unicode name: readers put one of their own in
their place, Adobe's once its font pack for these scripts is installed."""


class Fonts:
    """The fonts of this computer, the one first that has most of a text's letters.

    Attributes:
        main: the name of that font; reportlab's own where there is none.
    """

    def __init__(self, text: str) -> None:
        letters = {ord(letter) for letter in text}
        known = [font for file in _files() if (font := _registered(file)) is not None]
        known.sort(key=lambda font: -len(letters & font.face.charToGlyph.keys()))
        self._known = {str(font.fontName): frozenset(font.face.charToGlyph) for font in known}
        self.main = next(iter(self._known), _PLAIN)

    def markup(self, words: str) -> str:
        """`words` as a paragraph's XML, each letter in a font that has it; one that no font has is named."""
        parts = []
        for font, letters in groupby(words, self._font_of):
            run = "".join(letters)
            if font is None:
                parts.append(escape("".join(map(_named, run))))
            else:
                parts.append(escape(run) if font == self.main else f'<font name="{font}">{escape(run)}</font>')
        return "".join(parts)

    def _font_of(self, letter: str) -> str | None:
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
    """A picture in words; what joins or modifies others is left out; a letter stays, as the box of one that is lacking."""
    match unicodedata.category(letter):
        case "So":
            return f"[{unicodedata.name(letter, 'symbol').lower()}]"
        case "Cf" | "Mn" | "Me":
            return ""
        case _:
            return letter


def _files() -> list[Path]:
    folder, names = _FONTS.get(sys.platform, _LINUX)
    own = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    return [file for file in (*(Path(folder) / name for name in names), own) if file.is_file()]


def _registered(file: Path) -> TTFont | None:
    try:
        font = TTFont(file.stem, str(file))
    except (TTFError, OSError):
        return None
    pdfmetrics.registerFont(font)
    return font
