"""Trainings without the classes that have too few photos. Which ones, a person says once for each class; it is remembered."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.values import Banner

if TYPE_CHECKING:
    from tldesk.core.recipe import Recipe
    from tldesk.jobs.training import TooFewPhotosError

KEPT_AS: Final = "train/without"


class Without(QObject):
    """Names of classes that trainings of the open project may go without; a class that has enough photos takes part all the same.

    Args:
        train: begins a training, or has it wait for the one under way.
    """

    def __init__(
        self, access: Access, preferences: Preferences, train: Callable[["Recipe"], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._access, self._preferences, self._train = access, preferences, train

    @property
    def names(self) -> frozenset[str]:
        """What was said so far."""
        project = self._access.project
        return frozenset(self._preferences.value(KEPT_AS, "", project=project.root).splitlines() if project is not None else ())

    def train(self, recipe: "Recipe", names: Iterable[str]) -> None:
        """Train `recipe`; this and later trainings go without these classes as long as they have too few photos."""
        project = self._access.project
        if project is not None:
            self._preferences.set_value(KEPT_AS, "\n".join(sorted(self.names.union(names))), project=project.root)
            self._train(recipe)

    def offer(self, recipe: "Recipe", error: "TooFewPhotosError") -> None:
        """Say why a training is not possible, and offer to go without the classes that are in its way."""
        action = self.words(error.classes)
        self._access.said.emit(Banner(str(error), kind="error", action=action, act=partial(self.train, recipe, error.classes)))

    def words(self, names: Iterable[str]) -> str:
        """What the offer is called."""
        first, *others = names
        if others:
            return self.tr("Train without %n class(es)", "", 1 + len(others))
        return self.tr("Train without «{name}»").format(name=first)
