import copy
from typing import get_args

import pytest
import timm
import torch
from timm.optim import list_optimizers
from torch import nn

from tldesk.core.recipe import Recipe, knobs
from tldesk.engine.device import best_device
from tldesk.engine.network import preparation_for
from tldesk.engine.optimisation import Average, Rate, give_memory, l1_of, memory_of, optimiser_for, set_share
from tldesk.engine.tuned import Tuned

OPTIMISERS = next(knob.choices for knob in knobs() if knob.name == "optimiser")


def small() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(6, 8), nn.Tanh(), nn.Linear(8, 3))


def made(model: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    named = dict(model.named_parameters())
    return optimiser_for(recipe, named, {name: Rate(0.01 if name.startswith("2") else 0.003, 0.0) for name in named})


def descend(model: nn.Module, optimiser: torch.optim.Optimizer, steps: int, *, start: int = 0) -> list[float]:
    losses = []
    for step in range(start, start + steps):
        given = torch.randn(16, 6, generator=torch.Generator().manual_seed(step))
        loss = (model(given) - given[:, :3].sign()).square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    return losses


@pytest.mark.parametrize("name", OPTIMISERS)
def test_every_optimiser_moves_every_weight_and_goes_on_from_its_memory(name: str):
    assert name in list_optimizers()
    recipe = Recipe(optimiser=name)
    model = small()
    before = copy.deepcopy(model.state_dict())
    optimiser = made(model, recipe)
    descend(model, optimiser, 4)
    assert all(not torch.equal(tensor, before[key]) for key, tensor in model.state_dict().items())
    twin = copy.deepcopy(model)
    memory = copy.deepcopy(memory_of(optimiser, dict(model.named_parameters())))
    other = made(twin, recipe)
    give_memory(other, dict(twin.named_parameters()), memory)
    assert descend(twin, other, 4, start=4) == descend(model, optimiser, 4, start=4)


@pytest.mark.parametrize(("name", "kind"), [("adamw", torch.optim.AdamW), ("adam", torch.optim.Adam), ("rmsprop", torch.optim.RMSprop)])
def test_the_common_ones_are_torchs(name: str, kind: type):
    assert isinstance(made(small(), Recipe(optimiser=name)), kind)


def test_sgd_has_nesterov_momentum_as_the_recipe_says():
    group = made(small(), Recipe(optimiser="sgd", momentum=0.7)).param_groups[0]
    assert group["nesterov"] is True
    assert group["momentum"] == 0.7


def test_a_share_reaches_every_group_from_its_own_rate():
    optimiser = made(small(), Recipe())
    set_share(optimiser, 0.5)
    set_share(optimiser, 0.1)
    assert sorted(group["lr"] for group in optimiser.param_groups) == pytest.approx([0.0003, 0.001])


def test_rates_shrink_stage_by_stage_towards_the_input():
    model = timm.create_model("test_resnet", num_classes=3).eval()
    recipe = Recipe(method="whole", learning_rate=0.1, backbone_rate=0.5, layer_decay=0.1, weight_decay=0.02)
    tuned = Tuned(model, recipe, preparation_for(model, image_size=64), best_device(), stages=20, bfloat16=False)
    expected = {"conv1": 0.5e-5, "layer1": 0.5e-4, "layer2": 0.5e-3, "layer3": 0.5e-2, "layer4": 0.5e-1, "fc": 0.1}
    seen = set()
    for name, rate in tuned.rates.items():
        stage = name.split(".")[0]
        seen.add(stage)
        assert rate.rate == pytest.approx(expected[stage]), name
        assert rate.decay == (0.02 if name.endswith("weight") and tuned.parameters[name].ndim > 1 else 0), name
    assert seen == set(expected)


def test_an_average_follows_timms_formula():
    values = {"w": torch.zeros(3)}
    average = Average(0.5, values)
    for step in range(1, 9):
        average.take({"w": torch.full((3,), float(step))})
    expected = 0.0
    for step in range(1, 9):
        keep = min(0.5, (1 + step) / (10 + step))
        expected = keep * expected + (1 - keep) * step
    assert average.values["w"].tolist() == pytest.approx([expected] * 3)
    assert values["w"].tolist() == [0, 0, 0]


def test_l1_leaves_biases_alone():
    model = small()
    expected = sum(float(m.weight.detach().abs().sum()) for m in model if isinstance(m, nn.Linear))
    assert float(l1_of(model.parameters()).detach()) == pytest.approx(expected)


def test_the_recipe_names_most_of_timms_optimisers():
    assert len(get_args(Recipe.model_fields["optimiser"].annotation)) >= 30
