"""Opening the window, always in a process of its own: what runs verbs may have loaded torch, and the window must not."""

import os
import subprocess
import sys
from pathlib import Path


def command(folder: Path | None) -> list[str]:
    """The command that opens the window, on `folder` or on none; `-P` because the current folder is no place to import from."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "tldesk"]
    return program if folder is None else [*program, str(folder)]


def become_window(folder: Path | None) -> int:
    """Open the window in place of this program; returns its exit code where a program can't be replaced by another."""
    if os.name == "posix":
        os.execv(sys.executable, command(folder))  # noqa: S606  # our own program
    return open_window(folder)


def open_window(folder: Path | None) -> int:
    """Open the window beside this program and wait until it is closed; returns its exit code."""
    return subprocess.run(command(folder), check=False).returncode  # noqa: S603  # our own program


def has_display() -> bool:
    """Whether a window can be opened."""
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
