"""Icons, the stylesheet template and the words of the program: what lies in `resources/`, made usable by Qt."""

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QPoint, QRect, QSize, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap

from tldesk.core.files import resources_folder
from tldesk.core.messages import retold
from tldesk.core.without_gpu import WithoutGpu

ColourSource = QColor | str | Callable[[], QColor]
"""A fixed colour, or a function asked at each painting, so that the icon follows the theme."""

THIN_SPACE: Final = "\u202f"

ENGLISH: Final = "en"
LANGUAGES: Final = {ENGLISH: "English", "de": "Deutsch"}
"""The languages of the window, each by its own name."""

_ENDING: Final = re.compile(r"\((s|es)\)")


def _table_of(language: str) -> bytes:
    """What a file of translations holds, empty where there is none."""
    file = resources_folder() / "translations" / f"tldesk_{language}.qm"
    return file.read_bytes() if file.is_file() else b""


class Words(QTranslator):
    """The program's words in one language. Counts get thin spaces between thousands.

    English needs no table but a rule: "%n photo(s)" becomes "1 photo" or "12 345 photos". Another language is what
    `resources/translations/tldesk_de.qm` says; what it lacks stays English.
    """

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.code = language
        # From a file, Qt would map it into memory: an update that writes it anew would pull the words from under the program.
        self._table = _table_of(language)
        self._has_table = self.load(self._table)

    def isEmpty(self) -> bool:
        """Not empty, or Qt would not ask it."""
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The text for `n` things, or the one without a count."""
        text = super().translate(context, sourceText, disambiguation, n) if self._has_table else ""
        if n < 0:
            return text or sourceText
        text = text or _ENDING.sub("" if n == 1 else r"\1", sourceText)
        return text.replace("%n", f"{n:,}".replace(",", THIN_SPACE))


def language_of(choice: str, *, system: Sequence[str] | None = None) -> str:
    """The language to show where the user chose `choice`.

    Args:
        system: the system's languages as "de-CH", by preference; asked for when None. "system" is the first of them that there is.
    """
    wanted = [name.partition("-")[0] for name in system or QLocale.system().uiLanguages()] if choice == "system" else [choice]
    return next((code for code in wanted if code in LANGUAGES), ENGLISH)


def install_language(app: QCoreApplication, language: str = ENGLISH) -> None:
    """Put the program's words and Qt's own in `language`, in the place of those before. Windows that are open keep theirs."""
    before = app.findChildren(QTranslator)
    if any(isinstance(one, Words) and one.code == language for one in before):
        return
    for one in before:
        app.removeTranslator(one)
        one.setParent(None)
    app.installTranslator(Words(language, app))
    qt = QTranslator(app)
    if language != ENGLISH and qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        # Asked first, as the last one installed: ours has an answer to everything.
        app.installTranslator(qt)


def translated(text: str, context: str = "recipe") -> str:
    """A text that core declares (a setting, a state, a step) in the user's language; core knows no Qt, so it is done where it is shown.

    `packaging/translations.py` gathers these texts by `context`.
    """
    return QCoreApplication.translate(context, text) if text else ""


def ending_in_words(said: str) -> str:
    """How a job ended, as `core.messages.phrase` said it, in the user's language."""
    return retold(said, lambda text: translated(text, "endings"))


def reason_in_words(without_gpu: str) -> str:
    """Why no graphics card computes, as the engine said it, in the user's language."""
    return retold(without_gpu, lambda text: translated(text, "devices"), among=[why.value for why in WithoutGpu])


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
