"""Finding names by typing parts of them."""

from collections.abc import Sequence

from tldesk.core.filters import searchable


def matching(names: Sequence[str], typed: str) -> list[int]:
    """Places of the names in which every typed word occurs, case and accents aside; those that begin with what was typed come first."""
    words = searchable(typed).split()
    folded = [searchable(name) for name in names]
    found = [place for place, name in enumerate(folded) if all(word in name for word in words)]
    return sorted(found, key=lambda place: not folded[place].startswith(searchable(typed).strip()))
