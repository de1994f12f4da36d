import subprocess
import sys
from pathlib import Path

TRAINING = Path(__file__).parents[1] / "benchmarks" / "gui_gap_ms_training.py"
IDLE = Path(__file__).with_name("idle_loop.py")

ATTEMPTS = 5
LIMIT_MS = 50.0


def longest_gaps_ms() -> tuple[float, float]:
    """Of the window during one training, and of a program beside it that has nothing to do; each in a process of its own."""
    with subprocess.Popen([sys.executable, str(IDLE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as idle:
        window = subprocess.run([sys.executable, str(TRAINING)], check=True, stdout=subprocess.PIPE, text=True).stdout
        return float(window), float(idle.communicate()[0])


def test_the_window_is_never_held_up_while_torch_is_imported_and_a_model_trains(shared: Path) -> None:
    # What else runs on the machine lengthens a gap and never shortens it: one quiet measurement shows what the window can do. Where none
    # is quiet, the machine holds up idle programs too, and the window may be held up twice as long as those.
    assert shared
    gaps: list[tuple[float, float]] = []
    while not gaps or (all(window >= max(LIMIT_MS, 2 * idle) for window, idle in gaps) and len(gaps) < ATTEMPTS):
        gaps.append(longest_gaps_ms())
    assert any(window < max(LIMIT_MS, 2 * idle) for window, idle in gaps), gaps
