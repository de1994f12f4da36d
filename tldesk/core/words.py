"""Names in sentences."""

import unicodedata
from typing import Final

_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_FIRST_STRONG_ISOLATE: Final = "\N{FIRST STRONG ISOLATE}"
_POP_ISOLATE: Final = "\N{POP DIRECTIONAL ISOLATE}"


def isolated(name: str) -> str:
    """A name as it is put into a sentence: one that is written from right to left keeps its order to itself.

    Without that, digits and marks beside it move to its other side (Unicode Standard Annex 9, isolates: unicode.org/reports/tr9). Other
    names are given back as they are.
    """
    return f"{_FIRST_STRONG_ISOLATE}{name}{_POP_ISOLATE}" if has_right_to_left(name) else name


def has_right_to_left(words: str) -> bool:
    """Whether any letter of `words` runs from right to left."""
    return any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in words)
