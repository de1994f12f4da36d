"""The import rules hold: as written, and in a running interpreter."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("module", "barred"),
    [
        ("tldesk.cli", {"torch", "timm", "sklearn", "PySide6", "typer"}),
        ("tldesk.cli.verbs", {"torch", "timm", "sklearn", "PySide6"}),
        ("tldesk.__main__", {"torch", "timm", "sklearn", "PySide6", "typer", "numpy"}),
        ("tldesk.jobs.child", {"torch", "timm", "sklearn", "PySide6", "numpy"}),
        ("tldesk.desktop.app", {"torch", "timm", "sklearn"}),
    ],
)
def test_importing_leaves_out(module: str, barred: set[str]) -> None:
    """The window must be up in a second, and a spawned child imports the main module again."""
    code = f"import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert barred.isdisjoint(done.stdout.split())


def test_the_written_rules_hold() -> None:
    linter = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    if linter is None:
        pytest.skip("import-linter is not installed")
    done = subprocess.run([linter, "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout
