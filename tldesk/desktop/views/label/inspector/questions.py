"""What the inspector asks the project; what can't be read is said."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.core.photo import Photo
from tldesk.desktop.session import Session, banner_of
from tldesk.project import photos, splits

T = TypeVar("T")


class Questions:
    """Answers from the project that is open in `session`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._locked: bool | None = None

    def forget(self, change: Change | None = None) -> None:
        """Ask anew what `change` may have changed; None: all."""
        if change is None or change.splits or change.photos:
            self._locked = None

    def photos_of(self, ids: Sequence[int]) -> Iterable[Photo]:
        """The photos of these ids, as far as they are there."""
        project = self._session.project
        nothing: dict[int, Photo] = {}
        return self.ask(partial(photos.photos_of, project, ids), nothing).values() if project is not None else ()

    def is_test_locked(self) -> bool:
        """Whether there is a test split; asked anew only after splits changed, for all photos are looked through."""
        project = self._session.project
        if self._locked is None:
            self._locked = project is not None and self.ask(partial(splits.is_test_locked, project), otherwise=False)
        return self._locked

    def ask(self, question: Callable[[], T], otherwise: T) -> T:
        """The answer of the project; where it can't be read that is said, and `otherwise` is taken."""
        try:
            return question()
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            return otherwise
