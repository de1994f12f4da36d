"""Models that were exported on this computer or another, and are taken into the project."""

from pathlib import Path

from PySide6.QtCore import Signal

from tldesk.core.changes import Change
from tldesk.core.progress import Report
from tldesk.desktop.session.tasks import Tasks
from tldesk.desktop.session.values import Banner
from tldesk.project import runs


class Models(Tasks):
    """One import at a time, in a thread of its own; its progress is in thousandths, as a signal's number can't hold the bytes of any model.

    Signals:
        imported(str): the run that a model became, or had become before.
    """

    imported = Signal(str)

    def import_model(self, place: Path) -> None:
        """Take the exported model in `place`, a folder or a .zip file, into the open project."""
        # Imported here because its libraries would make the window come up later.
        from tldesk.project.model_import import import_model

        project = self._access.project
        if project is not None:

            def work(report: Report) -> tuple[str, Change]:
                return import_model(project, place, report=lambda done, total: report(1000 * done // max(1, total), 1000))

            self._run(work, self._take)

    def _take(self, taken: tuple[str, Change]) -> None:
        run_id, change = taken
        row = self._access.ask(lambda project: runs.run(project, run_id), None)
        name = row.name if row is not None else run_id
        if change:
            self._access.changed.emit(change)
        text = self.tr("The model {name} is here") if change else self.tr("The model {name} was here already")
        self._access.said.emit(Banner(text.format(name=name)))
        self.imported.emit(run_id)
