"""Which column of a sheet says what: guessed from names and contents, or told."""

import re
from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import Final

from tldesk.core.errors import LabelFileError
from tldesk.core.photo import Split
from tldesk.project.interchange.column_names import (
    ABOVE_NAMES,
    FOLDER_NAMES,
    LABEL_ENDS,
    LABEL_NAMES,
    NEVER_ONE_HOT,
    NO_LABEL_ENDS,
    NOTE_NAMES,
    PHOTO_NAMES,
    SPLIT_NAMES,
    SUBFOLDER_NAMES,
    TAXON_NAMES,
    UNSURE_NAMES,
    YES_NO_SPLITS,
    folded,
)
from tldesk.project.interchange.grids import looks_like_photo
from tldesk.project.interchange.label_table import ColumnMapping, does_not_fit, split_from, truth
from tldesk.project.interchange.sheets import SAMPLE, Sheet, is_number

_ROLES: Final = ("photo", "class", "split", "unsure", "note")
_DATE: Final = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(\D|$)")
_FEW_ROWS: Final = 20
_TELL: Final = "Say which columns hold the photo and the class, as in photo=filename,class=label."


def guess(sheet: Sheet, *, photos: frozenset[str]) -> ColumnMapping:
    """The mapping that fits names and contents best.

    Args:
        photos: names and stems of the photos at hand; may be empty.

    Raises:
        LabelFileError: no column names photos, or none or several may be the class; the columns are listed.
    """
    photo = _photo_column(sheet, photos)
    taken = [photo]
    folder = sheet.find(FOLDER_NAMES, but=taken)
    path: tuple[int, ...] = (photo,)
    if folder is not None and not _has_folders(sheet.column(photo)):
        below = sheet.find(SUBFOLDER_NAMES, but=[*taken, folder])
        path = (folder, photo) if below is None else (folder, below, photo)
        path = _known_path(sheet, path, photos) if photos else path
        taken.extend(path)
    split = _split_column(sheet, taken)
    unsure = sheet.find(UNSURE_NAMES, but=[*taken, *_measures(sheet)])
    note = sheet.find(NOTE_NAMES, but=taken)
    taken += [index for index in (split, unsure, note) if index is not None]
    # Where columns give all ranks of a taxon, "class" is Mammalia and the like.
    ranked = {"order", "family", "genus", "species"} <= set(sheet.folded_names)
    measured = [*taken, *_measures(sheet)]
    named = sheet.find(TAXON_NAMES if ranked else LABEL_NAMES, but=measured)
    named = _by_its_end(sheet, measured) if named is None else named
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


def told(sheet: Sheet, columns: Mapping[str, str], guessed: ColumnMapping) -> ColumnMapping:
    """The mapping a person gave, over the guessed one.

    Raises:
        LabelFileError: a role or a column that there is not; the photo or the class is still open.
    """
    for role in columns:
        if role not in _ROLES:
            raise does_not_fit(sheet.file, f"'{role}' is nothing a column can say.", remedy=f"Use one of: {', '.join(_ROLES)}.")
    found = {role: tuple(_named(sheet, part) for part in _parts(sheet, text)) for role, text in columns.items()}
    photo = found.get("photo", guessed.photo)
    label = found.get("class", ())
    one_hot = label if len(label) > 1 else () if label else guessed.one_hot
    single = label[0] if len(label) == 1 else None if label else guessed.label
    if not photo or (single is None and not one_hot):
        raise not_told(sheet)

    def one(role: str, otherwise: int | None) -> int | None:
        return found[role][0] if role in found else otherwise

    return ColumnMapping(
        photo,
        single,
        one("split", guessed.split),
        one("unsure", guessed.unsure),
        one("note", guessed.note),
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
        hint = 1 - PHOTO_NAMES.index(name) / len(PHOTO_NAMES) if name in PHOTO_NAMES else 0.0
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


def _known_path(sheet: Sheet, path: tuple[int, ...], photos: frozenset[str]) -> tuple[int, ...]:
    """`path`, or the columns of folders, in the order that names most of the photos at hand, where that is more than `path` names."""
    *folders, photo = path
    others = [index for index, name in enumerate(sheet.folded_names) if name in ABOVE_NAMES and index not in path]
    rows = sheet.rows[:: max(1, len(sheet.rows) // 200)]

    def fits(columns: Sequence[int]) -> int:
        parts = ([row[index].strip().strip("/\\").replace("\\", "/") for index in columns] for row in rows)
        return sum("/".join(filter(None, each)) in photos for each in parts)

    tried = [path]
    for count in range(1, min(4, len(folders) + len(others)) + 1):
        tried += [(*order, photo) for order in permutations([*folders, *others][:5], count)]
    return max(tried, key=fits)


def split_in(sheet: Sheet, index: int, text: str) -> Split | None:
    """The split that a cell of the column at `index` names, by a word, or by yes and no where the column is called so."""
    yes, no = YES_NO_SPLITS.get(sheet.folded_names[index], (None, None))
    said = truth(text) if yes is not None and text else None
    return split_from(text) if said is None else yes if said else no


def _by_its_end(sheet: Sheet, taken: Sequence[int]) -> int | None:
    """The one column whose name ends in a word for the class."""
    named = [
        index
        for index, name in enumerate(sheet.folded_names)
        if index not in taken and name.endswith(LABEL_ENDS) and not name.endswith(NO_LABEL_ENDS)
    ]
    return named[0] if len(named) == 1 else None


def says_unsure(text: str) -> bool:
    """Whether a cell of the column for it says that the label is unsure: by yes, or by a word for it."""
    return truth(text) is True or folded(text) in UNSURE_NAMES


def _measures(sheet: Sheet) -> list[int]:
    """Columns of numbers of which some are no whole ones: lengths, shares and the like."""
    return [index for index in range(len(sheet.names)) if _are_measures(sheet.column(index))]


def _are_measures(texts: Sequence[str]) -> bool:
    return all(map(is_number, texts)) and any(not float(text.strip().replace(",", ".")).is_integer() for text in texts)


def _has_folders(texts: Sequence[str]) -> bool:
    return sum("/" in text or "\\" in text for text in texts) * 2 > len(texts)


def _split_column(sheet: Sheet, taken: Sequence[int]) -> int | None:
    index = sheet.find(SPLIT_NAMES, but=taken)
    flag = sheet.find(tuple(YES_NO_SPLITS), but=taken)
    if flag is not None and not truth_free(sheet, flag):
        return flag
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
        if index in taken or name in NEVER_ONE_HOT or not sheet.headed:
            continue
        texts = sheet.column(index)
        if texts and all(truth(text) is not None for text in texts):
            candidates.append(index)
    if len(candidates) < 2:
        return ()
    step = max(1, len(sheet.rows) // SAMPLE)
    sums = [sum(truth(row[index]) is True for index in candidates) for row in sheet.rows[::step]]
    good = sum(total == 1 for total in sums)
    return tuple(candidates) if good * 2 > len(sums) else ()


def _in_words(sheet: Sheet, label: int, taken: Sequence[int]) -> int:
    """The column that says the same as a numeric `label` in words, where there is one; else `label`."""
    if not all(is_number(text) for text in sheet.column(label)):
        return label
    for index in range(len(sheet.names)):
        if index in (label, *taken) or all(is_number(text) or truth(text) is not None for text in sheet.column(index)):
            continue
        pairs = {(row[label].strip(), row[index].strip()) for row in sheet.rows}
        if len(pairs) == len({number for number, _ in pairs}) == len({word for _, word in pairs}) < len(sheet.rows):
            return index
    return label


def _only_one_left(sheet: Sheet, taken: Sequence[int]) -> int:
    """The class where no name gives it away: the only other column, or the only one whose texts come back."""
    left = [index for index in range(len(sheet.names)) if index not in taken and _may_be_classes(sheet.column(index))]
    if len(left) == 1 and not _are_row_numbers(sheet, left[0]):
        return left[0]
    words = [index for index in left if _comes_back(sheet.column(index)) and not all(is_number(t) for t in sheet.column(index))]
    if len(words) == 1:
        return words[0]
    numbers = [index for index in left if _comes_back(sheet.column(index)) and index not in words]
    if not words and numbers and not sheet.headed:
        return numbers[0]
    raise _no_class(sheet)


def _may_be_classes(texts: Sequence[str]) -> bool:
    return bool(texts) and not all(_DATE.match(text) for text in texts) and not _are_measures(texts)


def _are_row_numbers(sheet: Sheet, index: int) -> bool:
    """Whether a column counts the rows, as an id does."""
    texts = [row[index].strip() for row in sheet.rows]
    return len(texts) > _FEW_ROWS and all(text.isdecimal() for text in texts) and len(set(texts)) == len(texts)


def _no_class(sheet: Sheet) -> LabelFileError:
    return does_not_fit(sheet.file, f"which column gives the class can't be told. {_columns_said(sheet)}", remedy=_TELL)


def _comes_back(texts: Sequence[str]) -> bool:
    return len(set(texts)) < 0.7 * len(texts)
