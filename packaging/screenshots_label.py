"""Draws the Label stage's other faces: an empty folder, the loupe, work on classes, 121 classes; light and dark, 1440x900.

python packaging/screenshots_label.py
"""

import sys
from pathlib import Path

from PIL import Image
from studio import Studio, settle, studio, wait_for

from tldesk.photos.specimens import draw_specimens
from tldesk.project import photos

CLASSES = 121


def draw_many_classes(folder: Path) -> None:
    """Two photos of each of 121 classes, in folders of their names."""
    for number in range(CLASSES):
        for copy in range(2):
            file = folder / f"species {number + 1:03d}" / f"{number}-{copy}.jpg"
            file.parent.mkdir(parents=True, exist_ok=True)
            shade = Image.linear_gradient("L").rotate(3 * number)
            Image.merge("RGB", (shade, shade.point([2 * number] * 256), shade.rotate(90 + 90 * copy))).save(file)


def label_by_folders(at: Studio) -> None:
    """Take what the sub-folders say."""
    label = at.window.pages.label
    label.intake.offer.accept_button.click()
    wait_for(lambda: label.classes.labelled == label.classes.total > 0)
    settle()


def main() -> int:
    with studio() as at:
        (at.folder / "Notes").mkdir()
        at.open_folder(at.folder / "Notes")
        at.take("label-empty")

        draw_specimens(at.folder / "specimens", per_class=30)
        at.open_folder(at.folder / "specimens")
        label_by_folders(at)
        label = at.window.pages.label
        assert at.session.project is not None
        at.session.labelling.label([photo.id for photo in photos.all_photos(at.session.project)][5::7], None)
        label.grid.select_index(6)
        label.open_loupe()
        settle()
        at.take("loupe")
        label.close_loupe()
        label.panel.list.setCurrentIndex(label.classes.index(label.classes.row_of(label.classes.classes[1].id) or 0))
        label.panel.merge_chosen()
        settle()
        at.take("label-classes")
        label.panel.slip.hide()

        draw_many_classes(at.folder / "species")
        at.open_folder(at.folder / "species")
        label_by_folders(at)
        label.grid.select_index(9)
        at.take("label-121")
    return 0


if __name__ == "__main__":
    sys.exit(main())
