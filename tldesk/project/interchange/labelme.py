"""labelme (github.com/wkentaro/labelme): one JSON a photo, whose image-level `flags` that are true name the class."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tldesk.core.errors import LabelFileError
from tldesk.project.interchange.label_table import LabelRow, LabelTable, ReadingOptions, RowProblem, does_not_fit
from tldesk.project.interchange.text import read_json


def is_labelme(found: object) -> bool:
    """Whether JSON is of labelme."""
    return isinstance(found, dict) and "imagePath" in found and isinstance(found.get("flags", {}), dict | None) and "shapes" in found


def read_labelme(file: Path, _options: ReadingOptions) -> LabelTable:
    """Read one file, or all below a folder. A photo without a true flag gives a row without class, one with several several rows.

    Raises:
        LabelFileError: no file is of labelme, or none has flags.
    """
    files = sorted(file.rglob("*.json")) if file.is_dir() else [file]
    rows: list[LabelRow] = []
    problems: list[RowProblem] = []
    flagged = False
    for number, each in enumerate(files, 1):
        try:
            found = read_json(each)
        except LabelFileError as error:
            problems.append(RowProblem(number, str(error.what), each.name))
            continue
        if not isinstance(found, dict) or not is_labelme(found):
            problems.append(RowProblem(number, "is not of labelme", each.name))
            continue
        flagged = flagged or bool(found.get("flags"))
        folder = each.parent.relative_to(file).as_posix() if file.is_dir() else "."
        rows.extend(_rows(found, folder, number, each.name))
    if not rows:
        raise does_not_fit(file, "there is no file of labelme.", remedy="Choose the folder that holds its JSON files.")
    if not flagged:
        raise does_not_fit(
            file,
            "no photo has flags; only outlines were drawn.",
            remedy="Start labelme with --flags to give photos classes, or label here.",
        )
    return LabelTable(file, "labelme", tuple(rows), tuple(problems))


def _rows(found: Mapping[str, object], folder: str, number: int, source: str) -> Iterator[LabelRow]:
    path = str(found["imagePath"])
    written = path.replace("\\", "/")
    # The path is relative to the JSON, often into a folder beside its own.
    parts = [part for part in folder.split("/") if part != "."]
    for part in written.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    flags = found.get("flags")
    names = [name for name, on in flags.items() if on is True] if isinstance(flags, dict) else []
    for name in names or [""]:
        yield LabelRow("/".join(parts), name, line=number, source=source, also=(path,))
