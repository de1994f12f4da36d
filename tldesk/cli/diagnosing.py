"""What this copy of tldesk runs on, as text: the first thing to look at, and to send along, when something is odd."""

from collections.abc import Iterable

from tldesk.core.errors import EngineError
from tldesk.jobs import door
from tldesk.jobs.environment import facts, places


def diagnosis() -> str:
    """Versions, what computes and why it is no graphics card, folders and weights. Takes the seconds that torch takes to load."""
    parts = {"Versions": facts(), "Computing": _computing(), "Folders": places()}
    return "\n\n".join(f"{title}\n{_lines(values)}" for title, values in parts.items())


def _computing() -> list[tuple[str, str]]:
    try:
        return door.describe()
    except EngineError as error:
        # Just what is to be found out.
        return [("Computes with", f"nothing. {error.what}")]


def _lines(values: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"  {name}: {value}" for name, value in values)
