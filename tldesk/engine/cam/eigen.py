"""What stands out in a feature map, for no class in particular."""

import torch


def eigen_cam(activation: torch.Tensor) -> torch.Tensor:
    """The first principal component over the cells (Muhammad and Yeasin 2020, "Eigen-CAM", section III), channels centred.

    A component has no sign of its own; it is turned so that cells with strong features are positive.

    Args:
        activation: a grid, `channels, rows, columns`.

    Returns:
        Evidence `rows, columns`, not yet cut off or scaled.
    """
    cells = activation.flatten(1).T.float()
    centred = cells - cells.mean(0)
    direction = torch.linalg.svd(centred, full_matrices=False).Vh[0]
    projected: torch.Tensor = (centred @ direction).reshape(activation.shape[1:])
    strength = activation.float().norm(dim=0)
    agreement = (projected * (strength - strength.mean())).sum()
    return projected if bool(agreement >= 0) else -projected
