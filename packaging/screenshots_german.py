"""Draws the Label stage in German.

python packaging/screenshots_german.py
"""

import sys

from studio import settle, studio, wait_for

from tldesk.photos.specimens import draw_specimens


def main() -> int:
    with studio(language="de") as at:
        draw_specimens(at.folder / "Präparate", per_class=60)
        at.open_folder(at.folder / "Präparate")
        label = at.window.pages.label
        label.intake.offer.accept_button.click()
        wait_for(lambda: label.classes.labelled == label.classes.total > 0)
        label.grid.select_index(6)
        settle()
        at.take("label-german")
    return 0


if __name__ == "__main__":
    sys.exit(main())
