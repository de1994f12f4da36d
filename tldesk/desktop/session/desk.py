"""The two engines, and the readings off the GUI thread that put their requests together."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.core.messages import Command, Request
from tldesk.core.progress import Report
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.engines import Engine
from tldesk.desktop.session.reading import Reading, Retired
from tldesk.desktop.session.stepping import BUSY_MS
from tldesk.desktop.session.values import banner_of


class Desk(QObject):
    """Each engine has one job at most; while it is planned, a reading of it may be under way."""

    def __init__(self, access: Access, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access = access
        self._say, self._announce = access.said.emit, access.changed.emit
        self.trainer = Engine(parent=self)
        self.answerer = Engine(parent=self)
        self._readings: dict[Engine, Reading] = {}
        self._then: dict[Reading, Callable[[object], None]] = {}
        self._retired = Retired()

    def cancel(self, request: Request) -> None:
        """Cancel the job of `request`."""
        for engine in (self.trainer, self.answerer):
            if engine.job is not None and engine.job.request is request:
                engine.tell(Command.CANCEL)

    def abandon(self) -> list[Request]:
        """Leave all jobs where they are; returns their requests."""
        for engine in (self.trainer, self.answerer):
            self._retire(engine)
        left = [engine.abandon() for engine in (self.trainer, self.answerer)]
        return [request for request in left if request is not None]

    def close(self) -> None:
        """Tell all threads to end."""
        for engine in (self.trainer, self.answerer):
            self._retire(engine)
            engine.close()

    def join(self) -> None:
        """Wait for all threads."""
        self.trainer.join()
        self.answerer.join()
        self._retired.join()

    def _stop(self, engine: Engine, command: Command) -> None:
        if engine in self._readings or self._plans_on(engine):
            self._retire(engine)
            engine.drop_plan()
        else:
            engine.tell(command)

    def _read(self, engine: Engine, work: Callable[[Report], object], then: Callable[[object], None]) -> None:
        reading = Reading(work, parent=self)
        self._readings[engine] = reading
        self._then[reading] = then
        reading.progressed.connect(engine.advance)
        reading.done.connect(self._finish)
        reading.failed.connect(self._fail)
        reading.start()

    def _announce_next(self, change: Change) -> None:
        """Announce in the event loop's next turn: planning has filled this one, and the views have work of their own."""
        QTimer.singleShot(0, self, partial(self._announce, change))

    def _finish(self, reading: Reading, result: object) -> None:
        engine = self._engine_of(reading)
        if engine is None:
            return
        if self._access.is_written_elsewhere:
            QTimer.singleShot(BUSY_MS, self, partial(self._finish, reading, result))
            return
        then = self._then[reading]
        self._retire(engine)
        try:
            then(result)
        except TldeskError as error:
            self._say(banner_of(error))
        finally:
            # Nothing is dropped once the job was submitted; whatever else went wrong, the engine is free again.
            if not self._plans_on(engine):
                engine.drop_plan()

    def _fail(self, reading: Reading, error: TldeskError) -> None:
        engine = self._engine_of(reading)
        if engine is not None:
            self._retire(engine)
            engine.drop_plan()
            self._say(banner_of(error))

    def _engine_of(self, reading: Reading) -> Engine | None:
        return next((engine for engine, current in self._readings.items() if current is reading), None)

    def _plans_on(self, engine: Engine) -> bool:
        """Whether a planning of `engine` goes on although nothing is read for it any more."""
        del engine
        return False

    def _retire(self, engine: Engine) -> None:
        """Give up what is read for `engine`."""
        reading = self._readings.pop(engine, None)
        if reading is not None:
            del self._then[reading]
            self._retired.add(reading)
