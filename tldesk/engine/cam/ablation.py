"""Each channel weighted by what its absence does."""

from collections.abc import Callable
from typing import Final

import torch

from tldesk.engine.cam.target import Target, channels_last

CHUNK: Final = 32
"""Channels switched off at a time, each in a copy of the map."""


@torch.no_grad()
def ablation_cam(target: Target, class_index: int, tick: Callable[[], None]) -> torch.Tensor:
    """Channels weighted by how much the class's logit drops without them (Desai and Ramaswamy 2020, "Ablation-CAM", equation 3).

    The fall is not divided by the logit, which scales the whole map and would turn it upside down for a negative logit.

    Args:
        tick: called between chunks; what it raises ends the work.

    Returns:
        Evidence `rows, columns`, not yet cut off or scaled.
    """
    features, score = target.features.detach(), target.logits[0, class_index]
    axis = 1 if features.ndim == 4 and not channels_last(target.model, features) else features.ndim - 1
    falls = []
    for first in range(0, features.shape[axis], CHUNK):
        tick()
        channels = range(first, min(first + CHUNK, features.shape[axis]))
        maps = features.repeat(len(channels), *(1,) * (features.ndim - 1))
        for copy, channel in zip(maps, channels, strict=True):
            copy.select(axis - 1, channel).zero_()
        falls.append(score - target.rest(maps)[:, class_index])
    return (torch.cat(falls)[:, None, None] * target.activation).sum(0)
