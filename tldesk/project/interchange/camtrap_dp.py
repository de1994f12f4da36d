"""Camtrap DP (camtrap-dp.tdwg.org): observations joined to media by `mediaID`, or to the media of an event by place and time.

An observation's class is its `scientificName`, else its `observationType` (blank, human, vehicle, unknown); "unclassified" is none. A
photo's own observations go before those of its event, and a person's before a machine's; a machine's, and "unknown", are unsure.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from tldesk.project.interchange.grids import read_grid
from tldesk.project.interchange.label_table import LabelRow, LabelTable, ReadingOptions, RowProblem, does_not_fit
from tldesk.project.interchange.text import read_json

PACKAGE: Final = "datapackage.json"
_REMEDY: Final = "Choose the package's folder or its datapackage.json, with media.csv and observations.csv beside it."
_Record = Mapping[str, str]


def is_camtrap_dp(found: object) -> bool:
    """Whether JSON describes such a package."""
    resources = found.get("resources") if isinstance(found, dict) else None
    names = {str(each.get("name")) for each in resources if isinstance(each, dict)} if isinstance(resources, list) else set()
    return {"media", "observations"} <= names


def is_camtrap_sheet(head: Sequence[str]) -> bool:
    """Whether a sheet's first row is that of a package's media or observations."""
    return "mediaID" in head and ("observationID" in head or "filePath" in head)


def read_camtrap_dp(file: Path, options: ReadingOptions) -> LabelTable:
    """Read a package: its folder, its datapackage.json, or one of its tables with the others beside it.

    Raises:
        LabelFileError: media or observations are not there, lie outside the folder, or lack their columns.
    """
    folder = file if file.is_dir() else file.parent
    media = _table(folder, "media", ("mediaID", "filePath"), options)
    observations = _table(folder, "observations", ("observationType",), options)
    own: dict[str, list[_Record]] = defaultdict(list)
    events: list[_Record] = []
    problems: list[RowProblem] = []
    known = {record["mediaID"] for record, _ in media}
    for record, line in observations:
        medium = record.get("mediaID", "")
        if not medium:
            events.append(record)
        elif medium in known:
            own[medium].append(record)
        else:
            problems.append(RowProblem(line, f"is about the medium {medium}, which media.csv has not", "observations.csv"))
    of_events = _by_sequence(media, events) | _by_medium(media, events)
    rows: list[LabelRow] = []
    for record, line in media:
        identity = record["mediaID"]
        rows.extend(_rows(record, own.get(identity) or of_events.get(identity, []), line))
    covered = sum(identity not in own for identity in of_events)
    said = (f"{covered} photos have only observations of their event, which may not show in every one of them.",) if covered else ()
    return LabelTable(file, "camtrap-dp", tuple(rows), tuple(problems), said)


def _table(folder: Path, name: str, needed: Sequence[str], options: ReadingOptions) -> list[tuple[_Record, int]]:
    records: list[tuple[_Record, int]] = []
    for path in _places(folder, name):
        grid = read_grid(path, encoding=options.encoding)
        head = [cell.strip() for cell in grid.rows[0]]
        missing = [column for column in needed if column not in head]
        if missing:
            raise does_not_fit(
                path, f"there is no column {missing[0]}, so this is no table of Camtrap DP.", line=grid.lines[0], remedy=_REMEDY
            )
        for cells, line in zip(grid.rows[1:], grid.lines[1:], strict=True):
            texts = [cell.strip() for cell in cells[: len(head)]]
            records.append((dict(zip(head, [*texts, *[""] * (len(head) - len(texts))], strict=True)), line))
    return records


def _places(folder: Path, name: str) -> list[Path]:
    """The files of a resource. A package that points elsewhere is refused: neither the network nor other folders are read."""
    package = folder / PACKAGE
    found = read_json(package) if package.is_file() else {}
    resources = found.get("resources") if isinstance(found, dict) else None
    entries = [each for each in resources if isinstance(each, dict)] if isinstance(resources, list) else []
    told = next((each.get("path") for each in entries if each.get("name") == name), f"{name}.csv")
    paths = [str(path) for path in told] if isinstance(told, list) else [str(told)]
    for path in paths:
        if PurePosixPath(path).is_absolute() or not {"\\", ":", "\0"}.isdisjoint(path) or ".." in PurePosixPath(path).parts:
            raise does_not_fit(package, f"its table {name} lies outside of its folder ({path}).", remedy="Copy it beside datapackage.json.")
    return [folder / path for path in paths]


def _rows(medium: _Record, observations: Sequence[_Record], line: int) -> Iterator[LabelRow]:
    path, name = medium["filePath"], medium.get("fileName", "")
    photo = name if "://" in path and name else path
    folder = medium.get("deploymentID", "")
    also = tuple(dict.fromkeys(each for each in (f"{folder}/{name}" if folder and name else "", path, name) if each and each != photo))
    people = [each for each in observations if each.get("classificationMethod") != "machine"]
    found: dict[str, LabelRow] = {}
    for each in people or observations:
        kind = each["observationType"]
        label = each.get("scientificName") or ("" if kind == "unclassified" else kind)
        by = " ".join(filter(None, (each.get("classifiedBy", ""), each.get("classificationProbability", ""))))
        machine = "" if people else f"classified by machine {by}".strip()
        note = "; ".join(filter(None, (each.get("observationComments", ""), machine)))
        found.setdefault(label, LabelRow(photo, label, unsure=bool(machine) or kind == "unknown", note=note, line=line, also=also))
    if len(found) > 1:
        found.pop("", None)
    # A row of its own for the deployment's folder would match less well than the path, so it comes after it.
    yield from (replace(row, source="media.csv") for row in found.values() or [LabelRow(photo, line=line, also=also)])


def _by_sequence(media: Sequence[tuple[_Record, int]], events: Sequence[_Record]) -> dict[str, list[_Record]]:
    """The observations of the sequence each medium belongs to, by its id, as before version 1.0."""
    of_sequence: dict[str, list[_Record]] = defaultdict(list)
    for event in events:
        of_sequence[event.get("sequenceID", "")].append(event)
    of_sequence.pop("", None)
    return {record["mediaID"]: of_sequence[each] for record, _ in media if (each := record.get("sequenceID", "")) in of_sequence}


@dataclass(frozen=True, slots=True)
class _Moment:
    at: dt.datetime
    medium: str


def _by_medium(media: Sequence[tuple[_Record, int]], events: Sequence[_Record]) -> dict[str, list[_Record]]:
    """The event observations that cover each medium: of the same deployment, and taken between the event's start and end."""
    moments: dict[str, list[_Moment]] = defaultdict(list)
    for record, _ in media:
        at = _moment(record.get("timestamp", ""))
        if at is not None:
            moments[record.get("deploymentID", "")].append(_Moment(at, record["mediaID"]))
    for each in moments.values():
        each.sort(key=lambda moment: moment.at)
    covered: dict[str, list[_Record]] = defaultdict(list)
    for event in events:
        start, end = _moment(event.get("eventStart", "")), _moment(event.get("eventEnd", ""))
        if start is None or end is None:
            continue
        there = moments.get(event.get("deploymentID", ""), [])
        first = bisect_left(there, start, key=lambda moment: moment.at)
        last = bisect_right(there, end, key=lambda moment: moment.at)
        for moment in there[first:last]:
            covered[moment.medium].append(event)
    return covered


def _moment(text: str) -> dt.datetime | None:
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)
