"""The command line: `tldesk [FOLDER]` opens the window, `tldesk VERB` does the same work without one.

Light to import, because an engine process that the window spawns imports it again; the verbs are loaded when one is called.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

from tldesk.cli.window import become_window

VERBS = frozenset(
    {"import", "train", "rates", "evaluate", "predict", "explain", "report", "export", "backbones", "model", "weights", "demo"}
)


CANCELLED: Final = 130
"""What a shell makes of Ctrl-C."""


def main() -> None:
    """The console script: a verb, or the window on a folder or on none; ends the program with its exit code."""
    words = sys.argv[1:]
    if is_for_window(words):
        sys.exit(become_window(Path(words[0]) if words else None))
    do_verb()


def do_verb() -> NoReturn:
    """Do the verb that the program's words name; ends the program with its exit code, also where Ctrl-C comes before it is loaded."""
    try:
        from tldesk.cli.verbs import app
    except KeyboardInterrupt:
        sys.exit(CANCELLED)
    sys.exit(app(prog_name="tldesk"))


def is_for_window(words: Sequence[str]) -> bool:
    """Whether the words after the program's name ask for the window: none, or one place. All else is for the verbs, mistyped ones too."""
    if not words:
        return True
    return len(words) == 1 and words[0] not in VERBS and not words[0].startswith("-") and _is_a_place(words[0])


def _is_a_place(word: str) -> bool:
    """A folder that is there, or what can only be meant as one: the window then says that it is not there."""
    return Path(word).is_dir() or len(Path(word).parts) > 1
