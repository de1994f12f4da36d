"""A number with a decimal, edited as it is written elsewhere in the window."""

from PySide6.QtCore import QLocale
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox


class DecimalBox(QDoubleSpinBox):
    """Shows "5.0" whatever the system's language, as `core.numbers` does; a comma that is typed becomes a point."""

    def __init__(self) -> None:
        super().__init__()
        self.setLocale(QLocale.c())
        self.setDecimals(1)

    def validate(self, input: str, pos: int) -> tuple[QValidator.State, str, int]:
        state, text, place = super().validate(input.replace(",", "."), pos)
        return state, text, place
