"""The left side of Train: presets, settings, and the button that starts or ends a training."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from tldesk.core.recipe import PRESETS, Preset, Recipe, nearest_preset
from tldesk.desktop import theme
from tldesk.desktop.session.values import Banner, Job
from tldesk.desktop.views.train.backbone_choice import BackboneChoice
from tldesk.desktop.views.train.kept_recipe import kept_text, read_kept
from tldesk.desktop.views.train.recipe_files import RecipeFiles, dropped_recipe
from tldesk.desktop.views.train.training_buttons import TrainingButtons
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.page_action import page_action
from tldesk.desktop.widgets.preset_cards import PresetCards
from tldesk.desktop.widgets.recipe_form import PREVIEWED, RecipeForm

LEAST_WIDTH: Final = 300
ROOMY: Final = 680
"""From this height on each preset says on its card what it does."""


class RecipePanel(QWidget):
    """Chooses a recipe.

    Signals:
        train_wanted(object): the `Recipe` to train.
        preview_wanted(bool): the pictures of the augmentation are to be seen, or no longer.
        rates_wanted(object): learning rates are to be tried for this `Recipe`.
        changed(): another preset or value.
        said(object): a `Banner`.
    """

    train_wanted = Signal(object)
    preview_wanted = Signal(bool)
    rates_wanted = Signal(object)
    changed = Signal()
    said = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._obstacle = ""
        self._job: Job | None = None
        self._again: Recipe | None = None
        self.cards = PresetCards(PRESETS)
        self.form = RecipeForm(self.cards.preset.recipe)
        self.backbones = BackboneChoice(self)
        self.files = RecipeFiles(self)
        self.setAcceptDrops(True)
        self._make_actions()
        self.reset_button = Button()
        self.reset_button.setToolTip(self.reset_action.toolTip())
        theme.look(self.reset_button, "link")
        self.buttons = TrainingButtons()
        self._lay_out()
        self._connect()
        self._show_state()

    def _make_actions(self) -> None:
        self.load_action = self._action(self.tr("Load a recipe"), "folder-open-outline", "Ctrl+Shift+O", self.files.choose_and_load)
        self.save_action = self._action(self.tr("Save the recipe"), "content-save-outline", "Ctrl+Shift+S", self._save)
        self.copy_action = self._action(self.tr("Copy the recipe as JSON"), "content-copy", "Ctrl+Shift+C", self._copy)
        self.reset_action = self._action(self.tr("Reset the recipe to the preset"), "restore", "Ctrl+Shift+Backspace", self.reset)
        self.backbone_action = self._action(self.tr("Choose a backbone"), "layers-search-outline", "Ctrl+B", self.choose_backbone)
        self.rates_action = self._action(self.tr("Find a learning rate"), "chart-bell-curve", "Ctrl+L", self.try_rates)
        # Others switch the preview too: what it does hangs on its state, not on who pressed it.
        preview = self.tr("Show what the augmentation makes of photos")
        self.preview_action = self._action(preview, "image-multiple-outline", "Ctrl+Shift+P", lambda: None)
        self.preview_action.setCheckable(True)
        self.preview_action.toggled.connect(self.preview_wanted)
        self.advanced_action = self._action(self.tr("Advanced settings"), "tune-variant", "Ctrl+Shift+A", self._toggle_advanced)

    def _action(self, text: str, icon_name: str, shortcut: str, slot: Callable[[], object]) -> QAction:
        return page_action(self, text, icon_name, shortcut, slot)

    @property
    def recipe_actions(self) -> list[QAction]:
        """What can be done with the recipe, for the page's keys and the command palette."""
        files = [self.load_action, self.save_action, self.copy_action]
        return [self.backbone_action, self.rates_action, self.preview_action, self.advanced_action, *files, self.reset_action]

    def _connect(self) -> None:
        self.cards.chosen.connect(self._on_preset)
        self.form.changed.connect(self._on_changed)
        self.form.asked.connect(self._on_asked)
        self.form.weights_wanted.connect(lambda: self.backbones.ask_for_weights(str(self.form.value("backbone"))))
        self.backbones.chosen.connect(lambda name: self.form.set_value("backbone", name))
        self.backbones.looked.connect(self._on_changed)
        self.files.loaded.connect(self._on_loaded)
        self.files.said.connect(self.said)
        self.reset_button.clicked.connect(self.reset)
        self.buttons.train_button.clicked.connect(self.train)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scrolled(), 1)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(LEAST_WIDTH)

    def _scrolled(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.S16, theme.S16, theme.S16, theme.S16)
        column.setSpacing(theme.S12)
        column.addLayout(self._heading())
        column.addWidget(self.cards)
        column.addWidget(self.reset_button)
        column.addWidget(self.form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def _heading(self) -> QHBoxLayout:
        title = QLabel(self.tr("Recipe"))
        title.setFont(theme.title())
        heading = QHBoxLayout()
        heading.setSpacing(theme.S4)
        heading.addWidget(title)
        heading.addStretch(1)
        for action in (self.preview_action, self.load_action, self.save_action, self.copy_action):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
            heading.addWidget(button)
        return heading

    @property
    def can_train(self) -> bool:
        """Whether pressing Train would start a training, or put one into the queue."""
        return not self._obstacle and not self.form.problems

    def train(self) -> None:
        """The same as pressing Train; nothing where it is not allowed."""
        if self.can_train:
            self.train_wanted.emit(self.form.recipe())

    def show_obstacle(self, reason: str) -> None:
        """Why one can't train just now, in words; empty where one can."""
        self._obstacle = reason
        self._show_state()

    def show_job(self, job: Job | None) -> None:
        """The training under way, or none."""
        before, self._job = self._job, job
        if _kind(before) != _kind(job):
            self._show_state()

    def show_next(self, *, training: bool) -> None:
        """Whether training is the page's one obvious next step."""
        self.buttons.show_next(training=training)

    def settings(self) -> str:
        """Preset and values as JSON, to be kept; the values as they stand, right or wrong."""
        return kept_text(self.cards.preset, {name: self.form.value(name) for name in self.form.differing})

    def restore(self, settings: str) -> None:
        """Show what `settings` says; what no longer fits is left at the preset's value."""
        preset, recipe = read_kept(settings)
        self._show(preset, recipe)

    def reset(self) -> None:
        """Back to the preset; what was set can be had back."""
        before = self.settings()
        if not self.form.differing:
            return
        self.form.set_preset(self.cards.preset.recipe)
        self._say_with_undo(self.tr("The recipe is the preset's again."), before)

    def choose_backbone(self) -> None:
        """Open the sheet of backbones."""
        self.backbones.open(str(self.form.value("backbone")), random=self.form.value("weights") == "random")

    def try_rates(self) -> None:
        """Ask for the learning-rate test of this recipe; nothing where one can't train now, or where it has no rate."""
        if self._can_try_rates:
            self.rates_wanted.emit(self.form.recipe())

    def use_rate(self, rate: float) -> None:
        """Set the learning rate; what it was can be had back."""
        before = self.settings()
        self.form.set_value("learning_rate", rate)
        self._say_with_undo(self.tr("The recipe's learning rate is {rate}.").format(rate=f"{rate:g}"), before)

    @property
    def _can_try_rates(self) -> bool:
        return self.can_train and self._job is None and "learning_rate" not in self.form.unused

    def _toggle_advanced(self) -> None:
        self.form.advanced_button.toggle()
        if self.form.advanced_button.isChecked():
            self.form.advanced_button.setFocus()

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

    def show_again(self, recipe: Recipe, run: str) -> None:
        """Show the recipe of the run named `run`, to be changed or trained once more as it is; what was set can be had back."""
        self._again = recipe
        self._show_instead(recipe, self.tr("The recipe of {run} is shown. Change it, or train the same again.").format(run=run))

    def _show_instead(self, recipe: Recipe, said: str) -> None:
        """Compare with the preset that is nearest."""
        before = self.settings()
        self._show(nearest_preset(recipe), recipe)
        self._say_with_undo(said, before)

    def _show(self, preset: Preset, recipe: Recipe) -> None:
        self.cards.choose(preset.key)
        self.form.set_preset(preset.recipe)
        self.form.show_recipe(recipe)

    def _say_with_undo(self, text: str, before: str) -> None:
        self.said.emit(Banner(text, action=self.tr("Undo"), act=lambda: self.restore(before)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.backbones.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cards.set_brief(self.height() < ROOMY)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_recipe(event) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        file = dropped_recipe(event)
        if file is not None:
            event.acceptProposedAction()
            self.files.load(file)

    def _on_preset(self, preset: Preset) -> None:
        self.form.set_preset(preset.recipe)

    def _on_asked(self, name: str) -> None:
        if name == "backbone":
            self.choose_backbone()
        elif name in PREVIEWED:
            self.preview_action.trigger()
        else:
            self.try_rates()

    def _on_changed(self) -> None:
        name, random = str(self.form.value("backbone")), self.form.value("weights") == "random"
        self.form.note("backbone", self.backbones.problem_with(name, random=random))
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        changed, wrong = len(self.form.differing), len(self.form.problems)
        self.reset_button.setText(self.tr("%n setting(s) changed. Back to the preset", "", changed))
        self.reset_button.setVisible(bool(changed))
        self.reset_action.setEnabled(bool(changed))
        for action in (self.save_action, self.copy_action):
            action.setEnabled(not wrong)
        self.rates_action.setEnabled(self._can_try_rates)
        to_correct = self.tr("%n setting(s) to correct first.", "", wrong) if wrong else ""
        again = not wrong and self._again is not None and self.form.recipe() == self._again
        self.buttons.show_state(self._job, obstacle=self._obstacle, wrong=to_correct, again=again)


def _kind(job: Job | None) -> tuple[object, ...]:
    """What of a job decides what can be done; how far it is does not."""
    return () if job is None else (job.request, job.paused)
