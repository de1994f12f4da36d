"""What a fine-tuning goes on from after a kill or a power cut: one file, replaced in one step after every epoch.

It holds tensors and plain values only and is read with `weights_only`, so that a file from elsewhere can't run anything.
"""

import io
import json
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, Final

import torch

from tldesk.core.errors import RunError
from tldesk.core.files import write_atomically
from tldesk.core.recipe import Recipe, recipe_from

VERSION: Final = 1


def save_progress(file: Path, recipe: Recipe, progress: dict[str, Any]) -> None:
    """Write `progress` and the state of torch's random numbers.

    Raises:
        OSError: the folder can't be written; the last state is intact.
    """
    buffer = io.BytesIO()
    cuda = torch.cuda.get_rng_state_all() if torch.cuda.is_available() else []
    torch.save({**progress, "version": VERSION, "recipe": recipe.model_dump_json(), "random": torch.get_rng_state(), "cuda": cuda}, buffer)
    write_atomically(file, buffer.getvalue())


def load_progress(file: Path, recipe: Recipe) -> dict[str, Any] | None:
    """What was saved; None where nothing was.

    Raises:
        RunError: the file is damaged, of another version of tldesk, or of another recipe.
    """
    if not file.is_file():
        return None
    try:
        progress: dict[str, Any] = torch.load(file, map_location="cpu", weights_only=True)
        fits = progress["version"] == VERSION and recipe_from(json.loads(progress["recipe"])) == recipe
    except (OSError, RuntimeError, ValueError, KeyError, TypeError, EOFError, UnpicklingError) as error:
        raise _unusable(file, "is damaged") from error
    if not fits:
        raise _unusable(file, "is of another recipe or of another version of tldesk")
    return progress


def restore_random(progress: dict[str, Any]) -> None:
    """Set torch's random numbers to where they were."""
    torch.set_rng_state(progress["random"])
    if torch.cuda.is_available() and len(progress["cuda"]) == torch.cuda.device_count():
        torch.cuda.set_rng_state_all(progress["cuda"])


def _unusable(file: Path, reason: str) -> RunError:
    return RunError(
        f"The run '{file.parent.name}' can't be resumed: {file.name} {reason}.",
        kept="Its best epoch so far is kept and can predict.",
        remedy="Train the recipe again.",
    )
