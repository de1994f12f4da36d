"""`python -m tldesk [FOLDER]` and the frozen program: the window, or a verb of the command line.

Light on purpose: a spawned engine process imports this module again.
"""

import multiprocessing
import sys
from pathlib import Path


def main() -> int:
    """Do the verb named on the command line, else open the window on the folder named there, or on none."""
    words = sys.argv[1:]
    from tldesk.cli import do_verb, is_for_window

    if not is_for_window(words):
        do_verb()
    from tldesk.desktop.app import main as window

    return window(Path(words[0]) if words else None)


if __name__ == "__main__":
    # First of all: in the frozen program a child starts here too, and must not open a second window.
    multiprocessing.freeze_support()
    sys.exit(main())
