"""Testing one heatmap on the spot, so that a map that means nothing says so."""

from collections.abc import Generator
from statistics import fmean
from typing import Final

import torch

from tldesk.core.heatmap import Doubt, HeatmapCheck, HeatmapMethod, Removal
from tldesk.engine.cam.deletion import centre, moved, order_of, removal
from tldesk.engine.cam.randomisation import likeness
from tldesk.engine.cam.target import Target

RANDOM_MAPS: Final = 6
SHUFFLES: Final = 3
CHECK_STEPS: Final = 2 + RANDOM_MAPS + 2 * SHUFFLES
ALIKE: Final = 0.7
"""Rank correlation from which two maps count as nearly the same."""
SILENT: Final = 0.02
"""Insertion and deletion of all maps within this: the class's probability hardly moves."""


def check(target: Target, class_index: int, method: HeatmapMethod, found: torch.Tensor) -> Generator[int, None, HeatmapCheck]:
    """Test the evidence `found` for a class; yields how many of `CHECK_STEPS` are done."""
    model, inputs = target.model, target.inputs
    generator = torch.Generator().manual_seed(0)
    maps = [found, centre(*found.shape), *(moved(found, generator) for _ in range(RANDOM_MAPS))]
    removals: list[Removal] = []
    for one in maps:
        order = order_of(one, inputs.shape[-1], generator).to(inputs.device)
        removals.append(removal(model, inputs, order, class_index))
        yield len(removals)
    alike: dict[bool, list[float]] = {False: [], True: []}
    for whole_stage, likenesses in alike.items():
        for seed in range(SHUFFLES):
            likenesses.append(likeness(model, inputs, found, class_index, method, seed=seed, whole_stage=whole_stage))
            yield len(removals) + len(alike[False]) + len(alike[True])
    own, middle, *chance = removals
    head, stage = fmean(alike[False]), fmean(alike[True])
    return HeatmapCheck(own, middle, tuple(chance), head, stage, _doubts(found, removals, head, stage))


def _doubts(found: torch.Tensor, removals: list[Removal], head: float, stage: float) -> tuple[Doubt, ...]:
    own, _, *chance = removals
    if not bool(found.any()):
        return (Doubt.EMPTY,)
    levels = [level for one in removals for level in (one.insertion, one.deletion)]
    doubts = []
    if max(levels) - min(levels) < SILENT:
        doubts.append(Doubt.SILENT)
    elif own.gap <= max(one.gap for one in chance):
        doubts.append(Doubt.CHANCE)
    if head >= ALIKE:
        doubts.append(Doubt.HEAD)
    if stage >= ALIKE:
        doubts.append(Doubt.STAGE)
    return tuple(doubts)
