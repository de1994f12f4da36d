"""What layers of a run's network make of one photo, from its first to its last."""

from collections.abc import Generator
from math import prod
from pathlib import Path
from typing import Any, Final

import torch
from torch import nn

from tldesk.core.feature_maps import FeatureMaps, LayerMaps
from tldesk.core.messages import Event, FeatureMapsDrawn, FeatureMapsRequest, Progress, Step
from tldesk.core.previews import Picture
from tldesk.core.run_folder import RunFolder
from tldesk.engine.cam.target import MOST_LEADING, channels_last, patch_grid
from tldesk.engine.checkpoint import load_checkpoint
from tldesk.engine.data import normalised, plain
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.network import feature_map
from tldesk.photos.framing import Preparation, read

LAYERS: Final = 16
"""Layers that are shown: of more, the first, the last, and others evenly between."""

MOST: Final = 64
"""Maps of a layer that are shown."""

DEEPEST: Final = 2
"""Layers are what lies so deep in the network: its parts, and the parts of these; deeper are the inner works of a block."""


def draw_feature_maps(request: FeatureMapsRequest, device: Device, ears: Ears) -> Generator[Event, None, None]:
    """Yield `FeatureMapsDrawn` of one photo.

    Raises:
        RunError: the run has no model. PhotoError: the photo can't be read.
    """
    yield Progress(Step.FEATURE_MAPS, 0, 1)
    model, facts = load_checkpoint(RunFolder(Path(request.run_folder)))
    preparation = Preparation.of(facts)
    ears.listen()
    pixels = plain(read(request.photo.file, preparation), preparation)
    inputs = normalised(torch.from_numpy(pixels.copy()).unsqueeze(0), preparation, device=device.torch)
    layers = tuple(_layer(name, grid) for name, grid in _between(grids(model.to(device.torch), inputs)))
    height, width, _ = pixels.shape
    yield FeatureMapsDrawn(FeatureMaps(Picture(width, height, pixels.tobytes()), layers))
    yield Progress(Step.FEATURE_MAPS, 1, 1)


@torch.no_grad()
def grids(model: nn.Module, inputs: torch.Tensor) -> list[tuple[str, torch.Tensor]]:
    """The names of the layers and what they make of one photo (`1, 3, S, S`), as `C, rows, columns`, in the order they run in.

    Layers that give no map (pooling, heads) are left out; of several that give the same tensor, the last to have worked on it is kept.
    """
    found: dict[int, tuple[str, torch.Tensor]] = {}

    def listener(name: str) -> Any:
        def keep(module: nn.Module, _given: object, output: object) -> None:
            # A sequence gives what its last part gave; one that changes a tensor in place has the last word on it.
            if isinstance(output, torch.Tensor) and not (isinstance(module, nn.Sequential) and output.data_ptr() in found):
                found.pop(output.data_ptr(), None)
                found[output.data_ptr()] = (name, output)

        return keep

    layers = [(name, module) for name, module in model.named_modules() if name and name.count(".") < DEEPEST]
    silent = (nn.Identity, nn.Dropout)
    hooks = [module.register_forward_hook(listener(name)) for name, module in layers if not isinstance(module, silent)]
    try:
        feature_map(model, inputs)
    finally:
        for hook in hooks:
            hook.remove()
    as_grids = ((name, _grid(model, tensor)) for name, tensor in found.values())
    return [(name, grid) for name, grid in as_grids if grid is not None]


def _grid(model: nn.Module, tensor: torch.Tensor) -> torch.Tensor | None:
    """`tensor` (`1, ...`) as `C, rows, columns`; None where it is no map. The network's square is square, and so are its maps."""
    if tensor.ndim == 3:
        rows, columns = patch_grid(model, tensor.shape[1])
        leading = tensor.shape[1] - prod((rows, columns))
        if rows < 2 or not 0 <= leading <= MOST_LEADING:
            return None
        return tensor[0, leading:].T.reshape(-1, rows, columns)
    if tensor.ndim != 4:
        return None
    _, first, second, third = tensor.shape
    last = first == second if (first == second) != (second == third) else channels_last(model, tensor)
    grid = tensor[0].permute(2, 0, 1) if last else tensor[0]
    return grid if min(grid.shape[1:]) > 1 else None


def _between(layers: list[tuple[str, torch.Tensor]]) -> list[tuple[str, torch.Tensor]]:
    """The first, the last, and evenly others between."""
    if len(layers) <= LAYERS:
        return layers
    return [layers[round(place * (len(layers) - 1) / (LAYERS - 1))] for place in range(LAYERS)]


def _layer(name: str, grid: torch.Tensor) -> LayerMaps:
    maps = torch.nan_to_num(grid.detach().float().cpu())
    shown = maps.flatten(1).std(1).argsort(descending=True, stable=True)[:MOST]
    chosen = maps[shown]
    lows, highs = chosen.amin((1, 2)), chosen.amax((1, 2))
    spread = (highs - lows).clamp_min(torch.finfo(torch.float32).tiny)
    stretched = ((chosen - lows[:, None, None]) / spread[:, None, None]).mul(255).round().to(torch.uint8)
    channels, rows, columns = maps.shape
    return LayerMaps(
        name, channels, rows, columns, tuple(shown.tolist()), stretched.numpy().tobytes(), tuple(lows.tolist()), tuple(highs.tolist())
    )
