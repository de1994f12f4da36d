"""What the program says without stopping the work: one line over the foot of the page, with Undo or Copy details where there is more."""

from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from tldesk.desktop import resources, theme
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.icon_label import IconLabel

Kind = Literal["info", "warning", "error"]

INFO_MS: Final = 8000
"""How long an information stays; warnings and errors stay until they are closed or replaced."""

WIDEST: Final = 720
FROM_FOOT: Final = 16

ICONS: Final[dict[Kind, str]] = {"info": "information-outline", "warning": "alert-outline", "error": "alert-circle-outline"}


class BannerBar(QWidget):
    """Lies over the foot of its parent and shows one banner at a time, the newest.

    Signals:
        closed(): nothing is said any more.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._act: Callable[[], object] | None = None
        self._details = ""
        self.kind: Kind = "info"
        self._icon = IconLabel(ICONS["info"])
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._action = Button()
        self._copy = Button(self.tr("Copy details"))
        for button in (self._action, self._copy):
            theme.look(button, "flat")
        self._close = QToolButton()
        self._close.setIcon(resources.icon("close"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.setAccessibleName(self.tr("Close message"))
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(theme.S16, theme.S8, theme.S8, theme.S8)
        row.setSpacing(theme.S12)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        for widget in (self._action, self._copy, self._close):
            row.addWidget(widget)
        self._action.clicked.connect(self._do)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details))
        self._close.clicked.connect(self.dismiss)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, empty when nothing is."""
        return "" if self.isHidden() else self._text.text()

    @property
    def action_button(self) -> Button:
        """The button of the banner's action."""
        return self._action

    def say(self, text: str, kind: Kind = "info", *, details: str = "", action: str = "", act: Callable[[], object] | None = None) -> None:
        """Show this in place of what was said before.

        Args:
            details: what "Copy details" puts on the clipboard; empty hides that button.
            action, act: the words of the button and what it does; the banner closes when it is pressed.
        """
        self.kind = kind
        self._act, self._details = act, details
        self._text.setText(text)
        self._icon.set_icon(ICONS[kind], colour=self._edge_colour)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._copy.setVisible(bool(details))
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        self._place()
        self.update()
        if kind == "info":
            self._timer.start(INFO_MS)
        else:
            self._timer.stop()

    def dismiss(self) -> None:
        """Say nothing any more."""
        self._timer.stop()
        self._act = None
        self.hide()
        self.closed.emit()

    def _do(self) -> None:
        act = self._act
        self.dismiss()
        if act is not None:
            act()

    def _edge_colour(self) -> QColor:
        colours = theme.colours()
        return {"info": colours.accent, "warning": colours.warning, "error": colours.danger}[self.kind]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Who reads it may take the time."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.kind == "info" and self.isVisible():
            self._timer.start(INFO_MS)
        super().leaveEvent(event)

    def _place(self) -> None:
        room = self._over.size()
        widest = min(WIDEST, room.width() - 2 * theme.S16)
        width = min(widest, self._row.sizeHint().width() + self._one_line())
        height = max(self._row.heightForWidth(width), self._row.minimumSize().height())
        self.setGeometry((room.width() - width) // 2, room.height() - height - FROM_FOOT, width, height)

    def _one_line(self) -> int:
        """What the text needs on one line beyond what a wrapping label asks for."""
        wanted = self._text.fontMetrics().horizontalAdvance(self._text.text()) + theme.S8
        return max(0, wanted - self._text.sizeHint().width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._edge_colour() if self.kind != "info" else theme.colours().edge, 1))
        painter.setBrush(theme.colours().raised)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1).toRectF().translated(0.5, 0.5), theme.RADIUS, theme.RADIUS)
        painter.end()
