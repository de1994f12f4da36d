"""What the smoke test says of a program that is slow, fails, or talks nonsense; the program here is a shell script."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import psutil
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs here are shell scripts")


@pytest.fixture
def bench(part: Callable[[str], ModuleType], tmp_path: Path) -> Callable[[str], tuple[ModuleType, Any]]:
    """The module, and a bench with a program of those lines."""

    def make(lines: str) -> tuple[ModuleType, Any]:
        module = part("bench")
        program = tmp_path / "tldesk"
        program.write_text(f"#!/bin/sh\n{lines}\n")
        program.chmod(0o755)
        place = module.Bench(tmp_path, program, [], {"PATH": "/usr/bin:/bin"})
        place.results.mkdir()
        return module, place

    return make


def is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_step_that_takes_too_long_is_ended_with_its_children_and_says_what_it_said(
    bench: Callable[[str], tuple[ModuleType, Any]], tmp_path: Path
) -> None:
    module, place = bench('sleep 600 & echo $! >child; echo "half way"; wait')
    # On a loaded machine the shell itself may need longer than it is given first.
    for seconds in (1, 5, 60):
        with pytest.raises(module.SmokeError, match=rf"tldesk train did not end in {seconds} s; until then it said:\n") as ended:
            place.call("train", seconds=seconds)
        if "half way" in str(ended.value):
            break
    assert str(ended.value).endswith("half way\n")
    child = int((tmp_path / "child").read_text())
    module.wait_for(lambda: is_gone(child), lambda: "the child's end", seconds=60)


def test_another_exit_code_is_said_with_the_programs_words(bench: Callable[[str], tuple[ModuleType, Any]]) -> None:
    module, place = bench('echo "no such folder" >&2; exit 3')
    with pytest.raises(module.SmokeError, match=r"tldesk import a left with 3, not 0:\n.*no such folder"):
        place.call("import", "a", seconds=60)
    assert place.call("import", "a", code=3, seconds=60) == ""


def test_what_is_no_json_is_said(bench: Callable[[str], tuple[ModuleType, Any]]) -> None:
    module, place = bench("echo nonsense $2")
    with pytest.raises(module.SmokeError, match="said no JSON: nonsense --json"):
        place.told("evaluate", seconds=60)


def test_crash_reports_are_found(bench: Callable[[str], tuple[ModuleType, Any]]) -> None:
    _, place = bench("exit 0")
    assert not place.crashes()
    report = place.home / ".local" / "state" / "tldesk" / "crashes" / "crash-1.txt"
    report.parent.mkdir(parents=True)
    report.write_text("ZeroDivisionError")
    assert "ZeroDivisionError" in place.crashes()
