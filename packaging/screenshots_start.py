"""Draws what stands around the four stages: the page before a folder is open, the settings, and the weights of backbones.

python packaging/screenshots_start.py
"""

import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QDialog
from studio import Studio, settle, studio, wait_for

from tldesk.core.backbones import backbone
from tldesk.core.backbones.receipts import Receipt, write_receipt
from tldesk.desktop.views.weights import WeightsSheet
from tldesk.photos.specimens import draw_specimens

LAID: Final = {"resnet18.a1_in1k": 46_807_446, "resnet50.a1_in1k": 102_469_840, "convnext_tiny.fb_in1k": 114_374_272}
"""Weights and their bytes. They are empty files: of the built-in ones alone the content is looked at."""


def lay_weights(folder: Path) -> None:
    """A folder as an administrator fills it."""
    folder.mkdir()
    for name, size in LAID.items():
        one = backbone(name)
        assert one is not None
        file = folder / f"{name}.safetensors"
        with file.open("wb") as out:
            out.truncate(size)
        write_receipt(file, Receipt(name, one.page, sha256(name.encode()).hexdigest(), size, one.licence, "2026-03-02"))


def shown_sheet(at: Studio) -> QDialog:
    return next(one for one in at.window.findChildren(QDialog) if one.isVisible())


def verify_first(at: Studio) -> None:
    """The built-in weights, verified by the engine."""
    sheet = shown_sheet(at)
    assert isinstance(sheet, WeightsSheet)
    sheet.verify()
    wait_for(lambda: bool(at.session.weights.verdicts) and at.session.weights.job is None)


def take_sheet(at: Studio, title: str) -> None:
    settle()
    sheet = shown_sheet(at)
    at.take(title, sheet=sheet)
    sheet.reject()
    settle(0.2)


def take_start(at: Studio) -> None:
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


def take_weights(at: Studio) -> None:
    lay_weights(at.folder / "weights")
    os.environ["TLDESK_WEIGHTS"] = str(at.folder / "weights")
    at.window.sheets.open_weights("vit_small_patch16_224")
    settle()
    verify_first(at)
    take_sheet(at, "weights")


def main() -> int:
    with studio() as at:
        take_start(at)
        at.open_folder(at.folder / "colonies")
        at.window.sheets.open_settings()
        take_sheet(at, "settings")
        take_weights(at)
    return 0


if __name__ == "__main__":
    sys.exit(main())
