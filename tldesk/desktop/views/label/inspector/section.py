"""A part of the inspector: a title and what stands below it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.desktop import theme


class Section(QWidget):
    """Title above, `body` below; `head` takes what stands beside the title."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(title)
        self.title.setFont(theme.title())
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.S8)
        self.head.addWidget(self.title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, theme.S12, 0, 0)
        self.body.setSpacing(theme.S8)
        self.body.addLayout(self.head)
