"""The frozen program that `make package` built, or the one that TLDESK_FROZEN names."""

import os
import sys
from pathlib import Path


def program_folder() -> Path:
    """Its folder; without one there is nothing to measure, which is said."""
    named = os.environ.get("TLDESK_FROZEN")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "build" / "dist" / "tldesk"
    if not folder.is_dir():
        sys.exit(f"There is no frozen program at {folder}: build it with `make package`, or name its folder in TLDESK_FROZEN.")
    return folder
