import os
import subprocess
import sys
import threading
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tldesk.desktop.app import Surprises
from tldesk.jobs.crash_reports import CrashReports

QUITTING = """
import sys
import threading
from pathlib import Path
from PySide6.QtCore import QTimer
from tldesk.desktop import app

class QuittingSession(app.Session):
    def open(self, folder):
        QTimer.singleShot(0, app.QApplication.quit)
        return super().open(folder)

app.Session = QuittingSession
sys.exit(app.main(Path(sys.argv[1])))
"""


def test_the_window_opens_a_folder_and_ends_cleanly_also_where_the_home_can_not_be_written(folder: Path, tmp_path: Path) -> None:
    """A thread that still ran would end the process with 134."""
    in_the_way = tmp_path / "home"
    in_the_way.write_text("a file")
    places = dict.fromkeys(("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), str(in_the_way))
    command = [sys.executable, "-c", QUITTING, str(folder)]
    done = subprocess.run(command, env=os.environ | places, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert (folder / ".tldesk").is_dir()


def test_opening_the_window_loads_nothing_that_it_does_not_show() -> None:
    heavy = "torch timm sklearn scipy numpy PIL pydantic psutil filelock pyqtgraph qtawesome"
    program = f"import sys, tldesk.desktop.app; print(*(name for name in '{heavy}'.split() if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_an_error_nobody_expected_is_written_down_and_said(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    surprises = Surprises(CrashReports(tmp_path / "log"))
    handlers, hooks = list(surprises._logger.handlers), (sys.excepthook, threading.excepthook)
    surprises.install()
    try:
        with qtbot.waitSignal(surprises.met) as met:
            try:
                raise ZeroDivisionError("a bug of ours")
            except ZeroDivisionError as error:
                surprises.catch(type(error), error, error.__traceback__)
                with qtbot.assertNotEmitted(surprises.met):
                    surprises.catch(type(error), error, error.__traceback__)
    finally:
        sys.excepthook, threading.excepthook = hooks
        for handler in surprises._logger.handlers[len(handlers) :]:
            handler.close()
            surprises._logger.removeHandler(handler)
    banner = surprises.banner(met.args[0])
    assert banner.kind == "error"
    assert "ZeroDivisionError: a bug of ours" in banner.details
    assert "Traceback" not in banner.text
    (report,) = (tmp_path / "log").glob("crash-*.txt")
    assert str(report) in banner.text
    assert "ZeroDivisionError: a bug of ours" in report.read_text()
    assert "ZeroDivisionError: a bug of ours" in (tmp_path / "log" / "tldesk.log").read_text()
