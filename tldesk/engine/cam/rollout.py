"""Where a transformer's attention goes, through all of its blocks, for no class in particular."""

from typing import Any

import torch
from torch import nn

from tldesk.engine.cam.target import Target, patch_grid


def attends_everywhere(model: nn.Module, features: torch.Tensor) -> bool:
    """Whether every block lets every token look at every other: a plain vision transformer, not one of windows or stages."""
    blocks = getattr(model, "blocks", None)
    if features.ndim != 3 or not isinstance(blocks, nn.Sequential | nn.ModuleList) or not hasattr(model, "num_prefix_tokens"):
        return False
    return all(hasattr(getattr(block, "attn", None), "attn_drop") and hasattr(block.attn, "fused_attn") for block in blocks)


@torch.no_grad()
def attention_rollout(target: Target) -> torch.Tensor:
    """Attention multiplied through the blocks (Abnar and Zuidema 2020, "Quantifying Attention Flow in Transformers", section 3).

    Heads are averaged, and half of each token stays what it was, for the residual connection. Read at the tokens the head reads: the
    class token (both, of a distilled network), or the mean of all patches.

    Returns:
        Evidence, not yet scaled; its least is 0, since attention is nowhere nothing.
    """
    matrices = _attentions(target)
    flow = torch.eye(matrices[0].shape[-1], device=matrices[0].device)
    for matrix in matrices:
        flow = (0.5 * matrix + 0.5 * torch.eye(len(matrix), device=matrix.device)) @ flow
    rows, columns = patch_grid(target.model, len(flow))
    leading = len(flow) - rows * columns
    network: Any = target.model
    # A distilled network's second token is read; registers are not.
    read = flow[: 2 if hasattr(network, "dist_token") else 1] if network.global_pool == "token" else flow[leading:]
    evidence = read.mean(0)[leading:].reshape(rows, columns)
    return evidence - evidence.min()


def _attentions(target: Target) -> list[torch.Tensor]:
    """The attention of each block, mean over heads, `tokens, tokens`: row looks at column."""
    network: Any = target.model
    layers = [block.attn for block in network.blocks]
    fused = [layer.fused_attn for layer in layers]
    found: list[torch.Tensor] = []
    # A fused kernel never forms the matrix; what passes the dropout is it.
    hooks = [layer.attn_drop.register_forward_hook(lambda _m, _i, out: found.append(out[0].float().mean(0))) for layer in layers]
    try:
        for layer in layers:
            layer.fused_attn = False
        network.forward_features(target.inputs)
    finally:
        for layer, before in zip(layers, fused, strict=True):
            layer.fused_attn = before
        for hook in hooks:
            hook.remove()
    return found
