"""The names of files and folders: their natural order, and what of them is text."""

import re
from typing import Final

_DIGITS: Final = re.compile(r"([0-9]+|/)")


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key by which "img2" comes before "IMG10", and a folder's content stands where the folder's name would.

    Digits compare by their value, letters without case, "/" before anything else.
    """
    chunks = []
    for chunk in _DIGITS.split(text.casefold()):
        if chunk == "/":
            chunks.append((-1, 0, ""))
        elif chunk.isascii() and chunk.isdigit():
            digits = chunk.lstrip("0")
            chunks.append((0, len(digits), digits))
        elif chunk:
            chunks.append((1, 0, chunk))
    return tuple(chunks)


def is_speakable(path: str) -> bool:
    """Whether a path is text: one that is not, in the system's encoding, can't go into a database, a table or a report."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def printable(path: str) -> str:
    """`path` with what is no text in it replaced."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
