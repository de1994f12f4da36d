"""A run's folder: the contract between machines.

`runs/<id>/` holds what one training was given and what it left. The engine writes into it, the project lists it, and a run trained
elsewhere appears when its folder does.

    recipe.json               the recipe
    snapshot.csv              the photos it was trained on: path, label, split, fingerprint
    left-out.json             labelled photos that took no part, where there are any
    unreadable.jsonl          photos of the snapshot that could not be read, one a line, where there are any   (written by jobs.record)
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
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from tldesk.core.codec import from_json, to_json
from tldesk.core.cross_validation import CrossValidation
from tldesk.core.errors import RunError
from tldesk.core.files import write_atomically
from tldesk.core.photo import Split
from tldesk.core.results import EpochMetrics, Evaluation, Figure, Interval
from tldesk.core.run_values import LeftOut, ModelFacts, Remark, RunRecord

if TYPE_CHECKING:
    from tldesk.core.recipe import Recipe


T = TypeVar("T")

_LEFT_OUT: Final = "left-out.json"
_FOLDS: Final = "cross-validation.json"
_UNREADABLE: Final = "unreadable.jsonl"

REMARK: Final = "remark.json"
"""The file that says nothing about the training."""

MOST_EPOCHS: Final = 2_000
"""Lines of `metrics.jsonl` that are read: more than the longest training that a recipe may ask for, head first, has."""
_LONGEST: Final = 2**20
"""Bytes that are read of one of them: the recalls of forty thousand classes."""

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
        write_atomically(self.path / _LEFT_OUT, to_json(left_out, indent=1), durable=False)

    def left_out(self) -> LeftOut:
        """Read `left-out.json`; where there is none, nothing was left out."""
        return self._read(_LEFT_OUT, LeftOut) if (self.path / _LEFT_OUT).is_file() else LeftOut()

    def add_unreadable(self, path: str) -> None:
        """Append a photo, by its path in the snapshot, to `unreadable.jsonl`, without waiting for the disk."""
        with (self.path / _UNREADABLE).open("ab") as stream:
            # A line begins with its end, so that one that a crash cut short does not take the next with it.
            stream.write(b"\n" + to_json(path))

    def keep_unreadable(self, paths: Iterable[str]) -> None:
        """Strike out all but `paths`."""
        write_atomically(self.path / _UNREADABLE, b"".join(b"\n" + to_json(path) for path in paths), durable=False)

    def unreadable(self) -> frozenset[str]:
        """The paths in `unreadable.jsonl`; none where there is none. A line that a crash cut short is left out.

        Raises:
            RunError: the file can't be read.
        """
        found: set[str] = set()
        try:
            lines = (self.path / _UNREADABLE).read_bytes().splitlines()
        except FileNotFoundError:
            return frozenset()
        except OSError as error:
            raise self._damaged(_UNREADABLE, error) from error
        for line in lines:
            with suppress(ValueError):
                found.add(from_json(str, line))
        return frozenset(found)

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
        """The epochs that ended, oldest first, at most `MOST_EPOCHS`; a last line that a crash cut short is left out.

        Raises:
            RunError: the file can't be read.
        """
        file = self.path / "metrics.jsonl"
        if not file.is_file():
            return []
        try:
            with file.open("rb") as stream:
                # No further: the window reads this of every run, and a folder may have been copied here from anywhere.
                lines = list(islice(iter(lambda: stream.readline(_LONGEST), b""), MOST_EPOCHS))
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

    def evaluation_bytes(self, split: Split) -> int:
        """How large `evaluation-<split>.json` is; 0 where there is none."""
        try:
            return (self.path / f"evaluation-{split}.json").stat().st_size
        except OSError:
            return 0

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
