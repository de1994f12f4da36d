"""`python -m tldesk [FOLDER]` and the frozen program: the window.

Light on purpose: a spawned engine process imports this module again.
"""

import multiprocessing
import sys
from pathlib import Path


def main() -> int:
    """Open the window on the folder named on the command line, or on none."""
    from tldesk.desktop.app import main as window

    return window(Path(sys.argv[1]) if len(sys.argv) > 1 else None)


if __name__ == "__main__":
    # First of all: in the frozen program a child starts here too, and must not open a second window.
    multiprocessing.freeze_support()
    sys.exit(main())
