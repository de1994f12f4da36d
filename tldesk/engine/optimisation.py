"""Which rate each parameter gets, the optimiser that steps, and its memory by name, so that it outlives a thaw and a restart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import torch
from timm.optim import create_optimizer_v2
from torch import nn

from tldesk.core.errors import RecipeError
from tldesk.core.recipe import Recipe

Named = dict[str, nn.Parameter]


@dataclass(frozen=True, slots=True)
class Rate:
    """Learning rate at its highest, and weight decay."""

    rate: float
    decay: float


def rate_of(recipe: Recipe, name: str, parameter: nn.Parameter, *, own_head: bool, depths: Mapping[str, int]) -> Rate:
    """The head at the recipe's rate, thawed stages at a fraction of it that shrinks with the depth; no decay on biases and norms.

    The decay with depth is that of Howard and Ruder 2018, section 3.2, and Clark et al. 2020.

    Args:
        depths: see `freezing.depths`; a bias that folding gave a convolution is as deep as its weight.
    """
    decay = recipe.weight_decay if parameter.ndim > 1 else 0.0
    if own_head:
        return Rate(recipe.learning_rate, decay)
    depth = depths[name] if name in depths else depths[f"{name.removesuffix('.bias')}.weight"]
    return Rate(recipe.learning_rate * recipe.backbone_rate * recipe.layer_decay**depth, decay)


def optimiser_for(recipe: Recipe, parameters: Named, rates: Mapping[str, Rate]) -> torch.optim.Optimizer:
    """The optimiser of the recipe's name from timm, one group for each rate; every group knows its rate as `initial_lr`.

    Raises:
        RecipeError: this timm does not have it.
    """
    groups: dict[Rate, list[nn.Parameter]] = {}
    for name, parameter in parameters.items():
        groups.setdefault(rates[name], []).append(parameter)
    described = [
        {"params": members, "lr": rate.rate, "initial_lr": rate.rate, "weight_decay": rate.decay} for rate, members in groups.items()
    ]
    try:
        made: torch.optim.Optimizer = create_optimizer_v2(
            described, opt=recipe.optimiser, lr=recipe.learning_rate, weight_decay=recipe.weight_decay, momentum=recipe.momentum
        )
    except ValueError as error:
        raise RecipeError(
            f"The optimiser '{recipe.optimiser}' can't be used here ({error}).", remedy="Choose adamw, or install a newer timm."
        ) from error
    return made


def set_share(optimiser: torch.optim.Optimizer, share: float) -> None:
    """Set every group to `share` of its full rate."""
    for group in optimiser.param_groups:
        group["lr"] = group["initial_lr"] * share


_OURS: Final = {"params", "lr", "initial_lr", "weight_decay"}


def memory_of(optimiser: torch.optim.Optimizer, parameters: Named) -> dict[str, Any]:
    """What the optimiser remembers of each parameter, by name, and of all: plain values and tensors."""
    each = {name: dict(optimiser.state[parameter]) for name, parameter in parameters.items() if parameter in optimiser.state}
    counters = {key: value for key, value in optimiser.param_groups[0].items() if key not in _OURS and _is_number(value)}
    return {"each": each, "counters": counters}


def give_memory(optimiser: torch.optim.Optimizer, parameters: Named, memory: Mapping[str, Any]) -> None:
    """Give back what `memory_of` took, for the parameters that are still there."""
    for name, state in memory["each"].items():
        if name in parameters:
            optimiser.state[parameters[name]] = {key: _like(value, parameters[name]) for key, value in state.items()}
    for group in optimiser.param_groups:
        group.update({key: value.clone() if isinstance(value, torch.Tensor) else value for key, value in memory["counters"].items()})


def _is_number(value: object) -> bool:
    """Some optimisers count their steps in the group, as a number or as a tensor of one."""
    return (isinstance(value, int | float) and not isinstance(value, bool)) or (isinstance(value, torch.Tensor) and value.ndim == 0)


def _like(value: object, parameter: nn.Parameter) -> object:
    """A copy; tensors of the parameter's shape move to its device, counters stay where their optimiser had them."""
    if not isinstance(value, torch.Tensor):
        return value
    return value.to(parameter.device, copy=True) if value.shape == parameter.shape else value.clone()


def l1_of(parameters: Iterable[nn.Parameter]) -> torch.Tensor:
    """The sum of absolute weights, biases and norms left out."""
    parts = [parameter.abs().sum() for parameter in parameters if parameter.ndim > 1]
    return torch.stack(parts).sum() if parts else torch.zeros(())


class Average:
    """A running average of weights (Polyak and Juditsky 1992), with timm's warm-up so that it does not remember its start.

    Attributes:
        values: by name. steps: how many were taken in.
    """

    def __init__(self, keep: float, values: Mapping[str, torch.Tensor], *, steps: int = 0) -> None:
        """`keep`: the share kept at each step, 0..1."""
        self._keep = keep
        self.values = {name: tensor.detach().clone() for name, tensor in values.items()}
        self.steps = steps

    def take(self, current: Mapping[str, torch.Tensor]) -> None:
        """Move towards `current`; a name that is new starts there."""
        self.steps += 1
        share = 1 - min(self._keep, (1 + self.steps) / (10 + self.steps))
        for name, tensor in current.items():
            if name not in self.values or not tensor.is_floating_point():
                self.values[name] = tensor.detach().clone()
            else:
                self.values[name].lerp_(tensor.detach(), share)
