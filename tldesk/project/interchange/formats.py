"""Which format a label file has, by its content, and the reader of each."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from tldesk.core.errors import LabelFileError
from tldesk.project.interchange import (
    automl,
    camtrap_dp,
    coco,
    fiftyone,
    label_studio,
    labelme,
    own_json,
    records,
    roboflow,
    spreadsheet,
    teachable_machine,
    timelapse,
)
from tldesk.project.interchange.grids import parse_grid
from tldesk.project.interchange.label_table import (
    LabelRow,
    LabelTable,
    ReadingOptions,
    RowProblem,
    does_not_fit,
    read_bytes,
    split_of_folder,
)
from tldesk.project.interchange.text import decode_text, parse_json
from tldesk.project.interchange.workbook import is_workbook

Reader = Callable[[Path, ReadingOptions], LabelTable]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read: its `key`, what people call it, and the suffixes of its files."""

    key: str
    name: str
    suffixes: tuple[str, ...]
    read: Reader


FORMATS: Final[tuple[Format, ...]] = (
    Format("csv", "CSV, TSV or columns of text", (".csv", ".tsv", ".txt"), spreadsheet.read_sheet),
    Format("xlsx", "Excel workbook", (".xlsx", ".xlsm"), spreadsheet.read_excel),
    Format("json", "Labels of tldesk", (".json",), own_json.read_own_json),
    Format("label-studio", "Label Studio", (".json",), label_studio.read_label_studio),
    Format("label-studio-csv", "Label Studio (CSV)", (".csv", ".tsv"), label_studio.read_label_studio_sheet),
    Format("roboflow", "Roboflow multi-class", (".csv",), roboflow.read_roboflow),
    Format("coco", "COCO, COCO Camera Traps", (".json",), coco.read_coco),
    Format("fiftyone", "FiftyOne classification", (".json",), fiftyone.read_fiftyone),
    Format("automl", "Google AutoML, Vertex AI (CSV)", (".csv",), automl.read_automl),
    Format("automl-jsonl", "Vertex AI (JSON Lines)", (".jsonl",), automl.read_automl_json),
    Format("camtrap-dp", "Camtrap DP", (".json", ".csv"), camtrap_dp.read_camtrap_dp),
    Format("timelapse", "Timelapse", (".csv",), timelapse.read_timelapse),
    Format("labelme", "labelme flags", (".json",), labelme.read_labelme),
    Format("records", "JSON objects", (".json", ".jsonl"), records.read_records),
    Format("teachable-machine", "Teachable Machine project", (".tm",), teachable_machine.read_teachable_machine),
)

_BY_KEY: Final[Mapping[str, Format]] = {one.key: one for one in FORMATS}
_JSON: Final[tuple[tuple[str, Callable[[object], bool]], ...]] = (
    ("json", own_json.is_own_json),
    ("coco", coco.is_coco),
    ("camtrap-dp", camtrap_dp.is_camtrap_dp),
    ("labelme", labelme.is_labelme),
    ("label-studio", label_studio.is_label_studio),
    ("fiftyone", fiftyone.is_fiftyone),
)
_IN_FOLDERS: Final = ("_classes.csv", "labels.json", "samples.json", "_annotations.coco.json")
"""Names of label files that lie in a folder each for train, validation and test, or in the one folder of a data set."""
_CHOOSE: Final = "Choose the file that names the photos and their classes: CSV, XLSX or the JSON of a labelling program."


def read_labels(file: Path, *, format: str = "auto", options: ReadingOptions | None = None) -> LabelTable:
    """Read a label file, or a folder of them: a Camtrap DP package, the files of labelme, or train/valid/test with a file in each.

    Args:
        format: the key of one of `FORMATS`, or "auto" to find out by the content.

    Raises:
        LabelFileError: nothing fits, or the file is damaged; names the file, the line where there is one, and what to do.
    """
    told = options or ReadingOptions()
    if format != "auto" and format not in _BY_KEY:
        raise does_not_fit(file, f"there is no format '{format}'.", remedy=f"Use one of: auto, {', '.join(_BY_KEY)}.")
    if file.is_dir():
        return _read_folder(file, format, told)
    return _BY_KEY[detect(file, encoding=told.encoding) if format == "auto" else format].read(file, told)


def whole_folder(file: Path, key: str) -> Path | None:
    """The folder whose other label files belong to `file`, which has the format `key`; None where it stands alone.

    Those of labelme are one a photo; others lie in a folder each for train, validation and test.
    """
    if key == "labelme" and len(list(islice(file.parent.glob("*.json"), 2))) > 1:
        return file.parent
    if file.name in _IN_FOLDERS and split_of_folder(file) is not None:
        return file.absolute().parent.parent
    return None


def detect(file: Path, *, encoding: str = "") -> str:
    """The key of the format of `file`, by its content.

    Raises:
        LabelFileError: see `read_labels`.
    """
    data = read_bytes(file)
    if is_workbook(file, data):
        return "xlsx"
    if data.startswith(b"PK"):
        return "teachable-machine"
    text = decode_text(file, data, encoding=encoding)
    start = text.lstrip()[:1]
    if start in ("{", "["):
        return _detect_json(file, text)
    if start == "<":
        raise does_not_fit(file, "this is XML or HTML, which no format here is.", remedy=_CHOOSE)
    grid = parse_grid(file, "".join(text.splitlines(keepends=True)[:50]))
    if timelapse.is_timelapse(timelapse.head_of(grid)):
        return "timelapse"
    if camtrap_dp.is_camtrap_sheet(timelapse.head_of(grid)):
        return "camtrap-dp"
    if label_studio.is_label_studio_sheet(timelapse.head_of(grid)):
        return "label-studio-csv"
    if automl.is_automl(grid.rows):
        return "automl"
    return "roboflow" if roboflow.is_roboflow(grid.rows) else "csv"


def _detect_json(file: Path, text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 or file.suffix.casefold() in (".jsonl", ".ndjson"):
        try:
            first = json.loads(lines[0])
        except (json.JSONDecodeError, RecursionError):
            first = None
        if automl.is_automl_json(first):
            return "automl-jsonl"
        if isinstance(first, dict) and lines[1:2] and lines[1].lstrip().startswith("{"):
            return "records"
    found = parse_json(file, text)
    for key, fits in _JSON:
        if fits(found):
            return key
    if automl.is_automl_json(found):
        return "automl-jsonl"
    if records.is_records(found):
        return "records"
    keys = ", ".join(f"'{key}'" for key in list(found)[:6]) if isinstance(found, dict) else "a list"
    raise does_not_fit(file, f"this JSON is of no format known here; it has {keys or 'nothing'}.", remedy=_CHOOSE)


def _read_folder(folder: Path, format: str, options: ReadingOptions) -> LabelTable:
    if format == "camtrap-dp" or (format == "auto" and (folder / camtrap_dp.PACKAGE).is_file()):
        return camtrap_dp.read_camtrap_dp(folder, options)
    each = sorted(path for name in _IN_FOLDERS for path in folder.rglob(name))
    if format != "labelme" and each:
        return _joined(folder, [(path, read_labels(path, format=format, options=options)) for path in each])
    if format in ("auto", "labelme"):
        try:
            return labelme.read_labelme(folder, options)
        except LabelFileError:
            if format == "labelme":
                raise
    raise does_not_fit(folder, "there are no label files in this folder that belong together.", remedy="Choose one label file.")


def _joined(folder: Path, tables: list[tuple[Path, LabelTable]]) -> LabelTable:
    """One table of several; each photo is named from its file's folder first."""
    rows: list[LabelRow] = []
    problems: list[RowProblem] = []
    for path, table in tables:
        place = path.relative_to(folder)
        above = "" if place.parent == Path() else f"{place.parent.as_posix()}/"
        rows.extend(
            replace(row, photo=above + row.photo, also=(row.photo, *row.also) if above else row.also, source=place.as_posix())
            for row in table.rows
        )
        problems.extend(replace(problem, source=place.as_posix()) for problem in table.problems)
    notices = tuple(dict.fromkeys(said for _, table in tables for said in table.notices))
    return LabelTable(folder, tables[0][1].format, tuple(rows), tuple(problems), notices, tables[0][1].sheet)
