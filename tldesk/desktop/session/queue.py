"""Trainings that wait for the one under way.

A training takes the labels and splits there are when it begins, not those there were when it was put here. What waits is remembered on
this computer; when the project is opened again it stands here on hold, so that opening a folder never begins hours of work.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from tldesk.core.errors import RecipeError
from tldesk.core.messages import Command, TrainRequest
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.values import Banner, Job

if TYPE_CHECKING:
    from tldesk.core.recipe import Recipe

KEPT_AS: Final = "train/queue"


@dataclass(frozen=True, slots=True)
class QueuedTraining:
    """A training that waits. `held`: those behind it go first; `number` names it while the program runs."""

    number: int
    recipe: "Recipe"
    held: bool = False


class TrainingQueue(QObject):
    """Begins one training after the other. One that fails does not stop those behind it; after one that was cancelled the queue is held.

    Args:
        train: begins a training. under_way: the job that is in its way, or None.

    Signals:
        changed(): ask `items` and `held`.
    """

    changed = Signal()

    def __init__(
        self,
        access: Access,
        preferences: Preferences,
        *,
        train: Callable[["Recipe"], None],
        under_way: Callable[[], Job | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._access, self._preferences = access, preferences
        self._train, self._under_way = train, under_way
        self._items: list[QueuedTraining] = []
        self._count = 0
        self._begun: QueuedTraining | None = None
        self.held = False
        # In the event loop's next turn: an engine is free for a moment before a run that was trained is measured.
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)

    @property
    def items(self) -> tuple[QueuedTraining, ...]:
        """What waits, the next one first."""
        return tuple(self._items)

    def add(self, recipe: "Recipe") -> None:
        """Train `recipe` now, or as soon as what waits before it has been trained."""
        if self._under_way() is None:
            self._train(recipe)
        else:
            self._items.append(self._numbered(recipe))
            self._say()

    def remove(self, number: int) -> None:
        """Take one out, and offer to put it back."""
        at = self._place(number)
        if at is None:
            return
        item = self._items.pop(at)
        self._say()
        text = self.tr("The training no longer waits.")
        self._access.said.emit(Banner(text, action=self.tr("Put back"), act=lambda: self._put_back(at, item)))

    def move(self, number: int, by: int) -> None:
        """Move one forwards (`by` below 0) or backwards."""
        at = self._place(number)
        if at is not None and 0 <= at + by < len(self._items):
            self._items.insert(at + by, self._items.pop(at))
            self._say()

    def hold(self, number: int, *, on: bool) -> None:
        """Let those behind it go first, or no longer."""
        at = self._place(number)
        if at is not None:
            self._items[at] = replace(self._items[at], held=on)
            self._say()

    def hold_all(self, *, on: bool) -> None:
        """Begin none of them, or go on."""
        self.held = on
        self._say()

    def on_stop(self, command: Command) -> None:
        """The training under way is stopped by the user: after a cancelled one they may not want the next."""
        self._begun = None
        if command is Command.CANCEL and self._items and not self.held:
            self.hold_all(on=True)
            text = self.tr("Cancelled. %n training(s) wait, and the queue is held.", "", len(self._items))
            self._access.said.emit(Banner(text, action=self.tr("Go on"), act=lambda: self.hold_all(on=False)))

    def on_job(self) -> None:
        """Something began, went on or ended."""
        job = self._under_way()
        if job is None:
            self._turn.start()
        elif isinstance(job.request, TrainRequest):
            self._begun = None

    def start_over(self) -> None:
        """Another project is open, or none: what waited there when it was closed stands here on hold."""
        self._begun = None
        self._items = self._kept()
        self.held = bool(self._items)
        self.changed.emit()

    def _go_on(self) -> None:
        if self._access.project is None or self._under_way() is not None:
            return
        if self._begun is not None:
            # It could not begin, which was said: its recipe is not lost.
            self._items.insert(0, replace(self._begun, held=True))
            self._begun = None
            self._say()
        following = next((item for item in self._items if not item.held), None)
        if following is not None and not self.held:
            self._items.remove(following)
            self._begun = following
            self._say()
            self._train(following.recipe)

    def _numbered(self, recipe: "Recipe", *, held: bool = False) -> QueuedTraining:
        self._count += 1
        return QueuedTraining(self._count, recipe, held)

    def _place(self, number: int) -> int | None:
        return next((at for at, item in enumerate(self._items) if item.number == number), None)

    def _put_back(self, at: int, item: QueuedTraining) -> None:
        self._items.insert(at, item)
        self._say()

    def _say(self) -> None:
        self.held = self.held and bool(self._items)
        project = self._access.project
        if project is not None:
            kept = [{"recipe": item.recipe.model_dump(mode="json"), "held": item.held} for item in self._items]
            self._preferences.set_value(KEPT_AS, json.dumps(kept) if kept else "", project=project.root)
        self.changed.emit()
        self._turn.start()

    def _kept(self) -> list[QueuedTraining]:
        """What waited when the project was closed; what a newer version of the program can't read is left out."""
        project = self._access.project
        kept = self._preferences.value(KEPT_AS, "", project=project.root) if project is not None else ""
        if not kept:
            return []
        # Imported here because its libraries would make the window come up later.
        from tldesk.core.recipe import recipe_from

        items = []
        for each in json.loads(kept):
            try:
                items.append(self._numbered(recipe_from(each["recipe"]), held=bool(each["held"])))
            except RecipeError:
                continue
        return items
