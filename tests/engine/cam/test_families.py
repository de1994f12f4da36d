"""A photo with a marker in one corner and a network taught to see it: the heatmap lies there, for each family, framing and orientation."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from timm.models.deit import VisionTransformerDistilled
from timm.models.eva import Eva
from timm.models.vision_transformer import VisionTransformer
from torch import nn

from tests.engine.cam.families import FAMILIES, PREPARATION, RED, SIDE, marked, network_of, taught
from tldesk.core.heatmap import HeatmapMethod
from tldesk.core.results import Heatmap
from tldesk.engine.cam.methods import evidence, offered
from tldesk.engine.cam.target import grid, look
from tldesk.engine.explain import drawn, looked_at
from tldesk.engine.network import FrozenNetwork, head
from tldesk.engine.one_head import give_one_linear_head

CORNERS = ((0.28, 0.28), (0.72, 0.28), (0.28, 0.72), (0.72, 0.72))
TOKENS = {"img_size": 32, "patch_size": 8, "embed_dim": 24, "depth": 2, "num_heads": 2, "num_classes": 2}


@pytest.fixture(scope="module", params=FAMILIES)
def model(request: pytest.FixtureRequest) -> nn.Module:
    torch.manual_seed(0)
    return taught(FAMILIES[request.param]())


def heatmap(network: FrozenNetwork, file: Path, method: HeatmapMethod | None = None) -> Heatmap:
    target, size = looked_at(network, str(file))
    return drawn(network, target, size, key="k", class_index=0, method=method)[0]


def centre(shown: Heatmap) -> tuple[float, float]:
    """Centre of mass of what lies above half of the maximum, in shares of width and height."""
    values = np.frombuffer(shown.values, np.float32).reshape(shown.rows, shown.columns)
    values = np.where(values >= values.max() / 2, values, 0)
    assert values.any()
    y, x = np.mgrid[: shown.rows, : shown.columns]
    return float((values * (x + 0.5)).sum() / values.sum() / shown.columns), float((values * (y + 0.5)).sum() / values.sum() / shown.rows)


@pytest.mark.parametrize("framing", ["crop", "squash", "letterbox"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_the_heatmap_lies_on_the_marker(model: nn.Module, framing: str, orientation: int, tmp_path: Path) -> None:
    """Whether the map is laid over the photo rightly: one that is mirrored, turned, shifted or the same everywhere is off by more.

    Not whether networks look at markers. These are so small, and taught so shortly, that their seed decides how widely the evidence lies:
    hence what is above half of the maximum, one seed, and a transformer of averaged tokens whose attention is silent (`families.py`).
    That evidence lies on the marker as a whole is asserted of a network with trained weights, in `test_explain.py`.
    """
    network = network_of(model, replace(PREPARATION, framing=framing))
    for number, place in enumerate(CORNERS):
        upright = marked((44, 36), seed=7000 + number, marker=place)
        exif = Image.Exif()
        exif[0x0112] = orientation
        stored = upright.transpose(Image.Transpose.ROTATE_90) if orientation == 6 else upright
        file = tmp_path / f"{number}.png"
        stored.save(file, exif=exif)
        shown = heatmap(network, file)
        assert shown.columns > shown.rows
        x, y = centre(shown)
        assert abs(x - place[0]) < 0.2, (place, x, y)
        assert abs(y - place[1]) < 0.2, (place, x, y)


@pytest.mark.parametrize(
    ("make", "leading"),
    [
        (lambda: VisionTransformer(**TOKENS), 1),
        (lambda: VisionTransformer(**TOKENS, class_token=False, global_pool="avg"), 0),
        (lambda: VisionTransformer(**TOKENS, reg_tokens=4), 5),
        (lambda: VisionTransformerDistilled(**TOKENS), 2),
        (lambda: Eva(**TOKENS, use_rot_pos_emb=True, num_reg_tokens=4, global_pool="token"), 5),
    ],
)
def test_tokens_before_the_patches_are_no_part_of_the_map(make, leading: int) -> None:
    torch.manual_seed(0)
    model = make()
    give_one_linear_head(model, classes=2)
    model = model.eval().requires_grad_(False)
    tokens = torch.arange(leading + 16.0).view(1, -1, 1) - leading
    assert torch.equal(grid(model, tokens), torch.arange(16.0).view(1, 4, 4))
    target = look(model, torch.rand(1, 3, 32, 32))
    assert torch.allclose(target.logits, model(target.inputs), atol=1e-5)
    assert HeatmapMethod.ATTENTION_ROLLOUT in offered(target)
    for method in offered(target):
        found = evidence(target, 1, method)
        assert found.shape == (4, 4)
        assert bool(torch.isfinite(found).all())


@pytest.mark.parametrize("family", ["CNN", "Swin"])
def test_rollout_is_not_offered_where_it_makes_no_sense(family: str, tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = network_of(FAMILIES[family]())
    marked((SIDE, SIDE), seed=1, marker=(0.5, 0.5), colour=RED).save(tmp_path / "a.png")
    target, _ = looked_at(network, str(tmp_path / "a.png"))
    assert offered(target)[0] is HeatmapMethod.GRAD_CAM
    assert HeatmapMethod.ATTENTION_ROLLOUT not in offered(target)
    assert heatmap(network, tmp_path / "a.png", HeatmapMethod.ATTENTION_ROLLOUT).method is HeatmapMethod.GRAD_CAM


def test_channels_last_maps_are_read_as_such() -> None:
    torch.manual_seed(0)
    model = FAMILIES["Swin"]().eval().requires_grad_(False)
    assert look(model, torch.rand(1, 3, SIDE, SIDE)).activation.shape == (32, 8, 8)


def test_ablation_of_a_linear_head_is_grad_cam() -> None:
    """The fall of a logit that is linear in the mean of each channel is weight times mean; equal maps but for the channels' means."""
    torch.manual_seed(0)
    network = network_of(FAMILIES["CNN"]())
    target = look(network.model, torch.rand(1, 3, SIDE, SIDE))
    weights = head(network.model).weight[1]
    expected = ((weights * target.activation.mean((1, 2)))[:, None, None] * target.activation).sum(0).clamp_min(0)
    found = evidence(target, 1, HeatmapMethod.ABLATION_CAM)
    assert torch.allclose(found, expected / expected.max(), atol=1e-4)
