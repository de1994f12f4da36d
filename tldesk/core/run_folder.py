"""A run's folder: the contract between machines.

`runs/<id>/` holds what one training was given and what it left. The engine writes into it, the project lists it, and a run trained
elsewhere appears when its folder does.

    recipe.json               the recipe
    snapshot.csv              the photos it was trained on: path, label, split, fingerprint
    left-out.json             labelled photos that took no part, where there are any
    run.json                  name, state, times, preset, versions   (written by jobs.record)
    metrics.jsonl             one line an epoch
    log.txt                   what happened and when, in words   (written by jobs.record)
    resume.pt                 all a training that was broken off goes on from; gone once it has ended
    model.safetensors         the best epoch's network, with model.json: backbone, classes, preprocessing
    references.safetensors    features of some training photos, which new photos are compared with
    evaluation-<split>.json   figures and every answer; evaluation-<split>-imported.json: those an imported model came with
    cross-validation.json     figures of each fold, where the recipe asks for folds
    folds/                    the fold that is being trained; gone once the training has ended
    remark.json               star and note, where somebody gave any
"""

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from tldesk.core.codec import from_json, to_json
from tldesk.core.cross_validation import CrossValidation
from tldesk.core.errors import RunError
from tldesk.core.files import write_atomically
from tldesk.core.photo import Split
from tldesk.core.results import EpochMetrics, Evaluation, Figure, Interval

if TYPE_CHECKING:
    from tldesk.core.recipe import Recipe


LEFT_OUT: Final = "left-out.json"


class RunState(StrEnum):
    """How far a run got. `INTERRUPTED` covers killed, out of memory and power cuts: finished epochs are kept."""

    PLANNED = "planned"
    TRAINING = "training"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class RunRecord:
    """`run.json`: what a table of runs shows. Times are seconds since the epoch; `said` is how it ended, in words.

    `device` in words and the `versions` of the libraries it was trained with (name, version); empty until it began.
    `origin`: the file or folder it was imported from, see `core.exported`; empty for a run that was trained here.
    """

    id: str
    name: str
    state: RunState
    created: float
    ended: float | None = None
    said: str = ""
    device: str = ""
    versions: tuple[tuple[str, str], ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """`remark.json`: what people say of a run, apart from `run.json`, which a training may be writing at that moment."""

    starred: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`left-out.json`: labelled photos that took no part in a training.

    Attributes:
        classes: name and photos of each class that a person had left out, because it has too few.
        near_test: photos whose groups have a photo in the test split, which stays as it is: the model must not learn from its like.
    """

    classes: tuple[tuple[str, int], ...] = ()
    near_test: int = 0

    def __bool__(self) -> bool:
        return bool(self.classes or self.near_test)


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """`model.json`: all that is needed to rebuild the network and prepare a photo for it.

    Attributes:
        input_size: side of the square in pixels. `resize`: the shorter side is scaled to this first, then the centre is cropped.
        interpolation: "bicubic" or "bilinear". `mean`, `std`: per channel, for values in 0..1.
        epoch: the epoch the weights are of.
        framing: "crop", "squash" or "letterbox", see `photos.framing`.
        pooling: "backbone", "avg", "max" or "both". hidden: widths of the head's hidden layers, with `activation` after each.
        mirrored: mirror pictures an answer is computed from besides the photo: "none", "horizontal" or "both".
        temperature: what the head's last layer was divided by to make the model as sure as it is right; the weights have it already.
        accepted_error: the share of wrong answers that `sure_from` was chosen by, 0..1; None before anything was chosen.
        sure_from: answers less confident than this are "not sure", see `core.abstention`; None where nothing says so.
        unlike_from: photos farther than this from the training photos are unlike them, see `engine.likeness`; None where nothing says so.
    """

    backbone: str
    classes: tuple[str, ...]
    input_size: int
    resize: int
    interpolation: str
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    epoch: int
    tldesk: str
    framing: str = "crop"
    pooling: str = "backbone"
    hidden: tuple[int, ...] = ()
    activation: str = "relu"
    mirrored: str = "none"
    temperature: float = 1.0
    accepted_error: float | None = None
    sure_from: float | None = None
    unlike_from: float | None = None


T = TypeVar("T")

_FOLDS: Final = "cross-validation.json"

REMARK: Final = "remark.json"
"""The file that says nothing about the training."""

_FIGURES: Final = b'"figures":'
"""What the figures of an evaluation stand behind; inside a text its quotation marks would have backslashes."""
_HEAD: Final = 65_536
"""Bytes of an evaluation that hold its figures, unless it has hundreds of classes: the answers behind them may be many megabytes."""


@dataclass(frozen=True, slots=True)
class RunFolder:
    """Reads and writes the files of one run. Every write is atomic; every reader raises `RunError` naming the damaged file."""

    path: Path

    @property
    def model_file(self) -> Path:
        """The weights; there as soon as one epoch has ended."""
        return self.path / "model.safetensors"

    @property
    def resume_file(self) -> Path:
        """What a training that was broken off goes on from; there once an epoch of fine-tuning has ended, until the training has."""
        return self.path / "resume.pt"

    @property
    def references_file(self) -> Path:
        """Features of some of the training photos, which new photos are compared with; see `engine.likeness`."""
        return self.path / "references.safetensors"

    @property
    def folds_folder(self) -> Path:
        """Where folds are trained; there from the end of the run's own training until that of the last fold."""
        return self.path / "folds"

    @property
    def can_go_on(self) -> bool:
        """Whether it has kept how far a training got that was broken off."""
        return self.resume_file.is_file() or self.folds_folder.is_dir()

    @property
    def snapshot_file(self) -> Path:
        """The photos, labels, splits and fingerprints the run was trained on."""
        return self.path / "snapshot.csv"

    @property
    def has_model(self) -> bool:
        """Whether the run can predict."""
        return self.model_file.is_file() and (self.path / "model.json").is_file()

    def settle(self) -> None:
        """Wait until what the training was given is on the disk.

        The engine does so when it begins: where the run is planned, on a slow disk the wait would hold the window up.
        """
        for file in (self.path / "recipe.json", self.snapshot_file):
            if file.is_file():
                with file.open("rb+") as stream:
                    os.fsync(stream.fileno())

    def write_record(self, record: RunRecord) -> None:
        """Write `run.json`, without waiting for the disk: a state that a power cut loses is found out by `runs.recover`."""
        write_atomically(self.path / "run.json", to_json(record, indent=1), durable=False)

    def record(self) -> RunRecord:
        """Read `run.json`."""
        return self._read("run.json", RunRecord)

    def write_recipe(self, recipe: "Recipe") -> None:
        """Write `recipe.json`, without waiting for the disk: see `settle`."""
        write_atomically(self.path / "recipe.json", recipe.model_dump_json(indent=1), durable=False)

    def recipe(self) -> "Recipe":
        """Read `recipe.json`."""
        from tldesk.core.recipe import recipe_from

        return recipe_from(self._read("recipe.json", dict[str, object]))

    def write_left_out(self, left_out: LeftOut) -> None:
        """Write `left-out.json`, without waiting for the disk: the training goes without it."""
        write_atomically(self.path / LEFT_OUT, to_json(left_out, indent=1), durable=False)

    def left_out(self) -> LeftOut:
        """Read `left-out.json`; where there is none, nothing was left out."""
        return self._read(LEFT_OUT, LeftOut) if (self.path / LEFT_OUT).is_file() else LeftOut()

    def write_facts(self, facts: ModelFacts) -> None:
        """Write `model.json`."""
        write_atomically(self.path / "model.json", to_json(facts, indent=1))

    def facts(self) -> ModelFacts:
        """Read `model.json`."""
        return self._read("model.json", ModelFacts)

    def add_epoch(self, metrics: EpochMetrics) -> None:
        """Append one line to `metrics.jsonl`."""
        with (self.path / "metrics.jsonl").open("ab") as stream:
            stream.write(to_json(metrics) + b"\n")

    def begin_anew(self) -> None:
        """Take away what an earlier attempt at this training left of its epochs; the weights stay until a better one replaces them."""
        for file in (self.path / "metrics.jsonl", self.path / _FOLDS, self.resume_file):
            file.unlink(missing_ok=True)
        shutil.rmtree(self.folds_folder, ignore_errors=True)

    def keep_epochs(self, count: int) -> None:
        """Strike out all but the first `count` lines of `metrics.jsonl`: a training that is resumed writes the others again."""
        kept = self.epochs()[:count]
        write_atomically(self.path / "metrics.jsonl", b"".join(to_json(metrics) + b"\n" for metrics in kept))

    def epochs(self) -> list[EpochMetrics]:
        """The epochs that ended, oldest first; a last line that a crash cut short is left out."""
        file = self.path / "metrics.jsonl"
        if not file.is_file():
            return []
        try:
            lines = file.read_bytes().splitlines()
        except OSError as error:
            raise self._damaged(file.name, error) from error
        epochs = []
        for line in lines:
            try:
                epochs.append(from_json(EpochMetrics, line))
            except ValueError:
                break
        return epochs

    @property
    def log_file(self) -> Path:
        """What happened and when, in words."""
        return self.path / "log.txt"

    def add_log(self, lines: Iterable[str]) -> None:
        """Append lines to `log.txt`, without waiting for the disk."""
        text = "".join(f"{line}\n" for line in lines)
        if text:
            with self.log_file.open("a", encoding="utf-8", newline="\n") as stream:
                stream.write(text)

    def log(self) -> str:
        """The content of `log.txt`; empty where there is none."""
        try:
            return self.log_file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""

    def write_evaluation(self, evaluation: Evaluation) -> None:
        """Write `evaluation-<split>.json`."""
        write_atomically(self.path / f"evaluation-{evaluation.split}.json", to_json(evaluation))

    def is_measured(self, split: Split) -> bool:
        """Whether there are figures on `split`; they may still be damaged."""
        return (self.path / f"evaluation-{split}.json").is_file()

    def evaluation(self, split: Split) -> Evaluation | None:
        """Read `evaluation-<split>.json`; None where the run was not evaluated on that split."""
        name = f"evaluation-{split}.json"
        return self._read(name, Evaluation) if (self.path / name).is_file() else None

    def figures(self, split: Split) -> dict[Figure, Interval] | None:
        """The figures of `evaluation-<split>.json` alone, quickly; None where the run was not evaluated on that split."""
        file = self.path / f"evaluation-{split}.json"
        try:
            with file.open("rb") as stream:
                head = stream.read(_HEAD)
            found, _ = json.JSONDecoder().raw_decode(head[head.index(_FIGURES) + len(_FIGURES) :].decode("utf-8", "ignore"))
            return from_json(dict[Figure, Interval], json.dumps(found).encode())
        except (OSError, ValueError):
            evaluation = self.evaluation(split)
            return None if evaluation is None else evaluation.figures

    def write_remark(self, remark: Remark) -> None:
        """Write `remark.json`."""
        write_atomically(self.path / REMARK, to_json(remark, indent=1))

    def remark(self) -> Remark:
        """Read `remark.json`; an empty one where there is none."""
        return self._read(REMARK, Remark) if (self.path / REMARK).is_file() else Remark()

    def write_cross_validation(self, found: CrossValidation) -> None:
        """Write `cross-validation.json`."""
        write_atomically(self.path / _FOLDS, to_json(found, indent=1))

    @property
    def cross_validation(self) -> CrossValidation | None:
        """Read `cross-validation.json`; None where no fold was trained to its end."""
        return self._read(_FOLDS, CrossValidation) if (self.path / _FOLDS).is_file() else None

    def _read(self, name: str, kind: type[T]) -> T:
        file = self.path / name
        try:
            return from_json(kind, file.read_bytes())
        except (OSError, ValueError) as error:
            raise self._damaged(name, error) from error

    def _damaged(self, name: str, error: Exception) -> RunError:
        return RunError(
            f"The run '{self.path.name}' can't be read: {name} is missing or damaged ({type(error).__name__}).",
            kept="The photos and labels are untouched.",
            remedy="Train again, or copy the run's folder here once more.",
        )
