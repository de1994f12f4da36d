"""Predictions as a table for a spreadsheet, or as JSON for a program: what a lab hands in."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import tldesk
from tldesk.core.errors import ProjectError
from tldesk.core.files import write_atomically
from tldesk.project.interchange.cells import safe
from tldesk.project.interchange.workbook import workbook_bytes
from tldesk.project.layout import cannot_write
from tldesk.project.predictions import PredictionRow, PredictionSet

NOT_SURE: Final = "not sure"
TOP: Final = 3
"""Most probable classes that have columns of their own."""

Cell = str | float
_WIDTHS: Final = (60, 18, 18, 18, 12)


def write_predictions(file: Path, prediction_set: PredictionSet, rows: Sequence[PredictionRow]) -> None:
    """Write one line a photo; the suffix says how: `.csv`, `.tsv`, `.xlsx` or `.json`.

    Columns: file; label, which a person gave; answer, which is the label where there is one, else "not sure" or the prediction; prediction
    and confidence, the model's best guess whether it is sure or not; the next most probable classes; not_sure and unlike, "yes" or empty;
    distance, see `engine.likeness`; p_<class> for each class; problem; the model's run and the version of this program.

    CSV and TSV are UTF-8 with a byte order mark, which spreadsheets need to read letters beyond ASCII. Numbers have six digits after the
    point. A text that a spreadsheet would run as a formula gets an apostrophe in front; see `cells`.

    Raises:
        ProjectError: another suffix; or the disk is full or the place can't be written, and an older file of that name is unchanged then.
    """
    check_table_name(file)
    try:
        write_atomically(file, _WRITERS[file.suffix.casefold()](prediction_set, rows))
    except OSError as error:
        raise cannot_write(file, error) from error


def check_table_name(file: Path) -> None:
    """Raise a ProjectError where the suffix of `file` does not say how a table is written."""
    if file.suffix.casefold() not in _WRITERS:
        raise ProjectError(f"A table can't be written to '{file.name}'.", remedy=f"End its name in {', '.join(_WRITERS)}.")


def prediction_values(prediction_set: PredictionSet, row: PredictionRow) -> dict[str, object]:
    """One photo as plain values, as JSON has it."""
    ranking = _ranking(row)
    best = prediction_set.classes[ranking[0]] if ranking else None
    return {
        "file": row.file,
        "label": row.label,
        "answer": row.label or (NOT_SURE if prediction_set.is_unsure(row) else best),
        "prediction": best,
        "confidence": row.probabilities[ranking[0]] if ranking else None,
        "not_sure": prediction_set.is_unsure(row),
        "unlike": prediction_set.is_unlike(row),
        "distance": row.distance,
        "probabilities": dict(zip(prediction_set.classes, row.probabilities, strict=False)),
        "problem": row.problem or None,
    }


def _ranking(row: PredictionRow) -> list[int]:
    return sorted(range(len(row.probabilities)), key=lambda index: -row.probabilities[index])


def _head(prediction_set: PredictionSet) -> list[str]:
    ranks = [name for rank in range(2, _shown(prediction_set) + 1) for name in (f"prediction_{rank}", f"confidence_{rank}")]
    shares = [f"p_{name}" for name in prediction_set.classes]
    first = ["file", "label", "answer", "prediction", "confidence"]
    return [*first, *ranks, "not_sure", "unlike", "distance", *shares, "problem", "model", "tldesk"]


def _cells(prediction_set: PredictionSet, row: PredictionRow) -> list[Cell]:
    values = prediction_values(prediction_set, row)
    ranking = _ranking(row)[: _shown(prediction_set)]
    ranked: list[Cell] = [cell for place in ranking for cell in (prediction_set.classes[place], row.probabilities[place])]
    ranked += [""] * (2 * _shown(prediction_set) - len(ranked))
    flags = ["yes" if values[name] else "" for name in ("not_sure", "unlike")]
    shares = row.probabilities or [""] * len(prediction_set.classes)
    distance = "" if row.distance is None else row.distance
    about = [row.problem, prediction_set.run_id, tldesk.__version__]
    return [row.file, row.label or "", str(values["answer"] or ""), *ranked, *flags, distance, *shares, *about]


def _shown(prediction_set: PredictionSet) -> int:
    return min(TOP, len(prediction_set.classes))


def _csv(prediction_set: PredictionSet, rows: Sequence[PredictionRow], *, delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow([safe(cell) for cell in _head(prediction_set)])
    writer.writerows([safe(cell) if isinstance(cell, str) else f"{cell:.6f}" for cell in _cells(prediction_set, row)] for row in rows)
    # A file name that is no text is written as its bytes.
    return text.getvalue().encode("utf-8-sig", "surrogateescape")


def _xlsx(prediction_set: PredictionSet, rows: Sequence[PredictionRow]) -> bytes:
    return workbook_bytes("Predictions", [_head(prediction_set), *(_cells(prediction_set, row) for row in rows)], widths=_WIDTHS)


def _json(prediction_set: PredictionSet, rows: Sequence[PredictionRow]) -> bytes:
    content = {
        "model": prediction_set.run_id,
        "tldesk": tldesk.__version__,
        "classes": prediction_set.classes,
        "sure_from": prediction_set.sure_from,
        "unlike_from": prediction_set.unlike_from,
        "photos": [prediction_values(prediction_set, row) for row in rows],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "surrogateescape")


_WRITERS: Final[Mapping[str, Callable[[PredictionSet, Sequence[PredictionRow]], bytes]]] = {
    ".csv": _csv,
    ".tsv": partial(_csv, delimiter="\t"),
    ".xlsx": _xlsx,
    ".json": _json,
}

TABLE_SUFFIXES: Final = frozenset(_WRITERS)
"""What the names of tables may end in, lower case."""
