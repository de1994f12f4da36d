import sys

import pytest
import torch

from tldesk.engine.compiled import compiled
from tldesk.engine.device import best_device
from tldesk.engine.network import FrozenNetwork, create, preparation_for


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
    for count in (1, 5):
        pixels = pictures(count)
        expected = network.pooled(pixels)
        assert torch.allclose(made.pooled(pixels), expected, rtol=1e-4, atol=1e-5)
        assert torch.allclose(made.logits(expected), network.logits(expected))
    # What would tell its maker of each conversion.
    assert sys.modules["openvino_telemetry"] is None


def test_a_network_that_cannot_be_converted_is_left_to_torch():
    network = frozen("test_efficientnet")
    known = network.model.forward_features
    network.model.forward_features = lambda inputs: known(inputs) * torch.linalg.eigvals(inputs[0, 0, :4, :4]).abs().max()
    assert compiled(network) is None
