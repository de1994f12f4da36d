"""A small panel that lies over a page while it is needed: a box to type in, a set of choices."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from tldesk.desktop import theme


class Overlay(QFrame):
    """Lies over `page`, inside the window; it closes with Esc, and when the user goes on elsewhere.

    It is no window of its own: no window manager places it, and what is typed into it can't get lost on the way.

    Signals:
        closed(): it is hidden again.
    """

    closed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._before: QWidget | None = None
        self._opener: QWidget | None = None
        theme.look(self, "overlay")
        self.hide()

    def open_over(self, area: QRect, *, focus: QWidget) -> None:
        """Open at the top of `area` (in the page), in its middle, and put the keyboard's focus on `focus`."""
        size = self.sizeHint()
        self._open(area.center().x() - size.width() // 2, area.top() + theme.S24, focus)

    def open_below(self, opener: QWidget, *, focus: QWidget, part: QRect | None = None) -> None:
        """Open below `opener`, or below a `part` of it; pressing it does not count as going elsewhere: it may close the overlay itself."""
        corner = opener.mapTo(self._page, (part or opener.rect()).bottomLeft())
        self._opener = opener
        self._open(corner.x(), corner.y() + theme.S4, focus)

    def _open(self, left: int, top: int, focus: QWidget) -> None:
        size = self.sizeHint()
        width = min(size.width(), self._page.width() - 2 * theme.S8)
        height = min(size.height(), self._page.height() - 2 * theme.S8)
        left = max(theme.S8, min(left, self._page.width() - width - theme.S8))
        top = max(theme.S8, min(top, self._page.height() - height - theme.S8))
        self.setGeometry(left, top, width, height)
        if self.isHidden():
            self._before = QApplication.focusWidget()
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            app.installEventFilter(self)
            app.focusChanged.connect(self._follow_focus)
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_box(self, *, return_focus: bool = True) -> None:
        """Hide it; the focus goes back to where it was."""
        if self.isHidden():
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.removeEventFilter(self)
        app.focusChanged.disconnect(self._follow_focus)
        if return_focus and self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = self._opener = None
        self.hide()
        self.closed.emit()

    def leave(self, *, return_focus: bool = True) -> None:
        """The user goes on elsewhere: hide it; boxes whose text would be lost keep it first."""
        self.close_box(return_focus=return_focus)

    def _holds(self, widget: QWidget | None) -> bool:
        """Whether `widget` belongs to the overlay; lists that its boxes drop down are windows of their own, but still its children."""
        while widget is not None and widget is not self:
            widget = widget.parentWidget()
        return widget is self

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self._opener and not self._holds(now):
            self.leave(return_focus=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            outside = watched is not self._opener and not self._holds(watched)
            if outside and watched.window() is self.window():
                self.leave()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_box()
        else:
            # What is typed here concerns the overlay alone, not the page below it.
            event.accept()
