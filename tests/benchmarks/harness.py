"""Runs the benchmarks beside this file, prints a table and writes `benchmarks.json`.

Every file here is one benchmark, but for this one and those whose name begins with an underscore: it is named as its row and has
`measure() -> Row`, called in a process of its own. A row is the median of at least three runs, ours and the peer's in turn, so that a
machine whose speed drifts slows both. Trust the ratios, not the seconds.

    make bench                                 all of them
    make bench ONLY=gui_gap_ms_training        some, by name, separated by commas
"""

import argparse
import importlib
import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import ModuleType

HERE = Path(__file__).resolve().parent
RESULTS = Path("benchmarks.json")


@dataclass(frozen=True)
class Row:
    """One figure of ours beside a peer's or a limit's, both in `unit`; smaller is better where the unit is a time."""

    name: str
    ours: float
    peer: float
    unit: str
    peer_name: str

    @property
    def ratio(self) -> float:
        return self.ours / self.peer


def alternating(ours: Callable[[], object], peer: Callable[[], object], *, runs: int = 3) -> tuple[float, float]:
    """Seconds of `ours` and of `peer`: the medians of `runs` runs each, taken in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for job, taken in zip((ours, peer), times, strict=True):
            start = time.perf_counter()
            job()
            taken.append(time.perf_counter() - start)
    return median(times[0]), median(times[1])


def machine() -> str:
    """This machine in words: cores, system, Python."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()} {platform.release()}, Python {platform.python_version()}"


def shared() -> Path:
    """The folder of real photos beside the checkout; without it there is nothing to measure on."""
    folder = HERE.parents[2] / "shared"
    if not folder.is_dir():
        sys.exit(f"The benchmarks need the folder of real photos at {folder}.")
    return folder


def load(file: Path) -> ModuleType:
    """Import one benchmark by its path: the folder is not a package. The engine's settings come before it, for it may import torch."""
    importlib.import_module("tldesk.engine")
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    return module


def main() -> int:
    names = sorted(file.stem for file in HERE.glob("[!_]*.py") if file.stem != "harness")
    parser = argparse.ArgumentParser(description="Measure tldesk against its peers.")
    parser.add_argument("--only", default="", help="names, separated by commas")
    parser.add_argument("--row", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    wanted = [name for name in given.only.split(",") if name] or names
    unknown = sorted(set(wanted) - set(names))
    if unknown:
        print(f"There is no benchmark named {', '.join(unknown)}. There are: {', '.join(names)}.", file=sys.stderr)
        return 2
    if given.row:
        (name,) = wanted
        given.row.write_text(json.dumps(vars(load(HERE / f"{name}.py").measure())))
        return 0
    rows, broken = [], []
    print(f"{machine()}\n{'name':28} {'ours':>10} {'peer':>10} {'ours/peer':>10} unit  peer")
    for name in wanted:
        row = measured(name)
        if row is None:
            broken.append(name)
            continue
        rows.append(row)
        print(f"{row.name:28} {row.ours:10.3f} {row.peer:10.3f} {row.ratio:10.3f} {row.unit:5} {row.peer_name}", flush=True)
        RESULTS.write_text(json.dumps([{**vars(r), "ratio": r.ratio, "machine": machine()} for r in rows], indent=1) + "\n")
    if broken:
        print(f"Not measured, because they broke off: {', '.join(broken)}.", file=sys.stderr)
    return 1 if broken else 0


def measured(name: str) -> Row | None:
    """The row of a benchmark, measured in a process of its own; None where that failed, which has said why."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "row.json"
        if subprocess.run([sys.executable, __file__, "--only", name, "--row", str(told)], check=False).returncode:
            return None
        return Row(**json.loads(told.read_text()))


if __name__ == "__main__":
    # Benchmarks say `from harness import ...`; without this they would load this file a second time.
    sys.modules["harness"] = sys.modules["__main__"]
    sys.path.insert(0, str(HERE))
    sys.exit(main())
