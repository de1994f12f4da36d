"""The very picture that the network gets of a photo."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from tldesk.desktop import theme
from tldesk.desktop.widgets.background import Latest
from tldesk.desktop.widgets.pictures import qimage
from tldesk.photos.framing import Preparation, prepared, read

LARGEST: Final = 224
"""Larger inputs are shown smaller."""


@dataclass(frozen=True, slots=True)
class _Asked:
    file: Path
    mark: str
    preparation: Preparation


def _input(asked: _Asked) -> QImage:
    return qimage(prepared(read(asked.file, asked.preparation), asked.preparation))


class InputPicture(QWidget):
    """Shows a picture pixel by pixel as far as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: QImage | None = None
        self._side = LARGEST
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QImage | None, side: int) -> None:
        """Show `picture`, or nothing as long as there is none; it has `side` pixels."""
        self.picture = picture
        self._side = side
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = min(LARGEST, round(self._side / self.devicePixelRatioF()))
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return QSize(64, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.picture is None:
            return
        side = min(self.width(), self.height())
        painter = QPainter(self)
        exact = side * self.devicePixelRatioF() == self.picture.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
        painter.drawImage(QRectF(0, 0, side, side), self.picture)
        painter.end()


class NetworkInput(QWidget):
    """The input of a model for one photo, made off the GUI thread, with words that say which model that is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: _Asked | None = None
        self.picture = InputPicture()
        self.picture.setAccessibleName(self.tr("What the network gets"))
        self._words = QLabel()
        self._words.setWordWrap(True)
        theme.look(self._words, "muted")
        self._making = Latest(self)
        self._making.ready.connect(self._take)
        # Why there is no input is said where the photo would be.
        self._making.failed.connect(self.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._words)
        self.hide()

    def show_input(self, file: Path, mark: str, preparation: Preparation, words: str) -> None:
        """Show what a model that prepares photos so gets of `file`; `mark` tells apart what the file held at different times."""
        self._words.setText(words)
        asked = _Asked(file, mark, preparation)
        if asked != self._asked:
            self._asked = asked
            self.show()
            self.picture.show_picture(None, preparation.input_size)
            self._making.ask(partial(_input, asked))

    def clear(self) -> None:
        """Show nothing."""
        self._asked = None
        self._making.forget()
        self.hide()

    def _take(self, picture: QImage) -> None:
        self.picture.show_picture(picture, picture.width())
