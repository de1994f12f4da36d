"""Making a model as sure as it is right: temperature scaling on the validation photos.

Guo et al. 2017, "On calibration of modern neural networks", section 4.2. The head's last layer is divided by the temperature, so every
answer, heatmap and export of the model has it; which class is most probable does not change.
"""

import math
from typing import Final

import torch
from scipy.optimize import minimize_scalar
from torch import nn
from torch.nn.functional import cross_entropy

from tldesk.engine.network import head

FEWEST_PHOTOS: Final = 30
"""Of fewer validation photos a temperature is mostly chance, and the model is left as it is."""

SPREAD: Final = 0.5
"""Standard deviation of the temperature's logarithm, as expected before the photos are seen. Without it a model that makes no mistake on
validation would be made infinitely sure."""


def temperature(logits: torch.Tensor, labels: torch.Tensor) -> float:
    """What to divide `logits` (`N, C`) by, so that their softmax is as sure as it is right about `labels` (`N`, class indices).

    It is the most probable one given the photos and a log-normal prior around 1.
    """
    double = logits.double()

    def cost(log_temperature: float) -> float:
        surprise = float(cross_entropy(double / math.exp(log_temperature), labels, reduction="sum"))
        return surprise + log_temperature**2 / (2 * SPREAD**2)

    found = minimize_scalar(cost, bounds=(-2.0, 2.0), method="bounded")
    return math.exp(float(found.x))


def divide_head(model: nn.Module, by: float) -> None:
    """Divide the logits of `model`, in place."""
    layer = head(model)
    last = layer[-1] if isinstance(layer, nn.Sequential) else layer
    assert isinstance(last, nn.Linear)
    with torch.no_grad():
        last.weight.div_(by)
        if last.bias is not None:
            last.bias.div_(by)
