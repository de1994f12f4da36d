"""The left side of Train: presets, settings, and the button that starts or ends a training."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QColor, QDragEnterEvent, QDropEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from tldesk.core.errors import RecipeError
from tldesk.core.recipe import PRESETS, Preset, Recipe, recipe_from
from tldesk.desktop import theme
from tldesk.desktop.resources import icon
from tldesk.desktop.session.values import Banner
from tldesk.desktop.views.train.backbone_choice import BackboneChoice
from tldesk.desktop.views.train.recipe_files import RecipeFiles
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.preset_cards import PresetCards
from tldesk.desktop.widgets.recipe_form import RecipeForm

LEAST_WIDTH: Final = 300


class RecipePanel(QWidget):
    """Chooses a recipe.

    Signals:
        train_wanted(object): the `Recipe` to train.
        stop_wanted(): stop and keep the best epoch. cancel_wanted(): give the training up.
        label_wanted(): the reason why one can't train is to be mended on the Label page.
        changed(): another preset or value.
        said(object): a `Banner`.
    """

    train_wanted = Signal(object)
    stop_wanted = Signal()
    cancel_wanted = Signal()
    label_wanted = Signal()
    changed = Signal()
    said = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._obstacle = ""
        self._running = False
        self._absent = ""
        self.cards = PresetCards(PRESETS)
        self.form = RecipeForm()
        self.form.set_preset(self.cards.preset.recipe)
        self.backbones = BackboneChoice(self)
        self.files = RecipeFiles(self)
        self.setAcceptDrops(True)
        self._make_actions()
        self.reset_button = Button()
        self.reset_button.setToolTip(self.reset_action.toolTip())
        theme.look(self.reset_button, "link")
        self.train_button = Button(self.tr("Train"))
        self.train_button.setIcon(icon("play", colour=self._ink))
        self.train_button.setToolTip(self.tr("Train this recipe (Ctrl+Return)"))
        self.stop_button = Button(self.tr("Stop and keep the best"))
        self.stop_button.setIcon(icon("stop"))
        self.cancel_button = Button(self.tr("Cancel"))
        self.label_button = Button(self.tr("Label photos"))
        self.reason = QLabel()
        self.reason.setWordWrap(True)
        theme.look(self.reason, "muted")
        self._lay_out()
        self._connect()
        self._show_state()

    def _make_actions(self) -> None:
        self.load_action = self._action(self.tr("Load a recipe"), "folder-open-outline", "Ctrl+Shift+O", self.files.choose_and_load)
        self.save_action = self._action(self.tr("Save the recipe"), "content-save-outline", "Ctrl+Shift+S", self._save)
        self.copy_action = self._action(self.tr("Copy the recipe as JSON"), "content-copy", "Ctrl+Shift+C", self._copy)
        self.reset_action = self._action(self.tr("Reset the recipe to the preset"), "restore", "Ctrl+Shift+Backspace", self.reset)
        self.backbone_action = self._action(self.tr("Choose a backbone"), "layers-search-outline", "Ctrl+B", self.choose_backbone)

    def _action(self, text: str, icon_name: str, shortcut: str, slot: Callable[[], object]) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(f"{text} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        action.triggered.connect(slot)
        return action

    @property
    def recipe_actions(self) -> list[QAction]:
        """What can be done with the recipe, for the page's keys and the command palette."""
        return [self.backbone_action, self.load_action, self.save_action, self.copy_action, self.reset_action]

    def _connect(self) -> None:
        self.cards.chosen.connect(self._on_preset)
        self.form.changed.connect(self._on_changed)
        self.form.rows["backbone"].editor.control.clicked.connect(self.choose_backbone)  # type: ignore[union-attr]
        self.backbones.chosen.connect(self.form.rows["backbone"].set_value)
        self.backbones.looked.connect(self._on_changed)
        self.files.loaded.connect(self._on_loaded)
        self.files.said.connect(self.said)
        self.reset_button.clicked.connect(self.reset)
        self.train_button.clicked.connect(self.train)
        self.stop_button.clicked.connect(self.stop_wanted)
        self.cancel_button.clicked.connect(self.cancel_wanted)
        self.label_button.clicked.connect(self.label_wanted)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.S16, theme.S16, theme.S16, theme.S16)
        column.setSpacing(theme.S12)
        title = QLabel(self.tr("Recipe"))
        title.setFont(theme.title())
        heading = QHBoxLayout()
        heading.setSpacing(theme.S4)
        heading.addWidget(title)
        heading.addStretch(1)
        for action in (self.load_action, self.save_action, self.copy_action):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
            heading.addWidget(button)
        column.addLayout(heading)
        column.addWidget(self.cards)
        column.addWidget(self.reset_button)
        column.addWidget(self.form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(max(LEAST_WIDTH, inner.minimumSizeHint().width() + scroll.verticalScrollBar().sizeHint().width()))
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S16)
        foot.setSpacing(theme.S8)
        foot.addWidget(self.reason)
        foot.addWidget(self.label_button)
        foot.addWidget(self.train_button)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S8)
        buttons.addWidget(self.stop_button, 1)
        buttons.addWidget(self.cancel_button)
        foot.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)

    @property
    def can_train(self) -> bool:
        """Whether pressing Train would start a training."""
        return not self._running and not self._obstacle and not self.form.problems

    def train(self) -> None:
        """The same as pressing Train; nothing where it is not allowed."""
        if self.can_train:
            self.train_wanted.emit(self.form.recipe())

    def show_obstacle(self, reason: str) -> None:
        """Why one can't train just now, in words; empty where one can."""
        self._obstacle = reason
        self._show_state()

    def show_running(self, *, running: bool, can_stop: bool) -> None:
        """Whether a training is under way, and whether it has something to keep when stopped."""
        self._running = running
        self.stop_button.setEnabled(can_stop)
        self._show_state()

    def show_next(self, *, training: bool) -> None:
        """Whether training is the page's one obvious next step."""
        theme.look(self.train_button, "accent", training)
        self.train_button.setIcon(icon("play", colour=self._ink))

    def settings(self) -> str:
        """Preset and values as JSON, to be kept; the values as they stand, right or wrong."""
        values = {name: row.editor.value() for name, row in self.form.rows.items() if row.differs}
        return json.dumps({"preset": self.cards.preset.key, "values": values})

    def restore(self, settings: str) -> None:
        """Show what `settings` says; what no longer fits is left at the preset's value."""
        try:
            kept = json.loads(settings) if settings else {}
            key, values = str(kept.get("preset", PRESETS[0].key)), dict(kept.get("values", {}))
        except (ValueError, TypeError, AttributeError):
            key, values = PRESETS[0].key, {}
        self.cards.choose(key)
        recipe = self.cards.preset.recipe
        self.form.set_preset(recipe)
        for name, value in values.items():
            try:
                recipe = recipe_from({**recipe.model_dump(), name: value})
            except RecipeError:
                continue
        self.form.show_recipe(recipe)

    def show_recipe(self, recipe: Recipe) -> None:
        """Show `recipe`, compared with the chosen preset."""
        self.form.show_recipe(recipe)

    def reset(self) -> None:
        """Back to the preset; what was set can be had back."""
        before = self.settings()
        if not self._differing:
            return
        self.form.set_preset(self.cards.preset.recipe)
        self._say_with_undo(self.tr("The recipe is the preset's again."), before)

    def choose_backbone(self) -> None:
        """Open the sheet of backbones."""
        self.backbones.open(str(self._value("backbone")), random=self._value("weights") == "random")

    def _save(self) -> None:
        if not self.form.problems:
            self.files.choose_and_save(self.form.recipe())

    def _copy(self) -> None:
        if not self.form.problems:
            self.files.copy(self.form.recipe())

    def _on_loaded(self, recipe: Recipe, name: str) -> None:
        self._show_instead(recipe, self.tr("The recipe of {file} is shown.").format(file=name))

    def show_corrected(self, recipe: Recipe) -> None:
        """Show the recipe of a run with a correction; what was set can be had back."""
        self._show_instead(recipe, self.tr("The corrected recipe is shown. Train tries it."))

    def _show_instead(self, recipe: Recipe, said: str) -> None:
        """Compare with the preset that is nearest."""
        before = self.settings()
        nearest = min(PRESETS, key=lambda preset: len(recipe.differing_from(preset.recipe)))
        self.cards.choose(nearest.key)
        self.form.set_preset(nearest.recipe)
        self.form.show_recipe(recipe)
        self._say_with_undo(said, before)

    def _say_with_undo(self, text: str, before: str) -> None:
        self.said.emit(Banner(text, action=self.tr("Undo"), act=lambda: self.restore(before)))

    def _value(self, name: str) -> object:
        return self.form.rows[name].editor.value()

    @property
    def _differing(self) -> int:
        return sum(row.differs for row in self.form.rows.values())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.backbones.look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _recipe_file(event) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        file = _recipe_file(event)
        if file is not None:
            event.acceptProposedAction()
            self.files.load(file)

    def _on_preset(self, preset: Preset) -> None:
        self.form.set_preset(preset.recipe)

    def _on_changed(self) -> None:
        row = self.form.rows["backbone"]
        if not row.message or row.message == self._absent:
            self._absent = self.backbones.problem_with(str(self._value("backbone")), random=self._value("weights") == "random")
            row.say(self._absent)
        self._show_state()
        self.changed.emit()

    def _ink(self) -> QColor:
        palette = theme.colours()
        return palette.accent_text if self.train_button.property("accent") else palette.text

    def _show_state(self) -> None:
        self.reset_button.setText(self.tr("%n setting(s) changed. Back to the preset", "", self._differing))
        self.reset_button.setVisible(bool(self._differing))
        for action in (self.save_action, self.copy_action):
            action.setEnabled(not self.form.problems)
        self.reset_action.setEnabled(bool(self._differing))
        wrong = self.tr("%n setting(s) to correct first.", "", len(self.form.problems)) if self.form.problems else ""
        self.reason.setText(self._obstacle or wrong)
        self.reason.setVisible(bool(self._obstacle or wrong) and not self._running)
        self.label_button.setVisible(bool(self._obstacle) and not self._running)
        self.train_button.setVisible(not self._running)
        self.train_button.setEnabled(self.can_train)
        self.train_button.setAccessibleDescription(self.reason.text())
        self.stop_button.setVisible(self._running)
        self.cancel_button.setVisible(self._running)


def _recipe_file(event: QDropEvent) -> Path | None:
    """The one JSON file that is dragged, or None."""
    urls = event.mimeData().urls()
    file = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return file if file is not None and file.suffix.lower() == ".json" else None
