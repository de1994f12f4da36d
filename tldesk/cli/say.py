"""What the command line says: tables on stdout, progress and errors on stderr, or one JSON object for scripts."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from tldesk.core.errors import TldeskError
from tldesk.core.numbers import percent
from tldesk.core.results import Evaluation

WORLD: Final = 1
WIDE: Final = 4096


class Voice:
    """Where the words go. `as_json`: stdout carries one JSON object and nothing else."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self._said: set[str] = set()
        self._out = Console(highlight=False, soft_wrap=True)
        if not self._out.is_terminal:
            # A table that goes into a file or a pipe must not break its cells at 80 columns.
            self._out.width = WIDE
        self._err = Console(stderr=True, highlight=False, soft_wrap=True)

    def line(self, text: str) -> None:
        """A line of the result, for people."""
        if not self.as_json:
            self._out.print(escape(text))

    def table(self, table: Table) -> None:
        """A table of the result, for people."""
        if not self.as_json:
            self._out.print(table)

    def aside(self, text: str) -> None:
        """A line beside the result."""
        self._err.print(escape(text))

    def once(self, text: str) -> None:
        """A line beside the result that says nothing new the second time."""
        if text not in self._said:
            self._said.add(text)
            self.aside(text)

    def result(self, values: Mapping[str, object]) -> None:
        """The result, for scripts."""
        if self.as_json:
            typer.echo(json.dumps(dict(values), allow_nan=False))

    def complain(self, error: TldeskError) -> None:
        """What happened, what was kept, what to do."""
        self._err.print(f"[bold red]Error[/]  {escape(error.what)}")
        for part in (error.kept, error.remedy):
            if part:
                self._err.print(f"       {escape(part)}")
        self.result({"error": error.what, "kept": error.kept, "remedy": error.remedy})

    @contextmanager
    def waiting(self, text: str) -> Iterator[None]:
        """A word on stderr until it is over; silent where that is no terminal, or where a script listens."""
        if self.as_json or not self._err.is_terminal:
            yield
            return
        with self._err.status(escape(text)):
            yield

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A progress bar on stderr; silent where that is no terminal."""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self._err, transient=True, disable=not self._err.is_terminal) as bar:
            yield bar


def score_table(evaluation: Evaluation) -> Table:
    """Precision, recall, F1 and photos of each class."""
    table = Table("Class", box=None, pad_edge=False, header_style="dim")
    for name in ("Precision", "Recall", "F1", "Photos"):
        table.add_column(name, justify="right")
    for score in evaluation.scores:
        table.add_row(escape(score.name), percent(score.precision), percent(score.recall), percent(score.f1), str(score.support))
    return table


def evaluation_values(evaluation: Evaluation) -> dict[str, object]:
    """An evaluation for scripts, without the single answers."""
    return {
        "split": evaluation.split.value,
        "photos": len(evaluation.answers),
        "accuracy": evaluation.accuracy.value,
        "interval": [evaluation.accuracy.low, evaluation.accuracy.high],
        "figures": {
            which.value: {"value": value.value, "low": value.low, "high": value.high} for which, value in evaluation.figures.items()
        },
        "classes": {
            score.name: {"precision": score.precision, "recall": score.recall, "f1": score.f1, "photos": score.support}
            for score in evaluation.scores
        },
        "confusion": [list(row) for row in evaluation.confusion],
        "unreadable": dict(evaluation.unreadable),
    }


def shown(path: Path) -> str:
    """A path as a person would type it from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
