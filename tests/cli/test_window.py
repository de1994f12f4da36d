import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.calling import tldesk_process
from tldesk.cli import is_for_window


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


@pytest.mark.parametrize("words", [["trian"], ["trian", "photos"], ["photos", "more"]])
def test_a_mistyped_verb_opens_no_window(words: list[str]) -> None:
    assert not is_for_window(words)


def test_the_window_is_asked_for_by_nothing_or_by_one_place(tmp_path: Path) -> None:
    assert is_for_window([])
    assert is_for_window([str(tmp_path)])
    assert is_for_window(["of the share/that is away"])
