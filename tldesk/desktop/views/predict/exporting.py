"""Writing the answers that are shown as a table, beside the window."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from tldesk.core.errors import TldeskError
from tldesk.desktop.session import Banner, Session, banner_of
from tldesk.desktop.widgets.background import Latest
from tldesk.project.interchange.prediction_tables import write_predictions
from tldesk.project.predictions import PredictionRow, PredictionSet


class Exporting(QObject):
    """Writes one table at a time, and says where it lies or why there is none.

    Signals:
        ended(): it was written, or can't be.
    """

    ended = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._writing = Latest(self)
        self._writing.ready.connect(self._say_written)
        self._writing.failed.connect(self._say_error)

    @property
    def busy(self) -> bool:
        """Whether a table is being written."""
        return self._writing.busy

    def write(self, file: Path, shown: PredictionSet, rows: Sequence[PredictionRow]) -> None:
        """Write `rows`, which must change no more, into `file`, whose suffix says how."""
        self._writing.ask(partial(_written, file, shown, rows))

    def _say_written(self, written: tuple[Path, int]) -> None:
        file, count = written
        text = self.tr("%n row(s) written to {file}", "", count).format(file=file.name)
        reveal = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(file.parent))
        self._session.said.emit(Banner(text, action=self.tr("Show the folder"), act=reveal))
        self.ended.emit()

    def _say_error(self, error: TldeskError) -> None:
        self._session.said.emit(banner_of(error))
        self.ended.emit()


def _written(file: Path, shown: PredictionSet, rows: Sequence[PredictionRow]) -> tuple[Path, int]:
    write_predictions(file, shown, rows)
    return file, len(rows)
