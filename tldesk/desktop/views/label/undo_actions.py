"""Undo and redo, on their buttons what they would take back or do again, and of more than one photo what they did."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from tldesk.core.changes import Change
from tldesk.core.words import isolated
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.views.label.actions import declare
from tldesk.project.steps import Step


class UndoActions(QObject):
    """The two actions of `page`; `follow` brings them up to date."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._labelling = session, session.labelling
        self.undo = declare(page, self.tr("Undo"), "Ctrl+Z", self._labelling.undo, icon="undo")
        self.redo = declare(page, self.tr("Redo"), "Ctrl+Shift+Z Ctrl+Y", self._labelling.redo, icon="redo")
        session.labelling.turned_back.connect(self._say)

    def follow(self) -> None:
        """Say what would be undone and redone now."""
        for action, step in ((self.undo, self._labelling.next_undo), (self.redo, self._labelling.next_redo)):
            action.setEnabled(step is not None)
            action.setToolTip(self._tip(action, step))

    def _say(self, change: Change, redone: bool) -> None:
        """A key that is pressed once too often may take an import back: that is said, with the way out."""
        step = self._labelling.next_undo if redone else self._labelling.next_redo
        if step is None or (len(change.labels) <= 1 and not step.classes):
            return
        if redone:
            said = Banner(self.tr("Done again: {step}").format(step=self._words(step)), action=self.tr("Undo"), act=self._labelling.undo)
        else:
            said = Banner(self.tr("Undone: {step}").format(step=self._words(step)), action=self.tr("Redo"), act=self._labelling.redo)
        self._session.said.emit(said)

    def _tip(self, action: QAction, step: Step | None) -> str:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if step is None:
            return self.tr("{name} ({keys})").format(name=action.text(), keys=keys)
        return self.tr("{name}: {step} ({keys})").format(name=action.text(), step=self._words(step), keys=keys)

    def _words(self, step: Step) -> str:
        name = isolated(step.class_name or "")
        if step.kind == "import":
            return self.tr("labels of %n photo(s) taken over", "", step.labels or step.flags)
        if step.classes and step.class_name is not None:
            return self.tr("%n class(es) merged into {name}", "", step.classes).format(name=name)
        if step.classes:
            return self.tr("%n class(es) deleted", "", step.classes)
        if step.added:
            return self.tr("class {name} added").format(name=name)
        if step.changed == 1:
            return self.tr("class {name} changed").format(name=name)
        if step.changed:
            return self.tr("%n classes changed", "", step.changed)
        if not step.labels:
            return self.tr("flag or note of %n photo(s)", "", step.flags)
        if step.class_name is None:
            return self.tr("label of %n photo(s) cleared", "", step.labels)
        return self.tr("%n photo(s) labelled {name}", "", step.labels).format(name=name)
