"""How a label file is read: as which format, which sheet of it, and with which names of classes."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QToolButton, QWidget

from tldesk.desktop import resources, theme
from tldesk.desktop.widgets.button import Button

if TYPE_CHECKING:
    from tldesk.project.interchange.label_table import ReadingOptions, SheetView

AUTO: Final = "auto"


class SourceStrip(QWidget):
    """Choices above the preview.

    Signals:
        changed(str, object): the key of a format, or "auto", and the `ReadingOptions` to read the file with.
        folder_wanted(object): the folder whose files belong together is to be read instead of the one file.
    """

    changed = Signal(str, object)
    folder_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: ReadingOptions | None = None
        self._file = Path()
        self.format = QComboBox()
        self.sheet = QComboBox()
        self.names = Button()
        self._forget = QToolButton()
        self._forget.setIcon(resources.icon("close"))
        self._forget.setAccessibleName(self.tr("Read without a file of class names"))
        self._forget.setToolTip(self.tr("Read without a file of class names"))
        self.whole = Button()
        theme.look(self.whole, "flat")
        self._folder: Path | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S8)
        self._words: dict[QComboBox, QLabel] = {}
        for text, box in ((self.tr("Read as"), self.format), (self.tr("Sheet"), self.sheet)):
            label = self._words[box] = QLabel(text)
            theme.look(label, "muted")
            label.setBuddy(box)
            box.setAccessibleName(text)
            row.addWidget(label)
            row.addWidget(box)
            row.addSpacing(theme.S8)
        row.addWidget(self.names)
        row.addWidget(self._forget)
        row.addWidget(self.whole)
        row.addStretch(1)
        theme.look(self.names, "flat")
        self.format.setToolTip(self.tr("Which program's file this is"))
        self.sheet.setToolTip(self.tr("Which sheet of the workbook holds the labels"))
        self.names.setToolTip(self.tr("A file that names classes given by number, one name a line"))
        self.format.activated.connect(self._ask_anew)
        self.sheet.activated.connect(self._ask_anew)
        self.names.clicked.connect(self._browse)
        self.whole.clicked.connect(lambda: self.folder_wanted.emit(self._folder))
        self._forget.clicked.connect(lambda: self._name_classes(None))

    def show_source(self, file: Path, format: str, options: "ReadingOptions", *, found: str, sheet: "SheetView | None") -> None:
        """Show how `file` was read.

        Args:
            format: as it was asked for. found: as it was read; empty where it could not be.
        """
        self._options, self._file = options, file
        self._show_formats(format, found)
        self._show_folder(found)
        names = sheet.sheets if sheet is not None else ()
        self.sheet.clear()
        self.sheet.addItems(list(names))
        if sheet is not None:
            self.sheet.setCurrentText(sheet.sheet)
        for widget in (self.sheet, self._words[self.sheet]):
            widget.setVisible(len(names) > 1)
        named = options.classes_file
        self.names.setText(self.tr("Names of the classes…") if named is None else self.tr("Names from {file}").format(file=named.name))
        self._forget.setVisible(named is not None)

    def _show_folder(self, found: str) -> None:
        from tldesk.project.interchange.formats import whole_folder

        self._folder = whole_folder(self._file, found) if self._file.is_file() else None
        self.whole.setVisible(self._folder is not None)
        if self._folder is not None:
            self.whole.setText(self.tr("Read all files of {folder}").format(folder=self._folder.name))
            self.whole.setToolTip(self.tr("The other files of {folder} belong to this one").format(folder=self._folder))

    def _show_formats(self, format: str, found: str) -> None:
        from tldesk.project.interchange.formats import FORMATS

        self.format.clear()
        known = {one.key: one.name for one in FORMATS}
        words = self.tr("{format} (recognised)").format(format=known[found]) if found in known else self.tr("What it looks like")
        self.format.addItem(words if format == AUTO else self.tr("What it looks like"), AUTO)
        for key, name in known.items():
            self.format.addItem(name, key)
        self.format.setCurrentIndex(max(0, self.format.findData(format)))

    def _ask_anew(self) -> None:
        if self._options is not None:
            sheet = self.sheet.currentText() if self.sheet.count() > 1 else ""
            # Another format or sheet has other columns.
            self.changed.emit(str(self.format.currentData()), replace(self._options, sheet=sheet, mapping=None))

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the file that names the classes"), str(self._file.parent))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Names of classes (*.txt *.csv *.json *.names)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self._name_classes(Path(file)))
        dialog.open()

    def _name_classes(self, file: Path | None) -> None:
        if self._options is not None:
            self.changed.emit(str(self.format.currentData()), replace(self._options, classes_file=file))
