"""Predictions as a table for a spreadsheet."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from tldesk.core.files import write_atomically
from tldesk.project.interchange.cells import safe
from tldesk.project.layout import cannot_write
from tldesk.project.predictions import PredictionRow, PredictionSet


def write_predictions_csv(file: Path, prediction_set: PredictionSet, rows: Sequence[PredictionRow]) -> None:
    """Write one line a photo: file, label, prediction, confidence, p_<class> for each class, problem.

    UTF-8 with a byte order mark, which spreadsheets need to read letters beyond ASCII. Probabilities have six digits after the point. A
    text that a spreadsheet would run as a formula gets an apostrophe in front; see `cells`.

    Raises:
        ProjectError: the disk is full or the place can't be written; an older file of that name is unchanged then.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    head = ["file", "label", "prediction", "confidence", *(f"p_{name}" for name in prediction_set.classes), "problem"]
    writer.writerow([safe(cell) for cell in head])
    writer.writerows([safe(cell) for cell in _cells(row, prediction_set.classes)] for row in rows)
    try:
        write_atomically(file, text.getvalue().encode("utf-8-sig", "surrogateescape"))
    except OSError as error:
        raise cannot_write(file, error) from error


def _cells(row: PredictionRow, classes: Sequence[str]) -> list[str]:
    if not row.probabilities:
        return [row.file, row.label or "", "", "", *("" for _ in classes), row.problem]
    confidence = max(row.probabilities)
    best = classes[row.probabilities.index(confidence)]
    return [row.file, row.label or "", best, f"{confidence:.6f}", *(f"{p:.6f}" for p in row.probabilities), row.problem]
