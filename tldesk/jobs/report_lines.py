"""Words in a PDF whose letters join, stack or run from right to left, which reportlab's own paragraphs don't lay out."""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import Any, Final

from bidi import get_base_level, get_display
from reportlab.lib.abag import ABag
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, shapeFragWord
from reportlab.platypus import Flowable

from tldesk.core.words import has_right_to_left
from tldesk.jobs.report_fonts import Fonts

_CONTROLS: Final = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_PAIRS: Final = {")": "(", "]": "[", "}": "{", ">": "<", "»": "«", "›": "‹"}
_MIRRORED: Final = _PAIRS | {opening: closing for closing, opening in _PAIRS.items()}
_BREAKS: Final = re.compile(r"[ \t\r\n]+")


def _without_controls(words: str) -> str:
    """`words` without what `core.words.isolated` put around names, and the like."""
    return words.translate(_CONTROLS)


def needs_laying_out(words: str) -> bool:
    """Whether a letter runs from right to left, or stands on, under or around another one."""
    return has_right_to_left(words) or any(unicodedata.category(letter)[0] == "M" for letter in words)


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one font, script and direction as they are drawn: from left to right, in the forms they take beside each other.

    Attributes:
        drawn: a string for reportlab's canvas, whose letters stand for glyphs. width: in points.
        said: what is drawn, as it is written; empty where the glyphs' letters say so themselves.
    """

    font: str
    drawn: str
    width: float
    said: str


class Lines(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A paragraph of any script. Its text is found and copied as it is written, not as it is drawn."""

    def __init__(self, words: str, style: ParagraphStyle, fonts: Fonts, *, base: str = "") -> None:
        super().__init__()
        self.words, self.style = words, style
        self._fonts = fonts
        self._base = base or ("R" if get_base_level(words) else "L")
        self._lines: list[str] = []

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Break the words into lines that are no wider than `width`."""
        self._lines = self._broken(width)
        self.width, self.height = width, len(self._lines) * self.style.leading
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """The lines that fit into `height`, and the others."""
        count = int(height // self.style.leading)
        parts = [self._lines[:count], self._lines[count:]]
        return [Lines(" ".join(part), self.style, self._fonts, base=self._base) for part in parts if part] if count else []

    def draw(self) -> None:
        """Draw the lines; whoever searches or copies finds the letters themselves, not the forms they take."""
        canvas: Any = self.canv
        canvas.setFillColor(self.style.textColor)
        height = self.height - self.style.fontSize  # as reportlab's paragraphs
        for line in self._lines:
            pieces = self.pieces(line)
            place = self.width - sum(piece.width for piece in pieces) if self.style.alignment else 0.0
            for piece in pieces:
                if piece.said:
                    canvas.addLiteral(f"/Span <</ActualText <feff{piece.said.encode('utf-16-be').hex()}>>> BDC")
                canvas.setFont(piece.font, self.style.fontSize)
                canvas.drawString(place, height, piece.drawn)
                if piece.said:
                    canvas.addLiteral("EMC")
                place += piece.width
            height -= self.style.leading

    def pieces(self, line: str) -> list[Piece]:
        """What is drawn of a line, from left to right."""
        shown = _mirrored(_without_controls(get_display(line, base_dir=self._base)))
        found: list[Piece] = []
        for backwards, letters in groupby(zip(_backwards(shown), shown, strict=True), key=lambda each: each[0]):
            run = "".join(letter for _, letter in letters)
            parts = [self._shaped(*part) for part in self._parts(run[::-1] if backwards else run)]
            found += [piece for part in (parts[::-1] if backwards else parts) for piece in part]
        return found

    def _parts(self, run: str) -> Iterator[tuple[str, str]]:
        """Letters of one direction, as they are written, by font and script; a mark goes with the letter it belongs to."""
        kind: tuple[str, str] | None = None
        kinds = []
        for letter in run:
            if kind is None or not _belongs(letter):
                script = unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""
                kind = self._fonts.font_of(letter), script or (kind[1] if kind else "")
            kinds.append(kind)
        for (font, _), letters in groupby(zip(kinds, run, strict=True), key=lambda each: each[0]):
            yield font, "".join(letter for _, letter in letters)

    def _shaped(self, font: str, words: str) -> list[Piece]:
        """The glyphs of letters of one font, script and direction; those from right to left letter by letter, as readers expect."""
        size = self.style.fontSize
        if not isinstance(pdfmetrics.getFont(font), TTFont):
            return [Piece(font, words, pdfmetrics.stringWidth(words, font, size), "")]
        drawn = shapeFragWord([0, (ABag(fontName=font, fontSize=size), words)], features={}, force=True)[1][1]
        begins = [each.cluster for each in drawn.__shapeData__]
        if begins == sorted(begins):
            return [_piece(font, drawn, size, words)]
        # A mark is drawn with its letter.
        letters = [place for place, letter in enumerate(words) if not place or unicodedata.category(letter)[0] != "M"]
        ends = dict(pairwise([*letters, len(words)]))
        pieces, start = [], 0
        for letter, glyphs in groupby(letters[bisect(letters, begin) - 1] for begin in begins):
            end = start + len(list(glyphs))
            pieces.append(_piece(font, drawn[start:end], size, words[letter : ends[letter]]))
            start = end
        return pieces

    # --- breaking into lines -----------------------------------------------------------------------------------------

    @cached_property
    def _space(self) -> float:
        return float(pdfmetrics.stringWidth(" ", self.style.fontName, self.style.fontSize))

    def _broken(self, room: float) -> list[str]:
        lines: list[str] = []
        left = 0.0
        for word in _BREAKS.split(self.words.strip()):
            width = self._width(word)
            if lines and width + self._space <= left:
                lines[-1] += f" {word}"
                left -= width + self._space
                continue
            *whole, last = self._cut(word, room) if width > room else [word]
            lines += [*whole, last]
            left = room - self._width(last)
        return lines

    def _cut(self, word: str, room: float) -> list[str]:
        """A word that is wider than a line, cut between letters."""
        parts, left = [""], room
        for cluster in _clusters(word):
            width = self._width(cluster)
            if parts[-1] and width > left:
                parts.append("")
                left = room
            parts[-1] += cluster
            left -= width
        return parts

    def _width(self, words: str) -> float:
        return sum(piece.width for piece in self.pieces(words))


def _piece(font: str, drawn: Any, size: float, words: str) -> Piece:
    width = sum(each.x_advance for each in drawn.__shapeData__) * size / 1000
    return Piece(font, drawn, width, "" if drawn == words else words)


def _belongs(letter: str) -> bool:
    """Whether it stands on, under or between letters and is none itself."""
    return unicodedata.category(letter) in {"Mn", "Mc", "Me", "Cf"}


def _clusters(word: str) -> list[str]:
    """Letters, each with the marks that belong to it."""
    found: list[str] = []
    for letter in word:
        if found and _belongs(letter):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _mirrored(shown: str) -> str:
    """A line in the order of drawing, with the brackets turned round that stand among letters from right to left (UAX #9, rule L4).

    Both of a pair are of one direction, so there the closing one comes first.
    """
    turned, waiting = list(shown), list[int]()
    for place, letter in enumerate(shown):
        if letter not in _MIRRORED:
            continue
        if waiting and _MIRRORED[letter] == shown[waiting[-1]]:
            other = waiting.pop()
            if shown[other] in _PAIRS:
                turned[place], turned[other] = shown[other], letter
        else:
            waiting.append(place)
    return "".join(turned)


def _backwards(shown: str) -> list[bool]:
    """Which letters of a line in the order of drawing run from right to left; there a mark stands before its letter."""
    found: list[bool] = []
    for letter in reversed(shown):
        match unicodedata.bidirectional(letter):
            case "R" | "AL":
                found.append(True)
            case "NSM" | "BN":
                found.append(bool(found) and found[-1])
            case _:
                found.append(False)
    return found[::-1]
