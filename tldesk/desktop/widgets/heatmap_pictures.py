"""Heatmaps as pictures: a photo with one heatmap over it, or with two side by side, saved as a file or put on the clipboard."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from tldesk.core.errors import TldeskError
from tldesk.core.files import write_atomically
from tldesk.core.results import Heatmap
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.widgets.background import Latest
from tldesk.desktop.widgets.pictures import qimage
from tldesk.photos.decode import decode
from tldesk.photos.overlay import Look, overlay
from tldesk.project.layout import cannot_write

LONGEST: Final = 4096
"""Longest side of one photo in a picture, in pixels."""

FOLDER: Final = "heatmap/folder"


@dataclass(frozen=True)
class HeatmapPicture:
    """What is to be drawn: the photo once for each of `heatmaps`, and where there are several, their names above them."""

    file: Path
    heatmaps: Sequence[tuple[str, Heatmap]]
    look: Look

    @property
    def name(self) -> str:
        """A name for a file of it, without the suffix."""
        words = " ".join((self.file.stem, *(name for name, _ in self.heatmaps)))
        return "".join(letter if letter.isalnum() or letter in "-_. " else "_" for letter in words)


def drawn(wanted: HeatmapPicture) -> Image.Image:
    """The picture, at the photo's own size as far as `LONGEST` allows. For worker threads.

    Raises:
        PhotoError: the photo can't be read.
    """
    photo = decode(wanted.file)
    photo.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    parts = [overlay(photo, heatmap, wanted.look) for _, heatmap in wanted.heatmaps]
    if len(parts) == 1:
        return parts[0]
    gap = max(4, max(photo.size) // 60)
    strip = 4 * gap
    whole = Image.new("RGB", (len(parts) * (photo.width + gap) - gap, photo.height + strip), "white")
    for place, (part, (name, _)) in enumerate(zip(parts, wanted.heatmaps, strict=True)):
        left = place * (photo.width + gap)
        whole.paste(_caption(name, photo.width, strip), (left, 0))
        whole.paste(part, (left, strip))
    return whole


def _caption(words: str, width: int, height: int) -> Image.Image:
    """Drawn by Qt, which has the letters of every language."""
    strip = QImage(width, height, QImage.Format.Format_RGBA8888)
    strip.fill(QColor("white"))
    painter = QPainter(strip)
    font = QFont()
    font.setPixelSize(max(8, height // 2))
    painter.setFont(font)
    painter.setPen(QColor("black"))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, width)
    painter.drawText(QRect(0, 0, width, height), int(Qt.AlignmentFlag.AlignCenter), shown)
    painter.end()
    return Image.frombytes("RGBA", (width, height), bytes(strip.constBits()), "raw", "RGBA", strip.bytesPerLine()).convert("RGB")


def _save(wanted: HeatmapPicture, target: Path) -> Path:
    stream = io.BytesIO()
    drawn(wanted).save(stream, "PNG", compress_level=4)
    try:
        write_atomically(target, stream.getvalue())
    except OSError as error:
        raise cannot_write(target, error) from error
    return target


class HeatmapPictures(QObject):
    """Draws pictures off the GUI thread.

    Signals:
        saved(object): the `Path` that was written. copied(): the picture is on the clipboard.
        failed(object): the `TldeskError` that came instead.
    """

    saved = Signal(object)
    copied = Signal()
    failed = Signal(object)

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences, self._owner = preferences, parent
        self._saving, self._copying = Latest(self), Latest(self)
        self._saving.ready.connect(self.saved)
        self._copying.ready.connect(self._put)
        for work in (self._saving, self._copying):
            work.failed.connect(self._fail)

    def ask_where(self, wanted: HeatmapPicture) -> None:
        """Ask for a file, then save the picture there as PNG."""
        dialog = QFileDialog(self._owner, self.tr("Save the heatmap as PNG"), self._preferences.value(FOLDER, ""))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PNG picture (*.png)"))
        dialog.setDefaultSuffix("png")
        dialog.selectFile(f"{wanted.name}.png")
        dialog.fileSelected.connect(lambda file: self.save(wanted, Path(file)))
        dialog.open()

    def save(self, wanted: HeatmapPicture, target: Path) -> None:
        """Save the picture as PNG."""
        self._preferences.set_value(FOLDER, str(target.parent))
        self._saving.ask(partial(_save, wanted, target))

    def copy(self, wanted: HeatmapPicture) -> None:
        """Put the picture on the clipboard."""
        self._copying.ask(lambda: qimage(drawn(wanted)))

    def _put(self, image: QImage) -> None:
        QGuiApplication.clipboard().setImage(image)
        self.copied.emit()

    def _fail(self, error: TldeskError) -> None:
        self.failed.emit(error)
