"""From the start of the process to the window's first paint, warm, against the limit of one second."""

import os
import subprocess
import sys
import tempfile
import time
from statistics import median

from harness import Row

LIMIT_S = 1.0

PROGRAM = """
import os, sys, time
from tldesk.desktop import app

class Window(app.MainWindow):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.painted.connect(self.report)

    def report(self):
        print(time.time() - float(sys.argv[1]), flush=True)
        os._exit(0)

app.MainWindow = Window
app.main()
"""


def window_up() -> float:
    """Seconds until a new process has painted the window, as a user who starts the program sees it, with settings of its own."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home}
        command = [sys.executable, "-c", PROGRAM, str(time.time())]
        return float(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)


def measure() -> Row:
    # The first run warms the disk's cache.
    taken = [window_up() for _ in range(6)][1:]
    return Row("window_up_s", median(taken), LIMIT_S, "s", "limit")
