"""The feature map a heatmap is read from, cut off from what made it, and what follows it.

Gradients stop at that map: the backbone runs forward only, so a heatmap costs about as much as an answer. The map is the last one, after
its norm. A vision transformer that answers from its class token has no gradient at the patches of its last map; there it is what the
attention of the last block reads, as pytorch-grad-cam advises for such networks.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import isqrt, prod
from typing import Any, Final

import torch
from torch import nn
from torch.utils.hooks import RemovableHandle

from tldesk.engine.network import feature_map, head, pool

MOST_LEADING: Final = 16
"""Class, distillation and register tokens before the patches; no network has more."""


@dataclass(frozen=True)
class Target:
    """One photo, looked at as far as the map.

    Attributes:
        model: the network, all of whose parameters are frozen. inputs: the photo, `1, 3, S, S`.
        features: the map in the network's own layout, `1, ...`, a leaf that takes a gradient. logits: `1, classes`, computed from it.
        rest: logits of such maps, `N, ...`.
    """

    model: nn.Module
    inputs: torch.Tensor
    features: torch.Tensor
    logits: torch.Tensor
    rest: Callable[[torch.Tensor], torch.Tensor]

    @property
    def activation(self) -> torch.Tensor:
        """The map as a grid, `channels, rows, columns`."""
        return grid(self.model, self.features.detach())

    def gradient(self, class_index: int) -> torch.Tensor:
        """How the class's logit changes with the map, as a grid."""
        (gradient,) = torch.autograd.grad(self.logits[0, class_index], self.features, retain_graph=True)
        return grid(self.model, gradient)


@torch.enable_grad()
def look(model: nn.Module, inputs: torch.Tensor) -> Target:
    """Look at one photo, `1, 3, S, S`, with a frozen network in evaluation mode."""
    if _answers_from_token(model):
        return _before_last_block(model, inputs)
    features = feature_map(model, inputs).detach().requires_grad_()

    def rest(maps: torch.Tensor) -> torch.Tensor:
        answer: torch.Tensor = head(model)(pool(model, maps))
        return answer

    return Target(model, inputs, features, rest(features), rest)


def _before_last_block(model: nn.Module, inputs: torch.Tensor) -> Target:
    block = _timm(model).blocks[-1]
    norm = getattr(block, "norm1", nn.Identity())
    calls: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    normed: list[tuple[torch.Tensor, torch.Tensor]] = []
    hooks = [
        block.register_forward_pre_hook(lambda _block, given, named: calls.append((given, named)), with_kwargs=True),
        norm.register_forward_hook(lambda _norm, given, out: normed.append((given[0], out))),
    ]
    with torch.no_grad(), _hooked(hooks):
        expected = model(inputs)
    given, named = calls[0]
    # Some blocks have their first norm after the attention; there the block's own input is taken.
    first = bool(normed) and normed[0][0] is given[0]

    def rest(maps: torch.Tensor) -> torch.Tensor:
        stream, *others = given
        with _hooked([norm.register_forward_hook(lambda _norm, _given, _out: maps)] if first else []):
            out = block(stream.expand(len(maps), -1, -1) if first else maps, *others, **named)
        answer: torch.Tensor = head(model)(pool(model, _timm(model).norm(out)))
        return answer

    def whole(maps: torch.Tensor) -> torch.Tensor:
        hook = (
            norm.register_forward_hook(lambda _norm, _given, _out: maps)
            if first
            else block.register_forward_pre_hook(lambda _block, given: (maps, *given[1:]))
        )
        with _hooked([hook]):
            answer: torch.Tensor = model(inputs.expand(len(maps), -1, -1, -1))
        return answer

    features = (normed[0][1] if first else given[0]).detach().clone().requires_grad_()
    if hasattr(model, "norm"):
        logits = rest(features)
        if torch.allclose(logits, expected, rtol=1e-3, atol=1e-4):
            return Target(model, inputs, features, logits, rest)
    # Some networks do more between their last block and their head than a norm.
    return Target(model, inputs, features, whole(features), whole)


@contextmanager
def _hooked(hooks: Sequence[RemovableHandle]) -> Iterator[None]:
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _timm(model: nn.Module) -> Any:
    """`model` with timm's attributes, which torch's types don't know."""
    return model


def _answers_from_token(model: nn.Module) -> bool:
    return getattr(model, "global_pool", None) == "token" and isinstance(getattr(model, "blocks", None), nn.Sequential | nn.ModuleList)


def grid(model: nn.Module, tensor: torch.Tensor) -> torch.Tensor:
    """A map of one photo, `1, ...`, as a grid, whatever the network's own layout."""
    if tensor.ndim == 4:
        return tensor[0].permute(2, 0, 1) if channels_last(model, tensor) else tensor[0]
    rows, columns = patch_grid(model, tensor.shape[1])
    return tensor[0, tensor.shape[1] - rows * columns :].T.reshape(-1, rows, columns)


def channels_last(model: nn.Module, tensor: torch.Tensor) -> bool:
    """Whether a map of four axes is `N, rows, columns, C`."""
    if hasattr(model, "output_fmt"):
        return str(model.output_fmt).endswith("NHWC")
    wide = getattr(model, "num_features", None)
    return tensor.shape[1] != wide and tensor.shape[3] == wide


def patch_grid(model: nn.Module, tokens: int) -> tuple[int, int]:
    """Rows and columns of the patches among `tokens`, which come last; as the network says, else the largest square."""
    size = getattr(getattr(model, "patch_embed", None), "grid_size", None)
    if size is not None and 0 <= tokens - prod(size) <= MOST_LEADING:
        rows, columns = size
        return int(rows), int(columns)
    side = isqrt(tokens)
    return side, side
