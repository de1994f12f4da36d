"""What the program says without stopping the work: in a place that is kept free, so that nothing moves when a message comes or goes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QGuiApplication, QKeyEvent, QMoveEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from tldesk.desktop import resources, theme
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.icon_label import IconLabel

Kind = Literal["info", "warning", "error"]

INFO_MS: Final = 8000
"""How long an information stays; warnings and errors stay until they are closed or are no longer so."""

HEIGHT: Final = 36
"""Of the place that is kept free: two lines of words, or a button. A longer message reaches up over the page."""

EDGE: Final = 3

ICONS: Final[dict[Kind, str]] = {"info": "information-outline", "warning": "alert-outline", "error": "alert-circle-outline"}
"""The gravest last."""


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said.

    Attributes:
        details: what "Copy details" puts on the clipboard; empty where there is no such button.
        action, act: the words of the button and what it does; the message leaves when it is pressed.
        about: what it is about, if that may change; not shown.
    """

    text: str
    kind: Kind = "info"
    details: str = ""
    action: str = ""
    act: Callable[[], object] | None = None
    about: str = ""


class BannerRow(QWidget):
    """One message, with its buttons.

    Signals:
        closed(object): this row is to leave: it was closed, its button pressed, or its time is over.
    """

    closed = Signal(object)

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = message
        self.setAccessibleName(message.text)
        text = QLabel(message.text)
        text.setWordWrap(True)
        self._more = QLabel()
        self._more.setFont(theme.caption())
        self._more.setToolTip(self.tr("Close this message to read the others (Shift+Esc)"))
        theme.look(self._more, "muted")
        text.setTextFormat(Qt.TextFormat.PlainText)
        self.action_button = Button(message.action)
        self.copy_button = Button(self.tr("Copy details"))
        self.copy_button.setToolTip(self.tr("Put what is behind this message on the clipboard"))
        self.close_button = QToolButton()
        self.close_button.setIcon(resources.icon("close"))
        self.close_button.setToolTip(self.tr("Close the message (Shift+Esc)"))
        self.close_button.setAccessibleName(self.tr("Close the message"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S16, 2, theme.S8, 1)
        row.setSpacing(theme.S12)
        row.addWidget(IconLabel(ICONS[message.kind], colour=self._colour))
        row.addWidget(text, 1)
        row.addWidget(self._more)
        self._more.hide()
        for button, wanted in ((self.action_button, message.action), (self.copy_button, message.details)):
            theme.look(button, "flat")
            # Who presses it with the mouse goes on where the keyboard was.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
            button.setVisible(bool(wanted))
        row.addWidget(self.close_button)
        self.action_button.clicked.connect(self._do)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(message.details))
        self.close_button.clicked.connect(self.close_row)
        self._timer = QTimer(self, singleShot=True, interval=INFO_MS)
        self._timer.timeout.connect(self.close_row)
        self._begin_to_leave()

    def show_more(self, count: int) -> None:
        """Say how many messages there are beside this one."""
        self._more.setText(self.tr("%n more", "", count))
        self._more.setVisible(count > 0)

    def close_row(self) -> None:
        """Have it leave."""
        self._timer.stop()
        self.closed.emit(self)

    def _do(self) -> None:
        self.close_row()
        if self.message.act is not None:
            self.message.act()

    def _begin_to_leave(self) -> None:
        if self.message.kind == "info":
            self._timer.start()

    def _colour(self) -> QColor:
        colours = theme.colours()
        return {"info": colours.accent, "warning": colours.warning, "error": colours.danger}[self.message.kind]

    def enterEvent(self, event: QEnterEvent) -> None:
        """Who reads it may take the time."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._begin_to_leave()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_row()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colours().raised)
        painter.fillRect(0, 0, self.width(), 1, theme.colours().line)
        painter.fillRect(0, 0, EDGE, self.height(), self._colour())
        painter.end()


class Banners(QWidget):
    """The messages, of which the newest of the gravest is shown; the others come into view as it is closed. Without one it is hidden.

    A message that is said again, or that is about the same, takes the place of the first; an information takes the place of the last one.

    Signals:
        arranged(): another message is shown, or none.
        closed(): nothing is said any more.
    """

    arranged = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Messages"))
        self._rows: list[BannerRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._arrange()

    @property
    def rows(self) -> list[BannerRow]:
        """The messages, the newest last."""
        return list(self._rows)

    @property
    def texts(self) -> list[str]:
        """What is said, the newest last."""
        return [row.message.text for row in self._rows]

    def say(self, message: Message) -> BannerRow:
        """Show this beside what was said before; gives its row."""
        for row in self.rows:
            before = row.message
            same = before.text == message.text or (bool(message.about) and before.about == message.about)
            if same or before.kind == message.kind == "info":
                self._drop(row)
        made = BannerRow(message, self)
        made.closed.connect(self.dismiss)
        self._rows.append(made)
        self._column.addWidget(made)
        self._arrange()
        return made

    def dismiss(self, row: BannerRow) -> None:
        """Take one message away; nothing happens where it has left."""
        if row not in self._rows:
            return
        self._drop(row)
        self._arrange()
        if not self._rows:
            self.closed.emit()

    @property
    def shown(self) -> BannerRow | None:
        """The row in view: an information, which each label brings, hides no error."""
        grave = list(ICONS)
        return max(reversed(self._rows), key=lambda row: grave.index(row.message.kind), default=None)

    def dismiss_shown(self) -> bool:
        """Take the message in view away; whether there was one."""
        row = self.shown
        if row is not None:
            self.dismiss(row)
        return row is not None

    def dismiss_lasting(self) -> None:
        """Take the warnings and errors away."""
        for row in self.rows:
            if row.message.kind != "info":
                self.dismiss(row)

    def dismiss_all(self) -> None:
        """Take all messages away."""
        for row in self.rows:
            self.dismiss(row)

    def _drop(self, row: BannerRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _arrange(self) -> None:
        shown = self.shown
        for row in self._rows:
            row.show_more(len(self._rows) - 1)
            row.setVisible(row is shown)
        self.setVisible(bool(self._rows))
        self.arranged.emit()


class MessagePlace(QWidget):
    """The room that a page keeps free for `banners`, which lie over it; where their words need more, they reach up over the page."""

    def __init__(self, banners: Banners, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banners = banners
        self.setFixedHeight(HEIGHT)
        banners.arranged.connect(self._put)

    def _put(self) -> None:
        """Lay the messages over this place."""
        if self._banners.parentWidget() is not self.window():
            self._banners.setParent(self.window())
            self._banners.setVisible(bool(self._banners.rows))
        height = max(HEIGHT, self._banners.heightForWidth(self.width()))
        corner = self.mapTo(self.window(), QPoint(0, self.height() - height))
        self._banners.setGeometry(corner.x(), corner.y(), self.width(), height)
        self._banners.raise_()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._put()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put()
