"""Our maps beside those of pytorch-grad-cam, on random networks: the same up to a scale."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from pytorch_grad_cam import AblationCAM, GradCAM, GradCAMPlusPlus, HiResCAM, LayerCAM
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget
from pytorch_grad_cam.utils.svd_on_activations import get_2d_projection
from timm.models.vision_transformer import VisionTransformer
from torch import nn

from tests.engine.cam.families import FAMILIES, SIDE
from tldesk.core.heatmap import HeatmapMethod
from tldesk.engine.cam.eigen import eigen_cam
from tldesk.engine.cam.methods import evidence
from tldesk.engine.cam.target import look
from tldesk.engine.network import head

PEERS = {
    HeatmapMethod.GRAD_CAM: GradCAM,
    HeatmapMethod.GRAD_CAM_PLUS_PLUS: GradCAMPlusPlus,
    HeatmapMethod.HIRES_CAM: HiResCAM,
    HeatmapMethod.LAYER_CAM: LayerCAM,
    HeatmapMethod.ABLATION_CAM: AblationCAM,
}


def cnn() -> tuple[nn.Module, nn.Module, Callable | None]:
    model = FAMILIES["CNN"]()
    return model, model.layer4, None


def vit() -> tuple[nn.Module, nn.Module, Callable | None]:
    model = VisionTransformer(img_size=SIDE, patch_size=8, embed_dim=24, depth=3, num_heads=2, num_classes=3)
    return model, model.blocks[-1].norm1, lambda tokens: tokens[:, 1:].transpose(1, 2).reshape(-1, 24, 4, 4)


@pytest.mark.parametrize("method", PEERS)
@pytest.mark.parametrize("make", [cnn, vit])
def test_it_is_the_same_map(make: Callable, method: HeatmapMethod) -> None:
    if make is vit and method is HeatmapMethod.ABLATION_CAM:
        pytest.skip("the peer's layer that switches channels off takes N, C, H, W only")
    torch.manual_seed(3)
    model, layer, reshape = make()
    model.eval()
    # Large gradients, beside which the peer's constants against a division by zero vanish.
    nn.init.normal_(head(model).weight, std=300)
    inputs = torch.randn(1, 3, SIDE, SIDE)
    agreements = []
    for index in range(2):
        with PEERS[method](model, [layer], reshape_transform=reshape) as peer:
            theirs = peer(inputs, [ClassifierOutputTarget(index)])[0]
        model.requires_grad_(False)
        found = evidence(look(model, inputs), index, method)
        model.requires_grad_(True)
        ours = torch.nn.functional.interpolate(found[None, None], (SIDE, SIDE), mode="bilinear", align_corners=False)[0, 0].numpy()
        if ours.max() > 0 and theirs.max() > 0:
            agreements.append(np.corrcoef(ours.flatten(), theirs.flatten())[0, 1])
    assert agreements
    assert min(agreements) > 0.999


@pytest.mark.parametrize("make", [cnn, vit])
def test_the_component_is_the_same_but_for_its_sign(make: Callable) -> None:
    torch.manual_seed(3)
    model = make()[0].eval().requires_grad_(False)
    activation = look(model, torch.randn(1, 3, SIDE, SIDE)).activation
    theirs = get_2d_projection(activation[None].numpy().copy())[0]
    ours = eigen_cam(activation)
    assert abs(np.corrcoef(ours.flatten(), theirs.flatten())[0, 1]) > 0.999
    # Where the features are strong it is positive, though a component has no sign of its own.
    assert float((ours * (activation.norm(dim=0) - activation.norm(dim=0).mean())).sum()) >= 0
