"""The report of the shown run: begun and given up in the bar, and said when it is there."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from tldesk.desktop.session import Banner, Session
from tldesk.desktop.session.reporting import Reporting
from tldesk.desktop.views.results.run_bar import RunBar


class Reports(QObject):
    """Writes what `bar` asks for."""

    def __init__(self, session: Session, bar: RunBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._bar = session, bar
        self._reporting = Reporting(session, self)
        self._reporting.progressed.connect(lambda done, total: bar.show_report(done=done, total=total))
        self._reporting.ended.connect(self._say)
        bar.report_wanted.connect(self.write)
        bar.report_unwanted.connect(self._reporting.cancel)

    def write(self, file: Path) -> None:
        """Write the report of the shown run into `file`."""
        if self._bar.run is not None:
            self._reporting.write(self._bar.run.record.id, file)

    def join(self) -> None:
        """Wait for the thread."""
        self._reporting.join()

    def _say(self, file: Path | None) -> None:
        self._bar.show_no_report()
        if file is not None:
            text = self.tr("The report is in {file}").format(file=file.name)
            show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(file))
            self._session.said.emit(Banner(text, action=self.tr("Open it"), act=show))
