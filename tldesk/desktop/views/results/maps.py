"""The maps of photos that were drawn since the project was opened, and the panel that shows that of one run."""

from PySide6.QtCore import QObject

from tldesk.core.errors import TldeskError
from tldesk.core.messages import Event, Mapped, MapRequest, Request
from tldesk.desktop.session import Session, banner_of
from tldesk.desktop.views.results.map_panel import MapPanel
from tldesk.jobs.plan import run_id_of
from tldesk.project import classes as classes_of
from tldesk.project import photos as photos_of
from tldesk.project.run_rows import RunRow


class Maps(QObject):
    """Follows the session for `panel`."""

    def __init__(self, session: Session, panel: MapPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._panel = session, panel
        self._drawn: dict[str, Mapped] = {}
        self._run: RunRow | None = None
        session.opened.connect(self._drawn.clear)
        session.heard.connect(self._on_heard)
        session.job.connect(self._show_waiting)
        panel.wanted.connect(self._draw)

    def show_run(self, run: RunRow | None) -> None:
        """Show the map of a run, or offer to draw it."""
        self._run = run
        self._panel.show_map(self._drawn.get(run.record.id) if run is not None else None)
        self._show_waiting()
        self.show_known()

    def show_known(self) -> None:
        """Take the labels and colours as they are now."""
        project = self._session.project
        if project is None or self._run is None or self._run.record.id not in self._drawn:
            return
        keys = self._drawn[self._run.record.id].keys
        try:
            there = {one.id: one for one in classes_of.classes(project)}
            known = photos_of.photos_of(project, [int(key) for key in keys])
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            return
        labels = {str(one.id): there[one.class_id].name for one in known.values() if one.class_id in there}
        self._panel.show_known(labels=labels, colours={one.name: one.colour for one in there.values()})

    def _draw(self) -> None:
        if self._run is not None:
            self._session.map_photos(self._run.record.id)

    def _on_heard(self, request: Request, event: Event) -> None:
        if isinstance(event, Mapped):
            run_id = run_id_of(request)
            self._drawn[run_id] = event
            if self._run is not None and self._run.record.id == run_id:
                self.show_run(self._run)

    def _show_waiting(self) -> None:
        job = self._session.answering
        busy = job is not None and isinstance(job.request, MapRequest)
        self._panel.show_waiting(busy=busy, possible=self._run is not None and self._run.has_model)
