"""What is watched, as text that outlives the window."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Watched:
    """What is watched: the photos of `folder`, and of its sub-folders where `deep`; `table` is written anew after each arrival."""

    run_id: str
    folder: Path
    deep: bool = True
    table: Path | None = None


def write_watched(wanted: Watched) -> str:
    """What is watched, as text."""
    table = None if wanted.table is None else str(wanted.table)
    return json.dumps({"run": wanted.run_id, "folder": str(wanted.folder), "deep": wanted.deep, "table": table})


def read_watched(kept: str) -> Watched | None:
    """What `write_watched` wrote; None for anything else."""
    with suppress(ValueError, KeyError, TypeError):
        values = json.loads(kept)
        table = values["table"]
        return Watched(str(values["run"]), Path(values["folder"]), bool(values["deep"]), None if table is None else Path(table))
    return None
