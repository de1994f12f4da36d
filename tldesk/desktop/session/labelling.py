"""What may be done to labels and classes from the window; each is one operation, on disk when the method returns.

But for operations on thousands of photos, which are done in a thread of their own, and for what comes while one of these is under way:
that waits for its turn.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from tldesk.core.changes import Change
from tldesk.core.filters import NATURAL, PhotoFilter, PhotoOrder
from tldesk.core.photo import PhotoClass, Split
from tldesk.core.words import isolated
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.values import Banner
from tldesk.project import classes, labels, photos, splits, suggestions
from tldesk.project.steps import Step, next_step
from tldesk.project.store import Project

AT_ONCE: Final = 1000
"""Photos that get a label before the method returns: in a twentieth of a second."""


class Labelling(QObject):
    """Labels, flags and notes, undo and redo, classes, saved filters.

    Signals:
        turned_back(object, bool): the `Change` of an undo or a redo, and whether it was a redo, after it was written.
    """

    turned_back = Signal(object, bool)

    def __init__(self, access: Access, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access = access
        self._preferences = preferences

    def label(self, photo_ids: Iterable[int], class_id: int | None) -> bool:
        """Give the photos a class, or none; one operation, one undo. Gives whether they have it now or soon: why not was said."""
        ids = list(photo_ids)
        failed = True

        def tell(change: Change) -> None:
            nonlocal failed
            failed = False
            if len(change.labels) > 1:
                self._access.said.emit(self._labelled(len(change.labels), class_id))

        waits = self._do(lambda project: labels.assign(project, ids, class_id, who=self._preferences.who), tell, photos=len(ids))
        return waits or not failed

    def label_anew(self, photo_ids: Iterable[int], name: str, then: Callable[[int], object]) -> bool:
        """Add a class and give the photos that one: both or neither. The class's own undo comes after that of the labels.

        Args:
            then: hears the class's id, once it is there.

        Returns:
            Whether they have it now or soon: why not was said.
        """
        ids = list(photo_ids)
        made: list[int] = []

        def add(project: Project) -> Change:
            with project.database.transaction():
                photo_class, added = classes.add_class(project, name, who=self._preferences.who)
                change = added | labels.assign(project, ids, photo_class.id, who=self._preferences.who)
            made.append(photo_class.id)
            return change

        def tell(change: Change) -> None:
            then(made[0])
            if len(change.labels) > 1:
                self._access.said.emit(self._labelled(len(change.labels), made[0]))

        return self._do(add, tell, photos=len(ids)) or bool(made)

    def accept_suggestions(self, set_id: str, *, among: Sequence[int] | None = None, at_least: float = 0.0) -> None:
        """Make labels of what a prediction set suggests for photos without a label; see `suggestions.accept`. One operation, one undo."""

        def tell(change: Change) -> None:
            text = self.tr("%n suggestion(s) accepted", "", len(change.labels))
            undo = Banner(text, action=self.tr("Undo"), act=self.undo)
            self._access.said.emit(undo if change.labels else Banner(self.tr("There is no such suggestion for a photo without a label.")))

        def accept(project: Project) -> Change:
            return suggestions.accept(project, set_id, who=self._preferences.who, among=among, at_least=at_least)

        # All of them may be a hundred thousand.
        self._do(accept, tell, photos=AT_ONCE + 1 if among is None else len(among))

    def _do(self, operation: Callable[[Project], Change | None], then: Callable[[Change], object], *, photos: int) -> bool:
        """Do what touches so many photos, here or in a thread of its own. Gives whether it is still to come."""
        waits = photos > AT_ONCE or self._access.is_written_elsewhere
        (self._access.write if photos > AT_ONCE else self._access.change)(operation, then)
        return waits

    def _labelled(self, count: int, class_id: int | None) -> Banner:
        name = self._class_names().get(class_id, "")
        if class_id is None:
            text = self.tr("Label of %n photo(s) cleared", "", count)
        else:
            text = self.tr("%n photo(s) labelled {name}", "", count).format(name=isolated(name))
        return Banner(text, action=self.tr("Undo"), act=self.undo)

    def flag(self, photo_ids: Iterable[int], *, unsure: bool | None = None, note: str | None = None) -> None:
        """Flag photos as unsure or not, write a note about them, or both; None leaves what is there. One operation, one undo."""
        ids = list(photo_ids)

        def tell(change: Change) -> None:
            if len(change.labels) > 1:
                self._access.said.emit(Banner(self._flagged(len(change.labels), unsure, note), action=self.tr("Undo"), act=self.undo))

        self._do(lambda project: labels.flag(project, ids, unsure=unsure, note=note, who=self._preferences.who), tell, photos=len(ids))

    def _flagged(self, count: int, unsure: bool | None, note: str | None) -> str:
        if unsure is None and note:
            return self.tr("%n photo(s) got the note", "", count)
        if unsure is None:
            return self.tr("Note of %n photo(s) removed", "", count)
        if unsure:
            return self.tr("%n photo(s) flagged unsure", "", count)
        return self.tr("%n photo(s) not unsure any more", "", count)

    def _class_names(self) -> dict[int | None, str]:
        nothing: list[PhotoClass] = []
        return {c.id: c.name for c in self._access.ask(classes.classes, nothing)}

    def undo(self) -> None:
        """Take the last operation on labels or classes back."""
        self._turn_back(labels.undo, self.next_undo, redone=False)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._turn_back(labels.redo, self.next_redo, redone=True)

    def _turn_back(self, reverse: Callable[..., Change | None], step: Step | None, *, redone: bool) -> None:
        photos = 0 if step is None else step.labels + step.flags
        if self._access.is_written_elsewhere:
            # It may be of another step, when its turn has come.
            photos = AT_ONCE + 1

        def tell(change: Change) -> None:
            self.turned_back.emit(change, redone)

        self._do(lambda project: reverse(project, who=self._preferences.who), tell, photos=photos)

    @property
    def next_undo(self) -> Step | None:
        """What `undo` would take back."""
        return self._access.ask(lambda project: next_step(project, "undo"), otherwise=None)

    @property
    def next_redo(self) -> Step | None:
        """What `redo` would do again."""
        return self._access.ask(lambda project: next_step(project, "redo"), otherwise=None)

    def add_class(self, name: str, then: Callable[[PhotoClass], object] = lambda _made: None) -> PhotoClass | None:
        """Add a class; None when the name is not allowed, which is said, and when it is to come, because another thread writes.

        Args:
            then: hears of the class once it is there, now or later.
        """
        made: list[PhotoClass] = []

        def add(project: Project) -> Change:
            photo_class, change = classes.add_class(project, name, who=self._preferences.who)
            made.append(photo_class)
            return change

        self._access.change(add, lambda _change: then(made[0]))
        return made[0] if made else None

    def rename_class(self, class_id: int, name: str) -> None:
        """Rename a class."""
        self._access.change(lambda project: classes.rename_class(project, class_id, name, who=self._preferences.who))

    def recolour_class(self, class_id: int, colour: str) -> None:
        """Give a class another colour, "#rrggbb"."""
        self._access.change(lambda project: classes.recolour_class(project, class_id, colour, who=self._preferences.who))

    def set_key(self, class_id: int, key: str) -> None:
        """Give a class a key, or none with ""; a class that had the key loses it."""
        self._access.change(lambda project: classes.set_key(project, class_id, key, who=self._preferences.who))

    def reorder_classes(self, class_ids: Sequence[int]) -> None:
        """Put the classes in this order; those not named follow."""
        ids = list(class_ids)
        self._access.change(lambda project: classes.reorder_classes(project, ids, who=self._preferences.who))

    def merge_classes(self, class_ids: Iterable[int], into: int) -> None:
        """Give the photos of some classes the class `into`, and delete those classes; all comes back with undo."""
        ids = set(class_ids) - {into}
        name = self._class_names().get(into, "")

        def tell(change: Change) -> None:
            if change:
                text = self.tr("%n class(es) merged into {name}", "", len(change.classes)).format(name=isolated(name))
                self._access.said.emit(Banner(text, action=self.tr("Undo"), act=self.undo))

        self._do(lambda project: classes.merge_classes(project, ids, into, who=self._preferences.who), tell, photos=self._labelled_as(ids))

    def delete_class(self, class_id: int) -> None:
        """Delete a class; the labels of its photos are cleared, and come back with undo."""
        name = self._class_names().get(class_id, "")

        def tell(change: Change) -> None:
            if change:
                text = self.tr("Class {name} deleted").format(name=isolated(name))
                self._access.said.emit(Banner(text, action=self.tr("Undo"), act=self.undo))

        photos = self._labelled_as({class_id})
        self._do(lambda project: classes.delete_class(project, class_id, who=self._preferences.who), tell, photos=photos)

    def _labelled_as(self, class_ids: Collection[int]) -> int:
        counts: dict[int | None, int] = self._access.ask(labels.counts, {})
        return sum(counts.get(one, 0) for one in class_ids)

    def save_filter(self, name: str, filter: PhotoFilter, order: PhotoOrder = NATURAL) -> None:
        """Keep a filter and an order under a name; one that had the name before is replaced."""
        # Imported here because NumPy would make the window come up later.
        from tldesk.project.finding import save_filter

        self._access.change(lambda project: save_filter(project, name, filter, order))

    def forget_filter(self, name: str) -> None:
        """Forget a saved filter."""
        from tldesk.project.finding import forget_filter

        self._access.change(lambda project: forget_filter(project, name))

    def set_split(self, photo_ids: Iterable[int], split: Split | None) -> None:
        """Put photos, with the others of their groups, into a split, or into none; a locked test split stays as it is, which is said."""
        ids = set(photo_ids)

        def tell(change: Change) -> None:
            others = len(change.splits - ids)
            if others:
                text = self.tr("%n more photo(s) of the same groups changed their split too", "", others)
                self._access.said.emit(Banner(text))

        self._do(lambda project: splits.set_split(project, ids, split), tell, photos=len(ids))

    def report_problems(self, problems: Mapping[int, str]) -> None:
        """Keep why photos could not be read."""
        self._access.change(lambda project: photos.set_problem(project, problems))
