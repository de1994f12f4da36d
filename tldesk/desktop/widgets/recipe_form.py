"""The recipe as a form, generated from `core.recipe.knobs()`: a new field there is a new row here."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from time import perf_counter
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from tldesk.core.recipe import Knob, Recipe, knobs
from tldesk.desktop import theme
from tldesk.desktop.resources import icon, translated
from tldesk.desktop.widgets.knob_row import KnobRow
from tldesk.desktop.widgets.recipe_draft import Draft

SLICE_SECONDS: Final = 0.012
"""Rows are made for so long in one turn of the event loop; each takes some milliseconds, and there are more than sixty."""


PREVIEWED: Final = ("flip", "views")
"""The first setting of the augmentation among the basic and among the advanced ones: the preview is opened there."""


class RecipeForm(QWidget):
    """Basic settings, then Advanced ones, folded away. Rows are made in turns of the event loop, advanced ones once they are asked for.

    Signals:
        changed(): a value changed; ask `recipe()`.
        asked(str): the setting's own tool is wanted: the sheet of backbones, the learning-rate test, the preview.
        weights_wanted(): the weights of backbones are to be seen.
    """

    changed = Signal()
    asked = Signal(str)
    weights_wanted = Signal()

    def __init__(self, preset: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = Draft(preset)
        self._quiet = False
        self.rows: dict[str, KnobRow] = {}
        basic, self._folded = QWidget(), QWidget()
        self._basic, self._advanced = self._column(basic), self._column(self._folded)
        self.advanced_button = QToolButton()
        self.advanced_button.setCheckable(True)
        self.advanced_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        theme.look(self.advanced_button, "flat")
        self.advanced_button.toggled.connect(self._unfold)
        layout = self._column(self)
        for part in (basic, self.advanced_button, self._folded):
            layout.addWidget(part)
        layout.addStretch(1)
        self._left = self._all_to_make()
        self._making = QTimer(self, interval=0)
        self._making.timeout.connect(self._make_some)
        self._making.start()
        self._unfold(False)

    def _column(self, owner: QWidget) -> QVBoxLayout:
        column = QVBoxLayout(owner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        return column

    # --- values -----------------------------------------------------------------------------------------------------

    def set_preset(self, recipe: Recipe) -> None:
        """Show `recipe` and compare with it from now on."""
        self._draft.compare_with(recipe)
        self._show()

    def show_recipe(self, recipe: Recipe) -> None:
        """Show the values of `recipe`; what differs from the preset is marked."""
        self._draft.put(recipe.model_dump())
        self._show()

    def value(self, name: str) -> object:
        """What a setting is at; it need not be allowed."""
        return self._draft.values[name]

    def set_value(self, name: str, value: object) -> None:
        """Set one; the preset stays."""
        self._draft.put({name: value})
        self._show()

    def note(self, name: str, problem: str) -> None:
        """Say what is wrong with a setting for a reason the recipe does not know; empty for nothing."""
        self._draft.note(name, problem)
        self._say_problems()

    def recipe(self) -> Recipe:
        """What stands in the form.

        Raises:
            RecipeError: a value is outside its range.
        """
        return self._draft.recipe()

    @property
    def problems(self) -> dict[str, str]:
        """The message of each setting that is wrong."""
        return self._draft.problems

    @property
    def unused(self) -> dict[str, str]:
        """Settings without effect as the others stand, with the reason."""
        return self._draft.unused

    @property
    def differing(self) -> set[str]:
        """Names of the settings that are not the preset's."""
        return self._draft.differing

    # --- rows -------------------------------------------------------------------------------------------------------

    def row(self, name: str) -> KnobRow:
        """The row of a setting, made now if it was not yet."""
        while name not in self.rows:
            next(self._left)()
        return self.rows[name]

    def reveal(self, name: str) -> KnobRow:
        """Unfold what hides the row of a setting, and put the keyboard there."""
        row = self.row(name)
        if row.knob.level == "advanced":
            self.advanced_button.setChecked(True)
        row.editor.control.setFocus()
        return row

    def _all_to_make(self) -> Iterator[Callable[[], None]]:
        advanced = [knob for knob in knobs() if knob.level == "advanced"]
        for knob in knobs():
            if knob.level == "basic":
                yield partial(self._make, knob, self._basic)
        order = list(dict.fromkeys(knob.group for knob in knobs()))
        for group, members in groupby(sorted(advanced, key=lambda knob: order.index(knob.group)), key=lambda knob: knob.group):
            yield partial(self._add_title, group)
            for knob in members:
                yield partial(self._make, knob, self._advanced)

    def _add_title(self, group: str) -> None:
        title = QLabel(translated(group))
        title.setFont(theme.caption())
        theme.look(title, "muted")
        self._advanced.addWidget(title)

    def _make(self, knob: Knob, column: QVBoxLayout) -> None:
        row = KnobRow(knob, getattr(self._draft.preset, knob.name))
        if knob.name == "learning_rate":
            row.add_tool("chart-bell-curve", self.tr("Find a learning rate by trying (Ctrl+L)")).clicked.connect(row.asked)
        if knob.name == "backbone":
            weights = row.add_tool("download-outline", self.tr("See, add and fetch weights of backbones (Ctrl+Shift+W)"))
            weights.clicked.connect(self.weights_wanted)
        if knob.name in PREVIEWED:
            tip = self.tr("Show what the augmentation makes of photos (Ctrl+Shift+P)")
            row.add_tool("image-multiple-outline", tip).clicked.connect(row.asked)
        self.rows[knob.name] = row
        self._quiet = True
        row.show_value(self._draft.values[knob.name], getattr(self._draft.preset, knob.name))
        self._quiet = False
        row.say(self._draft.problems.get(knob.name, ""))
        row.grey(self._draft.unused.get(knob.name, ""))
        row.edited.connect(lambda: self._on_edited(row))
        row.asked.connect(lambda: self.asked.emit(knob.name))
        column.addWidget(row)

    def _make_some(self) -> None:
        until = perf_counter() + SLICE_SECONDS
        basic = [knob.name for knob in knobs() if knob.level == "basic"]
        while perf_counter() < until:
            if not self.advanced_button.isChecked() and all(name in self.rows for name in basic):
                self._making.stop()
                return
            make = next(self._left, None)
            if make is None:
                self._making.stop()
                return
            make()

    def _unfold(self, open_: bool) -> None:
        self._folded.setVisible(open_)
        self.advanced_button.setIcon(icon("chevron-down" if open_ else "chevron-right"))
        self._count_advanced()
        if open_:
            self._making.start()

    # --- what changed -----------------------------------------------------------------------------------------------

    def _on_edited(self, row: KnobRow) -> None:
        if self._quiet:
            return
        self._draft.put({row.knob.name: row.editor.value()})
        self._say_problems()
        self.changed.emit()

    def _show(self) -> None:
        self._quiet = True
        preset = self._draft.preset.model_dump()
        for name, row in self.rows.items():
            row.show_value(self._draft.values[name], preset[name])
        self._quiet = False
        self._say_problems()
        self.changed.emit()

    def _say_problems(self) -> None:
        """Say under each setting what is wrong with it, in the recipe's own words; one without effect is greyed out, with the reason."""
        problems = self._draft.problems
        for name, row in self.rows.items():
            row.say(problems.get(name, ""))
            row.grey(self._draft.unused.get(name, ""))
        self._count_advanced()

    def _count_advanced(self) -> None:
        """What is folded away is told of on the button that unfolds it."""
        advanced = {knob.name for knob in knobs() if knob.level == "advanced"}
        wrong, changed = len(advanced & self.problems.keys()), len(advanced & self.differing)
        if wrong:
            text = self.tr("Advanced: %n to correct", "", wrong)
        else:
            text = self.tr("Advanced: %n changed", "", changed) if changed else self.tr("Advanced")
        self.advanced_button.setText(text)
