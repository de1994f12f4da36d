"""Editors for one setting of the recipe each: spin boxes, a combo box, a check box, a line of text, the backbone's button."""

import math
from typing import Final

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.recipe import Knob
from tldesk.desktop.resources import translated
from tldesk.desktop.widgets.backbone_picker import BackboneButton

INDENT: Final = 6
"""The stylesheet's padding does not reach the text of a spin box."""

WIDEST_INT: Final = 2**31 - 1

BACKBONE: Final = "backbone"
"""The setting with a catalogue of its own."""

Control = QSpinBox | QDoubleSpinBox | QComboBox | QCheckBox | QLineEdit | BackboneButton


def choice_in_words(choice: str) -> str:
    """An allowed value as a menu shows it: "two-stage" as "Two-stage"."""
    words = translated(choice)
    return words[:1].upper() + words[1:]


def help_in_short(knob: Knob, value: object) -> str:
    """What the help says of the `value` that is chosen, else what it says first of none: what has room in a row. May be empty."""
    sentences = translated(knob.help).removesuffix(".").split(". ")
    heads = [f"{translated(choice)}: " for choice in knob.choices]
    head = f"{translated(str(value))}: "
    about = [one.removeprefix(head) for one in sentences if head in heads and one.startswith(head)]
    about += [one for one in sentences if not one.startswith(tuple(heads))]
    return f"{about[0][:1].upper()}{about[0][1:]}." if about else ""


def range_in_words(knob: Knob) -> str:
    """The allowed range, as "1 to 500 epochs"; empty where there is none."""
    if knob.low is None or knob.high is None:
        return ""
    low, high = (f"{bound:g}" if bound < 1e6 else numbers.count(int(bound)) for bound in (knob.low, knob.high))
    template = "above {low}, up to {high} {unit}" if knob.above_low else "{low} to {high} {unit}"
    return translated(template).format(low=low, high=high, unit=translated(knob.unit)).strip()


class _IntBox(QSpinBox):
    """Lets one type past the limits, so that the recipe can say what is allowed; steps stay within them."""

    def __init__(self, knob: Knob) -> None:
        super().__init__()
        self._low = int(knob.low or 0)
        self._high = int(knob.high if knob.high is not None else WIDEST_INT)
        self.setRange(-WIDEST_INT, WIDEST_INT)
        self.lineEdit().setTextMargins(INDENT, 0, 0, 0)
        self.setSuffix(f"{numbers.THIN}{translated(knob.unit)}" if knob.unit else "")

    def stepBy(self, steps: int) -> None:
        self.setValue(min(self._high, max(self._low, self.value() + steps)))

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        return _steps(self.value(), self._low, self._high)


class _FloatBox(QDoubleSpinBox):
    """Shows as many digits as needed ("0.001", "1e-05") and steps by a tenth of the value's own size."""

    def __init__(self, knob: Knob) -> None:
        super().__init__()
        self._low = float(knob.low or 0.0)
        self._high = float(knob.high if knob.high is not None else math.inf)
        self._above_low = knob.above_low
        self.setLocale(QLocale.c())
        self.setDecimals(10)
        self.lineEdit().setTextMargins(INDENT, 0, 0, 0)
        self.setRange(-1e9, 1e9)
        self.setSuffix(f"{numbers.THIN}{translated(knob.unit)}" if knob.unit else "")

    def textFromValue(self, val: float) -> str:
        return f"{val:.6g}"

    def valueFromText(self, text: str) -> float:
        return _number(text.removesuffix(self.suffix())) or 0.0

    def validate(self, input: str, pos: int) -> tuple[QValidator.State, str, int]:
        fits = _number(input.removesuffix(self.suffix())) is not None
        return (QValidator.State.Acceptable if fits else QValidator.State.Intermediate), input, pos

    def stepBy(self, steps: int) -> None:
        value = self.value()
        size = 10 ** math.floor(math.log10(value)) if value > 0 else 0.1
        if steps < 0 and math.isclose(value, size):  # 0.001 steps down to 0.0009, not to 0
            size /= 10
        stepped = round(value + steps * size, 10)
        self.setValue(value if self._above_low and stepped <= self._low else min(self._high, max(self._low, stepped)))

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        return _steps(self.value(), self._low, self._high)


def _number(text: str) -> float | None:
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _steps(value: float, low: float, high: float) -> QAbstractSpinBox.StepEnabledFlag:
    flag = QAbstractSpinBox.StepEnabledFlag
    enabled = flag.StepNone
    if value > low:
        enabled |= flag.StepDownEnabled
    if value < high:
        enabled |= flag.StepUpEnabled
    return enabled


class KnobEditor(QWidget):
    """The one control that edits `knob`, whatever its type.

    Signals:
        edited(): the value changed, by hand or by `set_value`.
    """

    edited = Signal()

    def __init__(self, knob: Knob, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.knob = knob
        self.control: Control = self._made()
        self.control.setAccessibleName(translated(knob.label))
        self._say_what_it_is()
        self.edited.connect(self._say_what_it_is)
        self.control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.control.installEventFilter(self)
        self.setFocusProxy(self.control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.control)

    def value(self) -> object:
        """What stands in the control; not validated."""
        control = self.control
        if isinstance(control, QComboBox):
            return control.currentData()
        if isinstance(control, QCheckBox):
            return control.isChecked()
        return control.text() if isinstance(control, QLineEdit) else control.value()

    def set_value(self, value: object) -> None:
        """Show `value`, which must be of the setting's type."""
        control = self.control
        if isinstance(control, QComboBox):
            control.setCurrentIndex(max(0, control.findData(value)))
        elif isinstance(control, QCheckBox):
            control.setChecked(bool(value))
        elif isinstance(control, BackboneButton):
            control.set_value(str(value))
        elif isinstance(control, QLineEdit):
            control.setText(str(value))
            control.setCursorPosition(0)
        elif isinstance(control, QSpinBox):
            control.setValue(int(str(value)))
        else:
            control.setValue(float(str(value)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Scrolling the panel must not change a setting the pointer happens to pass over.
        if isinstance(event, QWheelEvent) and watched is self.control and not self.control.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _say_what_it_is(self) -> None:
        """Help, range, and a choice in full: the menu may be too narrow for it."""
        chosen = self.control.currentText() if isinstance(self.control, QComboBox) else ""
        self.control.setToolTip("\n".join(part for part in (chosen, translated(self.knob.help), range_in_words(self.knob)) if part))

    def _made(self) -> Control:
        if self.knob.name == BACKBONE:
            button = BackboneButton()
            button.changed.connect(self.edited)
            return button
        if self.knob.choices:
            combo = QComboBox()
            for choice in self.knob.choices:
                combo.addItem(choice_in_words(choice), choice)
            combo.currentIndexChanged.connect(self.edited)
            return combo
        if self.knob.kind is bool:
            check = QCheckBox()
            check.toggled.connect(self.edited)
            return check
        if self.knob.kind is int or self.knob.kind is float:
            box = _IntBox(self.knob) if self.knob.kind is int else _FloatBox(self.knob)
            box.valueChanged.connect(self.edited)
            return box
        line = QLineEdit()
        line.textChanged.connect(self.edited)
        return line
