"""From the start of the frozen program to its first painted window, warm, against the limit of two seconds.

Seen from outside, as a person sees it: on a display of its own (Xvfb, xdotool), the first moment at which the window is on the screen.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from statistics import median

from _frozen import display, program_folder
from harness import Row

LIMIT_S = 2.0
RUNS = 5
PATIENCE_S = 60.0


def window_up(environment: dict[str, str]) -> float:
    """Seconds until the window is on the screen."""
    look = ["xdotool", "search", "--onlyvisible", "--name", "^tldesk$"]
    began = time.monotonic()
    with subprocess.Popen([program_folder() / "tldesk"], env=environment, stderr=subprocess.DEVNULL) as program:
        try:
            while not subprocess.run(look, env=environment, capture_output=True, check=False).stdout:
                if program.poll() is not None or time.monotonic() - began > PATIENCE_S:
                    sys.exit("The frozen program showed no window.")
            return time.monotonic() - began
        finally:
            program.kill()


def measure() -> Row:
    for tool in ("Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            sys.exit(f"{tool} is not installed, so nobody can see the window.")
    with tempfile.TemporaryDirectory() as home, display() as name:
        environment = {
            **os.environ,
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "XDG_STATE_HOME": home,
            "DISPLAY": name,
            "QT_QPA_PLATFORM": "xcb",
        }
        # The first run warms the disk's cache.
        taken = [window_up(environment) for _ in range(RUNS + 1)][1:]
    return Row("frozen_window_up_s", median(taken), LIMIT_S, "s", "limit")
