"""A line to write a note on the selected photos, at the photos themselves."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from tldesk.desktop import theme
from tldesk.desktop.widgets.overlay import Overlay
from tldesk.project.labels import MAX_NOTE

WIDTH = 360


class NoteBox(Overlay):
    """One line; Enter and going on elsewhere keep it, Esc leaves the note as it was.

    Signals:
        written(str): the note; empty takes it away.
    """

    written = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setAccessibleName(self.tr("Note"))
        self._before_text = ""
        self._title = QLabel()
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Note"))
        self.field.setPlaceholderText(self.tr("What is uncertain, or worth knowing"))
        self.field.setToolTip(self.tr("Enter keeps the note, Esc leaves it as it was"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S12, theme.S12, theme.S12, theme.S12)
        column.setSpacing(theme.S8)
        column.addWidget(self._title)
        column.addWidget(self.field)
        self.field.setMaxLength(MAX_NOTE)
        self.field.returnPressed.connect(self._write)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def ask(self, note: str, area: QRect, *, photos: int) -> None:
        """Open over `area` with the `note` there is, on this many photos."""
        self._before_text = note
        self._title.setText(self.tr("Note on %n photo(s)", "", photos))
        self.field.setText(note)
        self.field.selectAll()
        self.open_over(area, focus=self.field)

    def leave(self, *, return_focus: bool = True) -> None:
        note = self.field.text().strip()
        super().leave(return_focus=return_focus)
        if note != self._before_text:
            self.written.emit(note)

    def _write(self) -> None:
        note = self.field.text().strip()
        self.close_box()
        self.written.emit(note)
