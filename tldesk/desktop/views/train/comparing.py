"""Reads the runs that are to be compared, and shows the sheet."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tldesk.core.errors import TldeskError
from tldesk.desktop.session import Session, banner_of
from tldesk.desktop.views.train.compare_sheet import CompareSheet
from tldesk.desktop.widgets.background import Latest
from tldesk.project.run_rows import RunRow
from tldesk.project.side_by_side import Side, read_side


class Comparing(QObject):
    """Off the window's thread, as the answers of some runs are many megabytes."""

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__(owner)
        self._session, self._owner = session, owner
        self._reading = Latest(self)
        self._reading.ready.connect(self._show)
        self._reading.failed.connect(self._fail)

    def compare(self, rows: Sequence[RunRow]) -> None:
        """Read `rows` and open the sheet."""
        project = self._session.project
        if project is not None:
            folders = [(row, project.layout.run(row.record.id)) for row in rows]
            self._reading.ask(lambda: [read_side(row, folder) for row, folder in folders])

    def _show(self, sides: list[Side]) -> None:
        sheet = CompareSheet(sides, self._owner)
        sheet.said.connect(self._session.said)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _fail(self, error: TldeskError) -> None:
        self._session.said.emit(banner_of(error))
