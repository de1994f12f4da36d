"""The network that answered last stays with the engine: the next heatmap or folder of the same run need not load it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import ModelFacts
from tldesk.engine.checkpoint import load_checkpoint
from tldesk.engine.compiled import compiled
from tldesk.engine.device import Device
from tldesk.engine.network import FrozenNetwork
from tldesk.photos.framing import Preparation

FEW: Final = 64
"""So many photos are answered by torch: compiling takes about a second, and saves some milliseconds a photo."""


def is_few(photos: Sequence[object]) -> bool:
    """Whether these are too few to prepare for."""
    return len(photos) < FEW


@dataclass
class KeptNetwork:
    """A run's network, ready to answer, and what its run folder says of it."""

    network: FrozenNetwork
    facts: ModelFacts
    _compiled: FrozenNetwork | None = None
    _tried: bool = False

    def quickest(self, *, few: bool) -> FrozenNetwork:
        """The network, compiled where that is worth while or was done before."""
        if not few and not self._tried:
            self._compiled, self._tried = compiled(self.network), True
        return self._compiled or self.network


_kept: dict[tuple[object, ...], KeptNetwork] = {}


def kept_network(folder: RunFolder, device: Device) -> KeptNetwork:
    """The run's network, loaded anew where another one answered last or the run's model has changed since.

    Raises:
        RunError: the run has no model, or it is damaged. RecipeError, WeightsError: see `FrozenNetwork`.
    """
    known = (folder.path.absolute(), device, *_identity(folder.model_file), *_identity(folder.path / "model.json"))
    if known not in _kept:
        forget_network()
        model, facts = load_checkpoint(folder)
        _kept[known] = KeptNetwork(FrozenNetwork(model, Preparation.of(facts), device, mirrored=facts.mirrored), facts)
    return _kept[known]


def forget_network() -> None:
    """Give its memory back, where a job needs all there is."""
    _kept.clear()


def _identity(file: Path) -> tuple[int, ...]:
    """What changes when the file is written; nothing for one that is gone, which loading it then says."""
    try:
        facts = file.stat()
    except OSError:
        return ()
    return facts.st_ino, facts.st_size, facts.st_mtime_ns
