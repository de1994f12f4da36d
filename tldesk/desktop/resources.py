"""Icons, the stylesheet template and the words of the program: what lies in `resources/`, made usable by Qt."""

import json
import re
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap

from tldesk.core.files import resources_folder

ColourSource = QColor | str | Callable[[], QColor]
"""A fixed colour, or a function asked at each painting, so that the icon follows the theme."""

THIN_SPACE: Final = "\u202f"

_ENDING: Final = re.compile(r"\((s|es)\)")


class EnglishPlurals(QTranslator):
    """The English forms of counted strings: "%n photo(s)" becomes "1 photo" or "12 345 photos".

    A rule instead of a compiled `.qm`: nothing to rebuild when a string changes. Counts get thin spaces between thousands.
    """

    def isEmpty(self) -> bool:
        """Not empty, or Qt would not ask it."""
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: ARG002
        """The text for `n` things; texts without a count stay as they are."""
        if n < 0:
            return sourceText
        text = _ENDING.sub("" if n == 1 else r"\1", sourceText)
        return text.replace("%n", f"{n:,}".replace(",", THIN_SPACE))


def install_language(app: QCoreApplication) -> None:
    """Make counted strings read right. Once per application."""
    if not isinstance(app.property("language"), EnglishPlurals):
        translator = EnglishPlurals(app)
        app.installTranslator(translator)
        app.setProperty("language", translator)


def stylesheet(values: dict[str, str]) -> str:
    """`resources/stylesheet.qss` with each `${name}` replaced.

    Raises:
        KeyError: the template names a colour that `values` lacks.
    """
    return Template((resources_folder() / "stylesheet.qss").read_text(encoding="utf-8")).substitute(values)


@cache
def _glyphs() -> tuple[str, dict[str, str]]:
    """Family and code points of Material Design Icons 6, from qtawesome's package data.

    qtawesome's own loader opens eleven fonts, which costs a third of the start; we need one.
    """
    spec = find_spec("qtawesome")
    assert spec is not None
    assert spec.submodule_search_locations
    fonts = Path(spec.submodule_search_locations[0]) / "fonts"
    font = next(fonts.glob("materialdesignicons6-webfont-*.ttf"))
    charmap = json.loads(next(fonts.glob("materialdesignicons6-webfont-charmap-*.json")).read_text(encoding="utf-8"))
    number = QFontDatabase.addApplicationFontFromData(font.read_bytes())
    return QFontDatabase.applicationFontFamilies(number)[0], {name: chr(int(code, 16)) for name, code in charmap.items()}


class _GlyphEngine(QIconEngine):
    """Paints one glyph at any size in the palette's colour of the moment, so that icons follow a change of theme by themselves."""

    def __init__(self, glyph: str, family: str, colour: ColourSource | None) -> None:
        super().__init__()
        self._glyph = glyph
        self._family = family
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._glyph, self._family, self._colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        if pixmap.isNull():
            # A button that has no room yet asks for a picture of no size.
            return pixmap
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        font = QFont(self._family)
        font.setPixelSize(min(rect.width(), rect.height()))
        painter.save()
        painter.setFont(font)
        painter.setPen(self._pen(mode))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._glyph)
        painter.restore()

    def _pen(self, mode: QIcon.Mode) -> QColor:
        disabled = mode == QIcon.Mode.Disabled
        if self._colour is None or disabled:
            group = QPalette.ColorGroup.Disabled if disabled else QPalette.ColorGroup.Normal
            return QGuiApplication.palette().color(group, QPalette.ColorRole.ButtonText)
        return self._colour() if callable(self._colour) else QColor(self._colour)


def icon(name: str, *, colour: ColourSource | None = None) -> QIcon:
    """The Material Design icon `name` ("tag-outline", or with the prefix "mdi6."), in the text colour of the theme or in `colour`.

    Raises:
        KeyError: there is no icon of that name.
    """
    family, glyphs = _glyphs()
    return QIcon(_GlyphEngine(glyphs[name.removeprefix("mdi6.")], family, colour))
