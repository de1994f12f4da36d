"""How the PDF of a report looks: its font, its styles, and the blocks its sections are made of."""

import base64
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

import reportlab
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.platypus import Image, Paragraph, Table, TableStyle

LINE, TEXT, MUTED, ACCENT, DANGER = (HexColor(code) for code in ("#d8d8d8", "#1c1c1c", "#5e5e5e", "#1a5fb4", "#b3261e"))
MARGIN: Final = 18 * mm
WIDTH: Final = A4[0] - 2 * MARGIN

FLUSH: Final = (("LEFTPADDING", (0, 0), (0, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP"))
"""The first column begins where the text does."""

_LINUX: Final = ("truetype/dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans.ttf", "TTF/DejaVuSans.ttf", "dejavu-sans-fonts/DejaVuSans.ttf")


def best_font(text: str) -> str:
    """The name of a font of this computer that has most of the text's letters; reportlab's own where there is none."""
    known = [font for file in _font_files() if (font := _registered(file)) is not None]
    letters = {ord(letter) for letter in text}
    best = max(known, key=lambda font: len(letters & font.face.charToGlyph.keys()), default=None)
    return "Helvetica" if best is None else str(best.fontName)


def _font_files() -> list[Path]:
    folders = {
        "win32": ("C:/Windows/Fonts", ("segoeui.ttf", "arial.ttf", "malgun.ttf", "simhei.ttf")),
        "darwin": ("/System/Library/Fonts/Supplemental", ("Arial.ttf", "Arial Unicode.ttf")),
    }
    folder, names = folders.get(sys.platform, ("/usr/share/fonts", _LINUX))
    own = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    return [file for file in (*(Path(folder) / name for name in names), own) if file.is_file()]


def _registered(file: Path) -> TTFont | None:
    try:
        font = TTFont(file.stem, str(file))
    except (TTFError, OSError):
        return None
    pdfmetrics.registerFont(font)
    return font


class Pages:
    """Styles in one font, and the blocks that all sections are made of."""

    def __init__(self, font: str) -> None:
        self._font = font
        self.body = ParagraphStyle("body", fontName=font, fontSize=9.5, leading=14, textColor=TEXT, spaceAfter=4)
        self.small = ParagraphStyle("small", self.body, fontSize=8, leading=11, textColor=MUTED, spaceBefore=5)
        self.cell = ParagraphStyle("cell", self.body, fontSize=8.5, leading=11, spaceAfter=0)
        self.figure = ParagraphStyle("figure", self.cell, alignment=2)
        self.quiet = ParagraphStyle("quiet", self.cell, textColor=MUTED)
        self.above = ParagraphStyle("above", self.quiet, alignment=2)
        self.heading = ParagraphStyle("heading", self.body, fontSize=12, leading=16, spaceBefore=14, spaceAfter=6, keepWithNext=1)
        self.title = ParagraphStyle("title", self.body, fontSize=17, leading=22)
        self.large = ParagraphStyle("large", self.body, fontSize=24, leading=30, textColor=ACCENT, spaceBefore=10)

    def text(self, words: object, style: ParagraphStyle | None = None) -> Paragraph:
        """Words as they are, wrapped."""
        return Paragraph(escape(str(words)), style or self.body)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[object]], *, widths: Sequence[float] | None = None) -> Table:
        """Texts in the first column, figures to the right in the others, its head on every page."""
        lines = [[self.text(word, self.above if place else self.quiet) for place, word in enumerate(head)]] if head else []
        lines += [[self.text(word, self.cell if place == 0 or not head else self.figure) for place, word in enumerate(row)] for row in rows]
        columns = len(lines[0])
        first = WIDTH * 0.4
        table = Table(
            lines, widths or [first, *[(WIDTH - first) / (columns - 1)] * (columns - 1)], repeatRows=1 if head else 0, hAlign="LEFT"
        )
        table.setStyle(
            TableStyle(
                [("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE), ("LEFTPADDING", (0, 0), (0, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")]
            )
        )
        return table

    def foot(self, words: str) -> Callable[[Any, Any], None]:
        """What draws the bottom line of a page."""

        def draw(canvas: Any, document: Any) -> None:
            canvas.setFont(self._font, 7.5)
            canvas.setFillColor(MUTED)
            canvas.drawString(MARGIN, 10 * mm, words[:110])
            canvas.drawRightString(A4[0] - MARGIN, 10 * mm, f"Page {document.page}")

        return draw


def scaled(drawing: Drawing, by: float) -> Drawing:
    """`drawing` made so many times as large."""
    drawing.scale(by, by)
    drawing.width, drawing.height = drawing.width * by, drawing.height * by
    return drawing


def picture(address: str, side: float) -> Image | None:
    """The picture of a data URI, fitted into a square; None for an empty one."""
    if not address:
        return None
    shown = Image(io.BytesIO(base64.b64decode(address.partition(",")[2])))
    shown._restrictSize(side, side)  # noqa: SLF001  # reportlab's documented way to keep proportions
    shown.hAlign = "LEFT"
    return shown
