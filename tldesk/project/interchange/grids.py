"""Tables of text: which character separates the cells, and where the cells stand."""

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tldesk.photos.kinds import PHOTO_SUFFIXES
from tldesk.project.interchange.label_table import does_not_fit, read_bytes
from tldesk.project.interchange.text import decode_text

_DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 200
_SUFFIXES: Final = "|".join(sorted((re.escape(suffix) for suffix in PHOTO_SUFFIXES), key=len, reverse=True))
_PHOTO_THEN_REST: Final = re.compile(rf"^(.+?(?:{_SUFFIXES}))[ \t]+(\S.*)$", re.IGNORECASE)

csv.field_size_limit(16 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells as they are written: `rows` of texts, `lines` the line each row begins on, from 1."""

    rows: list[list[str]]
    lines: list[int]
    source: str = ""

    @property
    def width(self) -> int:
        """Cells of the widest row."""
        return max(map(len, self.rows), default=0)


def looks_like_photo(text: str) -> bool:
    """Whether a text ends like the name of a photo file."""
    return text.rstrip().casefold().endswith(tuple(PHOTO_SUFFIXES))


def read_grid(file: Path, *, encoding: str = "") -> Grid:
    """Read a table of text, whatever separates its cells: comma, semicolon, tab, bar, or blanks.

    Blank lines are left out, and so are lines that begin with "#" before the first row, unless that line names the columns. A first line
    `sep=;`, which Excel understands, is obeyed.

    Raises:
        LabelFileError: see `text.read_text`; a quotation that never ends.
    """
    return parse_grid(file, decode_text(file, read_bytes(file), encoding=encoding))


def parse_grid(file: Path, text: str) -> Grid:
    """`read_grid` of text that was read already."""
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\r?", first)
    if told:
        return _without_comments(split_cells(file, rest, told[1], blanks=_blank_before_quote(rest, told[1]), above=1))
    delimiter = sniff(text)
    if delimiter:
        return _without_comments(split_cells(file, text, delimiter, blanks=_blank_before_quote(text, delimiter)))
    return _by_blanks(text)


def sniff(text: str) -> str:
    """The character between cells; empty where blanks are, or where every row has one cell."""
    # The cut may fall into a quotation: the last row of the sample says nothing.
    lines = list(itertools.islice(io.StringIO(text[:400_000], newline=""), _SAMPLE))
    sample = "".join(itertools.dropwhile(lambda line: line.startswith("#"), lines)) or "".join(lines)
    best, delimiter = 0.0, ""
    for candidate in _DELIMITERS:
        if candidate not in sample:
            continue
        widths = _widths(sample, candidate)
        width, count = widths.most_common(1)[0] if widths else (1, 0)
        score = count / max(1, widths.total()) + min(width, 50) / 1000
        if width > 1 and score > best:
            best, delimiter = score, candidate
    return delimiter if best > 0.5 else ""


def _widths(sample: str, delimiter: str) -> Counter[int]:
    try:
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, skipinitialspace=True) if row]
    except csv.Error:
        return Counter()
    complete = rows[:-1] if len(rows) > 1 and not sample.endswith("\n") else rows
    return Counter(len(row) for row in complete)


def split_cells(file: Path, text: str, delimiter: str, *, blanks: bool = False, above: int = 0) -> Grid:
    """Read a table whose cells are known to be separated by `delimiter`.

    Args:
        blanks: pass over blanks after the delimiter.
        above: lines of the file above `text`.

    Raises:
        LabelFileError: a cell is longer than any text can be, as after a quotation mark without its other.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=blanks)
    rows: list[list[str]] = []
    lines: list[int] = []
    line = 1 + above
    try:
        for row in reader:
            if any(row):
                rows.append(row)
                lines.append(line)
            line = reader.line_num + 1 + above
    except csv.Error as error:
        raise does_not_fit(
            file, f"the table can't be read here ({error}).", line=line, remedy="Look whether a quotation mark is missing."
        ) from error
    return Grid(rows, lines)


def _blank_before_quote(text: str, delimiter: str) -> bool:
    """Whether a blank after the delimiter is only for the eye; needed where a quotation follows it."""
    return f'{delimiter} "' in text[:400_000]


def _by_blanks(text: str) -> Grid:
    numbered = [(line, content.strip()) for line, content in enumerate(text.splitlines(), 1) if content.strip()]
    cells = list(_split_by_blanks([content for _, content in numbered]))
    return _without_comments(Grid(cells, [line for line, _ in numbered]))


def _split_by_blanks(contents: Sequence[str]) -> Iterator[list[str]]:
    """By two blanks or more where that gives columns, else by any; a name ending like a photo stays whole; so does what follows a stem."""
    body = [content for content in contents if not content.startswith("#")]
    wide = [re.split(r"\s{2,}|\t", content) for content in body]
    if wide and Counter(map(len, wide)).most_common(1)[0][0] > 1:
        yield from (re.split(r"\s{2,}|\t", content) for content in contents)
        return
    pairs = [_PHOTO_THEN_REST.match(content) for content in body]
    named = sum(pair is not None for pair in pairs) > len(body) // 2
    rests = [pair[2].split() for pair in pairs if pair] if named else [content.split()[1:] for content in body]
    even = len({len(rest) for rest in rests}) == 1
    for content in contents:
        pair = _PHOTO_THEN_REST.match(content) if named else None
        first, _, rest = (pair[1], "", pair[2]) if pair else content.partition(" ")
        yield [first, *(rest.split() if even or (not pair and named) else [rest.strip()] if rest.strip() else [])]


def _without_comments(grid: Grid) -> Grid:
    """Leave out remarks above the first row. A remark that has as many cells as the rows names the columns."""
    count = next((index for index, row in enumerate(grid.rows) if not row[0].startswith("#") or looks_like_photo(row[0])), 0)
    if not count:
        return grid
    width = Counter(len(row) for row in grid.rows[count:]).most_common(1)[0][0]
    last = grid.rows[count - 1]
    last = [cell for cell in (last[0].lstrip("# \t"), *last[1:]) if cell]
    keep = 1 if len(last) == width and width > 1 else 0
    return Grid(([last] if keep else []) + grid.rows[count:], grid.lines[count - keep :], grid.source)
