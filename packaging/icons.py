"""The program's icon in the formats of the systems, drawn from one SVG."""

import os
from pathlib import Path
from typing import Final

SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)


def draw_icons(svg: Path, folder: Path) -> Path:
    """Draw `svg` as `tldesk-SIZE.png`, `tldesk.ico` and `tldesk.icns` into `folder`, and return that."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QGuiApplication, QIcon

    app = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    icon = QIcon(str(svg))
    for size in SIZES:
        file = folder / f"tldesk-{size}.png"
        if not icon.pixmap(QSize(size, size), 1.0).save(str(file)):
            raise OSError(f"{file} could not be written")
    del app
    with Image.open(folder / f"tldesk-{SIZES[-1]}.png") as large:
        large.save(folder / "tldesk.icns")
        large.save(folder / "tldesk.ico", sizes=[(size, size) for size in SIZES if size <= 256])
    return folder
