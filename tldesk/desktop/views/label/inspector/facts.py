"""The facts of a photo as lines: from its file at once, from its header once that is read."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from tldesk.core import numbers
from tldesk.core.photo import Photo
from tldesk.desktop import theme
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.photos.decode import PhotoFacts, photo_facts
from tldesk.photos.shot import ShotFacts, shot_facts

Lines = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Header:
    """All that a photo's header says."""

    photo: PhotoFacts
    shot: ShotFacts


def read_header(file: Path) -> Header:
    """For a worker thread.

    Raises:
        PhotoError: the header can't be read.
    """
    return Header(photo_facts(file), shot_facts(file))


class FactsTable(QWidget):
    """Names on the left, values on the right; a value that is too long is elided and told in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Lines = []
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(theme.S16)
        self._form.setVerticalSpacing(theme.S4)

    def show_lines(self, lines: Lines) -> None:
        """Show these and no others."""
        if lines == self._lines:
            return
        self._lines = lines
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, value in lines:
            key, words = QLabel(name), ElidedLabel(value)
            theme.look(key, "muted")
            words.setFont(theme.tabular(theme.body()))
            words.setMinimumWidth(40)
            words.setAccessibleName(f"{name}: {value}")
            self._form.addRow(key, words)


class FactWords(QObject):
    """Facts in words."""

    def of_photo(self, photo: Photo, folder: str, problem: str) -> Lines:
        """What the project knows without opening the file; `problem` is why that failed, or empty."""
        lines = [(self.tr("Folder"), folder)]
        if photo.group:
            lines.append((self.tr("Group"), photo.group))
        if photo.width and photo.height:
            lines.append((self.tr("Pixels"), self._pixels(photo.width, photo.height)))
        lines.append((self.tr("Size"), numbers.megabytes(photo.size)))
        if problem or photo.problem:
            lines.append((self.tr("Problem"), problem or photo.problem))
        return lines

    def of_header(self, photo: Photo, folder: str, header: Header) -> Lines:
        """What the project and the file's header say."""
        facts = header.photo
        lines = [(self.tr("Folder"), folder)]
        if photo.group:
            lines.append((self.tr("Group"), photo.group))
        lines.append((self.tr("Pixels"), self._pixels(facts.width, facts.height)))
        lines.append((self.tr("Format"), f"{facts.format}, {facts.mode}"))
        lines.append((self.tr("Size"), numbers.megabytes(facts.bytes)))
        if facts.frames > 1:
            lines.append((self.tr("Frames"), self.tr("%n, the first is shown", "", facts.frames)))
        if facts.taken is not None:
            lines.append((self.tr("Taken"), self._moment(facts.taken)))
        if facts.camera:
            lines.append((self.tr("Camera"), facts.camera))
        return [*lines, *self._of_shot(header.shot)]

    def _of_shot(self, shot: ShotFacts) -> Lines:
        lines = [(self.tr("Lens"), shot.lens)] if shot.lens else []
        exposure = [
            "" if shot.exposure is None else self._exposure(shot.exposure),
            "" if shot.aperture is None else f"f/{shot.aperture:.3g}",
            "" if shot.iso is None else f"ISO{numbers.THIN}{shot.iso}",
            "" if shot.focal_length is None else f"{shot.focal_length:.3g}{numbers.THIN}mm",
        ]
        if any(exposure):
            lines.append((self.tr("Exposure"), "  ".join(part for part in exposure if part)))
        if shot.latitude is not None and shot.longitude is not None:
            lines.append((self.tr("Place"), self._place(shot.latitude, shot.longitude)))
        return lines

    def _pixels(self, width: int, height: int) -> str:
        megapixels = width * height / 1e6
        size = f"{width} × {height}"
        return size if megapixels < 1 else f"{size}  ({megapixels:.1f}{numbers.THIN}MP)"

    def _moment(self, taken: datetime) -> str:
        return taken.strftime("%Y-%m-%d %H:%M")

    def _exposure(self, seconds: float) -> str:
        if seconds >= 0.3:
            return f"{seconds:.3g}{numbers.THIN}s"
        return f"1/{round(1 / seconds)}{numbers.THIN}s"

    def _place(self, latitude: float, longitude: float) -> str:
        north = self.tr("N") if latitude >= 0 else self.tr("S")
        east = self.tr("E") if longitude >= 0 else self.tr("W")
        return f"{abs(latitude):.5f}° {north}, {abs(longitude):.5f}° {east}"
