"""Small members of each family, and what teaches them to see one marker."""

from collections.abc import Callable
from typing import Final

import numpy as np
import torch
from PIL import Image
from timm.models.resnet import BasicBlock, ResNet
from timm.models.swin_transformer import SwinTransformer
from timm.models.vision_transformer import VisionTransformer
from torch import nn

from tldesk.engine.device import best_device
from tldesk.engine.network import FrozenNetwork, head
from tldesk.photos.framing import Preparation

SIDE: Final = 32
PREPARATION: Final = Preparation(SIDE, 36, "bilinear", (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
_PLAIN: Final = {"img_size": SIDE, "patch_size": 4, "embed_dim": 32, "depth": 3, "num_heads": 2, "num_classes": 2}


def _local(model: nn.Module) -> nn.Module:
    """Without attention's part in the sum: what a cell holds then comes from its own place, so that is where the evidence must lie.

    With it, tokens elsewhere learn to hold what they have seen of the marker, and rightly share in the evidence of an average over all.
    """
    for name, parameter in model.named_parameters():
        if ".attn.proj." in name:
            nn.init.zeros_(parameter).requires_grad_(False)
    return model


FAMILIES: Final[dict[str, Callable[[], nn.Module]]] = {
    "CNN": lambda: ResNet(BasicBlock, (1, 1, 1, 1), num_classes=2, channels=(16, 16, 32, 32), output_stride=8),
    "Swin": lambda: SwinTransformer(img_size=SIDE, embed_dim=32, depths=(1,), num_heads=(2,), window_size=4, num_classes=2),
    "ViT, class token": lambda: VisionTransformer(**_PLAIN),
    "ViT, average": lambda: _local(VisionTransformer(**_PLAIN, global_pool="avg")),
}


def network_of(model: nn.Module, preparation: Preparation = PREPARATION) -> FrozenNetwork:
    return FrozenNetwork(model.eval(), preparation, best_device())


RED: Final = (235, 40, 30)
BLUE: Final = (30, 60, 235)


def marked(size: tuple[int, int], *, seed: int, marker: tuple[float, float], colour: tuple[int, int, int] = RED) -> Image.Image:
    """Grey noise, with a bright target at `marker`, in shares of width and height."""
    pixels = np.random.default_rng(seed).normal(110, 25, (size[1], size[0], 3))
    y, x = np.mgrid[: size[1], : size[0]]
    distance = np.hypot(x + 0.5 - marker[0] * size[0], y + 0.5 - marker[1] * size[1]) / min(size)
    pixels[distance < 0.14] = colour
    pixels[distance < 0.07] = (250, 250, 250)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def taught(model: nn.Module, *, steps: int = 60) -> nn.Module:
    """`model` after a short training to tell photos with a red target, anywhere (class 0), from those with a blue one (class 1)."""
    rng = np.random.default_rng(0)
    photos = np.stack(
        [marked((SIDE, SIDE), seed=n, marker=tuple(rng.uniform(0.15, 0.85, 2)), colour=(RED, BLUE)[n % 2]) for n in range(128)]
    )
    inputs = torch.from_numpy(photos).permute(0, 3, 1, 2).float().div(127.5).sub(1)
    if isinstance(model, SwinTransformer):
        return _probed(model.eval(), inputs)
    optimiser = torch.optim.AdamW(model.parameters(), lr=3e-3)
    model.train()
    for step in range(steps):
        batch = slice(16 * step % 128, 16 * step % 128 + 16)
        optimiser.zero_grad()
        loss = nn.functional.cross_entropy(model(inputs[batch]), torch.arange(16) % 2)
        loss.backward()
        optimiser.step()
    assert loss.item() < 0.2
    # The same answers, but each logit is what speaks for its class rather than the other.
    weight = head(model).weight
    weight.data -= weight.data.mean(0)
    return model.eval()


@torch.no_grad()
def _probed(model: SwinTransformer, inputs: torch.Tensor) -> nn.Module:
    """A windowed transformer this small learns no such thing in seconds: its head alone, as the difference of the classes' means."""
    pooled = model.forward_head(model.forward_features(inputs), pre_logits=True)
    red, blue = pooled[::2].mean(0), pooled[1::2].mean(0)
    layer = head(model)
    layer.weight.copy_(torch.stack((red - blue, blue - red)))
    return model
