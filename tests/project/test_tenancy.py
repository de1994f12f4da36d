import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from tldesk.core.errors import ProjectError
from tldesk.project import tenancy
from tldesk.project.layout import Layout
from tldesk.project.tenancy import HeldError, Tenant, move_in, move_out, tenant_of

ENTER = """
import sys
from pathlib import Path
from tldesk.project.layout import Layout
from tldesk.project.tenancy import move_in
move_in(Layout(Path(sys.argv[1])), Path(sys.argv[1]).parent, who="Ada")
print("in", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    folder = tmp_path / "plates" / ".tldesk"
    folder.mkdir(parents=True)
    return Layout(folder)


@pytest.fixture
def other(layout: Layout) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the project open."""
    command = [sys.executable, "-c", ENTER, str(layout.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        yield process
        process.kill()


def note(layout: Layout) -> Path:
    return layout.folder / tenancy.FILE_NAME


def elsewhere(layout: Layout) -> Tenant:
    """Somebody on another computer, in the file."""
    there = replace(move_in(layout, layout.folder.parent, who="Grace"), host="lab-pc-3", machine="lab-pc-3 77", process=1, key="k")
    note(layout).write_text(json.dumps(asdict(there)))
    return there


def test_it_says_who_has_the_project_open(layout: Layout, other: subprocess.Popen[str]) -> None:
    with pytest.raises(HeldError) as held:
        move_in(layout, layout.folder.parent, who="Grace")
    said = str(held.value)
    assert said.startswith(f"plates is open already: Ada on {held.value.tenant.host} (process {other.pid}, since ")
    assert held.value.tenant.is_here
    found = tenant_of(layout)
    assert found is not None
    assert found.process == other.pid


def test_what_a_killed_window_left_is_taken_over_without_a_word(layout: Layout, other: subprocess.Popen[str]) -> None:
    other.kill()
    other.wait()
    assert note(layout).is_file()
    assert tenant_of(layout) is None
    assert move_in(layout, layout.folder.parent, who="Grace").process == os.getpid()


def test_a_process_of_the_same_number_that_began_later_is_another_one(layout: Layout) -> None:
    own = move_in(layout, layout.folder.parent, who="Ada")
    note(layout).write_text(json.dumps(asdict(replace(own, process=os.getppid(), began=own.began - 86_400))))
    assert tenant_of(layout) is None


def test_of_another_computer_nobody_knows_so_it_may_be_opened_anyway(layout: Layout) -> None:
    there = elsewhere(layout)
    assert tenant_of(layout) == there
    with pytest.raises(HeldError, match=r"Grace on lab-pc-3 .* open the project anyway"):
        move_in(layout, layout.folder.parent, who="Ada")
    own = move_in(layout, layout.folder.parent, who="Ada", anyway=True)
    assert json.loads(note(layout).read_text()) == asdict(own)


def test_leaving_takes_the_own_note_away_and_nobody_elses(layout: Layout) -> None:
    own = move_in(layout, layout.folder.parent, who="Ada")
    move_out(layout, own)
    assert list(layout.folder.iterdir()) == []
    there = elsewhere(layout)
    move_out(layout, own)
    assert tenant_of(layout) == there


def test_opening_it_again_in_the_same_window_is_no_second_one(layout: Layout) -> None:
    first = move_in(layout, layout.folder.parent, who="Ada")
    second = move_in(layout, layout.folder.parent, who="Ada")
    move_out(layout, first)
    assert json.loads(note(layout).read_text())["key"] == second.key


def test_a_note_that_is_just_being_written_is_waited_for_and_a_broken_one_replaced(layout: Layout) -> None:
    note(layout).write_text("")
    with pytest.raises(ProjectError, match="just opening plates"):
        move_in(layout, layout.folder.parent, who="Ada")
    long_ago = time.time() - 60
    os.utime(note(layout), (long_ago, long_ago))
    assert move_in(layout, layout.folder.parent, who="Ada").who == "Ada"


def test_a_folder_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="can't be written"):
        move_in(Layout(tmp_path / "gone" / ".tldesk"), tmp_path / "gone", who="Ada")
