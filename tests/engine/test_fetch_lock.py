import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tldesk.core.errors import WeightsError
from tldesk.engine.fetch_lock import alone

NAME = "test_resnet.r160_in1k"

WITHOUT_LOCKS = """
import errno, fcntl
def flock(*_):
    raise OSError(errno.ENOLCK, "No locks available")
fcntl.flock = flock
"""

HOLD = """
import sys
from pathlib import Path
from tldesk.engine.fetch_lock import alone
with alone(sys.argv[1], Path(sys.argv[2])):
    print("in", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held(folder: Path, before: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that fetches."""
    command = [sys.executable, "-c", before + HOLD, NAME, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        yield process
        process.kill()


@pytest.fixture(params=["locks", "none"])
def before(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What goes before: a file system with locks, or one without."""
    if request.param == "locks":
        return ""
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(fcntl, "flock", fcntl.flock)
    exec(WITHOUT_LOCKS, {})
    return WITHOUT_LOCKS


def test_a_second_one_is_told_who_fetches_and_a_killed_one_holds_nothing(tmp_path: Path, before: str) -> None:
    with held(tmp_path, before) as process:
        with pytest.raises(WeightsError, match=rf"already: by .*process {process.pid}\), since \d"), alone(NAME, tmp_path):
            pass
        with alone("test_vit.r160_in1k", tmp_path):
            assert (tmp_path / ".test_vit.r160_in1k.fetching").exists()
        process.kill()
        process.wait()
        with alone(NAME, tmp_path), pytest.raises(WeightsError, match="already"), alone(NAME, tmp_path):
            pass
    with alone(NAME, tmp_path):
        pass
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".lock"] == []


@pytest.mark.skipif(os.name == "nt", reason="A share of Windows has the rights of its folder.")
def test_others_who_may_write_into_the_folder_can_take_what_a_killed_one_leaves(tmp_path: Path) -> None:
    with alone(NAME, tmp_path):
        assert (tmp_path / f".{NAME}.lock").stat().st_mode & 0o666 == 0o666


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    with alone(NAME, tmp_path):
        assert len(list(tmp_path.iterdir())) == 2
    assert list(tmp_path.iterdir()) == []


def test_without_locks_the_file_is_named_that_another_computer_may_have_left(tmp_path: Path) -> None:
    (tmp_path / f".{NAME}.held").write_text("77\nlab-pc-3\n")
    with pytest.MonkeyPatch.context() as patch:
        fcntl = pytest.importorskip("fcntl")
        patch.setattr(fcntl, "flock", fcntl.flock)
        exec(WITHOUT_LOCKS, {})
        with pytest.raises(WeightsError, match=rf"by another tldesk\. .*switched off, remove .*\.{NAME}\.held"), alone(NAME, tmp_path):
            pass
