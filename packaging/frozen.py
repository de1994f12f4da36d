"""What whoever tries or measures the frozen program needs: its size, and a display to see its window on."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def size_of(folder: Path) -> int:
    """Bytes of all files; what is linked counts once."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


@contextmanager
def display() -> Iterator[str]:
    """The name of an X display of our own, which other users may draw on too."""
    ours, theirs = os.pipe()
    # Without -noreset it begins anew, and refuses whoever comes meanwhile, each time the last window on it is closed.
    screen = ["-screen", "0", "1440x900x24", "-nolisten", "tcp", "-ac", "-noreset"]
    command = ["Xvfb", "-displayfd", str(theirs), *screen]
    with subprocess.Popen(command, pass_fds=(theirs,), stderr=subprocess.DEVNULL) as server:
        os.close(theirs)
        try:
            with os.fdopen(ours, encoding="ascii") as told:
                number = told.readline().strip()
                if not number:
                    raise OSError("Xvfb did not start")
                yield f":{number}"
        finally:
            server.terminate()
