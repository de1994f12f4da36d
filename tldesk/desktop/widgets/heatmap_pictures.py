"""Heatmaps as pictures: a photo with one heatmap over it, or with two side by side, saved as a file or put on the clipboard."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QObject, QRect, QStandardPaths, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from tldesk.core.errors import ProjectError, TldeskError
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


def _lies_in(place: Path, folder: Path) -> bool:
    """Whether `place`, which need not be there yet, is `folder` or lies in it, by whatever names the system has for them.

    Raises:
        OSError: the disk doesn't tell.
    """
    place = place.resolve()
    return folder.exists() and any(each.exists() and each.samefile(folder) for each in (place, *place.parents))


def _save(wanted: HeatmapPicture, target: Path, photos: Path | None) -> Path:
    kept = "The photos are untouched, and nothing was written."
    try:
        if _lies_in(target, wanted.file):
            raise ProjectError(f"{target.name} is the photo itself.", kept=kept, remedy="Choose another name for the heatmap.")
        if photos is not None and _lies_in(target, photos):
            what = f"A heatmap is not saved among the photos of the project, where it would be taken for one of them ({target})."
            raise ProjectError(what, kept=kept, remedy=f"Choose a folder outside of {photos}.")
        stream = io.BytesIO()
        drawn(wanted).save(stream, "PNG", compress_level=4)
        write_atomically(target, stream.getvalue())
    except OSError as error:
        raise cannot_write(target, error) from error
    return target


class HeatmapPictures(QObject):
    """Draws pictures off the GUI thread.

    Args:
        photos: tells the folder of the open project's photos, in which nothing is saved; None where no project is open.

    Signals:
        saved(object): the `Path` that was written. copied(): the picture is on the clipboard.
        failed(object): the `TldeskError` that came instead.
    """

    saved = Signal(object)
    copied = Signal()
    failed = Signal(object)

    def __init__(self, preferences: Preferences, photos: Callable[[], Path | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences, self._photos, self._owner = preferences, photos, parent
        self._saving, self._copying = Latest(self), Latest(self)
        self._saving.ready.connect(self._on_saved)
        self._copying.ready.connect(self._put)
        for work in (self._saving, self._copying):
            work.failed.connect(self._fail)

    def ask_where(self, wanted: HeatmapPicture) -> None:
        """Ask for a file, then save the picture there as PNG."""
        dialog = QFileDialog(self._owner, self.tr("Save the heatmap as PNG"), str(self._folder()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PNG picture (*.png)"))
        dialog.setDefaultSuffix("png")
        dialog.selectFile(f"{wanted.name}.png")
        dialog.fileSelected.connect(lambda file: self.save(wanted, Path(file)))
        dialog.open()

    def save(self, wanted: HeatmapPicture, target: Path) -> None:
        """Save the picture as PNG, but over no photo and nowhere among those of the project."""
        self._saving.ask(partial(_save, wanted, target, self._photos()))

    def _folder(self) -> Path:
        """Where the last one was saved, or where pictures lie; outside of the project's photos."""
        photos = self._photos()
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        places = [Path(each) for each in (self._preferences.value(FOLDER, ""), usual, Path.home()) if each]
        outside = [each for each in places if each.is_dir() and not (photos is not None and each.resolve().is_relative_to(photos))]
        return outside[0] if outside else photos.parent if photos is not None else Path.home()

    def _on_saved(self, file: Path) -> None:
        self._preferences.set_value(FOLDER, str(file.parent))
        self.saved.emit(file)

    def copy(self, wanted: HeatmapPicture) -> None:
        """Put the picture on the clipboard."""
        self._copying.ask(lambda: qimage(drawn(wanted)))

    def _put(self, image: QImage) -> None:
        QGuiApplication.clipboard().setImage(image)
        self.copied.emit()

    def _fail(self, error: TldeskError) -> None:
        self.failed.emit(error)
