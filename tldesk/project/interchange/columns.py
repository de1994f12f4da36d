"""Which column of a sheet says what: guessed from names and contents, or told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final

from tldesk.core.errors import LabelFileError
from tldesk.project.interchange.grids import Grid, looks_like_photo
from tldesk.project.interchange.label_table import ColumnMapping, does_not_fit, split_from, truth

# Names as they are met in the wild, best first; compared without case, blanks, dots, dashes and underscores.
_PHOTO_NAMES: Final = (
    *("photo", "filename", "file", "filepath", "filepaths", "image", "img", "imagename", "imagefile", "imagepath", "imagefilename", "path"),
    *("imageid", "imgid", "idcode", "photoid", "photopath", "relativefilepath", "sourcefile", "uri", "url", "imageurl", "picture", "name"),
    *("id", "key", "sample", "uuid"),
)
_FOLDER_NAMES: Final = ("relativepath", "folder", "foldername", "directory", "dir", "subfolder", "subdir", "parent", "folderpath")
_LABEL_NAMES: Final = (
    *("label", "class", "classname", "labelname", "labels", "classlabel", "species", "speciesname", "scientificname", "category"),
    *("categoryname", "choice", "target", "tag", "tags", "breed", "variety", "diagnosis", "dx", "disease", "taxon", "taxonname"),
    *("commonname", "animal", "identification", "determination", "annotation", "groundtruth", "type", "variant", "family", "article"),
    *("labelid", "classid", "categoryid", "y"),
)
_TAXON_NAMES: Final = ("commonname", "vernacularname", "scientificname", "species")
_SPLIT_NAMES: Final = ("split", "set", "subset", "dataset", "partition", "mluse", "usage", "fold", "phase", "sourcesplit")
_UNSURE_NAMES: Final = ("unsure", "uncertain", "doubtful", "doubt", "notsure")
_NOTE_NAMES: Final = ("note", "notes", "comment", "comments", "remark", "remarks")
_NEVER_ONE_HOT: Final = frozenset({"deleteflag", "favorite", "favourite", "highlight", "goodpicture", "public", "iscrowd"})
_ROLES: Final = ("photo", "class", "split", "unsure", "note")
_SAMPLE: Final = 2_000
_TITLE_ROWS: Final = 20
_TELL: Final = "Say which columns hold the photo and the class, as in photo=filename,class=label."


def folded(name: str) -> str:
    """A column's name without case, blanks and punctuation."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


@dataclass(frozen=True)
class Sheet:
    """A grid that is known to have a row of names, or none.

    Attributes:
        names: the columns' names; "column 1" and so on where the sheet has none.
        rows: the rows below the names, each as wide as the sheet.
    """

    file: Path
    names: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    headed: bool

    @cached_property
    def folded_names(self) -> tuple[str, ...]:
        """The names as they are compared; empty texts where the sheet has none of its own."""
        return tuple(folded(name) for name in self.names) if self.headed else ("",) * len(self.names)

    def column(self, index: int) -> list[str]:
        """The texts of a column that are not empty, of a sample of rows from all over the sheet."""
        step = max(1, len(self.rows) // _SAMPLE)
        return [text for row in self.rows[::step] if (text := row[index].strip())]

    def find(self, names: Sequence[str], *, but: Sequence[int] = ()) -> int | None:
        """The column with the first of `names` that there is."""
        for name in names:
            for index, there in enumerate(self.folded_names):
                if there == name and index not in but:
                    return index
        return None


def as_sheet(file: Path, grid: Grid, *, photos: frozenset[str]) -> tuple[Sheet, int]:
    """Find the row that names the columns, where there is one; gives the sheet and the number of rows above that, as a title has.

    Raises:
        LabelFileError: there is no row, or none below the names.
    """
    if not grid.rows:
        raise does_not_fit(file, "there is no row in it.", remedy="Choose the file, or the sheet, that holds the labels.")
    width = grid.width
    rows = [[*row, *[""] * (width - len(row))] for row in grid.rows]
    above = _rows_above(rows)
    first = [cell.strip() for cell in rows[above]]
    if not _names_columns(first, rows[above + 1 : above + 1 + _SAMPLE], photos):
        above, first = 0, [cell.strip() for cell in rows[0]]
    if above or _names_columns(first, rows[1 : 1 + _SAMPLE], photos):
        if len(rows) == above + 1:
            raise does_not_fit(
                file, "it has names of columns and no rows below them.", line=grid.lines[above], remedy="Export the labels again."
            )
        return Sheet(file, tuple(first), rows[above + 1 :], grid.lines[above + 1 :], headed=True), above
    return Sheet(file, tuple(f"column {number}" for number in range(1, width + 1)), rows, grid.lines, headed=False), 0


def _rows_above(rows: Sequence[Sequence[str]]) -> int:
    """Rows at the top that are emptier than the names of the columns below them, such as a title and a date; 0 where one names a photo."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[: 10 * _TITLE_ROWS]]
    usual = Counter(filled).most_common(1)[0][0]
    top = next((index for index, row in enumerate(rows[:_TITLE_ROWS]) if any(map(looks_like_photo, row))), len(rows[:_TITLE_ROWS]))
    # The first row that is fuller than all above it: one whose words are known, else one as full as the rest.
    fuller = [index for index in range(top) if index and filled[index] > max(filled[:index])]
    for index in fuller:
        known = {folded(cell) for cell in rows[index]}
        if not known.isdisjoint(_PHOTO_NAMES) and not known.isdisjoint(_LABEL_NAMES):
            return index
    return next((index for index in fuller if filled[index] * 2 > usual > 1 and max(filled[:index]) * 2 <= usual), 0)


def _names_columns(first: Sequence[str], body: Sequence[Sequence[str]], photos: frozenset[str]) -> bool:
    if any(looks_like_photo(cell) or cell in photos for cell in first):
        return False
    if any(folded(cell) in _PHOTO_NAMES or folded(cell) in _LABEL_NAMES for cell in first):
        return True
    for index in range(len(first)):
        column = [row[index] for row in body if row[index].strip()]
        if column and sum(looks_like_photo(cell) for cell in column) * 2 > len(column):
            return True
        # A word above numbers is a name.
        if column and all(_is_number(cell) for cell in column) and first[index] and not _is_number(first[index]):
            return not any(PurePosixPath(cell).stem in photos for cell in first)
    return False


def guess(sheet: Sheet, *, photos: frozenset[str]) -> ColumnMapping:
    """The mapping that fits names and contents best.

    Args:
        photos: names and stems of the photos at hand; may be empty.

    Raises:
        LabelFileError: no column names photos, or none or several may be the class; the columns are listed.
    """
    photo = _photo_column(sheet, photos)
    taken = [photo]
    folder = sheet.find(_FOLDER_NAMES, but=taken)
    path: tuple[int, ...] = (photo,)
    if folder is not None and not _has_folders(sheet.column(photo)):
        path = (folder, photo)
        taken.append(folder)
    split = _split_column(sheet, taken)
    unsure = sheet.find(_UNSURE_NAMES, but=taken)
    note = sheet.find(_NOTE_NAMES, but=taken)
    taken += [index for index in (split, unsure, note) if index is not None]
    # Where columns give all ranks of a taxon, "class" is Mammalia and the like.
    ranked = {"order", "family", "genus", "species"} <= set(sheet.folded_names)
    named = sheet.find(_TAXON_NAMES if ranked else _LABEL_NAMES, but=taken)
    one_hot = _one_hot(sheet, [*taken, *([named] if named is not None and truth_free(sheet, named) else [])])
    # Columns of yes and no decide only where no column gives the class in words.
    if one_hot and (named is None or named in one_hot):
        return ColumnMapping(path, None, split, unsure, note, one_hot)
    label = _in_words(sheet, named, taken) if named is not None else _only_one_left(sheet, taken)
    return ColumnMapping(path, label, split, unsure, note)


def guess_photo(sheet: Sheet, *, photos: frozenset[str]) -> ColumnMapping:
    """Only the column of the photo, where it can be told; for a sheet whose class can't."""
    try:
        return ColumnMapping((_photo_column(sheet, photos),))
    except LabelFileError:
        return ColumnMapping()


def truth_free(sheet: Sheet, index: int) -> bool:
    """Whether a column holds anything but yes and no."""
    return any(truth(text) is None for text in sheet.column(index))


def told(sheet: Sheet, columns: Mapping[str, str], guessed: ColumnMapping | None) -> ColumnMapping:
    """The mapping a person gave, over the guessed one.

    Raises:
        LabelFileError: a role or a column that there is not; the photo or the class is still open.
    """
    for role in columns:
        if role not in _ROLES:
            raise does_not_fit(sheet.file, f"'{role}' is nothing a column can say.", remedy=f"Use one of: {', '.join(_ROLES)}.")
    found = {role: tuple(_named(sheet, part) for part in _parts(sheet, text)) for role, text in columns.items()}
    photo = found.get("photo", guessed.photo if guessed else ())
    label = found.get("class", ())
    one_hot = label if len(label) > 1 else guessed.one_hot if guessed and not label else ()
    single = label[0] if len(label) == 1 else guessed.label if guessed and not label else None
    if not photo or (single is None and not one_hot):
        raise not_told(sheet)

    def one(role: str, otherwise: int | None) -> int | None:
        return found[role][0] if role in found else otherwise

    return ColumnMapping(
        photo,
        single,
        one("split", guessed.split if guessed else None),
        one("unsure", guessed.unsure if guessed else None),
        one("note", guessed.note if guessed else None),
        one_hot,
    )


def not_told(sheet: Sheet) -> LabelFileError:
    """The error of a mapping that lacks the photo or the class; it lists the columns."""
    return does_not_fit(sheet.file, _columns_said(sheet), remedy=_TELL)


def _parts(sheet: Sheet, text: str) -> list[str]:
    """Columns joined with "+", unless one column is called just so."""
    return [text] if folded(text) in sheet.folded_names and text in sheet.names else text.split("+")


def _named(sheet: Sheet, text: str) -> int:
    wanted = text.strip()
    for names, name in ((sheet.names, wanted), (sheet.folded_names, folded(wanted))):
        if name in names:
            return names.index(name)
    if wanted.isdecimal() and 1 <= int(wanted) <= len(sheet.names):
        return int(wanted) - 1
    raise does_not_fit(sheet.file, f"there is no column '{wanted}'. {_columns_said(sheet)}", remedy="Name one of these, or its number.")


def _columns_said(sheet: Sheet) -> str:
    shown = ", ".join(f"'{name}'" for name in sheet.names[:20])
    return f"The columns are {shown}{' and more' if len(sheet.names) > 20 else ''}."


def _photo_column(sheet: Sheet, photos: frozenset[str]) -> int:
    best, chosen = 0.0, None
    for index, name in enumerate(sheet.folded_names):
        texts = sheet.column(index)
        if not texts:
            continue
        hint = 1 - _PHOTO_NAMES.index(name) / len(_PHOTO_NAMES) if name in _PHOTO_NAMES else 0.0
        like = sum(looks_like_photo(text) for text in texts) / len(texts)
        here = sum(_last(text) in photos for text in texts) / len(texts) if photos else 0.0
        apart = len(set(texts)) / len(texts)
        score = 4 * here + 3 * like + (hint if apart > 0.3 or like > 0.5 else 0.0)
        if score > best:
            best, chosen = score, index
    if chosen is None and not sheet.headed and len(sheet.names) > 1 and len(set(sheet.column(0))) == len(sheet.column(0)):
        return 0
    if chosen is None:
        raise does_not_fit(sheet.file, f"no column names photos. {_columns_said(sheet)}", remedy=_TELL)
    return chosen


def _last(text: str) -> str:
    return text.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def _has_folders(texts: Sequence[str]) -> bool:
    return sum("/" in text or "\\" in text for text in texts) * 2 > len(texts)


def _split_column(sheet: Sheet, taken: Sequence[int]) -> int | None:
    index = sheet.find(_SPLIT_NAMES, but=taken)
    candidates = [index] if index is not None else [] if sheet.headed else [i for i in range(len(sheet.names)) if i not in taken]
    for candidate in candidates:
        texts = sheet.column(candidate)
        if texts and sum(split_from(text) is not None for text in texts) * 2 > len(texts):
            return candidate
    return None


def _one_hot(sheet: Sheet, taken: Sequence[int]) -> tuple[int, ...]:
    """Columns of yes and no of which about every row has exactly one yes."""
    candidates = []
    for index, name in enumerate(sheet.folded_names):
        if index in taken or name in _NEVER_ONE_HOT or not sheet.headed:
            continue
        texts = sheet.column(index)
        if texts and all(truth(text) is not None for text in texts):
            candidates.append(index)
    if len(candidates) < 2:
        return ()
    step = max(1, len(sheet.rows) // _SAMPLE)
    sums = [sum(truth(row[index]) is True for index in candidates) for row in sheet.rows[::step]]
    good = sum(total == 1 for total in sums)
    return tuple(candidates) if good * 2 > len(sums) else ()


def _in_words(sheet: Sheet, label: int, taken: Sequence[int]) -> int:
    """The column that says the same as a numeric `label` in words, where there is one; else `label`."""
    if not all(_is_number(text) for text in sheet.column(label)):
        return label
    for index in range(len(sheet.names)):
        if index in (label, *taken) or all(_is_number(text) for text in sheet.column(index)):
            continue
        pairs = {(row[label].strip(), row[index].strip()) for row in sheet.rows}
        if len(pairs) == len({number for number, _ in pairs}) == len({word for _, word in pairs}) < len(sheet.rows):
            return index
    return label


def _only_one_left(sheet: Sheet, taken: Sequence[int]) -> int:
    """The class where no name gives it away: the only other column, or the only one whose texts come back."""
    left = [index for index in range(len(sheet.names)) if index not in taken and sheet.column(index)]
    if len(left) == 1:
        return left[0]
    words = [index for index in left if _comes_back(sheet.column(index)) and not all(_is_number(t) for t in sheet.column(index))]
    if len(words) == 1:
        return words[0]
    numbers = [index for index in left if _comes_back(sheet.column(index)) and index not in words]
    if not words and numbers and not sheet.headed:
        return numbers[0]
    raise _no_class(sheet)


def _no_class(sheet: Sheet) -> LabelFileError:
    return does_not_fit(sheet.file, f"which column gives the class can't be told. {_columns_said(sheet)}", remedy=_TELL)


def _comes_back(texts: Sequence[str]) -> bool:
    return len(set(texts)) < 0.7 * len(texts)


def _is_number(text: str) -> bool:
    try:
        float(text.strip().replace(",", "."))
    except ValueError:
        return False
    return True
