import pytest
import timm
import torch
from torch import nn

from tldesk.engine.folding import Folded

FAMILIES = {
    "tf_efficientnet_lite0": 49,
    "resnet10t": 14,
    "mobilenetv3_small_050": 34,
    "densenet121": 59,
    "vgg11_bn": 8,
    "regnetx_002": 44,
    "convnext_atto": 0,
    "test_vit": 0,
}


def network(name: str) -> nn.Module:
    """A random network whose batch norms have statistics as after a training."""
    torch.manual_seed(0)
    model = timm.create_model(name, num_classes=3, **({"mlp_ratio": 1 / 64} if name.startswith("vgg") else {})).eval()
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.running_mean, -0.2, 0.2)
            nn.init.uniform_(module.running_var, 0.5, 1.5)
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.2, 0.2)
    return model


def example(model: nn.Module) -> torch.Tensor:
    side = 160 if type(model).__name__ == "VisionTransformer" else 64
    return torch.randn((2, 3, side, side), generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize(("name", "least"), FAMILIES.items())
def test_folding_keeps_the_answers(name: str, least: int):
    model = network(name)
    given = example(model)
    folded = Folded(model, given)
    assert len(folded.pairs) >= least
    other = torch.randn_like(given)
    with torch.no_grad():
        assert torch.allclose(folded.model(other), model(other), rtol=1e-3, atol=1e-4)
    untouched = folded.state({})
    assert all(torch.equal(untouched[name], tensor) for name, tensor in model.state_dict().items())


@pytest.mark.parametrize("name", ["test_efficientnet", "resnet10t", "vgg11_bn"])
def test_what_was_trained_folded_is_unfolded(name: str):
    model = network(name)
    given = example(model)
    folded = Folded(model, given)
    trained = folded.foldable({name for name, _ in model.named_parameters()})
    with torch.no_grad():
        for name in trained:
            parameter = folded.model.get_parameter(name)
            parameter.add_(0.02 * torch.randn_like(parameter))
        expected = folded.model(given)
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    model.load_state_dict(folded.state({name: folded.model.get_parameter(name) for name in trained}))
    with torch.no_grad():
        assert torch.allclose(model(given), expected, rtol=1e-3, atol=1e-4)
    assert all(torch.equal(tensor, before[name]) for name, tensor in model.named_buffers())
    assert not torch.equal(model.state_dict()[f"{folded.pairs[0].convolution}.weight"], before[f"{folded.pairs[0].convolution}.weight"])


def test_a_channel_switched_off_by_its_norm_can_be_trained_again():
    model = network("test_efficientnet")
    with torch.no_grad():
        model.bn1.weight[0] = 0
    given = example(model)
    folded = Folded(model, given)
    trained = folded.foldable({name for name, _ in model.named_parameters()})
    with torch.no_grad():
        folded.model.conv_stem.weight[0] += 0.1
        expected = folded.model(given)
    model.load_state_dict(folded.state({name: folded.model.get_parameter(name) for name in trained}))
    with torch.no_grad():
        assert torch.allclose(model(given), expected, rtol=1e-3, atol=1e-4)


class TwoReaders(nn.Module):
    """The convolution's output is read by the norm and by the sum, so folding would change it."""

    def __init__(self) -> None:
        super().__init__()
        self.convolution, self.norm = nn.Conv2d(3, 4, 1), nn.BatchNorm2d(4)
        nn.init.uniform_(self.norm.weight, 2, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.convolution(x)
        return x + self.norm(x)


def test_a_network_that_folding_would_change_is_left_as_it_is():
    torch.manual_seed(0)
    model = TwoReaders().eval()
    given = torch.randn(2, 3, 8, 8)
    folded = Folded(model, given)
    assert folded.pairs == ()
    with torch.no_grad():
        assert torch.equal(folded.model(given), model(given))
