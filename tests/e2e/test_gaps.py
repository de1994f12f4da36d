import subprocess
import sys
from pathlib import Path

TRAINING = Path(__file__).parents[1] / "benchmarks" / "gui_gap_ms_training.py"

ATTEMPTS = 5


def longest_gap_ms() -> float:
    """Of one training, in a process of its own."""
    return float(subprocess.run([sys.executable, str(TRAINING)], check=True, stdout=subprocess.PIPE, text=True).stdout)


def test_the_window_is_never_held_up_while_torch_is_imported_and_a_model_trains(shared: Path) -> None:
    # What else runs on the machine lengthens a gap and never shortens it: one quiet measurement shows what the window can do.
    assert shared
    gaps: list[float] = []
    while not gaps or (min(gaps) >= 50 and len(gaps) < ATTEMPTS):
        gaps.append(longest_gap_ms())
    assert min(gaps) < 50, gaps
