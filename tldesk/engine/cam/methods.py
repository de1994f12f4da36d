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
    """The evidence `rows, columns` for a class by one of the `offered` methods, in 0..1; all zero where nothing speaks for it.

    `tick`: see `unscaled`.
    """
    return scaled(unscaled(target, class_index, method, tick=tick))


def unscaled(target: Target, class_index: int, method: HeatmapMethod, *, tick: Callable[[], None] = lambda: None) -> torch.Tensor:
    """The evidence `rows, columns` in the method's own unit, what speaks against the class negative.

    Args:
        tick: called now and then; what it raises ends the work.
    """
    if method in GRADIENTS:
        return GRADIENTS[method](target.activation, target.gradient(class_index))
    if method is HeatmapMethod.ABLATION_CAM:
        return ablation_cam(target, class_index, tick)
    if method is HeatmapMethod.EIGEN_CAM:
        return eigen_cam(target.activation)
    return attention_rollout(target)


def scaled(found: torch.Tensor) -> torch.Tensor:
    """Negative parts cut off, the highest 1; float32 on the CPU."""
    positive = found.clamp_min(0).float().cpu()
    highest = positive.max()
    return positive / highest if bool(torch.isfinite(highest)) and float(highest) > 0 else torch.zeros_like(positive)
