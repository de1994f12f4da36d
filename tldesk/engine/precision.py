"""bfloat16 for passes that only training sees.

Figures and answers are computed in float32 everywhere, so that a model gives the same ones on every computer and a cached feature
stands for a fresh one. The features the head learns from, and the frozen base under a fine-tuning, bear bfloat16's rounding well
(augmentation changes them far more): there it is used, when a probe shows that this processor is clearly faster in it.
"""

import copy
from typing import Final

import torch
from torch import nn

from tldesk.engine.device import Device, clearly_faster, out_of_memory
from tldesk.engine.network import FrozenNetwork

AGREEMENT: Final = 0.99
"""Smallest cosine between a photo's features in bfloat16 and in float32."""

_probed: dict[tuple[object, ...], bool] = {}


def for_training(network: FrozenNetwork, *, backbone: str, precision: str = "auto") -> FrozenNetwork:
    """`network`, or a bfloat16 copy of it where that agrees with it and is clearly faster here, or asked for.

    Args:
        precision: as in the recipe; "float32" is `network` itself.
    """
    if precision == "float32":
        return network
    half = copy.copy(network)
    half.model = copy.deepcopy(network.model).to(torch.bfloat16)
    forced = precision != "auto"
    known = (backbone, network.preparation.input_size, network.device.words, forced)
    if known not in _probed:
        _probed[known] = _faster_and_agreeing(half, network, forced=forced)
    return half if _probed[known] else network


def _faster_and_agreeing(half: FrozenNetwork, full: FrozenNetwork, *, forced: bool) -> bool:
    side = full.preparation.input_size
    count = 64 if full.device.torch.type == "cuda" else 4
    pixels = torch.randint(0, 256, (count, side, side, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(0))
    try:
        agree = nn.functional.cosine_similarity(half.pooled(pixels), full.pooled(pixels)).min() >= AGREEMENT
        if forced or not bool(agree):
            return bool(agree)
        return clearly_faster(lambda: half.pooled(pixels), lambda: full.pooled(pixels), device=full.device.torch)
    except RuntimeError as error:
        if out_of_memory(error):
            raise
        # An operation that this processor lacks in bfloat16.
        return False


def in_bfloat16(network: FrozenNetwork) -> bool:
    """Whether `network` computes in bfloat16."""
    return next(network.model.parameters()).dtype is torch.bfloat16


def half_below(model: nn.Module, thawed: set[str], device: Device, *, example: torch.Tensor) -> bool:
    """Put the frozen parameters of `model` in bfloat16 and have the thawed modules read float32; undone where that does not work.

    Args:
        model: on `device`, its thawed parameters named in `thawed`.
        example: float32 `N, 3, S, S` on `device`.

    Returns:
        Whether it was done; the network then takes bfloat16 inputs.
    """
    before = {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}
    with torch.no_grad():
        expected = model(example)
    hooks = [module.register_forward_pre_hook(_to_float32, with_kwargs=True) for module in _roots(model, thawed)]
    # A batch norm that could not be folded takes bfloat16 inputs, but wants its weights like its statistics.
    norms = {id(parameter) for module in model.modules() if isinstance(module, nn.BatchNorm2d) for parameter in module.parameters()}
    for name, parameter in model.named_parameters():
        if name not in thawed and id(parameter) not in norms:
            parameter.data = parameter.data.to(torch.bfloat16)
    try:
        with torch.no_grad():
            agree = nn.functional.cosine_similarity(model(example.to(torch.bfloat16)).float(), expected).min() >= AGREEMENT
    except (RuntimeError, TypeError) as error:
        if out_of_memory(error):
            raise
        agree = torch.tensor(False)
    if bool(agree):
        return True
    for hook in hooks:
        hook.remove()
    for name, parameter in model.named_parameters():
        parameter.data = before[name].to(device.torch)
    return False


def _to_float32(_module: nn.Module, given: tuple[object, ...], named: dict[str, object]) -> tuple[tuple[object, ...], dict[str, object]]:
    def cast(value: object) -> object:
        return value.float() if isinstance(value, torch.Tensor) and value.dtype is torch.bfloat16 else value

    return tuple(cast(value) for value in given), {name: cast(value) for name, value in named.items()}


def _roots(model: nn.Module, thawed: set[str]) -> list[nn.Module]:
    """The largest modules all of whose parameters are thawed."""
    roots: list[nn.Module] = []

    def visit(module: nn.Module, prefix: str) -> None:
        names = [prefix + name for name, _ in module.named_parameters()]
        if names and all(name in thawed for name in names):
            roots.append(module)
            return
        for name, child in module.named_children():
            visit(child, f"{prefix}{name}.")

    visit(model, "")
    return roots
