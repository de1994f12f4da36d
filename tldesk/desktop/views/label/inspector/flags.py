"""The flag "unsure" and the note, of one photo or of many."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from tldesk.desktop import theme


class FlagEditor(QWidget):
    """What is changed here is kept at once; a note when its field is left, or with Enter. Esc leaves the note as it was.

    Signals:
        flagged(object, bool): photos by id, and whether they are unsure now.
        written(object, str): photos by id, and their note.
        left(): Enter or Esc was pressed in the field, so the keys belong to the photos again.
    """

    flagged = Signal(object, bool)
    written = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[int, ...] = ()
        self._note = ""
        self.unsure = QCheckBox(self.tr("Unsure"))
        self.unsure.setAccessibleName(self.tr("Unsure"))
        self.unsure.setToolTip(self.tr("Flag as unsure (U)"))
        self.unsure.clicked.connect(self._flag)
        self.note = QLineEdit()
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setToolTip(self.tr("Kept with Enter, or when you go on; Esc leaves it as it was"))
        self.note.editingFinished.connect(self._write)
        self.note.returnPressed.connect(self.left)
        self.note.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        column.addWidget(self.unsure)
        column.addWidget(self.note)

    def show_photos(self, ids: Sequence[int], *, unsure: bool | None, note: str | None) -> None:
        """Show what these photos have; None where they differ."""
        if tuple(ids) != self._ids:
            # The photos changed under the field: what was written belongs to those it was written for.
            self._write()
            self._ids = tuple(ids)
            self._show_note(note)
        elif not self.note.isModified():
            self._show_note(note)
        mixed = Qt.CheckState.PartiallyChecked
        self.unsure.setTristate(unsure is None)
        self.unsure.setCheckState(mixed if unsure is None else Qt.CheckState.Checked if unsure else Qt.CheckState.Unchecked)

    def _show_note(self, note: str | None) -> None:
        self._note = note or ""
        if self.note.text() != self._note:
            self.note.setText(self._note)
            self.note.setCursorPosition(0)
        self.note.setModified(False)
        self.note.setPlaceholderText(self.tr("Several notes; a new one replaces them") if note is None else self.tr("Note"))

    def _flag(self) -> None:
        self.unsure.setTristate(False)
        self.flagged.emit(self._ids, self.unsure.isChecked())

    def _write(self) -> None:
        if self.note.isModified():
            self.note.setModified(False)
            self._note = self.note.text().strip()
            self.written.emit(self._ids, self._note)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the field of the note."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.note.setText(self._note)
            self.note.setModified(False)
            self.left.emit()
            return True
        return super().eventFilter(watched, event)
