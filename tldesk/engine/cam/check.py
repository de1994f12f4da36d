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
ALIKE: Final = 0.75
"""Rank correlation from which two maps count as nearly the same (Adebayo et al. 2018).

Half-way between what is another map and what is the same one, measured on 40 photos of clothing of 10 classes with a head trained on
tf_efficientnet_lite0 (88.7 % right), one shuffle each; 5th, 50th and 95th percentile:

    method       head shuffled       head and stage shuffled  the photo mirrored, and the map back
    Grad-CAM     -0.54  0.19  0.66   -0.44  0.00  0.30        0.88  0.96  0.98
    Grad-CAM++    0.76  0.94  0.98    0.19  0.60  0.87        0.93  0.97  0.98
    LayerCAM      0.75  0.94  0.98    0.21  0.60  0.86        0.92  0.96  0.98
    Eigen-CAM     1.00  1.00  1.00    0.22  0.79  0.93        0.81  0.95  1.00

So Grad-CAM follows what was learned, and Grad-CAM++, LayerCAM and Eigen-CAM show where something is, whatever the class: which the check
says. In a small ViT of little training (test_vit, 20 % right, the same photos) the medians of the gradients' maps are below 0 with either
shuffled, and attention rollout's are 1.00.
"""
SILENT: Final = 0.025
"""Insertion and deletion of all maps within this: the class's probability hardly moves (Petsiuk et al. 2018).

Just above what means nothing: with the head and the last stage of that ViT shuffled they lie 0.01 apart, in 37 of 40 photos less than
0.025; with what it learned 0.05. In the CNN (5 photos) 0.18 and more, for the least probable class 0.01 to 0.06.
"""


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
