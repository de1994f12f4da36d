"""Weight randomisation: a map of what was learned changes when what was learned is gone (Adebayo et al. 2018, "Sanity checks for saliency
maps", section 3.1: cascading from the head down, compared by rank correlation).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import nn

from tldesk.core.heatmap import HeatmapMethod
from tldesk.engine.cam.methods import evidence
from tldesk.engine.cam.target import look
from tldesk.engine.freezing import stages
from tldesk.engine.network import head


def head_weights(model: nn.Module) -> list[nn.Parameter]:
    """The head's parameters."""
    return list(head(model).parameters())


def last_weights(model: nn.Module) -> list[nn.Parameter]:
    """The head's, the final norm's and the last stage's parameters."""
    *_, last, tail = stages(model)
    return [model.get_parameter(name) for name in (*last, *tail)]


@contextmanager
def shuffled(weights: Sequence[nn.Parameter], generator: torch.Generator) -> Iterator[None]:
    """The values of each of `weights` in random order for a while: as large as before, and without meaning."""
    before = [weight.data for weight in weights]
    try:
        # Not written in place: a gradient that is still to come remembers the values it needs.
        for weight in weights:
            values = weight.data.flatten()
            weight.data = values[torch.randperm(len(values), generator=generator).to(values.device)].view_as(weight)
        yield
    finally:
        for weight, kept in zip(weights, before, strict=True):
            weight.data = kept


def likeness(
    model: nn.Module, inputs: torch.Tensor, found: torch.Tensor, class_index: int, method: HeatmapMethod, *, seed: int, whole_stage: bool
) -> float:
    """Rank correlation, -1..1, of the evidence `found` with that of the network with its head (and last stage) shuffled.

    Args:
        inputs: one photo, `1, 3, S, S`. found: `rows, columns`.
    """
    generator = torch.Generator().manual_seed(seed)
    with shuffled(last_weights(model) if whole_stage else head_weights(model), generator):
        other = evidence(look(model, inputs), class_index, method)
    return rank_correlation(found, other)


def rank_correlation(one: torch.Tensor, other: torch.Tensor) -> float:
    """Spearman's, of two maps of one size; 0 where one of them is the same everywhere."""
    first, second = (_ranks(each.flatten()) for each in (one, other))
    first, second = first - first.mean(), second - second.mean()
    scale = first.norm() * second.norm()
    return float((first * second).sum() / scale) if float(scale) > 0 else 0.0


def _ranks(values: torch.Tensor) -> torch.Tensor:
    """Ranks of `values`, equal ones sharing theirs."""
    _, which, counts = torch.unique(values, return_inverse=True, return_counts=True)
    ends = counts.cumsum(0).double()
    ranks: torch.Tensor = (ends - (counts - 1) / 2)[which]
    return ranks
