"""Draws the pages of import, class folders (121 of them) and export into `resources/screenshots/`, light and dark, 1440x900.

python packaging/screenshots_exchange.py
"""

import sys
import tempfile
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QSettings
from screenshots import SIZE, settle, wait_for

from tldesk.core.files import resources_folder
from tldesk.desktop import theme
from tldesk.desktop.app import create
from tldesk.desktop.models.import_lists import ListKind
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.main_window import MainWindow
from tldesk.photos.specimens import draw_specimens
from tldesk.project import photos

SPLITS = ("train", "validation", "test")


def draw_many_classes(folder: Path) -> None:
    """121 folders of classes in each of three splits."""
    for number in range(121):
        for place, split in enumerate(SPLITS):
            for copy in range(3 - place):
                file = folder / split / f"species {number + 1:03d}" / f"{number}-{split}-{copy}.jpg"
                file.parent.mkdir(parents=True, exist_ok=True)
                Image.new("RGB", (32, 24), (number * 2, place * 80, copy * 60)).save(file)


def write_messy_labels(file: Path, session: Session) -> None:
    """A sheet with a title, photos that there are not, others that are labelled otherwise, notes."""
    assert session.project is not None
    rows = ["Specimens of November;;;", "File;Folder;Class;Note"]
    for number, photo in enumerate(photos.all_photos(session.project)):
        folder, _, name = photo.path.rpartition("/")
        note = "two organisms" if number % 11 == 0 else ""
        rows.append(f"{name};{folder if number % 13 else 'old'};{('Rod', 'Coccus', 'Yeast')[number % 3]};{note}")
    rows += [f"specimen {number}.jpg;rods;Rod;" for number in range(900, 914)]
    rows += [f"{photo.path.rpartition('/')[2]};;Filament;" for photo in photos.all_photos(session.project)[20:22]]
    file.write_text("\n".join(rows), encoding="utf-8")


def open_folder(session: Session, folder: Path) -> None:
    """Open a project and wait until its photos are read."""
    session.open(folder)
    wait_for(lambda: not session.folder.busy)
    settle()


def main() -> int:
    app = create(sys.argv[:1])
    target = resources_folder() / "screenshots"
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        preferences = Preferences(QSettings(str(root / "preferences.ini"), QSettings.Format.IniFormat))
        session = Session(preferences)
        window = MainWindow(session, preferences)
        window.resize(*SIZE)
        window.show()

        def take(title: str) -> None:
            wait_for(lambda: not session.exchange.busy)
            settle(0.5)
            for scheme in ("light", "dark"):
                theme.apply(app, scheme)
                settle(0.3)
                window.grab().save(str(target / f"{title}-{scheme}.png"))

        draw_many_classes(root / "species")
        open_folder(session, root / "species")
        pages = window.pages.label.exchange
        pages.look_at_folders()
        take("folders-121")
        pages.folders.leave()
        draw_specimens(root / "specimens", per_class=20)
        open_folder(session, root / "specimens")
        assert session.project is not None
        rod = session.labelling.add_class("Rod")
        assert rod is not None
        session.labelling.label([photo.id for photo in photos.all_photos(session.project)][:12], rod.id)
        write_messy_labels(root / "labels.csv", session)
        pages.import_labels(root / "labels.csv")
        take("import")
        pages.labels.show_kind(ListKind.CONFLICTS)
        take("import-conflicts")
        pages.labels.leave()
        pages.export_labels()
        take("export")
        window.close()
        window.join()
        session.join()
    return 0


if __name__ == "__main__":
    sys.exit(main())
