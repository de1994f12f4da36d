"""Draws the pages of import, class folders (121 of them) and export into `resources/screenshots/`, light and dark, 1440x900.

python packaging/screenshots_exchange.py
"""

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QTableView
from studio import studio

from tldesk.desktop.session import Session
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


def main() -> int:
    with studio() as at:
        session, pages = at.session, at.window.pages
        draw_many_classes(at.folder / "species")
        at.open_folder(at.folder / "species")
        exchange = pages.label.exchange
        exchange.look_at_folders()
        at.take("folders-121")
        exchange.folders.leave()
        draw_specimens(at.folder / "specimens", per_class=20)
        at.open_folder(at.folder / "specimens")
        assert session.project is not None
        rod = session.labelling.add_class("Rod")
        assert rod is not None
        session.labelling.label([photo.id for photo in photos.all_photos(session.project)][:12], rod.id)
        write_messy_labels(at.folder / "labels.csv", session)
        exchange.import_labels(at.folder / "labels.csv")
        at.take("import")
        lists = next(view for view in exchange.labels.findChildren(QTableView) if view.model() is exchange.labels.lists)
        lists.selectRow(next(row for row in range(lists.model().rowCount()) if "otherwise" in str(lists.model().index(row, 0).data())))
        at.take("import-conflicts")
        exchange.labels.leave()
        exchange.export_labels()
        at.take("export")
    return 0


if __name__ == "__main__":
    sys.exit(main())
