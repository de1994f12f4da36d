"""The labels of a project as JSON: tldesk's own form, which says all that a `LabelRow` says."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tldesk.core.photo import Split
from tldesk.project.interchange.label_table import LabelRow, LabelTable, ReadingOptions, RowProblem, does_not_fit
from tldesk.project.interchange.text import read_json

KIND: Final = "tldesk labels"
_VERSION: Final = 1
_LONE: Final = re.compile("[\ud800-\udfff]")


def is_own_json(found: object) -> bool:
    """Whether JSON is of this form."""
    return isinstance(found, dict) and found.get("kind") == KIND


def own_json(classes: Iterable[str], rows: Iterable[LabelRow]) -> str:
    """The text of a file; what stands for a byte that is no text is escaped, so that the file is."""
    photos = [{"photo": row.photo, "label": row.label or None, "split": row.split, "unsure": row.unsure, "note": row.note} for row in rows]
    text = json.dumps({"kind": KIND, "version": _VERSION, "classes": list(classes), "photos": photos}, ensure_ascii=False, indent=1)
    return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def read_own_json(file: Path, _options: ReadingOptions) -> LabelTable:
    """Read a file of this form.

    Raises:
        LabelFileError: it is not, or was written by a newer tldesk.
    """
    found = read_json(file)
    if not isinstance(found, dict) or not isinstance(found.get("photos"), list):
        raise does_not_fit(file, "this is no list of labels of tldesk.", remedy="Export the labels again.")
    if not isinstance(found.get("version"), int) or found["version"] > _VERSION:
        raise does_not_fit(file, "it was written by a newer tldesk.", remedy="Install the newer version, or export the labels as CSV.")
    rows: list[LabelRow] = []
    problems: list[RowProblem] = []
    for number, entry in enumerate(found["photos"], 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("photo"), str):
            problems.append(RowProblem(number, "names no photo"))
            continue
        label, split, note = (entry.get(key) for key in ("label", "split", "note"))
        rows.append(
            LabelRow(
                entry["photo"],
                label if isinstance(label, str) else "",
                Split(split) if split in list(Split) else None,
                entry.get("unsure") is True,
                note if isinstance(note, str) else "",
                line=number,
            )
        )
    return LabelTable(file, "json", tuple(rows), tuple(problems))
