import pytest
import torch

from tldesk.engine import precision
from tldesk.engine.device import best_device
from tldesk.engine.folding import Folded
from tldesk.engine.freezing import thawed
from tldesk.engine.network import FrozenNetwork, create, preparation_for
from tldesk.engine.precision import for_training, half_below, in_bfloat16


@pytest.mark.parametrize("faster", [True, False])
def test_the_probe_decides_once(faster):
    torch.manual_seed(0)
    model = create("test_resnet", classes=3)
    network = FrozenNetwork(model, preparation_for(model, image_size=64), best_device())
    name = f"probed-{faster}"
    precision._probed[name, 64, network.device.words, False] = faster
    chosen = for_training(network, backbone=name)
    assert in_bfloat16(chosen) is faster
    assert not in_bfloat16(network)
    pixels = torch.randint(0, 256, (4, 64, 64, 3), dtype=torch.uint8)
    found, expected = chosen.pooled(pixels), network.pooled(pixels)
    assert found.dtype is torch.float32
    assert torch.allclose(found, expected, rtol=0.05, atol=0.05 * float(expected.abs().max()))


def test_the_probe_runs():
    model = create("test_efficientnet", classes=3)
    network = FrozenNetwork(model, preparation_for(model, image_size=64), best_device())
    chosen = for_training(network, backbone="test_efficientnet")
    assert in_bfloat16(chosen) is precision._probed["test_efficientnet", 64, network.device.words, False]


@pytest.mark.parametrize("folded", [True, False])
@pytest.mark.parametrize("backbone", ["test_efficientnet", "test_resnet", "test_vit", "test_convnext"])
def test_the_base_is_halved_and_the_rest_is_not(backbone, folded):
    torch.manual_seed(0)
    original = create(backbone, classes=3, image_size=64)
    example = torch.rand(2, 3, 64, 64)
    model, names = original, thawed(original, 1)
    if folded:
        copy = Folded(original, example)
        model, names = copy.model, copy.foldable(names)
    with torch.no_grad():
        expected = model(example)
    assert half_below(model, names, best_device(), example=example)
    kinds = {name: parameter.dtype for name, parameter in model.named_parameters()}
    assert {kind for name, kind in kinds.items() if name in names} == {torch.float32}
    assert torch.bfloat16 in {kind for name, kind in kinds.items() if name not in names}
    with torch.no_grad():
        found = model(example.to(torch.bfloat16))
    assert torch.nn.functional.cosine_similarity(found.float(), expected).min() > 0.99


def test_a_base_that_cannot_be_halved_is_left_as_it_was():
    class Picky(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.base, self.head = torch.nn.Conv2d(3, 4, 1), torch.nn.Linear(4, 2)

        def forward(self, x):
            if x.dtype is torch.bfloat16:
                raise RuntimeError("not implemented for BFloat16")
            return self.head(self.base(x).mean((2, 3)))

    model = Picky()
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    assert not half_below(model, {"head.weight", "head.bias"}, best_device(), example=torch.rand(1, 3, 8, 8))
    assert all(torch.equal(tensor, before[name]) for name, tensor in model.state_dict().items())
    assert {p.dtype for p in model.parameters()} == {torch.float32}
    model(torch.rand(1, 3, 8, 8))
