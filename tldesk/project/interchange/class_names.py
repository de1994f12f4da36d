"""Files that name classes which a label file gives by number."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tldesk.project.interchange.column_names import folded
from tldesk.project.interchange.grids import parse_grid
from tldesk.project.interchange.label_table import does_not_fit
from tldesk.project.interchange.text import parse_json, read_text


@dataclass(frozen=True, slots=True)
class ClassNames:
    """Names by number as written, or only in order (`ordered`), where the counting may begin at 0 or 1."""

    by_number: Mapping[str, str]
    ordered: tuple[str, ...] = ()

    def renamed(self, labels: Sequence[str]) -> tuple[list[str], str]:
        """The names of `labels`; those without one are left as they are. Also a sentence about how they were counted, or an empty one."""
        if not self.ordered:
            return [self.by_number.get(_number(label), label) for label in labels], ""
        numbers = {int(found) for label in labels if (found := _number(label)).isdecimal()}
        first = 1 if numbers and 0 not in numbers and max(numbers) == len(self.ordered) else 0
        names = {str(number): name for number, name in enumerate(self.ordered, first)}
        said = f"The class names were counted from {first}: {first} is '{self.ordered[0]}'."
        return [names.get(_number(label), label) for label in labels], said


def _number(label: str) -> str:
    """A number as text, so that "08", "8" and "8.0" are the same."""
    found = re.fullmatch(r"\s*0*(\d+)(?:\.0*)?\s*", label)
    return found[1] if found else label.strip()


def read_class_names(file: Path) -> ClassNames:
    """Read one name a line; number and name on a line, in either order; a table of them; or JSON: a list, or an object either way round.

    Raises:
        LabelFileError: the file can't be read or is none of these.
    """
    text = read_text(file)
    if text.lstrip()[:1] in ("[", "{"):
        return _from_json(file, parse_json(file, text))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    pairs = [_pair(line) for line in lines]
    if all(pairs) and len(lines) > 1:
        return ClassNames(dict(pair for pair in pairs if pair))
    rows = [[cell.strip() for cell in row] for row in parse_grid(file, text).rows]
    if rows and all(len(row) == 2 for row in rows):
        body = rows[1:] if len(rows) > 1 and not any(map(_is_index, rows[0])) else rows
        for number, name in ((0, 1), (1, 0)):
            if all(_is_index(row[number]) for row in body) and len({row[number] for row in body}) == len(body):
                return ClassNames({_number(row[number]): row[name] for row in body})
    if lines and folded(lines[0]) in ("class", "classes", "name", "names", "label", "labels", "classname", "classnames"):
        lines = lines[1:]
    if len(set(lines)) != len(lines) or not lines:
        raise does_not_fit(file, "these are no class names: one comes twice.", remedy="Write one name a line, or number and name.")
    return ClassNames({}, tuple(lines))


def _is_index(text: str) -> bool:
    return re.fullmatch(r"\d+(?:\.0)?", text.strip()) is not None


def _pair(line: str) -> tuple[str, str] | None:
    """Number and name, as "3 rod", "3: rod", "3,rod", "rod,3" or "rod 3"."""
    found = re.fullmatch(r"(\d+)\s*[:,;=\t ]\s*(\S.*)", line)
    if found:
        return _number(found[1]), found[2].strip().strip("'\"")
    found = re.fullmatch(r"(.*\S)\s*[:,;=\t]\s*(\d+)", line)
    return (_number(found[2]), found[1].strip().strip("'\"")) if found else None


def _from_json(file: Path, found: object) -> ClassNames:
    match found:
        case [*names] if names and all(isinstance(name, str) for name in names):
            return ClassNames({}, tuple(str(name) for name in names))
        case dict() if found and all(isinstance(name, str) for name in found.values()):
            return ClassNames({_number(str(number)): str(name) for number, name in found.items()})
        case dict() if found and all(isinstance(number, int) for number in found.values()):
            return ClassNames({str(number): str(name) for name, number in found.items()})
        case dict() if len(found) == 1:
            return _from_json(file, next(iter(found.values())))
    shown = json.dumps(found, ensure_ascii=False)[:60]
    raise does_not_fit(file, f"these are no class names: {shown} …", remedy='Write {"0": "name of the first", …}, or one name a line.')
