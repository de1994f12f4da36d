"""All methods, which of them make sense for a network, and the evidence they find."""

from collections.abc import Callable
from typing import Final

import torch

from tldesk.core.heatmap import HeatmapMethod
from tldesk.engine.cam.ablation import ablation_cam
from tldesk.engine.cam.eigen import eigen_cam
from tldesk.engine.cam.gradients import grad_cam, grad_cam_plus_plus, hires_cam, layer_cam
from tldesk.engine.cam.rollout import attends_everywhere, attention_rollout
from tldesk.engine.cam.target import Target

GRADIENTS: Final[dict[HeatmapMethod, Callable[[torch.Tensor, torch.Tensor], torch.Tensor]]] = {
    HeatmapMethod.GRAD_CAM: grad_cam,
    HeatmapMethod.GRAD_CAM_PLUS_PLUS: grad_cam_plus_plus,
    HeatmapMethod.HIRES_CAM: hires_cam,
    HeatmapMethod.LAYER_CAM: layer_cam,
}


def offered(target: Target) -> tuple[HeatmapMethod, ...]:
    """The methods that make sense for the network, the usual one first.

    Attention rollout needs a transformer in which every token sees every other; all others read any map of cells.
    """
    methods = (*GRADIENTS, HeatmapMethod.ABLATION_CAM, HeatmapMethod.EIGEN_CAM)
    return (*methods, HeatmapMethod.ATTENTION_ROLLOUT) if attends_everywhere(target.model, target.features) else methods


def evidence(target: Target, class_index: int, method: HeatmapMethod, *, tick: Callable[[], None] = lambda: None) -> torch.Tensor:
    """The evidence for a class by one of the `offered` methods; all zero where nothing speaks for it.

    Args:
        tick: called now and then; what it raises ends the work.
    """
    if method in GRADIENTS:
        found = GRADIENTS[method](target.activation, target.gradient(class_index))
    elif method is HeatmapMethod.ABLATION_CAM:
        found = ablation_cam(target, class_index, tick)
    elif method is HeatmapMethod.EIGEN_CAM:
        found = eigen_cam(target.activation)
    else:
        found = attention_rollout(target)
    return scaled(found)


def scaled(found: torch.Tensor) -> torch.Tensor:
    """Negative parts cut off, the highest 1; float32 on the CPU."""
    positive = found.clamp_min(0).float().cpu()
    highest = positive.max()
    return positive / highest if bool(torch.isfinite(highest)) and float(highest) > 0 else torch.zeros_like(positive)
