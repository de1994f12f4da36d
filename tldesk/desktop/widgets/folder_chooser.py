"""Choosing one folder in a dialog that doesn't hold the window up."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget


def choose_folder(parent: QWidget, then: Callable[[Path], object], *, title: str, begin: Path | None = None) -> QFileDialog:
    """Open the dialog and call `then` with the chosen folder; nothing is called where the user leaves it.

    Args:
        begin: the folder shown first; None, or one that is gone: the user's pictures, or home.
    """
    dialog = QFileDialog(parent, title, str(begin if begin is not None and begin.is_dir() else _pictures()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(lambda chosen: then(_meant(dialog, chosen)))
    dialog.open()
    return dialog


def _meant(dialog: QFileDialog, chosen: Sequence[str]) -> Path:
    """The one folder the user means: what stands in the line, else the innermost one.

    Where a path is typed, Qt's own dialog answers with the folders that its list marked on the way there, and not always with that path.
    """
    line = dialog.findChild(QLineEdit)
    typed = line.text().strip() if isinstance(line, QLineEdit) else ""
    place = Path(dialog.directory().absoluteFilePath(typed))
    if typed and place.is_dir():
        return place
    return max((Path(one) for one in chosen), key=lambda one: len(one.parts))


def _pictures() -> Path:
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return Path(pictures) if pictures and Path(pictures).is_dir() else Path.home()
