"""What is left of an error nobody expected: a text file on this computer, which its user may send to somebody. Nothing sends it.

A crash of a library takes the program with it: Python's fault handler then writes the stacks of all threads into a file that was opened
at the start, and the next start makes a report of it.
"""

import contextlib
import faulthandler
import os
import tempfile
import time
from pathlib import Path
from typing import Final, TextIO

from tldesk.core.files import write_atomically

KEPT: Final = 20
"""Reports; the oldest ones beyond go."""

_NATIVE: Final = "native-{process}.txt"


class CrashReports:
    """The folder of reports.

    Args:
        folder: made when it is not there; where it can't be made or written, a folder among the temporary ones is taken.

    Attributes:
        folder: the one that is used.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = _writable(folder)
        self._native: TextIO | None = None

    def watch(self) -> None:
        """From now on a crash of a library leaves its stacks behind; so does a program that is told SIGABRT."""
        with contextlib.suppress(OSError):
            self._native = (self.folder / _NATIVE.format(process=os.getpid())).open("w", encoding="utf-8")
            faulthandler.enable(self._native)

    def end(self) -> None:
        """The program ends as it should."""
        if self._native is not None:
            faulthandler.disable()
            self._native.close()
            Path(self._native.name).unlink(missing_ok=True)
            self._native = None

    def write(self, told: str) -> Path | None:
        """Keep `told` (a traceback) with what there is to know about the program; returns the file, None where it can't be written."""
        from tldesk.jobs.environment import facts

        lines = [
            "tldesk met an error nobody expected. This file lies on your computer only; you may send it to who looks after tldesk.",
            "",
        ]
        lines += [f"{name}: {value}" for name, value in facts()]
        file = self.folder / f"crash-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
        try:
            write_atomically(file, _without_home("\n".join([*lines, "", told])))
            for old in sorted(self.folder.glob("crash-*.txt"))[:-KEPT]:
                old.unlink()
        except OSError:
            return None
        return file

    def left_behind(self) -> list[Path]:
        """Reports on earlier programs that a library took down, made of what the fault handler wrote."""
        import psutil

        found: list[Path] = []
        for file in sorted(self.folder.glob(_NATIVE.format(process="*"))):
            number = file.stem.rpartition("-")[2]
            if number == str(os.getpid()) or (number.isdigit() and psutil.pid_exists(int(number))):
                continue
            with contextlib.suppress(OSError):
                told = file.read_text(encoding="utf-8", errors="replace").strip()
                report = self.write(told) if told else None
                file.unlink()
                found += [report] if report else []
        return found


def _writable(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="tldesk-log-"))


def _without_home(text: str) -> str:
    """The user's name need not be in what is sent around."""
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text
