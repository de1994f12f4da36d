"""The verb predict: answers for a folder, or the rest of those that were cut short, as a table on the screen or in a file."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from errno import EISDIR
from os import strerror
from pathlib import Path
from tempfile import TemporaryFile

from rich.markup import escape
from rich.table import Table

from tldesk.cli.running import do
from tldesk.cli.say import Voice, shown
from tldesk.core.errors import ProjectError, RunError
from tldesk.core.messages import PredictRequest
from tldesk.core.never_unsure import why_never_unsure
from tldesk.core.numbers import percent
from tldesk.jobs import plan
from tldesk.photos.kinds import NotPhotos
from tldesk.project import answers, predictions
from tldesk.project.interchange.prediction_tables import NOT_SURE, check_table_name, prediction_values, write_predictions
from tldesk.project.layout import cannot_write
from tldesk.project.predictions import PredictionRow, PredictionSet
from tldesk.project.store import Project


@dataclass(frozen=True, slots=True)
class Answered:
    """A prediction set and all its rows; `table`: the file they were written into; `not_photos`: files that were left out."""

    set: PredictionSet
    rows: list[PredictionRow]
    table: Path | None = None
    not_photos: NotPhotos = field(default_factory=NotPhotos)

    def values(self) -> dict[str, object]:
        """What the verb says as JSON."""
        return {
            "run": self.set.run_id,
            "set": self.set.id,
            "answers": [prediction_values(self.set, row) for row in self.rows if not row.problem],
            "unreadable": {row.file: row.problem for row in self.rows if row.problem},
            "not_photos": dict(self.not_photos.kinds),
            "table": self.table and str(self.table),
        }


def predict(project: Project, run_id: str, places: Sequence[Path], *, out: Path | None, deep: bool = True, voice: Voice) -> Answered:
    """Answer for the photos in `places`, with their sub-folders where `deep`."""
    _try_room(out)
    with voice.progress() as bar:
        task = bar.add_task("Finding photos", total=None)
        found = plan.find_photos(places, deep=deep, report=lambda count, _total: bar.update(task, completed=count))
    request, _ = plan.plan_prediction(project, run_id, places, found=found)
    for reason in found.left_out:
        voice.aside(reason)
    answered = _answer(project, request, out=out, voice=voice)
    if found.not_photos.count:
        voice.line(str(found.not_photos))
    return replace(answered, not_photos=found.not_photos)


def go_on(project: Project, *, out: Path | None, voice: Voice) -> Answered:
    """Answer for the photos that the newest predictions still lack.

    Raises:
        ProjectError: no predictions were cut short.
    """
    _try_room(out)
    short = next((one for one in predictions.sets(project) if one.unfinished), None)
    if short is None:
        raise ProjectError("No predictions were cut short.", remedy="Name a folder to predict.")
    request, _ = plan.plan_going_on(project, short.id)
    voice.line(f"{short.total - short.unfinished} of {short.total} photos have their answers already")
    return _answer(project, request, out=out, voice=voice)


def _answer(project: Project, request: PredictRequest, *, out: Path | None, voice: Voice) -> Answered:
    do(project, request, voice)
    found = answered_so_far(project, request.set_id, table=out)
    say_never_unsure(project, found.set, voice)
    chosen, rows = found.set, found.rows
    if out is None:
        voice.table(_table(chosen, rows))
    else:
        write_predictions(out, chosen, rows)
        voice.line(f"{len(rows)} photos, table in {shown(out)}")
    return found


def say_never_unsure(project: Project, answered: PredictionSet, voice: Voice) -> None:
    """Say once, beside the answers, why none of them is called "not sure", where that is so."""
    if answered.sure_from is not None:
        return
    # The answers are there: figures that can't be read must not keep them from being told.
    with suppress(RunError):
        why, photos = why_never_unsure(project.layout.run(answered.run_id))
        if why:
            voice.once(why.format(count=photos))


def make_room(table: Path | None) -> None:
    """Make the folder of a table that is to be written; None: of none.

    Raises:
        ProjectError: the table's suffix does not say how it is written, or the folder can't be made.
    """
    if table is None:
        return
    check_table_name(table)
    try:
        table.absolute().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(table.parent, error) from error


def _try_room(table: Path | None) -> None:
    """Make the folder of a table, and find out that it can't be written there before many photos were answered for.

    Raises:
        ProjectError: see `make_room`; or the place takes no file.
    """
    make_room(table)
    if table is None:
        return
    try:
        if table.is_dir():
            raise IsADirectoryError(EISDIR, strerror(EISDIR))
        with TemporaryFile(dir=table.absolute().parent):
            pass
    except OSError as error:
        raise cannot_write(table, error) from error


def answered_so_far(project: Project, set_id: str, *, table: Path | None) -> Answered:
    """A set as it is now, and the table it was written into."""
    return Answered(next(one for one in predictions.sets(project) if one.id == set_id), answers.rows(project, set_id), table)


def _table(chosen: PredictionSet, rows: Sequence[PredictionRow]) -> Table:
    unlike = any(chosen.is_unlike(row) for row in rows)
    table = Table("Photo", "Answer", *(["Unlike"] if unlike else []), box=None, pad_edge=False, header_style="dim")
    table.add_column("Confidence", justify="right")
    for row in rows:
        if row.problem:
            said, flag, sure = "–", "", escape(row.problem)
        else:
            best = chosen.classes[max(range(len(row.probabilities)), key=row.probabilities.__getitem__)]
            said = escape(f"{NOT_SURE} ({best}?)" if chosen.is_unsure(row) else best)
            flag, sure = "unlike" if chosen.is_unlike(row) else "", percent(max(row.probabilities))
        table.add_row(escape(shown(Path(row.file))), said, *([flag] if unlike else []), sure)
    return table
