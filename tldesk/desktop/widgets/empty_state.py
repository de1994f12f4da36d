"""What an empty page says: what goes here, and the button that puts it here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tldesk.desktop import theme
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.icon_label import IconLabel

ICON_SIDE = 40
TEXT_WIDTH = 420
NARROWEST = 96


class EmptyState(QWidget):
    """An icon, a title, a sentence (wrapped at `text_width` pixels, or where the page ends), and at most one button.

    Signals:
        acted(): the button was pressed.
    """

    acted = Signal()

    def __init__(
        self, icon: str, title: str, text: str, action: str = "", *, text_width: int = TEXT_WIDTH, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text_width = text_width
        picture = IconLabel(icon, ICON_SIDE, colour=lambda: theme.colours().muted)
        self._title = QLabel(title)
        self._title.setFont(theme.title())
        self._text = QLabel(text)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        theme.look(self._text, "muted")
        self._fit()
        self.button = Button(action)
        theme.look(self.button, "accent")
        self.button.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        column.setSpacing(theme.S8)
        column.addStretch(2)
        for widget in (picture, self._title, self._text):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.S8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        # Only now: a button without a parent would be shown as a window of its own.
        self.button.setVisible(bool(action))

    def _fit(self) -> None:
        """A label that wraps asks for the height of its own favourite width, not of the one it is given."""
        width = min(self._text_width, max(NARROWEST, self.width() - 2 * theme.S24))
        self._text.setFixedSize(width, max(0, self._text.heightForWidth(width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def title(self) -> str:
        """What the page says first."""
        return self._title.text()

    def set_words(self, title: str, text: str, action: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
        self._fit()
        self.button.setText(action)
        self.button.setVisible(bool(action))
