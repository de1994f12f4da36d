"""What may be done to labels and classes from the window; each is one operation, on disk when the method returns."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from tldesk.core.changes import Change
from tldesk.core.filters import NATURAL, PhotoFilter, PhotoOrder
from tldesk.core.photo import PhotoClass, Split
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.values import Banner
from tldesk.project import classes, finding, labels, photos, splits
from tldesk.project.steps import Step, next_step
from tldesk.project.store import Project


class Labelling(QObject):
    """Labels, flags and notes, undo and redo, classes, saved filters.

    Signals:
        imported(): labels came from folders, so that there is something to train on.
        turned_back(object): the `Change` of an undo or a redo, after it was written.
    """

    imported = Signal()
    turned_back = Signal(object)

    def __init__(self, access: Access, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access = access
        self._preferences = preferences

    def label(self, photo_ids: Iterable[int], class_id: int | None) -> bool:
        """Give the photos a class, or none; one operation, one undo. Gives whether they have it now: why not was said."""
        ids = list(photo_ids)
        written = False

        def assign(project: Project) -> Change:
            nonlocal written
            change = labels.assign(project, ids, class_id, who=self._preferences.who)
            written = True
            return change

        change = self._access.change(assign)
        if len(change.labels) > 1:
            self._access.said.emit(self._labelled(len(change.labels), class_id))
        return written

    def _labelled(self, count: int, class_id: int | None) -> Banner:
        name = self._class_names().get(class_id, "")
        if class_id is None:
            text = self.tr("Label of %n photo(s) cleared", "", count)
        else:
            text = self.tr("%n photo(s) labelled {name}", "", count).format(name=name)
        return Banner(text, action=self.tr("Undo"), act=self.undo)

    def flag(self, photo_ids: Iterable[int], *, unsure: bool | None = None, note: str | None = None) -> None:
        """Flag photos as unsure or not, write a note about them, or both; None leaves what is there. One operation, one undo."""
        ids = list(photo_ids)
        change = self._access.change(lambda project: labels.flag(project, ids, unsure=unsure, note=note, who=self._preferences.who))
        if len(change.labels) > 1:
            if unsure is None and note:
                text = self.tr("%n photo(s) got the note", "", len(change.labels))
            elif unsure is None:
                text = self.tr("Note of %n photo(s) removed", "", len(change.labels))
            elif unsure:
                text = self.tr("%n photo(s) flagged unsure", "", len(change.labels))
            else:
                text = self.tr("%n photo(s) not unsure any more", "", len(change.labels))
            self._access.said.emit(Banner(text, action=self.tr("Undo"), act=self.undo))

    def _class_names(self) -> dict[int | None, str]:
        nothing: list[PhotoClass] = []
        return {c.id: c.name for c in self._access.ask(classes.classes, nothing)}

    def undo(self) -> None:
        """Take the last operation on labels or classes back."""
        self.turned_back.emit(self._access.change(lambda project: labels.undo(project, who=self._preferences.who)))

    def redo(self) -> None:
        """Do again what was taken back."""
        self.turned_back.emit(self._access.change(lambda project: labels.redo(project, who=self._preferences.who)))

    @property
    def next_undo(self) -> Step | None:
        """What `undo` would take back."""
        return self._access.ask(lambda project: next_step(project, "undo"), otherwise=None)

    @property
    def next_redo(self) -> Step | None:
        """What `redo` would do again."""
        return self._access.ask(lambda project: next_step(project, "redo"), otherwise=None)

    def add_class(self, name: str) -> PhotoClass | None:
        """Add a class; None when the name is not allowed, which is said."""
        made: list[PhotoClass] = []

        def add(project: Project) -> Change:
            photo_class, change = classes.add_class(project, name)
            made.append(photo_class)
            return change

        self._access.change(add)
        return made[0] if made else None

    def rename_class(self, class_id: int, name: str) -> None:
        """Rename a class."""
        self._access.change(lambda project: classes.rename_class(project, class_id, name))

    def recolour_class(self, class_id: int, colour: str) -> None:
        """Give a class another colour, "#rrggbb"."""
        self._access.change(lambda project: classes.recolour_class(project, class_id, colour))

    def set_key(self, class_id: int, key: str) -> None:
        """Give a class a key, or none with ""; a class that had the key loses it."""
        self._access.change(lambda project: classes.set_key(project, class_id, key))

    def reorder_classes(self, class_ids: Sequence[int]) -> None:
        """Put the classes in this order; those not named follow."""
        ids = list(class_ids)
        self._access.change(lambda project: classes.reorder_classes(project, ids))

    def merge_classes(self, class_ids: Iterable[int], into: int) -> None:
        """Give the photos of some classes the class `into`, and delete those classes; all comes back with undo."""
        ids = set(class_ids) - {into}
        names = self._class_names()
        change = self._access.change(lambda project: classes.merge_classes(project, ids, into, who=self._preferences.who))
        if change:
            text = self.tr("%n class(es) merged into {name}", "", len(change.classes)).format(name=names.get(into, ""))
            self._access.said.emit(Banner(text, action=self.tr("Undo"), act=self.undo))

    def delete_class(self, class_id: int) -> None:
        """Delete a class; the labels of its photos are cleared, and come back with undo."""
        names = self._class_names()
        change = self._access.change(lambda project: classes.delete_class(project, class_id, who=self._preferences.who))
        if change:
            text = self.tr("Class {name} deleted").format(name=names.get(class_id, ""))
            self._access.said.emit(Banner(text, action=self.tr("Undo"), act=self.undo))

    def save_filter(self, name: str, filter: PhotoFilter, order: PhotoOrder = NATURAL) -> None:
        """Keep a filter and an order under a name; one that had the name before is replaced."""
        self._access.change(lambda project: finding.save_filter(project, name, filter, order))

    def forget_filter(self, name: str) -> None:
        """Forget a saved filter."""
        self._access.change(lambda project: finding.forget_filter(project, name))

    def set_split(self, photo_ids: Iterable[int], split: Split | None) -> None:
        """Put photos, with the others of their groups, into a split, or into none; a locked test split stays as it is, which is said."""
        ids = set(photo_ids)
        change = self._access.change(lambda project: splits.set_split(project, ids, split))
        others = len(change.splits - ids)
        if others:
            text = self.tr("%n more photo(s) of the same groups changed their split too", "", others)
            self._access.said.emit(Banner(text))

    def import_folders(self) -> None:
        """Take classes, labels and splits from the sub-folders."""
        change = self._access.change(lambda project: splits.import_folders(project, who=self._preferences.who))
        if change.labels:
            self.imported.emit()
            text = self.tr("%n photo(s) labelled from the folders", "", len(change.labels))
            self._access.said.emit(Banner(text, action=self.tr("Undo"), act=self.undo))

    def report_problems(self, problems: Mapping[int, str]) -> None:
        """Keep why photos could not be read."""
        self._access.change(lambda project: photos.set_problem(project, problems))
