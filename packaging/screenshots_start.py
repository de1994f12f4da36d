"""Draws what stands around the four stages: the page before a folder is open, and the settings.

python packaging/screenshots_start.py
"""

import sys

from PySide6.QtWidgets import QDialog
from studio import settle, studio, wait_for

from tldesk.photos.specimens import draw_specimens


def main() -> int:
    with studio() as at:
        preferences = at.session.preferences
        preferences.who = "Ada"
        for name in ("leaf plates 2025", "colonies"):
            preferences.remember(at.folder / name)
        draw_specimens(at.folder / "colonies", per_class=12)
        at.session.warm_up()
        wait_for(lambda: bool(at.session.device))
        preferences.remember(at.folder / "colonies")
        settle()
        at.take("start")

        at.open_folder(at.folder / "colonies")
        at.window.open_settings()
        settle()
        sheet = next(one for one in at.window.findChildren(QDialog) if one.isVisible())
        at.take("settings", sheet=sheet)
        sheet.reject()
    return 0


if __name__ == "__main__":
    sys.exit(main())
