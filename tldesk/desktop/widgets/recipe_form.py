"""The recipe as a form, generated from `core.recipe.knobs()`: a new field there is a new row here."""

from itertools import groupby
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from tldesk.core.recipe import Knob, Recipe, knobs, problems_of
from tldesk.desktop import theme
from tldesk.desktop.resources import icon
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.knob_editors import KnobEditor, in_words

DOT: Final = 6
EDITOR_WIDTH: Final = 108


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
    """One setting: name, control, a line of help, the reset button where it differs, the message where it is wrong.

    Signals:
        edited(): the value changed.
    """

    edited = Signal()

    def __init__(self, knob: Knob, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.knob = knob
        self.editor = KnobEditor(knob)
        self._preset: object = knob.default
        self._dot = _Dot()
        name = ElidedLabel(in_words(knob.label), Qt.TextElideMode.ElideRight)
        name.setBuddy(self.editor.control)
        self.reset = QToolButton()
        self.reset.setIcon(icon("restore"))
        theme.look(self.reset, "flat")
        self.reset.setIconSize(QSize(theme.ICON_SMALL, theme.ICON_SMALL))
        self.reset.setToolTip(self.tr("Back to the preset's value"))
        self.reset.setAccessibleName(self.tr("Reset {setting}").format(setting=in_words(knob.label)))
        self.reset.clicked.connect(lambda: self.editor.set_value(self._preset))
        help_line = ElidedLabel(in_words(knob.help), Qt.TextElideMode.ElideRight)
        help_line.setFont(theme.caption())
        theme.look(help_line, "muted")
        self._message = QLabel(wordWrap=True)
        self._message.setFont(theme.caption())
        theme.look(self._message, "danger")
        self._message.hide()
        self._lay_out(name, help_line)
        self.editor.set_value(knob.default)
        self.editor.edited.connect(self._on_edited)
        self._mark()

    def _lay_out(self, name: QLabel, help_line: QLabel) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(theme.S4)
        heading.addWidget(name)
        heading.addWidget(self._dot)
        heading.addStretch(1)
        heading.addWidget(self.reset)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S4)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addLayout(heading, 0, 0)
        if isinstance(self.editor.control, QLineEdit | QPushButton):  # texts are long: a line of their own
            grid.addWidget(self.editor, 1, 0, 1, 2)
        else:
            self.editor.setFixedWidth(EDITOR_WIDTH)
            grid.addWidget(self.editor, 0, 1)
        grid.addWidget(help_line, 2, 0, 1, 2)
        grid.addWidget(self._message, 3, 0, 1, 2)

    @property
    def message(self) -> str:
        """Why the value is not allowed, or empty."""
        return self._message.text() if not self._message.isHidden() else ""

    @property
    def differs(self) -> bool:
        """Whether the value is not the preset's."""
        return self.editor.value() != self._preset

    def set_preset(self, value: object) -> None:
        """Take `value` as the preset's and show it."""
        self._preset = value
        self.editor.set_value(value)
        self._on_edited()

    def set_value(self, value: object) -> None:
        """Show `value`; the preset stays."""
        self.editor.set_value(value)

    def say(self, message: str) -> None:
        """Show `message` under the field, empty for none."""
        self._message.setText(message)
        self._message.setVisible(bool(message))
        self.editor.control.setAccessibleDescription(message or in_words(self.knob.help))
        theme.look(self.editor.control, "wrong", bool(message))

    def grey(self, reason: str) -> None:
        """Grey the setting out because it has no effect, which `reason` says; empty: it has one."""
        self.setEnabled(not reason)
        self.setToolTip(in_words(reason))

    def _on_edited(self) -> None:
        self._mark()
        self.edited.emit()

    def _mark(self) -> None:
        self._dot.setVisible(self.differs)
        self.reset.setVisible(self.differs)


class RecipeForm(QWidget):
    """Basic settings, then Advanced ones, folded away.

    Signals:
        changed(): a value changed; ask `recipe()`.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = Recipe()
        self._quiet = False
        self.rows: dict[str, KnobRow] = {knob.name: KnobRow(knob) for knob in knobs()}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S12)
        for row in self.rows.values():
            row.edited.connect(self._on_edited)
            if row.knob.level == "basic":
                layout.addWidget(row)
        self.advanced_button = QToolButton()
        self.advanced_button.setText(self.tr("Advanced"))
        self.advanced_button.setCheckable(True)
        self.advanced_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        theme.look(self.advanced_button, "flat")
        self.advanced_button.toggled.connect(self._unfold)
        layout.addWidget(self.advanced_button)
        self._advanced = self._advanced_panel()
        layout.addWidget(self._advanced)
        layout.addStretch(1)
        self._unfold(False)
        self._judge()

    def set_preset(self, recipe: Recipe) -> None:
        """Show `recipe` and compare with it from now on."""
        self._base = recipe
        self._quiet = True
        for name, value in recipe.model_dump().items():
            self.rows[name].set_preset(value)
        self._quiet = False
        self._on_edited()

    def show_recipe(self, recipe: Recipe) -> None:
        """Show the values of `recipe`; what differs from the preset is marked."""
        for name, value in recipe.model_dump().items():
            self.rows[name].set_value(value)

    def recipe(self) -> Recipe:
        """What stands in the form.

        Raises:
            RecipeError: a value is outside its range.
        """
        return self._base.with_values({name: row.editor.value() for name, row in self.rows.items()})

    @property
    def problems(self) -> dict[str, str]:
        """The message of each setting that is wrong."""
        return {name: row.message for name, row in self.rows.items() if row.message}

    def _advanced_panel(self) -> QWidget:
        panel = QWidget()
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S12)
        advanced = [row for row in self.rows.values() if row.knob.level == "advanced"]
        for group, rows in groupby(sorted(advanced, key=lambda row: _group_order(row.knob.group)), key=lambda row: row.knob.group):
            title = QLabel(in_words(group))
            title.setFont(theme.caption())
            theme.look(title, "muted")
            layout.addWidget(title)
            for row in rows:
                layout.addWidget(row)
        return panel

    def _unfold(self, open_: bool) -> None:
        self._advanced.setVisible(open_)
        self.advanced_button.setIcon(icon("chevron-down" if open_ else "chevron-right"))

    def _on_edited(self) -> None:
        if self._quiet:
            return
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        """Say under each setting what is wrong with it, in the recipe's own words; one without effect is greyed out, with the reason."""
        values = {name: row.editor.value() for name, row in self.rows.items()}
        problems = problems_of(values)
        unused = {} if problems else Recipe.model_validate(values).unused()
        for name, row in self.rows.items():
            row.say(problems.get(name, ""))
            if not problems:
                row.grey(unused.get(name, ""))


def _group_order(group: str) -> int:
    return list(dict.fromkeys(knob.group for knob in knobs())).index(group)
