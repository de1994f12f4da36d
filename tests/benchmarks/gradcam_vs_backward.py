"""One Grad-CAM against a naive one: timm's network as it comes, its last feature map kept, and a backward pass to all weights."""

import torch
from gradcam_vs_forward import PHOTOS, heatmaps, network, photos
from harness import Row, alternating

from tldesk.core.recipe import Recipe
from tldesk.engine.data import normalised
from tldesk.engine.weights import backbone_for


def measure() -> Row:
    frozen = network()
    pixels = photos(frozen)
    model = backbone_for(Recipe(), classes=10).requires_grad_(True)

    def backward() -> None:
        for one, _ in pixels:
            inputs = normalised(one, frozen.preparation, device=torch.device("cpu")).contiguous()
            features = model.forward_features(inputs)
            features.retain_grad()
            logits = model.forward_head(features)
            model.zero_grad()
            logits[0, logits[0].argmax()].backward()
            (features.grad.mean((2, 3), keepdim=True) * features).sum(1).relu()

    heatmaps(frozen, pixels)
    backward()
    ours, peer = alternating(lambda: heatmaps(frozen, pixels), backward, runs=5)
    return Row("gradcam_vs_backward", 1000 * ours / PHOTOS, 1000 * peer / PHOTOS, "ms", "timm, hooks, loss.backward() through all weights")
