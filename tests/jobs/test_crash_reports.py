import subprocess
import sys
from pathlib import Path

import pytest

from tldesk import __version__
from tldesk.jobs.crash_reports import KEPT, CrashReports

DYING = """
import ctypes, sys
from pathlib import Path
from tldesk.jobs.crash_reports import CrashReports
reports = CrashReports(Path(sys.argv[1]))
reports.watch()
if sys.argv[2] == "crash":
    ctypes.string_at(0)
reports.end()
"""


def _run(folder: Path, how: str) -> int:
    return subprocess.run([sys.executable, "-c", DYING, str(folder), how], capture_output=True, timeout=60, check=False).returncode


def test_a_report_says_what_happened_on_what_and_leaves_the_home_folder_out(tmp_path: Path, own_home: Path) -> None:
    report = CrashReports(tmp_path).write(f"File {Path.home()}/tldesk/x.py\nZeroDivisionError: a bug of ours")
    assert report is not None
    text = report.read_text(encoding="utf-8")
    assert f"tldesk: {__version__}" in text
    assert "torch: " in text
    assert text.endswith("File ~/tldesk/x.py\nZeroDivisionError: a bug of ours")


def test_the_oldest_reports_go(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        (tmp_path / f"crash-20200101-{number:06}-1.txt").write_text("old")
    report = CrashReports(tmp_path).write("new")
    kept = sorted(tmp_path.glob("crash-*.txt"))
    assert len(kept) == KEPT
    assert kept[-1] == report


@pytest.mark.skipif(sys.platform == "win32", reason="a broken pointer is an exception there")
def test_what_a_library_took_down_is_reported_by_the_next_start_and_only_once(tmp_path: Path) -> None:
    assert _run(tmp_path, "crash") != 0
    (report,) = CrashReports(tmp_path).left_behind()
    assert "Segmentation fault" in report.read_text()
    assert CrashReports(tmp_path).left_behind() == []


def test_a_program_that_ends_as_it_should_leaves_nothing(tmp_path: Path) -> None:
    assert _run(tmp_path, "end") == 0
    assert list(tmp_path.iterdir()) == []


def test_where_the_folder_can_not_be_made_another_is_taken(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file")
    reports = CrashReports(tmp_path / "log")
    assert reports.folder.is_dir()
    assert reports.write("told") is not None
