"""Uses the frozen program as a person in a lab would, and checks what it leaves.

    python packaging/smoke.py build/dist/tldesk

As root it does so for an ordinary user made for it, who may not write into the program's folder, with the network cut off; otherwise as
who runs it, with every proxy pointing nowhere. Photos, home and program lie in folders with spaces and letters of several alphabets.
The window needs Xvfb and xdotool; on systems without them the verbs alone are tried, and that is said.
"""

import argparse
import contextlib
import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psutil
from frozen import display

from tldesk import __version__
from tldesk.photos.specimens import draw_mixed, draw_specimens

USER: Final = "tldesk-smoke"
PER_CLASS: Final = 20
MIXED: Final = 72
"""More than the 64 from which OpenVINO answers."""

PATIENCE: Final = 600
NOWHERE: Final = "http://127.0.0.1:9"
PROGRAM: Final = "tldesk-cli.exe" if os.name == "nt" else "tldesk"


class SmokeError(Exception):
    """The program did not do what it should."""


@dataclass
class Bench:
    """Where and as whom the program is tried.

    Attributes:
        before: what stands before each command: another user, no network.
        environment: of each command.
    """

    place: Path
    program: Path
    before: list[str]
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def photos(self) -> Path:
        return self.place / "Fotos & Zähler 写真"

    @property
    def fresh(self) -> Path:
        return self.place / "новые фото"

    def command(self, *words: str | Path) -> list[str]:
        return [*self.before, str(self.program), *map(str, words)]

    def call(self, *words: str | Path, code: int = 0) -> str:
        """What the program prints."""
        done = subprocess.run(
            self.command(*words), env=self.environment, cwd=self.place, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
        )
        if done.returncode != code:
            raise SmokeError(f"tldesk {' '.join(map(str, words))} left with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def told(self, *words: str | Path) -> dict[str, Any]:
        """What a verb says to scripts."""
        found: dict[str, Any] = json.loads(self.call(*words, "--json"))
        return found

    def loads(self, library: str, *words: str | Path) -> bool:
        """Whether the program, while it does this, has a library of its own in memory, as Linux tells."""
        own, said = str(self.program.parent / "_internal" / library), f"tldesk {' '.join(map(str, words))}"
        options: dict[str, Any] = {"env": self.environment, "cwd": self.place, "stdout": subprocess.DEVNULL}
        seen, end = False, time.monotonic() + PATIENCE
        with subprocess.Popen(self.command(*words), start_new_session=True, **options) as job:
            while job.poll() is None:
                if time.monotonic() > end:
                    os.killpg(job.pid, signal.SIGKILL)
                    raise SmokeError(f"{said} did not end in {PATIENCE} s")
                process = psutil.Process(job.pid)
                with contextlib.suppress(OSError, psutil.Error):
                    pids = [job.pid, *(child.pid for child in process.children(recursive=True))]
                    seen |= any(own in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8", errors="replace") for pid in pids)
                time.sleep(0.1)
        expect(job.returncode == 0, f"{said} left with {job.returncode}")
        return seen


def expect(right: object, what: str) -> None:
    """Raises SmokeError with `what` unless it is `right`."""
    if not right:
        raise SmokeError(what)


def wait_for(happened: Callable[[], bool], what: str, *, seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not happened():
        expect(time.monotonic() < end, f"waited {seconds:.0f} s in vain: {what}")
        time.sleep(0.2)


@contextmanager
def bench(folder: Path, place: Path) -> Iterator[Bench]:
    """The program with all around it; what was made for it is taken away again."""
    base = place / "tldesk Prüfstand ü 試験"
    base.mkdir()
    program = base / "Programm – tldesk" / PROGRAM
    shutil.copytree(folder, program.parent, symlinks=True, copy_function=os.link)
    home = base / "Heim ö"
    home.mkdir()
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_", "PYTHON", "VIRTUAL_ENV", "HF_"))
    }
    environment |= {"HOME": str(home), "HF_HUB_OFFLINE": "1"} | dict.fromkeys(
        ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), NOWHERE
    )
    ready = Bench(base, program, [], environment)
    draw_specimens(ready.photos, per_class=PER_CLASS)
    draw_mixed(ready.fresh, count=MIXED, seed=3)
    if os.name != "posix" or os.geteuid() != 0:
        print("not root: as this user, with proxies that lead nowhere")
        yield ready
        return
    subprocess.run(["useradd", "--no-create-home", "--shell", "/bin/sh", USER], check=True)
    try:
        for one in (place, base):
            one.chmod(0o755)
        for mine in (home, ready.photos, ready.fresh):
            subprocess.run(["chown", "-R", f"{USER}:", str(mine)], check=True)
        results = base / "Ergebnisse"
        results.mkdir()
        shutil.chown(results, USER)
        cut_off = subprocess.run(["unshare", "-n", "true"], check=False, capture_output=True).returncode == 0
        print(f"as the user {USER}, {'without any network' if cut_off else 'with proxies that lead nowhere'}")
        ready.before = [*(["unshare", "-n", "--"] if cut_off else []), "runuser", "-u", USER, "--", "env", f"HOME={home}"]
        writes = subprocess.run([*ready.before, "test", "-w", str(program.parent)], check=False).returncode == 0
        expect(not writes, "the user may write into the program's folder")
        yield ready
    finally:
        subprocess.run(["userdel", "--force", USER], check=True)


def try_verbs_before(place: Bench) -> None:
    """The version, the diagnosis, and the folder taken in."""
    expect(place.call("--version").strip() == f"tldesk {__version__}", "another version")
    diagnosis = place.call("--diagnose")
    expect("torch" in diagnosis and "CPU" in diagnosis, f"a strange diagnosis: {diagnosis}")
    taken = place.told("import", place.photos)
    expect(taken["photos"] == 4 * PER_CLASS, f"imported {taken}")


def try_window(place: Bench) -> None:
    """The window on the folder, a training begun by its key, and the window closed while all is well."""
    with display() as name:
        place.environment["DISPLAY"] = name
        # As a file manager does to which the project's own folder was shown.
        window = subprocess.Popen(place.command(place.photos / ".tldesk"), env=place.environment, cwd=place.place, start_new_session=True)
        try:
            drive(place, window)
        finally:
            # The other user's program is a child of the one that changes the user.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(window.pid, signal.SIGKILL)


def drive(place: Bench, window: "subprocess.Popen[bytes]") -> None:
    def tell(*words: str, right: bool = True) -> str:
        done = subprocess.run(["xdotool", *words], env=place.environment, capture_output=True, text=True, check=right)
        return done.stdout.strip()

    def found() -> str:
        return tell("search", "--onlyvisible", "--name", f"^{place.photos.name} .*tldesk$", right=False)

    def press(*keys: str) -> None:
        tell("windowfocus", "--sync", found(), "key", "--delay", "200", *keys)

    wait_for(lambda: bool(found()) or window.poll() is not None, "the window on the folder", seconds=120)
    expect(window.poll() is None, f"the window left with {window.returncode}")
    # All pages are made in idle moments, the engine warms up beside them.
    time.sleep(15)
    press("ctrl+2")
    # Its place is the same in every language: at the foot of the recipe, above the status bar; a message of some seconds moves it.
    height = dict(line.split("=") for line in tell("getwindowgeometry", "--shell", found()).split())["HEIGHT"]
    for _ in range(4):
        time.sleep(2)
        tell("mousemove", "--window", found(), "238", str(int(height) - 72), "click", "1")
        with contextlib.suppress(SmokeError):
            wait_for(lambda: bool(runs(place)), "a run", seconds=60)
            break
    wait_for(lambda: any(run["state"] == "finished" for run in runs(place)), "the training in the window")
    time.sleep(5)
    press("ctrl+q")
    expect(window.wait(60) == 0, f"the window left with {window.returncode}")
    print("the window opened the folder, trained, and closed")


def runs(place: Bench) -> list[dict[str, Any]]:
    """What is noted of the project's runs."""
    return [json.loads(file.read_text(encoding="utf-8")) for file in (place.photos / ".tldesk" / "runs").glob("*/run.json")]


def try_verbs(place: Bench) -> None:
    """Training (where no window did), figures, predictions, heatmaps, the report and the labels, each checked."""
    results = place.place / "Ergebnisse"
    if not runs(place):
        place.told("train", place.photos)
    figures = place.told("evaluate", place.photos)
    expect(figures["accuracy"] > 0.5, f"accuracy {figures['accuracy']}")
    place.told("predict", place.photos, place.fresh, "--out", results / "answers.csv")
    with (results / "answers.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    expect(len(rows) == MIXED and all(row["prediction"] for row in rows), f"{len(rows)} rows")
    if sys.platform == "linux":
        expect(
            place.loads("openvino/libs/libopenvino_intel_cpu_plugin.so", "predict", place.photos, place.fresh), "not answered by OpenVINO"
        )
        print("folders are answered by OpenVINO")
    photo = next(place.fresh.rglob("*.jpg"))
    place.told("explain", place.photos, photo, "--out", results / "heatmaps")
    expect(list((results / "heatmaps").iterdir()), "no heatmap")
    place.told("report", place.photos, "--out", results / "report.html")
    expect((results / "report.html").stat().st_size > 10_000, "an empty report")
    place.told("export", place.photos, "--to", results / "labels.csv")
    expect(len((results / "labels.csv").read_text(encoding="utf-8-sig").splitlines()) == 4 * PER_CLASS + 1, "labels are missing")
    place.told("model", "export", "--project", place.photos, "--to", results / "model.zip")
    expect((results / "model.zip").stat().st_size > 1_000_000, "an empty model")
    place.call("train", place.place / "nowhere", code=1)
    print(f"accuracy {figures['accuracy']:.3f} on the test split, {len(rows)} predictions, a heatmap, a report, the labels")


def main() -> int:
    parser = argparse.ArgumentParser(description="Use the frozen program as a person would, and check what it leaves.")
    parser.add_argument("folder", type=Path, help="the program's folder")
    given = parser.parse_args()
    folder = given.folder.resolve()
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="smoke ") as name, bench(folder, Path(name)) as place:
        (place.place / "Ergebnisse").mkdir(exist_ok=True)
        try_verbs_before(place)
        if shutil.which("Xvfb") and shutil.which("xdotool"):
            try_window(place)
        else:
            print("no Xvfb or no xdotool: the window was not tried")
        try_verbs(place)
        crashes = list(Path(place.environment["HOME"]).rglob("crash*"))
        expect(not crashes, f"crash reports: {[file.read_text(errors='replace') for file in crashes]}")
    print("all is well")
    return 0


if __name__ == "__main__":
    sys.exit(main())
