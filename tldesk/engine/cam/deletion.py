"""Deletion and insertion: does the answer follow what a map shows? (Petsiuk, Das and Saenko 2018, "RISE", section 4.2.)"""

from typing import Final

import torch
from torch.nn import functional
from torchvision.transforms import functional as pictures

from tldesk.core.heatmap import Removal
from tldesk.engine.network import feature_map, head, pool

STEPS: Final = 8
"""Equal shares of the photo that are hidden or shown one after the other."""


@torch.no_grad()
def removal(model: torch.nn.Module, inputs: torch.Tensor, order: torch.Tensor, class_index: int) -> Removal:
    """How the class's probability follows `order`.

    Hidden places get the mean colour; what is not yet shown is blurred, since sharp edges of a plain ground would speak for themselves.

    Args:
        inputs: one photo, `1, 3, S, S`. order: the places, numbered row by row, the most important first; `S * S`.
    """
    blurred = _blurred(inputs)
    rank = torch.empty_like(order)
    rank[order] = torch.arange(len(order), device=order.device)
    shares = torch.linspace(0, 1, STEPS + 1, device=inputs.device).view(-1, 1, 1, 1)
    first = (rank.view(1, 1, *inputs.shape[2:]) / len(order)) < shares
    deleted = torch.where(first, torch.zeros_like(inputs), inputs)
    inserted = torch.where(first, inputs, blurred)
    likely = [torch.softmax(head(model)(pool(model, feature_map(model, half))).double(), 1)[:, class_index] for half in (deleted, inserted)]
    down, up = (float(torch.trapezoid(curve) / STEPS) for curve in likely)
    return Removal(insertion=up, deletion=down)


def order_of(evidence: torch.Tensor, side: int, generator: torch.Generator) -> torch.Tensor:
    """The places of a square of `side` pixels by evidence `rows, columns`, the most first; int64 `side * side`.

    Those with the same evidence come in random order.
    """
    large = functional.interpolate(evidence[None, None], (side, side), mode="bicubic", align_corners=False).clamp(0, 1).flatten()
    shuffled = torch.randperm(len(large), generator=generator)
    return shuffled[large[shuffled].argsort(descending=True, stable=True)]


def centre(rows: int, columns: int) -> torch.Tensor:
    """Evidence `rows, columns` that falls with the distance from the middle, from 1 to 0."""
    y, x = torch.meshgrid(torch.linspace(-1, 1, rows), torch.linspace(-1, 1, columns), indexing="ij")
    return (1 - torch.hypot(x, y) / 2**0.5).clamp_min(0)


def moved(evidence: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """The same evidence `rows, columns` elsewhere: carried around the edges and mirrored by chance, its patches as large as they were.

    Against unrelated noise no map of one object would win: noise hides a bit of everything.
    """
    shifts = [int(torch.randint(length, (), generator=generator)) for length in evidence.shape]
    mirrored = [axis for axis in (0, 1) if int(torch.randint(2, (), generator=generator))]
    return evidence.roll(shifts, (0, 1)).flip(mirrored)


def _blurred(inputs: torch.Tensor) -> torch.Tensor:
    sigma = inputs.shape[-1] / 20
    reach = min(round(3 * sigma), (inputs.shape[-1] - 1) // 2)
    result: torch.Tensor = pictures.gaussian_blur(inputs, [2 * reach + 1] * 2, [sigma] * 2)
    return result
