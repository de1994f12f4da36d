"""Maps from a feature map and the gradient of a class's logit at it.

Grids in, `channels, rows, columns`; evidence out, `rows, columns`, not yet cut off or scaled.
"""

import torch


def grad_cam(activation: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    """Each channel weighted by its mean gradient (Selvaraju et al. 2017, "Grad-CAM", equations 1 and 2)."""
    return (gradient.mean((1, 2), keepdim=True) * activation).sum(0)


def grad_cam_plus_plus(activation: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    """Each channel weighted by its positive gradients, which count more where few cells have them.

    Chattopadhay et al. 2018, "Grad-CAM++", equations 10 to 12 and 19, with the exponential of the logit as the score.
    """
    square, cube = gradient**2, gradient**3
    below = 2 * square + activation.sum((1, 2), keepdim=True) * cube
    share = torch.where(below != 0, square / torch.where(below != 0, below, 1), 0)
    return ((share * gradient.clamp_min(0)).sum((1, 2), keepdim=True) * activation).sum(0)


def hires_cam(activation: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    """Gradient times activation, cell by cell (Draelos and Carin 2020, "Use HiResCAM instead of Grad-CAM", equation 4)."""
    return (gradient * activation).sum(0)


def layer_cam(activation: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    """Positive gradient times activation, cell by cell (Jiang et al. 2021, "LayerCAM", equations 5 and 6)."""
    return (gradient.clamp_min(0) * activation).sum(0)
