"""Draws `resources/screenshots/`: the four stages on drawn specimens with a real training, light and dark, 1440x900.

make screenshots
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtGui import QCursor

from tldesk.core.files import resources_folder
from tldesk.core.recipe import preset
from tldesk.desktop import theme
from tldesk.desktop.app import create
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.main_window import MainWindow
from tldesk.photos.specimens import draw_mixed, draw_specimens
from tldesk.project import photos, runs

SIZE = (1440, 900)


def wait_for(happened: Callable[[], bool]) -> None:
    """Run the event loop until it `happened`."""
    loop = QEventLoop()
    poll = QTimer(interval=50)
    poll.timeout.connect(lambda: loop.quit() if happened() else None)
    poll.start()
    loop.exec()


def settle(seconds: float = 1.5) -> None:
    """Give thumbnails and heatmaps time to be drawn."""
    end = time.monotonic() + seconds
    wait_for(lambda: time.monotonic() > end)


def train(session: Session) -> None:
    """Both presets, so that there are runs to compare."""
    for key in ("quick-look", "standard"):
        session.train(preset(key).recipe)
        wait_for(lambda: session.training is None)


def prepare(window: MainWindow, session: Session, folder: Path) -> None:
    """An open project with labels (some of them lacking), two runs and one prediction."""
    draw_specimens(folder / "specimens", per_class=60)
    draw_mixed(folder / "new photos", count=48, seed=7)
    session.open(folder / "specimens")
    wait_for(lambda: not session.folder.busy and window.stack.count() == 5)
    label = window.pages.label
    label.intake.offer.accept_button.click()
    wait_for(lambda: label.classes.labelled == label.classes.total > 0)
    assert session.project is not None
    session.labelling.label([photo.id for photo in photos.all_photos(session.project)][5::17], None)
    train(session)
    run_id = runs.runs(session.project)[0].id
    window.pages.predict.show_run(run_id)
    window.pages.predict.predict([folder / "new photos"])
    wait_for(lambda: session.answering is None and window.pages.predict.answers.model.rowCount() == 48)


def choose(window: MainWindow, session: Session) -> None:
    """On every page something is selected, as in the middle of work."""
    assert session.project is not None
    window.pages.label.grid.select_index(6)
    window.pages.results.show_run(runs.runs(session.project)[0].id)
    window.show_stage("results")
    settle()
    window.show_stage("predict")
    window.pages.predict.answers.view.selectRow(3)
    settle()
    wait_for(lambda: session.answering is None)


def main() -> int:
    app = create(sys.argv[:1])
    theme.apply(app, "light")
    target = resources_folder() / "screenshots"
    with tempfile.TemporaryDirectory() as name:
        preferences = Preferences(QSettings(str(Path(name) / "preferences.ini"), QSettings.Format.IniFormat))
        session = Session(preferences)
        window = MainWindow(session, preferences)
        window.resize(*SIZE)
        QCursor.setPos(2 * SIZE[0], 2 * SIZE[1])
        window.show()
        prepare(window, session, Path(name))
        choose(window, session)
        for scheme in ("light", "dark"):
            theme.apply(app, scheme)
            for stage in ("label", "train", "results", "predict"):
                window.show_stage(stage)
                settle()
                wait_for(lambda: session.answering is None)
                settle(0.3)
                window.grab().save(str(target / f"{stage}-{scheme}.png"))
        window.close()
        window.join()
        session.join()
    return 0


if __name__ == "__main__":
    sys.exit(main())
