"""The frame of a page that lies over the photos while labels come or go: its title, its buttons, how far it is."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.desktop import theme
from tldesk.desktop.session import Session
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.progress_row import ProgressRow


class PageFrame(QWidget):
    """A title, what it is about, a button that leaves, and the one next step. Esc leaves.

    The keys that label photos do nothing here: the photos can't be seen.

    Signals:
        left(): the user is done here.
    """

    left = Signal()

    def __init__(self, session: Session, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._title = QLabel(title)
        self._title.setFont(theme.title())
        self._about = ElidedLabel()
        theme.look(self._about, "muted")
        self.leave_button = Button(self.tr("Cancel"))
        self.leave_button.setToolTip(self.tr("Back to the photos (Esc)"))
        self.next_button = Button()
        theme.look(self.next_button, "accent")
        self.progress = ProgressRow(self.tr("Cancel"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setSpacing(theme.S12)
        head.addWidget(self._title)
        head.addWidget(self._about, 1)
        head.addWidget(self.leave_button)
        head.addWidget(self.next_button)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        self.body.setSpacing(theme.S12)
        self.body.addLayout(head)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.said)
        self.leave_button.clicked.connect(self.leave)
        self.progress.stopped.connect(self.leave)
        session.exchange.progressed.connect(self._advance)
        session.exchange.busy_changed.connect(self._follow_work)
        self._step = ""
        self.progress.hide()
        self.said.hide()

    def about(self, text: str) -> None:
        """Say what the page is about: a file, a folder."""
        self._about.setText(text)

    def work_on(self, step: str) -> None:
        """Say what is being done from now on, until it is done."""
        self._step = step
        self.progress.show_progress(step, "", done=0, total=0, eta_seconds=None)
        self.say("")

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Say something below the title, or nothing."""
        self.said.setText(text)
        theme.look(self.said, "danger", wrong)
        theme.look(self.said, "muted", not wrong)
        self.said.setVisible(bool(text))

    def leave(self) -> None:
        """Go back to the photos; what is under way is cancelled."""
        self._session.exchange.cancel()
        self.left.emit()

    def _advance(self, done: int, total: int) -> None:
        if self.isVisible():
            self.progress.show_progress(self._step, "", done=done, total=total, eta_seconds=None)

    def _follow_work(self) -> None:
        busy = self._session.exchange.busy and self.isVisible()
        self.progress.setVisible(busy)
        self.leave_button.setEnabled(not self._session.exchange.writes)
        if busy:
            self.next_button.setEnabled(False)
        elif self.isVisible():
            self.allow_next()

    def allow_next(self) -> None:
        """Nothing is under way any more: enable the next step, where there is one. Each page knows its own."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the photos from being used here; those of the whole window work."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and not _of_the_window(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.leave_button.isEnabled():
            self.leave()
        else:
            # What is pressed here concerns this page alone.
            event.accept()


_WINDOW: Final = frozenset("KOWQI1234")
"""Keys that, with Ctrl, are commands of the whole window; and that of the import, for another file."""


def _of_the_window(event: QKeyEvent) -> bool:
    """Whether a key is a command of the whole window, such as Ctrl+K or F1."""
    if event.key() in (Qt.Key.Key_F1, Qt.Key.Key_Question):
        return True
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier and QKeySequence(event.key()).toString() in _WINDOW
