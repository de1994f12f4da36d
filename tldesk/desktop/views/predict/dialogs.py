"""Choosing folders, photos and the file to write; none of them blocks the window."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from tldesk.core.exported import MANIFEST
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.widgets.folder_chooser import choose_folder
from tldesk.project.interchange.prediction_tables import TABLE_SUFFIXES

FOLDER = "predict/folder"


class Dialogs(QObject):
    """File dialogs that begin where the last one ended."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self._preferences = preferences

    def folder(self, then: Callable[[Sequence[Path]], None]) -> None:
        """A folder of photos to predict."""
        self._choose_folder(self.tr("Predict all photos of a folder"), lambda folder: then([folder]))

    def watched(self, then: Callable[[Path], None]) -> None:
        """A folder to watch."""
        self._choose_folder(self.tr("Watch a folder"), then)

    def _choose_folder(self, title: str, then: Callable[[Path], None]) -> None:
        def chosen(folder: Path) -> None:
            self._preferences.set_value(FOLDER, str(folder.parent))
            then(folder)

        kept = self._preferences.value(FOLDER, "")
        choose_folder(self._owner, chosen, title=title, begin=Path(kept) if kept else None)

    def photos(self, then: Callable[[Sequence[Path]], None]) -> None:
        """Single photos to predict."""
        self._ask(self.tr("Predict photos"), QFileDialog.FileMode.ExistingFiles, then)

    def model(self, then: Callable[[Path], object]) -> None:
        """An exported model; of one that is a folder, any file in it."""
        dialog = self._dialog(self.tr("Import a model"), QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Exported model (*.zip {manifest})").format(manifest=MANIFEST)])
        dialog.fileSelected.connect(lambda file: then(Path(file).parent if Path(file).name == MANIFEST else Path(file)))
        dialog.open()

    def table(self, then: Callable[[Path], None], *, named: str = "predictions") -> None:
        """The table to write; the chosen kind gives its name the suffix, also where the name has a dot of its own."""
        dialog = self._dialog(self.tr("Export the predictions"), QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        suffixes = {self.tr("CSV table (*.csv)"): "csv", self.tr("Excel workbook (*.xlsx)"): "xlsx", self.tr("JSON (*.json)"): "json"}
        dialog.setNameFilters(list(suffixes))
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(suffixes[kind]))
        dialog.selectFile(named)

        def take(chosen: str) -> None:
            file = Path(chosen)
            whole = file if file.suffix.casefold() in TABLE_SUFFIXES else file.with_name(f"{file.name}.{dialog.defaultSuffix()}")
            if whole != file and whole.exists():
                # Of that one the dialog has not asked whether it may be replaced.
                self.table(then, named=str(whole))
            else:
                then(whole)

        dialog.fileSelected.connect(take)
        dialog.open()

    def _ask(self, title: str, mode: QFileDialog.FileMode, then: Callable[[Sequence[Path]], None]) -> None:
        def chosen(places: list[str]) -> None:
            self._preferences.set_value(FOLDER, str(Path(places[0]).parent))
            then([Path(place) for place in places])

        dialog = self._dialog(title, mode)
        dialog.filesSelected.connect(chosen)
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self._owner, title, self._preferences.value(FOLDER, ""))
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
