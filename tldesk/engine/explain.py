"""Where the evidence was: Grad-CAM (Selvaraju et al. 2017, "Visual Explanations from Deep Networks via Gradient-based Localization").

The map is the last feature map after its norm, each channel weighted by the mean gradient of the class's logit, negative parts cut off.
Gradients stop at that map: the backbone runs forward only, so a heatmap costs about as much as an answer. A vision transformer that
answers from its class token has no gradient at the patches of its last map; there the map before the last block is taken.
"""

from collections.abc import Generator
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from tldesk.core.errors import RunError
from tldesk.core.messages import Event, Explained, ExplainRequest, Progress, Step
from tldesk.core.results import Heatmap
from tldesk.core.run_folder import RunFolder
from tldesk.engine.checkpoint import load_checkpoint
from tldesk.engine.data import normalised, plain
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.network import FrozenNetwork, feature_map, head, pool, probabilities
from tldesk.photos.framing import Placement, Preparation, placement, read

LONG_SIDE: Final = 192
"""Cells along the longer side of the photo."""


def explain(request: ExplainRequest, device: Device, ears: Ears) -> Generator[Event, None, None]:
    """Yield `Explained` with the heatmap of one photo.

    Raises:
        RunError: the run has no model, or no such class. PhotoError: the photo can't be read.
    """
    yield Progress(Step.EXPLAIN, 0, 1)
    model, facts = load_checkpoint(RunFolder(Path(request.run_folder)))
    if request.class_index is not None and not 0 <= request.class_index < len(facts.classes):
        raise RunError("This run's model does not know that class.", remedy="Choose one of the run's classes.")
    network = FrozenNetwork(model, Preparation.of(facts), device)
    ears.listen()
    yield Explained(heatmap_of(network, request.photo.file, key=request.photo.key, class_index=request.class_index))
    yield Progress(Step.EXPLAIN, 1, 1)


def heatmap_of(network: FrozenNetwork, file: str, *, key: str, class_index: int | None = None) -> Heatmap:
    """The Grad-CAM heatmap of one photo for `class_index`, or for the most probable class.

    Raises:
        PhotoError: the photo can't be read.
    """
    photo = read(file, network.preparation)
    pixels = torch.from_numpy(plain(photo, network.preparation).copy()).unsqueeze(0)
    inputs = normalised(pixels, network.preparation, device=network.device.torch)
    with torch.enable_grad():
        target, logits = _cut(network.model, inputs)
        chosen = int(logits[0].argmax()) if class_index is None else class_index
        (gradient,) = torch.autograd.grad(logits[0, chosen], target)
    evidence = _weighted(_grid(network.model, target.detach()), _grid(network.model, gradient))
    values = _over_photo(evidence, photo.size, placement(*photo.size, network.preparation))
    return Heatmap(
        key=key,
        class_index=chosen,
        method="Grad-CAM",
        rows=values.shape[0],
        columns=values.shape[1],
        values=values.tobytes(),
        probabilities=probabilities(logits.detach().cpu())[0],
    )


def _cut(model: nn.Module, inputs: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The map to look at, cut off from what made it, and the logits computed from it."""
    if not _answers_from_token(model):
        target = feature_map(model, inputs).detach().requires_grad_()
        return target, head(model)(pool(model, target))
    maps: list[torch.Tensor] = []

    def cut(_block: nn.Module, given: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        maps.append(given[0].detach().requires_grad_())
        return (maps[0], *given[1:])

    network: Any = model
    hook = network.blocks[-1].register_forward_pre_hook(cut)
    try:
        logits: torch.Tensor = model(inputs)
    finally:
        hook.remove()
    return maps[0], logits


def _answers_from_token(model: nn.Module) -> bool:
    return getattr(model, "global_pool", None) == "token" and isinstance(getattr(model, "blocks", None), nn.Sequential | nn.ModuleList)


def _grid(model: nn.Module, tensor: torch.Tensor) -> torch.Tensor:
    """A map of one photo as `C, rows, columns`, whatever the network's own layout."""
    if tensor.ndim == 4:
        last = str(getattr(model, "output_fmt", "NCHW")).endswith("NHWC")
        return tensor[0].permute(2, 0, 1) if last else tensor[0]
    patches = tensor[0, int(getattr(model, "num_prefix_tokens", 0)) :]
    rows, columns = getattr(getattr(model, "patch_embed", None), "grid_size", None) or (round(len(patches) ** 0.5),) * 2
    return patches.T.reshape(-1, rows, columns)


def _weighted(activation: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    """`rows, columns` in 0..1 on the CPU; all zero where nothing speaks for the class."""
    weights = gradient.mean((1, 2), keepdim=True)
    evidence = (weights * activation).sum(0).clamp_min(0).float().cpu()
    highest = evidence.max()
    return evidence / highest if bool(torch.isfinite(highest)) and float(highest) > 0 else torch.zeros_like(evidence)


def _over_photo(evidence: torch.Tensor, size: tuple[int, int], place: Placement) -> NDArray[np.float32]:
    """The map laid where the network's square lies in the upright photo of `size`; 0 where the network did not look."""
    scale = LONG_SIDE / max(size)
    columns, rows = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    left, right = (round(x / place.width * columns) for x in (place.left, place.left + place.side))
    top, bottom = (round(y / place.height * rows) for y in (place.top, place.top + place.side))
    right, bottom = max(right, left + 1), max(bottom, top + 1)
    part = functional.interpolate(evidence[None, None], (bottom - top, right - left), mode="bicubic", align_corners=False)[0, 0]
    # A letterbox's square reaches beyond the photo.
    part = part[max(0, -top) :, max(0, -left) :].clamp(0, 1)
    values = np.zeros((max(rows, bottom), max(columns, right)), np.float32)
    values[max(0, top) : bottom, max(0, left) : right] = part.numpy()
    return np.ascontiguousarray(values[:rows, :columns])
