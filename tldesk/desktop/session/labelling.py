"""What may be done to labels and classes from the window; each is one operation, on disk when the method returns."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from tldesk.core.changes import Change
from tldesk.core.photo import PhotoClass
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.values import Banner
from tldesk.project import classes, labels, photos, splits
from tldesk.project.store import Project


class Labelling(QObject):
    """Labels, undo and redo, classes.

    Signals:
        imported(): labels came from folders, so that there is something to train on.
    """

    imported = Signal()

    def __init__(self, access: Access, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access = access
        self._preferences = preferences

    def label(self, photo_ids: Iterable[int], class_id: int | None) -> None:
        """Give the photos a class, or none; one operation, one undo."""
        ids = list(photo_ids)
        change = self._access.change(lambda project: labels.assign(project, ids, class_id, who=self._preferences.who))
        if len(change.labels) > 1:
            self._access.said.emit(self._labelled(len(change.labels), class_id))

    def _labelled(self, count: int, class_id: int | None) -> Banner:
        name = self._class_names().get(class_id, "")
        if class_id is None:
            text = self.tr("Label of %n photo(s) cleared", "", count)
        else:
            text = self.tr("%n photo(s) labelled {name}", "", count).format(name=name)
        return Banner(text, action=self.tr("Undo"), act=self.undo)

    def _class_names(self) -> dict[int | None, str]:
        nothing: list[PhotoClass] = []
        return {c.id: c.name for c in self._access.ask(classes.classes, nothing)}

    def undo(self) -> None:
        """Take the last operation on labels or classes back."""
        self._access.change(lambda project: labels.undo(project, who=self._preferences.who))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._access.change(lambda project: labels.redo(project, who=self._preferences.who))

    @property
    def can_undo(self) -> bool:
        """Whether there is an operation to take back."""
        return self._access.ask(labels.can_undo, otherwise=False)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return self._access.ask(labels.can_redo, otherwise=False)

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

    def delete_class(self, class_id: int) -> None:
        """Delete a class; the labels of its photos are cleared, and come back with undo."""
        names = self._class_names()
        change = self._access.change(lambda project: classes.delete_class(project, class_id, who=self._preferences.who))
        if change:
            text = self.tr("Class {name} deleted").format(name=names.get(class_id, ""))
            self._access.said.emit(Banner(text, action=self.tr("Undo"), act=self.undo))

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
