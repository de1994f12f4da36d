import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.calling import tldesk_process


def test_a_plain_folder_opens_the_window_on_it(folder: Path) -> None:
    window = tldesk_process("photos")
    try:
        # The window begins the project of the folder it shows.
        while not (folder / ".tldesk" / "project.sqlite").exists():
            with suppress(subprocess.TimeoutExpired):
                window.wait(0.1)
                pytest.fail(window.communicate()[1])
    finally:
        window.kill()
        window.communicate()
