"""What the network sees: whether it is shown, and of which model."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tldesk.core.changes import Change
from tldesk.core.errors import RunError
from tldesk.core.run_values import ModelFacts, RunRecord
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.label.actions import declare
from tldesk.desktop.widgets.background import Latest
from tldesk.photos.framing import EMBEDDED_PREPARATION, Preparation
from tldesk.project import runs
from tldesk.project.store import Project

KEPT_AS: Final = "label/network_view"


@dataclass(frozen=True, slots=True)
class _Found:
    run: RunRecord | None
    facts: ModelFacts | None
    backbone: str


def _newest_model(project: Project) -> _Found:
    """The newest run that can predict, or else the backbone of the default recipe. Reads runs' folders only."""
    # Imported here because its libraries would make the window come up later.
    from tldesk.core.recipe import EMBEDDED_BACKBONE

    for record in runs.runs(project):
        folder = project.layout.run(record.id)
        if folder.has_model:
            try:
                facts = folder.facts()
            except RunError:
                continue
            return _Found(record, facts, facts.backbone)
    return _Found(None, None, EMBEDDED_BACKBONE)


class NetworkView(QObject):
    """One switch for the whole page, remembered.

    Signals:
        changed(): it was switched, or the model is another one.

    Attributes:
        action: the switch, an action of the page.
        preparation: how the model's input is made. words: which model that is.
    """

    changed = Signal()

    def __init__(self, session: Session, preferences: Preferences, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._preferences = session, preferences
        self.action = declare(page, self.tr("What the network sees"), "Ctrl+M", self._switch, icon="crop")
        self.action.setCheckable(True)
        self.action.setChecked(preferences.value(KEPT_AS, default=False))
        self.preparation: Preparation = EMBEDDED_PREPARATION
        self.words = ""
        self._reading = Latest(self)
        self._reading.ready.connect(self._take)
        session.opened.connect(self._read)
        session.changed.connect(self._follow)
        self._read()

    @property
    def is_on(self) -> bool:
        """Whether it is shown."""
        return self.action.isChecked()

    def _switch(self) -> None:
        self._preferences.set_value(KEPT_AS, self.is_on)
        self.changed.emit()

    def _follow(self, change: Change) -> None:
        if change.runs:
            self._read()

    def _read(self) -> None:
        project = self._session.project
        if project is None:
            self._reading.forget()
        else:
            self._reading.ask(partial(_newest_model, project))

    def _take(self, found: _Found) -> None:
        self.preparation = EMBEDDED_PREPARATION if found.facts is None else Preparation.of(found.facts)
        self.words = self._told(found)
        self.changed.emit()

    def _told(self, found: _Found) -> str:
        side = self.preparation.input_size
        how = {
            "squash": self.tr("the whole photo, squashed"),
            "letterbox": self.tr("the whole photo, with bars"),
        }.get(self.preparation.framing, self.tr("the middle of the photo"))
        if found.run is None:
            words = self.tr("No model yet. A quick look with {backbone} will see {how}, {side} × {side} pixels.")
            return words.format(backbone=found.backbone, how=how, side=side)
        words = self.tr("The newest model, {run} ({backbone}), sees {how}, {side} × {side} pixels.")
        return words.format(run=found.run.name, backbone=found.backbone, how=how, side=side)
