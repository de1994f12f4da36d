"""The watched folder: its photos are answered for, those that are there and those that arrive, until the user wants no more.

`jobs.watching` is imported where it is used: it reads photos, and its libraries would make the window come up later.
"""

import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from tldesk.core.changes import Change
from tldesk.core.looking import COST, EVERY_S
from tldesk.core.messages import Ending, ExplainRequest, Finished, PredictRequest, Request
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.kept_table import KeptTable
from tldesk.desktop.session.predicting import PredictionDesk
from tldesk.desktop.session.reading import Reading, Retired, uncollected
from tldesk.desktop.session.values import Banner
from tldesk.desktop.session.watch_memory import Watched, read_watched, write_watched
from tldesk.project import arrivals as arrived
from tldesk.project.store import Project

if TYPE_CHECKING:
    from tldesk.jobs.watching import Arrivals, PhotoWatch

KEPT_AS: Final = "predict/watched"
LONGEST_REST_S: Final = 60.0
"""A folder is looked at again after this at the latest, however long a look takes."""


class WatchedFolder(QObject):
    """One folder at a time, with the answering engine, whenever that has time. What is watched is remembered until the user stops it.

    Signals:
        changed(): any of the attributes is another.
        began(str): the prediction set that the answers are added to.

    Attributes:
        wanted: what is watched; None: nothing.
        offered: what was watched when the program ended or when it could not go on.
        away: why the folder can't be read, in words; empty while it can.
        answered: photos of the folder that have their answer, without those that can't be read.
        table: the table that is kept up to date.
        last: when the last of them got it, in seconds since the epoch; None: none since the watch began.
    """

    changed = Signal()
    began = Signal(str)

    def __init__(
        self, access: Access, preferences: Preferences, desk: PredictionDesk, parent: QObject | None = None, *, every_s: float = EVERY_S
    ) -> None:
        super().__init__(parent)
        self._access, self._preferences, self._desk = access, preferences, desk
        self.wanted: Watched | None = None
        self.offered: Watched | None = None
        self._every_s = every_s
        self._clear()
        self.table = KeptTable(access, self, pause_s=every_s)
        # A job that was told to end, and the set and the table that what it still answers goes into.
        self._leaving: tuple[PredictRequest, str, Path] | None = None
        self._retired = Retired()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    def _clear(self) -> None:
        self.away, self.answered = "", 0
        self.last: float | None = None
        self._turn = object()
        self._set_id = ""
        self._photos: PhotoWatch | None = None
        self._looks = 0
        self._look_began = self._rests_until = 0.0
        self._looking: Reading | None = None
        self._arrivals: Arrivals | None = None
        self._planning = False
        self._request: PredictRequest | None = None

    @property
    def waits(self) -> bool:
        """Photos have arrived, and the engine has something else to do."""
        return self._arrivals is not None

    # --- what the user does -----------------------------------------------------------------------------------------

    def begin(self, wanted: Watched, *, known: bool = False) -> None:
        """Watch `wanted`, and nothing else any more. `known`: it was watched before; where its folder is away, it is waited for."""
        if self._access.project is None:
            return
        self._cancel()
        self._leave()
        self.wanted, self.offered = wanted, None
        self._remember()
        turn, begun = self._turn, list[tuple[str, "PhotoWatch"]]()

        def write(own: Project) -> Change:
            from tldesk.jobs.watching import begin_watch

            set_id, photos, change = begin_watch(own, wanted.run_id, [wanted.folder], deep=wanted.deep, known=known)
            begun.append((set_id, photos))
            return change

        self._access.write(write, lambda _change: self._start(turn, *begun[0]), otherwise=lambda: self._give_up(turn))
        self.changed.emit()

    def go_on(self) -> None:
        """Watch again what is offered."""
        if self.offered is not None:
            self.begin(self.offered, known=True)

    def stop(self) -> None:
        """Watch nothing any more, and offer nothing; answers so far are kept."""
        self._cancel()
        self._leave()
        self.wanted = self.offered = None
        self._remember()
        self.changed.emit()

    def keep_table(self, table: Path | None) -> None:
        """Keep this table up to date from now on; None: none."""
        if self.wanted is not None:
            self.wanted = replace(self.wanted, table=table)
            self._remember()
            self.table.keep(self._set_id, table)
            self.changed.emit()

    # --- the project ------------------------------------------------------------------------------------------------

    def offer(self) -> None:
        """A project was opened: offer to watch again what was watched when it was closed."""
        project = self._access.project
        if project is None:
            return
        self.offered = read_watched(self._preferences.value(KEPT_AS, "", project=project.root))
        self.changed.emit()
        if self.offered is not None:
            text = self.tr("{folder} was watched when the project was closed.").format(folder=self.offered.folder)
            self._access.said.emit(Banner(text, action=self.tr("Go on watching"), act=self.go_on))

    def close(self) -> None:
        """The project is closed, its jobs are left."""
        self._leave()
        self.wanted = self.offered = self._leaving = None
        self.changed.emit()

    def join(self) -> None:
        """Wait for all threads."""
        self._retired.join()
        self.table.join()

    def _leave(self) -> None:
        self._timer.stop()
        if self._looking is not None:
            self._retired.add(self._looking)
        if self._request is not None:
            self.table.bring_up_to_date()
        self.table.leave()
        self._clear()

    def _cancel(self) -> None:
        if self._planning or self._request is not None:
            if self._request is not None and self.wanted is not None and self.wanted.table is not None:
                self._leaving = self._request, self._set_id, self.wanted.table
            self._planning, self._request = False, None
            self._desk.cancel_answering()

    def _remember(self) -> None:
        project, wanted = self._access.project, self.wanted
        if project is not None:
            self._preferences.set_value(KEPT_AS, write_watched(wanted) if wanted is not None else "", project=project.root)

    def _give_up(self, turn: object) -> None:
        """It can't go on, which was said, or the user cancelled what it was about."""
        if turn is self._turn:
            offered = self.wanted
            self.table.bring_up_to_date()
            self._leave()
            self.wanted, self.offered = None, offered
            self.changed.emit()

    # --- a look, and what it found ----------------------------------------------------------------------------------

    def _start(self, turn: object, set_id: str, photos: "PhotoWatch") -> None:
        if turn is self._turn:
            self._set_id, self._photos = set_id, photos
            self.table.keep(set_id, self.wanted.table if self.wanted is not None else None)
            self._count()
            self.began.emit(set_id)
            self.changed.emit()
            self._look()

    def _look(self) -> None:
        photos = self._photos
        self.table.try_again()
        if self._arrivals is not None:
            self._hand_over(self._arrivals)
        elif photos is not None:
            self._looks, self._look_began = self._looks + 1, time.monotonic()
            self._looking = Reading(partial(uncollected, lambda report: photos.look(report=report)), self)
            self._looking.done.connect(self._take)
            self._looking.ended.connect(self._look_later)
            self._looking.start()

    def _look_later(self, reading: Reading) -> None:
        """After a look that found nothing, or that has a bug, which is reported elsewhere."""
        if reading is self._looking:
            self._end_look(reading)
            self._look_after(self._every_s)

    def _end_look(self, reading: Reading) -> None:
        self._retired.add(reading)
        self._looking = None
        now = time.monotonic()
        # The first look reads every photo, which the next need not.
        rest = COST * (now - self._look_began) if self._looks > 1 else 0.0
        self._rests_until = now + min(rest, LONGEST_REST_S)

    def _look_after(self, seconds: float) -> None:
        self._timer.start(round(1000 * max(seconds, self._rests_until - time.monotonic())))

    def _take(self, reading: Reading, arrivals: "Arrivals") -> None:
        if reading is not self._looking:
            return
        went_or_came = bool(arrivals.away) != bool(self.away)
        self.away = arrivals.away
        if went_or_came and self.wanted is not None:
            text = self.away or self.tr("The watched folder {folder} is there again.").format(folder=self.wanted.folder)
            self._access.said.emit(Banner(text, kind="warning" if self.away else "info", about=KEPT_AS))
            self.changed.emit()
        self._desk.say_left_out(arrivals.left_out)
        if arrivals.photos or arrivals.problems:
            self._end_look(reading)
            self._hand_over(arrivals)

    def _hand_over(self, arrivals: "Arrivals") -> None:
        """Have them answered for, now or when the engine has time."""
        from tldesk.jobs.watching import plan_arrivals

        job, wanted, set_id, turn = self._desk.answerer.job, self.wanted, self._set_id, self._turn
        if wanted is None:
            return
        if job is not None and not isinstance(job.request, ExplainRequest):
            if self._arrivals is None:
                self._arrivals = arrivals
                self.changed.emit()
            self._look_after(self._every_s)
            return
        self._arrivals, self._planning = None, True
        self._desk.answer_arrivals(
            lambda own: plan_arrivals(own, wanted.run_id, set_id, arrivals),
            begun=lambda request: self._follow_up(turn, request),
            given_up=lambda: self._give_up(turn),
        )

    def _follow_up(self, turn: object, request: PredictRequest | None) -> None:
        if turn is self._turn:
            self._planning, self._request = False, request
            if request is None:
                self._settle()

    def follow(self, request: Request, ending: Ending) -> None:
        """A job has ended; why, where not well, was said."""
        if self._leaving is not None and request is self._leaving[0]:
            self.table.write_last(*self._leaving[1:])
            self._leaving = None
        if self._request is None or request is not self._request:
            return
        self._request = None
        self.last = time.time()
        if isinstance(ending, Finished):
            self._settle()
        else:
            self._give_up(self._turn)

    def _settle(self) -> None:
        self._count()
        self.table.bring_up_to_date()
        self.changed.emit()
        self._look_after(0.0)

    def _count(self) -> None:
        set_id = self._set_id
        self.answered = self._access.ask(lambda own: arrived.count_answers(own, set_id), 0)
