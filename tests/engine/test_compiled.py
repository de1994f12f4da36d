import sys

import numpy as np
import pytest
import torch
from PIL import Image

from tldesk.engine.answering import CLOSE, Answering, Passes
from tldesk.engine.checkpoint import facts_for
from tldesk.engine.compiled import compiled
from tldesk.engine.data import plain
from tldesk.engine.device import best_device
from tldesk.engine.network import FrozenNetwork, create, head, preparation_for, probabilities
from tldesk.engine.scaling import quickly_plain
from tldesk.photos.framing import EMBEDDED_PREPARATION


def frozen(backbone: str, *, mirrored: str = "none") -> FrozenNetwork:
    torch.manual_seed(0)
    model = create(backbone, classes=3, image_size=64)
    return FrozenNetwork(model, preparation_for(model, image_size=64), best_device(), mirrored=mirrored)


def pictures(count: int) -> torch.Tensor:
    return torch.randint(0, 256, (count, 64, 64, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize(("backbone", "mirrored"), [("test_efficientnet", "horizontal"), ("test_vit", "none")])
def test_a_compiled_network_gives_torchs_features(backbone: str, mirrored: str):
    network = frozen(backbone, mirrored=mirrored)
    made = compiled(network)
    assert made
    quick, exact = made
    for count in (1, 5):
        pixels = pictures(count)
        expected = network.pooled(pixels)
        assert torch.allclose(exact.pooled(pixels), expected, rtol=1e-3, atol=1e-4)
        assert torch.cosine_similarity(quick.pooled(pixels), expected).min() > 0.99
        assert torch.allclose(exact.logits(expected), network.logits(expected))
    # What would tell its maker of each conversion.
    assert sys.modules["openvino_telemetry"] is None


def test_a_network_that_cannot_be_converted_is_left_to_torch():
    network = frozen("test_efficientnet")
    known = network.model.forward_features
    network.model.forward_features = lambda inputs: known(inputs) * torch.linalg.eigvals(inputs[0, 0, :4, :4]).abs().max()
    assert compiled(network) is None


class Rounded(FrozenNetwork):
    """A network whose features are rounded to multiples of `step`."""

    def __init__(self, network: FrozenNetwork, step: float) -> None:
        self.__dict__.update(network.__dict__)
        self.step = step

    def _pooled(self, pixels: torch.Tensor) -> torch.Tensor:
        return super()._pooled(pixels).div(self.step).round().mul(self.step)


def test_what_hangs_on_rounding_is_answered_again():
    exact = frozen("test_efficientnet")
    pixels = pictures(24)
    pooled = exact.pooled(pixels)
    last = head(exact.model)
    assert isinstance(last, torch.nn.Linear)
    # A head that tells these noise pictures apart, some clearly and some barely.
    _, spread, directions = torch.linalg.svd(pooled - pooled.mean(0), full_matrices=False)
    last.weight.data = directions[:3] / spread[:3, None] * 24**0.5
    last.bias.data = -last.weight.data @ pooled.mean(0)
    facts = facts_for(exact.preparation, backbone="test_efficientnet", classes=("a", "b", "c"), epoch=1)
    shares = torch.tensor(probabilities(exact.logits(pooled)))
    best = shares.topk(2, dim=1).values.log()
    close = (best[:, 0] - best[:, 1]) < 0.5 * CLOSE
    answering = Answering(Passes(Rounded(exact, 0.15 * float(spread[2]) / 24**0.5), exact), facts, None)
    photos = [type("Photo", (), {"key": str(n), "file": str(n), "label": None})() for n in range(24)]
    answers = answering.answers(photos, pixels)
    told = torch.tensor([answer.probabilities for answer in answers])
    rough = torch.tensor(probabilities(exact.logits(answering.passes.quick.pooled(pixels))))
    assert close.any()
    assert not close.all()
    # Batches of other sizes differ in the last bit.
    assert torch.allclose(told[close], shares[close], atol=1e-4)
    assert (rough[close] - shares[close]).abs().max() > 1e-3


@pytest.mark.parametrize("size", [(400, 533), (533, 400), (300, 224), (90, 60), (2000, 1100), (9000, 40), (256, 256)])
def test_torch_scales_as_pillow_but_for_rounding(size: tuple[int, int]):
    rng = np.random.default_rng(0)
    small = Image.fromarray(rng.integers(0, 256, (size[1] // 6 + 2, size[0] // 6 + 2, 3), np.uint8))
    photo = small.resize(size, Image.Resampling.BICUBIC)
    ours, exact = (made(photo, EMBEDDED_PREPARATION).astype(int) for made in (quickly_plain, plain))
    assert ours.shape == exact.shape == (224, 224, 3)
    assert np.abs(ours - exact).max() <= 3
    assert np.abs(ours - exact).mean() < 0.05
