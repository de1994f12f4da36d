"""One Grad-CAM on the embedded backbone against a plain forward pass of the same photo through the same folded network.

Both start from the photo's pixels and end with all they are for: a heatmap over the whole photo, and probabilities. Decoding is in neither.
Each run does ten photos.
"""

from pathlib import Path
from typing import Final

import torch
from harness import Row, alternating, shared

from tldesk.core.recipe import Recipe
from tldesk.engine.cam.target import look
from tldesk.engine.data import normalised, plain
from tldesk.engine.device import best_device
from tldesk.engine.explain import drawn
from tldesk.engine.network import FrozenNetwork, preparation_for, probabilities
from tldesk.engine.weights import backbone_for
from tldesk.photos.framing import read

PHOTOS: Final = 10


def network() -> FrozenNetwork:
    """The embedded backbone with a head of ten classes."""
    model = backbone_for(Recipe(), classes=10)
    return FrozenNetwork(model, preparation_for(model), best_device())


def photos(frozen: FrozenNetwork) -> list[tuple[torch.Tensor, tuple[int, int]]]:
    """Pixels, `1, S, S, 3`, and sizes of real photos."""
    files: list[Path] = sorted((shared() / "photos" / "clothing" / "test").rglob("*.jpg"))[::25][:PHOTOS]
    opened = [read(file, frozen.preparation) for file in files]
    return [(torch.from_numpy(plain(photo, frozen.preparation).copy())[None], photo.size) for photo in opened]


def heatmaps(frozen: FrozenNetwork, pixels: list[tuple[torch.Tensor, tuple[int, int]]]) -> None:
    """Draw one of each."""
    for one, size in pixels:
        inputs = normalised(one, frozen.preparation, device=frozen.device.torch)
        drawn(frozen, look(frozen.model, inputs), size, key="k")


def measure() -> Row:
    frozen = network()
    pixels = photos(frozen)

    def forward() -> None:
        for one, _ in pixels:
            probabilities(frozen.logits(frozen.pooled(one)))

    heatmaps(frozen, pixels)
    forward()
    ours, peer = alternating(lambda: heatmaps(frozen, pixels), forward, runs=7)
    return Row("gradcam_vs_forward", 1000 * ours / PHOTOS, 1000 * peer / PHOTOS, "ms", "an answer for the same pixels by the same network")
