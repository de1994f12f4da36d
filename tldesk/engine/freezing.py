"""Which parameters belong to which stage of a backbone, for any timm family, and which of them thaw."""

import re
from statistics import median
from typing import Any

from timm.models import group_parameters
from torch import nn

from tldesk.core.recipe import Recipe
from tldesk.core.results import ALL_STAGES


def stages(model: nn.Module) -> list[list[str]]:
    """Names of parameters, stage by stage from the input; the last entry is the head with what belongs to it (a final norm).

    timm's own coarse groups (`group_matcher`) are the stages: blocks of an EfficientNet or a vision transformer, layers of a ResNet or a
    Swin. Where they are single layers (VGG), those between two changes of resolution are put together; its two large layers between the
    feature map and the head, which are pretrained too, are a stage of their own.
    """
    network: Any = model
    groups = [list(names) for _, names in sorted(group_parameters(model, network.group_matcher(coarse=True)).items())]
    *body, tail = groups
    if median(len(names) for names in body) <= 2:
        body = _merged(body, [str(info["module"]) for info in network.feature_info])
    large = [name for name in tail if name.startswith("pre_logits.")]
    return [*body, large, [name for name in tail if name not in large]] if large else [*body, tail]


def _merged(groups: list[list[str]], ends: list[str]) -> list[list[str]]:
    """Single layers `prefix.number` put together up to each of `ends`."""
    limits = sorted(number for end in ends if (number := _number(end)) is not None)
    stages_by_rank: dict[int, list[str]] = {}
    for names in groups:
        number = _number(names[0]) or 0
        rank = sum(number > limit for limit in limits)
        stages_by_rank.setdefault(rank, []).extend(names)
    return [stages_by_rank[rank] for rank in sorted(stages_by_rank)]


def _number(name: str) -> int | None:
    found = re.search(r"\.(\d+)", name)
    return int(found.group(1)) if found else None


def thawed(model: nn.Module, count: int) -> set[str]:
    """Names of the parameters that train when the last `count` stages thaw: theirs and the head's."""
    *body, tail = stages(model)
    return {name for names in [*body[-count:], tail] for name in names}


def thawed_at(recipe: Recipe, epoch: int) -> int:
    """How many of the last stages train in fine-tuning epoch `epoch` (from 0); more than there are means all."""
    match recipe.method:
        case "gradual":
            return min(recipe.thaw_stages, 1 + epoch // recipe.thaw_every)
        case "whole":
            return ALL_STAGES
        case _:
            return recipe.thaw_stages


def depths(model: nn.Module) -> dict[str, int]:
    """How far each parameter's stage lies from the head: 0 for the last stage and what comes after it, 1 for the one before it, ..."""
    *body, tail = stages(model)
    return {name: depth for depth, names in enumerate([[*body[-1], *tail], *reversed(body[:-1])]) for name in names}
