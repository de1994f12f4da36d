"""Networks whose head timm builds in another way get one linear layer that answers the same, so that all heads train alike."""

from typing import Any

import torch
from timm.layers import ClassifierHead
from timm.models.deit import VisionTransformerDistilled
from torch import nn


class _Averaged(VisionTransformerDistilled):  # type: ignore[misc]
    """A DeiT with a class and a distillation token, answered by one layer from the mean of both.

    The mean of two linear layers that are trained together is one linear layer of the mean (Touvron et al. 2021, section 5.2, adds the
    two softmaxes; timm takes the mean of the logits).
    """

    def forward_head(self, x: torch.Tensor, pre_logits: bool = False) -> torch.Tensor:
        pooled: torch.Tensor = self.head_drop((x[:, 0] + x[:, 1]) / 2)
        answer: torch.Tensor = pooled if pre_logits else self.head(pooled)
        return answer

    def get_classifier(self) -> nn.Module:
        layer: nn.Module = self.head
        return layer


def give_one_linear_head(model: nn.Module, *, classes: int) -> None:
    """Replace a head of two tokens (distilled DeiT) or a 1 x 1 convolution (ResNetV2, BiT) by one linear layer; leave all others."""
    network: Any = model
    if type(model) is VisionTransformerDistilled:
        del network.head_dist
        model.__class__ = _Averaged
    elif isinstance(getattr(model, "head", None), ClassifierHead) and isinstance(network.get_classifier(), nn.Conv2d):
        old = network.head
        network.head = ClassifierHead(
            old.in_features, classes, pool_type=old.global_pool.pool_type, drop_rate=old.drop.p, use_conv=False, input_fmt=old.input_fmt
        )
