"""Uses the frozen program as a person in a lab would, and checks what it leaves.

    python packaging/smoke.py build/dist/tldesk

As root it does so for an ordinary user made for it, who may not write into the program's folder, with the network cut off; otherwise as
who runs it, with every proxy pointing nowhere. Photos, home and program lie in folders with spaces and letters of several alphabets.
The window needs Xvfb and xdotool; on systems without them the verbs alone are tried, and that is said. Each step has a time of its own;
what fails is said in a line, with what the program said, its crash reports, and a picture of the window beside its folder.
"""

import argparse
import contextlib
import csv
import json
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import Bench, SmokeError, bench, end, expect, wait_for
from frozen import display
from PIL import ImageGrab

from tldesk import __version__
from tldesk.core.exported import INT8, ONNX
from tldesk.photos.specimens import draw_mixed, draw_specimens

PER_CLASS: Final = 20
MIXED: Final = 72
"""More than the 64 from which OpenVINO answers."""

QUICK, LONG, TRAINING = 180.0, 600.0, 1200.0
"""Seconds for what only reads, for what computes, and for a training: on two cores that others use too each takes a tenth of it."""


def draw(place: Bench) -> None:
    draw_specimens(place.photos, per_class=PER_CLASS)
    draw_mixed(place.fresh, count=MIXED, seed=3)


def try_verbs_before(place: Bench) -> None:
    """The version, the diagnosis, and the folder taken in."""
    expect(place.call("--version", seconds=QUICK).strip() == f"tldesk {__version__}", "another version")
    diagnosis = place.call("--diagnose", seconds=QUICK)
    expect("torch" in diagnosis and "CPU" in diagnosis, f"a strange diagnosis: {diagnosis}")
    taken = place.told("import", place.photos, seconds=QUICK)
    expect(taken["photos"] == 4 * PER_CLASS, f"imported {taken}")


def try_window(place: Bench, picture: Path) -> None:
    """The window on the folder, a training begun by its key, and the window closed while all is well; else a `picture` of it."""
    with display() as name:
        place.environment["DISPLAY"] = name
        # As a file manager does to which the project's own folder was shown.
        window = place.start(place.photos / ".tldesk")
        try:
            drive(place, window)
        except SmokeError as error:
            with contextlib.suppress(OSError):
                ImageGrab.grab(xdisplay=name).save(picture)
                raise SmokeError(f"{error}\n(what was to be seen then: {picture})") from error
            raise
        finally:
            end(window)


def drive(place: Bench, window: "subprocess.Popen[str]") -> None:
    def tell(*words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=place.environment, capture_output=True, text=True, check=False, timeout=60)
        return done.stdout.strip()

    def found() -> str:
        expect(window.poll() is None, f"the window left by itself with {window.returncode}")
        return tell("search", "--onlyvisible", "--name", f"^{place.photos.name} .*tldesk$").partition("\n")[0]

    def press(*keys: str) -> None:
        tell("windowfocus", "--sync", found(), "key", "--delay", "200", *keys)

    wait_for(lambda: bool(found()), lambda: "the window on the folder", seconds=QUICK)
    # All pages are made in idle moments, the engine warms up beside them: a key that comes too early may be lost, so it is pressed again.
    for _ in range(6):
        time.sleep(10)
        press("ctrl+2", "ctrl+Return")
        with contextlib.suppress(SmokeError):
            wait_for(lambda: bool(found() and runs(place)), lambda: "a run", seconds=30)
            break
    expect(runs(place), "the key to train was pressed six times, and no training began")
    wait_for(
        lambda: bool(found()) and "finished" in states(place),
        lambda: f"the training in the window, which is {states(place)}",
        seconds=TRAINING,
    )
    time.sleep(5)
    press("ctrl+q")
    with contextlib.suppress(subprocess.TimeoutExpired):
        window.wait(60)
    expect(window.poll() is not None, "the window was still there a minute after it was told to close")
    expect(window.returncode == 0, f"the window left with {window.returncode}")


def runs(place: Bench) -> list[dict[str, Any]]:
    """What is noted of the project's runs."""
    return [json.loads(file.read_text(encoding="utf-8")) for file in (place.photos / ".tldesk" / "runs").glob("*/run.json")]


def states(place: Bench) -> list[str]:
    return [run["state"] for run in runs(place)]


def try_answers(place: Bench) -> None:
    """Training (where no window did), figures, predictions and heatmaps, each checked."""
    if not runs(place):
        place.told("train", place.photos, seconds=TRAINING)
    figures = place.told("evaluate", place.photos, seconds=LONG)
    expect(figures["accuracy"] > 0.5, f"accuracy {figures['accuracy']}")
    table = place.results / "answers.csv"
    place.told("predict", place.photos, place.fresh, "--out", table, seconds=LONG)
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    expect(len(rows) == MIXED and all(row["prediction"] for row in rows), f"{len(rows)} rows of predictions, not {MIXED}, or empty ones")
    if sys.platform == "linux":
        plugin = "openvino/libs/libopenvino_intel_cpu_plugin.so"
        expect(place.loads(plugin, "predict", place.photos, place.fresh, seconds=LONG), "not answered by OpenVINO")
    photo = next(place.fresh.rglob("*.jpg"))
    place.told("explain", place.photos, photo, "--out", place.results / "heatmaps", seconds=LONG)
    expect(list((place.results / "heatmaps").iterdir()), "no heatmap")
    print(f"accuracy {figures['accuracy']:.3f} on the test split, {len(rows)} predictions, a heatmap")


def try_exports(place: Bench) -> None:
    """The report, the labels, and a model that travels."""
    results = place.results
    place.told("report", place.photos, "--out", results / "report.html", seconds=LONG)
    expect((results / "report.html").stat().st_size > 10_000, "an empty report")
    place.told("export", place.photos, "--to", results / "labels.csv", seconds=QUICK)
    labels = len((results / "labels.csv").read_text(encoding="utf-8-sig").splitlines()) - 1
    expect(labels == 4 * PER_CLASS, f"{labels} labels, not {4 * PER_CLASS}")
    forms = ["--program", *(["--onnx", "--int8"] if place.holds("onnxruntime") else [])]
    told = place.told("model", "export", "--project", place.photos, "--to", results / "model.zip", *forms, seconds=LONG)
    others = check_onnx(told["exported"][0])
    expect(bool(others) == ("--onnx" in forms), f"no ONNX file was checked: {told}")
    with zipfile.ZipFile(results / "model.zip") as archive:
        held = {one.filename: one.file_size for one in archive.infolist()}
    for name in ("model.safetensors", "config.json", "model.pt2", "predict.py", "README.md", *others):
        expect(held.get(name), f"{name} is missing in the exported model, or empty: {held}")
    place.told("predict", place.fresh, "--model", results / "model.zip", "--out", results / "again.csv", seconds=LONG)
    first, again = (
        [row["prediction"] for row in csv.DictReader((results / name).read_text(encoding="utf-8-sig").splitlines())]
        for name in ("answers.csv", "again.csv")
    )
    expect(first == again, f"the exported model answers otherwise: {first} and {again}")
    place.call("train", place.place / "nowhere", code=1, seconds=QUICK)


def check_onnx(told: dict[str, Any]) -> list[str]:
    """What the program says of the ONNX file, and of the one rounded to int8; returns what they are called, where they were kept."""
    if "onnx" not in told:
        print("built without ONNX: no such file was tried")
        return []
    onnx, int8 = told["onnx"], told["int8"]
    expect(onnx["photos"] and onnx["same"] == onnx["photos"], f"the ONNX file answers otherwise: {onnx}")
    # Whether it is kept is the network's affair: of so few photos one that changes is too many.
    expect("check" in int8 and int8["check"]["photos"], f"no int8 file was made and measured: {int8}")
    same = f"{int8['check']['same']} of {int8['check']['photos']} photos, {'kept' if int8['kept'] else 'not kept'}"
    print(f"ONNX answers {onnx['photos']} photos as torch does, to {onnx['difference']:.0e}; int8 {same}")
    return [ONNX, INT8] if int8["kept"] else [ONNX]


def main() -> int:
    parser = argparse.ArgumentParser(description="Use the frozen program as a person would, and check what it leaves.")
    parser.add_argument("folder", type=Path, help="the program's folder")
    folder = parser.parse_args().folder.resolve()
    step, began = "the folder of the program", time.monotonic()
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="smoke ") as name, bench(folder, Path(name), draw) as place:
        try:
            lost = [str(file) for file in folder.rglob("*") if file.is_symlink() and not file.exists()]
            expect(not lost, f"links that lead nowhere: {lost}")
            for step, act in {
                "version, diagnosis, import": try_verbs_before,
                "window": lambda place: try_window(place, folder.parent / "smoke-window.png"),
                "figures, predictions, heatmap": try_answers,
                "report, labels, model": try_exports,
            }.items():
                if step == "window" and not (shutil.which("Xvfb") and shutil.which("xdotool")):
                    print("no Xvfb or no xdotool: the window was not tried")
                    continue
                act(place)
                print(f"{step}: well, after {time.monotonic() - began:.0f} s", flush=True)
            expect(not place.crashes(), "the program crashed unseen")
            expect(not list(place.home.rglob("deviceid")), "ONNX Runtime gave this computer a number, under which it reports to its maker")
        except SmokeError as error:
            print(f"smoke test failed at: {step}\n{error}\n{place.crashes()}", file=sys.stderr)
            return 1
    print("all is well")
    return 0


if __name__ == "__main__":
    sys.exit(main())
