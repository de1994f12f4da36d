"""One setting of the recipe as a row of the form."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from tldesk.core.recipe import Knob
from tldesk.desktop import theme
from tldesk.desktop.resources import icon, translated
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.knob_editors import KnobEditor, help_in_short

DOT: Final = 6
EDITOR_WIDTH: Final = 108
WIDEST_MENU: Final = 168
RESET_HEIGHT: Final = 14


class _Dot(QWidget):
    """Marks a setting that differs from the preset."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(DOT, DOT)
        self.setToolTip(self.tr("Differs from the preset"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colours().accent)
        painter.drawEllipse(self.rect())
        painter.end()


class KnobRow(QWidget):
    """Name, control, a line of help, the reset button where the value differs, the message where it is wrong.

    Signals:
        edited(): the value changed.
        asked(): what helps to find the value is wanted.
    """

    edited = Signal()
    asked = Signal()

    def __init__(self, knob: Knob, preset: object, parent: QWidget | None = None) -> None:
        """`preset`: the value to compare with, and to show at first."""
        super().__init__(parent)
        self.knob = knob
        self.message = ""
        self.editor = KnobEditor(knob)
        self._preset = preset
        self._dot: _Dot | None = None
        self.reset: QToolButton | None = None
        self._said: QLabel | None = None
        self._name = ElidedLabel(translated(knob.label), Qt.TextElideMode.ElideRight)
        self._name.setBuddy(self.editor.control)
        self._lay_out()
        self.editor.set_value(preset)
        self._mark()
        self.editor.control.setAccessibleDescription(translated(knob.help))
        self.editor.edited.connect(self._on_edited)

    def _lay_out(self) -> None:
        self.help = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.help.setFont(theme.caption())
        self.help.setToolTip(translated(self.knob.help))
        theme.look(self.help, "muted")
        self._heading = QHBoxLayout()
        self._heading.setSpacing(theme.S4)
        self._heading.addWidget(self._name)
        self._heading.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S4)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._grid.addLayout(self._heading, 0, 0)
        control = self.editor.control
        if isinstance(control, QPushButton):
            control.clicked.connect(self.asked)
        if isinstance(control, QLineEdit | QPushButton):  # texts are long: a line of their own
            self._grid.addWidget(self.editor, 1, 0, 1, 2)
        else:
            wanted = control.sizeHint().width() if isinstance(control, QComboBox) else EDITOR_WIDTH
            self.editor.setFixedWidth(min(WIDEST_MENU, max(EDITOR_WIDTH, wanted)))
            self._grid.addWidget(self.editor, 0, 1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(theme.S4)
        self._foot.addWidget(self.help, 1)
        self._grid.addLayout(self._foot, 2, 0, 1, 2)

    @property
    def differs(self) -> bool:
        """Whether the value is not the preset's."""
        return self.editor.value() != self._preset

    def add_tool(self, icon_name: str, text: str) -> QToolButton:
        """A button beside the name; who adds it connects it."""
        button = self._tool(icon_name, text)
        self._heading.addWidget(button)
        return button

    def show_value(self, value: object, preset: object) -> None:
        """Show `value`, and mark it where it is not that of `preset`."""
        self._preset = preset
        if self.editor.value() != value:
            self.editor.set_value(value)
        self._mark()

    def say(self, message: str) -> None:
        """Show `message` under the field, empty for none."""
        if message == self.message:
            return
        self.message = message
        if self._said is None:
            self._said = QLabel(wordWrap=True)
            self._said.setFont(theme.caption())
            theme.look(self._said, "danger")
            self._grid.addWidget(self._said, 3, 0, 1, 2)
        self._said.setText(message)
        self._said.setVisible(bool(message))
        self.editor.control.setAccessibleDescription(message or translated(self.knob.help))
        theme.look(self.editor.control, "wrong", bool(message))

    def grey(self, reason: str) -> None:
        """Grey the setting out because it has no effect, which `reason` says; empty: it has one."""
        self.setEnabled(not reason)
        self.setToolTip(translated(reason))

    def _on_edited(self) -> None:
        self._mark()
        self.edited.emit()

    def _mark(self) -> None:
        self.help.setText(help_in_short(self.knob, self.editor.value()))
        differs = self.differs
        if self.reset is None or self._dot is None:
            if not differs:
                return
            # Most settings are left as they are: the mark and the way back are made when they are needed.
            self._dot = _Dot()
            self._heading.insertWidget(1, self._dot)
            self.reset = self._tool("restore", self.tr("Back to the preset's value"))
            self.reset.setAccessibleName(self.tr("Reset {setting}").format(setting=translated(self.knob.label)))
            self.reset.clicked.connect(self._go_back)
            # Beside the help, and no higher: a row does not jump when its value changes.
            self.reset.setFixedHeight(RESET_HEIGHT)
            self._foot.addWidget(self.reset)
        self._dot.setVisible(differs)
        self.reset.setVisible(differs)

    def _go_back(self) -> None:
        self.editor.set_value(self._preset)
        # The button is gone now; the keyboard goes on where it was.
        self.editor.control.setFocus()

    def _tool(self, icon_name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(icon_name))
        theme.look(button, "flat")
        button.setIconSize(QSize(theme.ICON_SMALL, theme.ICON_SMALL))
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button
