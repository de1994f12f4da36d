"""The application: one window, one session, and what happens to errors nobody expected."""

import contextlib
import gc
import logging
import sys
import threading
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, QThreadPool, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from tldesk.core.files import log_folder
from tldesk.desktop import resources, theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.views.main_window import MainWindow, Preloader
from tldesk.jobs.crash_reports import CrashReports

LOG_BYTES: Final = 1_000_000
"""A log that grew beyond this begins anew."""

SWITCH_SECONDS: Final = 0.001
"""How long a thread that reads photos may hold Python before the window's thread gets its turn; Python's own 5 ms add up to a stall."""


class Surprises(QObject):
    """Catches the exceptions nobody expected: written to a local log and a report, shown as a banner, and the window lives on.

    Signals:
        met(str): the traceback; also from other threads. Each only once: what goes wrong at every painting would fill the screen.
    """

    met = Signal(str)

    def __init__(self, reports: CrashReports, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reports = reports
        self.log = reports.folder / "tldesk.log"
        self._logger = logging.getLogger("tldesk")
        self._told: set[str] = set()

    def install(self) -> None:
        """Take the place of Python's own hooks."""
        with contextlib.suppress(OSError):
            if self.log.is_file() and self.log.stat().st_size > LOG_BYTES:
                self.log.unlink()
        handler = logging.FileHandler(self.log, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self._logger.addHandler(handler)
        sys.excepthook = self.catch
        threading.excepthook = self._catch_in_thread

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Note an exception."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        told = "".join(traceback.format_exception(kind, error, trace))
        if told not in self._told:
            self._told.add(told)
            self._logger.error("%s", told)
            self.met.emit(told)

    def _catch_in_thread(self, met: threading.ExceptHookArgs) -> None:
        if met.exc_value is not None:
            self.catch(met.exc_type, met.exc_value, met.exc_traceback)

    def banner(self, told: str) -> Banner:
        """What the user is told."""
        report = self._reports.write(told)
        text = self.tr(
            "Something unexpected went wrong. Labels and finished epochs are kept. If it happens again, close and open tldesk. "
            "What there is to know about it is in {file}, which was sent to nobody."
        )
        return self._with_report(text, report or self.log, details=told)

    def banner_of_last_time(self, report: Path) -> Banner:
        """What the user is told when the program before this one was taken down."""
        text = self.tr(
            "tldesk ended unexpectedly the last time. Labels and finished epochs are kept. "
            "What there is to know about it is in {file}, which was sent to nobody."
        )
        return self._with_report(text, report)

    def _with_report(self, text: str, file: Path, *, details: str = "") -> Banner:
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(file.parent)))
        return Banner(text.format(file=file), kind="error", details=details, action=self.tr("Show the file"), act=show)


def create(arguments: list[str]) -> QApplication:
    """The `QApplication`, named and in English; the theme is put on by `theme.apply`."""
    sys.setswitchinterval(SWITCH_SECONDS)
    app = QApplication(arguments)
    app.setOrganizationName("tldesk")
    app.setApplicationName("tldesk")
    app.setApplicationDisplayName("tldesk")
    app.setDesktopFileName("tldesk")
    resources.install_language(app)
    return app


def main(folder: Path | None = None) -> int:
    """Open the window, on `folder` where one is given; returns the exit code."""
    code = _run(folder)
    # Widgets in cycles are let go while Qt is still whole: at the interpreter's end they would be too late, and the process would crash.
    gc.collect()
    return code


def _run(folder: Path | None) -> int:
    app = create(sys.argv[:1])
    preferences = Preferences()
    resources.install_language(app, resources.language_of(preferences.language))
    theme.apply(app, theme.scheme_of(preferences.scheme))
    session = Session(preferences)
    reports = CrashReports(log_folder())
    reports.watch()
    surprises = Surprises(reports)
    surprises.met.connect(lambda told: session.said.emit(surprises.banner(told)))
    surprises.install()
    window = MainWindow(session, preferences)
    window.setWindowIcon(resources.icon("image-check-outline", colour=theme.LIGHT.accent))
    preloader = Preloader()
    # All three compete for the processor: first the window, then its pages, then the engine.
    window.painted.connect(preloader.start)
    preloader.finished.connect(session.warm_up)
    preloader.finished.connect(session.updates.look_at_start)
    preloader.finished.connect(lambda: _tell_of_last_time(session, surprises, reports))
    if folder is not None:
        preloader.finished.connect(partial(session.open, folder))
    window.show()
    code = app.exec()
    # Quitting from the system's menu leaves the window open; closing it tells all threads to end.
    window.close()
    session.shut_down()
    preloader.wait()
    window.join()
    session.join()
    QThreadPool.globalInstance().waitForDone()
    reports.end()
    return code


def _tell_of_last_time(session: Session, surprises: Surprises, reports: CrashReports) -> None:
    for report in reports.left_behind()[-1:]:
        session.said.emit(surprises.banner_of_last_time(report))
