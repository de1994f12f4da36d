"""The note on a run, written where it is read."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tldesk.desktop.session import Session
from tldesk.project.run_rows import RunRow


class _Line(QLineEdit):
    """Esc takes back what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self.kept:
            self.setText(self.kept)
        else:
            super().keyPressEvent(event)


class NoteLine(QWidget):
    """One line under the table; kept with Enter and when the user goes on elsewhere."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._run: RunRow | None = None
        self.edit = _Line()
        self.edit.setPlaceholderText(self.tr("Note on this run"))
        self.edit.setAccessibleName(self.tr("Note on this run"))
        self.edit.setToolTip(self.tr("Kept in the run's folder, so that it goes where the run goes (Shift+F2)"))
        self.edit.editingFinished.connect(self._keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)
        self.hide()

    def show_run(self, run: RunRow | None) -> None:
        """Show the note of `run`; what was typed for the run before is kept."""
        same = run is not None and self._run is not None and run.record.id == self._run.record.id
        if not same:
            self._keep()
        note = run.remark.note if run is not None else ""
        if not same or note != self.edit.kept:
            self.edit.setText(note)
            self.edit.kept = note
        self._run = run
        self.setVisible(run is not None)

    def _keep(self) -> None:
        run, text = self._run, " ".join(self.edit.text().split())
        if run is not None and text != self.edit.kept and self._session.runs.row(run.record.id) is not None:
            self.edit.kept = text
            self._session.runs.note(run.record.id, text)
