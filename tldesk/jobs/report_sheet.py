"""How the PDF of a report looks: its styles, and the blocks its sections are made of."""

import base64
import io
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, Final

from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Image, Paragraph, Table, TableStyle

from tldesk.jobs.report_fonts import Fonts
from tldesk.jobs.report_lines import Lines, needs_laying_out

LINE, TEXT, MUTED, ACCENT, DANGER = (HexColor(code) for code in ("#d8d8d8", "#1c1c1c", "#5e5e5e", "#1a5fb4", "#b3261e"))
MARGIN: Final = 18 * mm
WIDTH: Final = A4[0] - 2 * MARGIN

ROOM: Final = 60 * mm
"""A section begins on the next page where there is less."""

FLUSH: Final = (("LEFTPADDING", (0, 0), (0, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP"))
"""The first column begins where the text does."""


class Pages:
    """Styles in the fonts of a report, and the blocks that all sections are made of."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        font = fonts.main
        self.body = ParagraphStyle("body", fontName=font, fontSize=9.5, leading=14, textColor=TEXT, spaceAfter=4)
        self.small = ParagraphStyle("small", self.body, fontSize=8, leading=11, textColor=MUTED, spaceBefore=5)
        self.cell = ParagraphStyle("cell", self.body, fontSize=8.5, leading=11, spaceAfter=0)
        self.figure = ParagraphStyle("figure", self.cell, alignment=2)
        self.quiet = ParagraphStyle("quiet", self.cell, textColor=MUTED)
        self.above = ParagraphStyle("above", self.quiet, alignment=2)
        self.heading = ParagraphStyle("heading", self.body, fontSize=12, leading=16, spaceBefore=14, spaceAfter=6)
        self.foot_left = ParagraphStyle("foot left", self.cell, fontSize=7.5, textColor=MUTED)
        self.foot_right = ParagraphStyle("foot right", self.foot_left, alignment=2)
        self.title = ParagraphStyle("title", self.body, fontSize=17, leading=22)
        self.large = ParagraphStyle("large", self.body, fontSize=24, leading=30, textColor=ACCENT, spaceBefore=10)

    def text(self, words: object, style: ParagraphStyle | None = None) -> Flowable:
        """Words as they are, wrapped; each letter in a font that has it, and in the form and the order of its script."""
        written = unicodedata.normalize("NFC", str(words))
        if needs_laying_out(written):
            return Lines(self._fonts.spelled(written), style or self.body, self._fonts)
        return Paragraph(self._fonts.markup(written), style or self.body)

    def begin(self, heading: str) -> list[Flowable]:
        """The heading of a section, on a page that has room for its beginning."""
        return [CondPageBreak(ROOM), self.text(heading, self.heading)]

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[object]], *, widths: Sequence[float] | None = None, texts: int = 1
    ) -> Table:
        """Texts in the first columns, figures to the right in the others, its head on every page."""
        lines = [[self.text(word, self.above if place >= texts else self.quiet) for place, word in enumerate(head)]] if head else []
        lines += [
            [self.text(word, self.cell if place < texts or not head else self.figure) for place, word in enumerate(row)] for row in rows
        ]
        columns = len(lines[0])
        first = WIDTH * 0.46
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
            for style, text in ((self.foot_left, words[:110]), (self.foot_right, f"Page {document.page}")):
                line = self.text(text, style)
                line.wrapOn(canvas, WIDTH, MARGIN)
                line.drawOn(canvas, MARGIN, 8 * mm)

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
