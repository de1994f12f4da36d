"""The most memory the window's process ever held with 1,000,000 photos, their folder read, against the limit of 400 MB.

A project of a million rows whose million files are there (links to some real photos, in folders of a thousand), and whose last reading
was done: nothing is new. A process of its own opens it in the window's session with the Label page, reads the whole folder to the end,
scrolls through the photos while thumbnails load, selects all, filters the unlabelled ones and labels some. The figure is the peak of that
process's own resident memory, libraries included. It does not tell of a first reading, nor of one that finds a million photos moved: what
a reading finds changed is held until it ends.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from gui_gap_ms_training import wait_for
from harness import Row, shared
from PySide6.QtCore import QCoreApplication, QSettings
from scroll_p95_ms_1m import PHOTOS, Frames, fill

from tldesk.core.filters import PhotoFilter
from tldesk.desktop import theme
from tldesk.desktop.app import create
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import ScanProgress, Session
from tldesk.desktop.views.label import LabelView
from tldesk.photos.fingerprints import fingerprint
from tldesk.project.store import Project, open_project

LIMIT_MB = 400.0
LABELLED = 5
SOURCES = 400
"""Real photos; a file system allows some ten thousand links to one."""


def place_files(project: Project) -> None:
    """Give every row its file, and tell the project what a reading would say of it."""
    kept = project.layout.folder / "sources"
    kept.mkdir()
    copies = []
    for source in sorted((shared() / "photos" / "clothing").glob("*/*/*.jpg"))[:SOURCES]:
        copies.append(kept / source.name)
        copies[-1].write_bytes(source.read_bytes())
    for number in range(PHOTOS):
        folder = f"{project.root}/plate {number // 1000:04}"
        if number % 1000 == 0:
            Path(folder).mkdir()
        os.link(copies[number % len(copies)], f"{folder}/photo_{number:07}.jpg")
    seen = [(number, copy.stat().st_size, copy.stat().st_mtime_ns, fingerprint(copy)) for number, copy in enumerate(copies)]
    with project.database.transaction():
        project.database.execute("CREATE TEMP TABLE seen (number INTEGER PRIMARY KEY, size, time, content)")
        project.database.execute_many("INSERT INTO seen VALUES (?, ?, ?, ?)", seen)
        project.database.execute(
            """UPDATE photos SET size = seen.size, modified_ns = seen.time, fingerprint = seen.content, facts_of = seen.content
               FROM temp.seen WHERE seen.number = (photos.id - 1) % (SELECT count(*) FROM temp.seen)"""
        )


def peak_mb() -> float:
    """Megabytes this process held at most. On Linux `getrusage` would tell of the process that began it, too, where that held more."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) * 1024 / 1e6
    # Kilobytes, but for macOS, which says bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def use(folder: Path) -> float:
    """Megabytes at the peak, after what the module tells of was done in this process."""
    application = QCoreApplication.instance() or create(sys.argv[:1])
    theme.apply(application, "light")
    remembered = folder / ".tldesk" / "preferences.ini"
    # The filter of the run before is not this one's.
    remembered.unlink(missing_ok=True)
    preferences = Preferences(QSettings(str(remembered), QSettings.Format.IniFormat))
    session = Session(preferences)
    page = LabelView(session, preferences)
    page.resize(1440, 900)
    page.show()
    ended: list[ScanProgress] = []
    session.scanning.connect(lambda progress: ended.append(progress) if progress.finished else None)
    session.open(folder)
    wait_for(lambda: bool(ended))
    assert ended[0].found == len(page.photos.ids) == PHOTOS
    Frames(page)
    page.grid.select_all()
    assert page.grid.selected_count == PHOTOS
    page.finder.show(PhotoFilter(unlabelled=True))
    unlabelled = len(page.photos.ids)
    for _ in range(LABELLED):
        page.grid.select_index(0)
        page.labeller.label(page.classes.classes[0].id)
    wait_for(lambda: len(page.photos.ids) == unlabelled - LABELLED)
    page.close()
    page.shut_down()
    session.shut_down()
    page.join()
    session.join()
    return peak_mb()


def measure() -> Row:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_project(folder) as project:
            fill(project, PHOTOS)
            place_files(project)
        command = [sys.executable, __file__, name]
        peaks = [float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(3)]
    return Row("memory_mb_1m", median(peaks), LIMIT_MB, "MB", "limit")


if __name__ == "__main__":
    print(use(Path(sys.argv[1])))
