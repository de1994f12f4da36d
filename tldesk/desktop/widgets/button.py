"""A button that Enter presses too."""

from PySide6.QtWidgets import QPushButton, QWidget


class Button(QPushButton):
    """A button with words. Outside of dialogs Qt presses only with Space, and who sees the focus on a button presses Enter."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(True)
