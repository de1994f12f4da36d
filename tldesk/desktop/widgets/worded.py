"""Words before a control, which go where the room is too small for them."""

from typing import Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

_ANY: Final = (1 << 24) - 1
"""Qt's largest size."""

NARROWEST: Final = 88
"""Pixels of a list to choose from that has little room; it elides."""


def worded(words: QLabel, control: QWidget) -> QHBoxLayout:
    """The two side by side; without its words the control begins where they did."""
    # Their distance to the control is the stylesheet's: margins set here would go with the next change of theme.
    words.setProperty("before", "control")
    words.setMinimumWidth(1)  # else they would keep what holds them from becoming so narrow
    if isinstance(control, QComboBox):
        control.setMinimumWidth(NARROWEST)
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(words)
    row.addWidget(control, 1)
    return row


def show_words(words: QLabel, *, shown: bool) -> None:
    """Show them or not. They are never hidden: hidden words give their control no key."""
    words.setMinimumWidth(int(shown))
    words.setMaximumWidth(_ANY if shown else 0)
