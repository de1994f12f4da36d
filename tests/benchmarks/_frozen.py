"""The frozen program that `make package` built, or the one that TLDESK_FROZEN names."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from frozen import display, size_of  # noqa: E402 - that folder is no package

__all__ = ["display", "program_folder", "size_of"]


def program_folder() -> Path:
    """Its folder; without one there is nothing to measure, which is said."""
    named = os.environ.get("TLDESK_FROZEN")
    folder = Path(named) if named else ROOT / "build" / "dist" / "tldesk"
    if not folder.is_dir():
        sys.exit(f"There is no frozen program at {folder}: build it with `make package`, or name its folder in TLDESK_FROZEN.")
    return folder
