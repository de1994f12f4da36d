import pytest
import torch
from torch import nn

from tldesk.core.errors import RecipeError
from tldesk.core.recipe import Recipe
from tldesk.core.results import ALL_STAGES
from tldesk.engine.device import best_device
from tldesk.engine.freezing import depths, stages, thawed, thawed_at
from tldesk.engine.network import create, head, preparation_for
from tldesk.engine.optimisation import optimiser_for
from tldesk.engine.tuned import Tuned


def tuned_for(recipe: Recipe, *, stages: int, backbone: str = "test_resnet") -> tuple[nn.Module, Tuned]:
    torch.manual_seed(0)
    model = create(backbone, classes=3)
    return model, Tuned(model, recipe, preparation_for(model, image_size=64), best_device(), stages=stages, bfloat16=False)


def trained(recipe: Recipe, tuned: Tuned, *, steps: int = 2) -> dict[str, torch.Tensor]:
    optimiser = optimiser_for(recipe, tuned.parameters, tuned.rates)
    for step in range(steps):
        pixels = torch.randint(0, 256, (6, 64, 64, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(step))
        optimiser.zero_grad()
        nn.functional.cross_entropy(tuned.logits(tuned.inputs(pixels)), torch.tensor([0, 1, 2, 0, 1, 2])).backward()
        optimiser.step()
    return tuned.state()


@pytest.mark.parametrize("backbone", ["test_resnet", "test_efficientnet"])
def test_live_statistics_move_in_thawed_stages_only(backbone):
    recipe = Recipe(method="last-stages", norm_statistics="live", learning_rate=0.01)
    model, tuned = tuned_for(recipe, stages=1, backbone=backbone)
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    after = trained(recipe, tuned)
    names = thawed(model, 1)
    moved = {name for name, tensor in after.items() if not torch.equal(tensor, before[name])}
    statistics = {name for name in before if "running_" in name}
    thawed_statistics = {name for name in statistics if f"{name.rpartition('.')[0]}.weight" in names}
    assert thawed_statistics
    assert moved & statistics == thawed_statistics
    assert moved - statistics - {name for name in before if name.endswith("num_batches_tracked")} <= names


def test_frozen_statistics_never_move():
    recipe = Recipe(method="whole", learning_rate=0.1)
    model, tuned = tuned_for(recipe, stages=ALL_STAGES)
    before = {name: tensor.clone() for name, tensor in model.named_buffers()}
    after = trained(recipe, tuned)
    assert before
    assert all(torch.equal(after[name], tensor) for name, tensor in before.items())


def test_live_steps_are_those_of_plain_torch():
    recipe = Recipe(method="whole", norm_statistics="live", learning_rate=0.05, backbone_rate=1.0, optimiser="sgd", weight_decay=0.0)
    model, tuned = tuned_for(recipe, stages=ALL_STAGES)
    found = trained(recipe, tuned, steps=3)
    optimiser = torch.optim.SGD(model.train().parameters(), lr=0.05, momentum=0.9, nesterov=True)
    for step in range(3):
        pixels = torch.randint(0, 256, (6, 64, 64, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(step))
        optimiser.zero_grad()
        nn.functional.cross_entropy(model(tuned.inputs(pixels)), torch.tensor([0, 1, 2, 0, 1, 2])).backward()
        optimiser.step()
    for name, tensor in model.state_dict().items():
        assert torch.allclose(found[name].float(), tensor.float(), rtol=1e-2, atol=1e-4), name


def test_the_frozen_part_is_folded_without_gradients_in_evaluation_mode():
    recipe = Recipe(method="two-stage")
    model, tuned = tuned_for(recipe, stages=1, backbone="test_efficientnet")
    frozen = {name for name, _ in model.named_parameters()} - thawed(model, 1)
    for name, parameter in tuned.model.named_parameters():
        assert parameter.requires_grad == (name in tuned.parameters)
    assert not any(isinstance(module, nn.BatchNorm2d) for module in tuned.model.modules())
    assert not any(module.training for name, module in tuned.model.named_modules() if not name.startswith("classifier"))
    assert frozen.isdisjoint(tuned.parameters)


def test_channels_last_orders_the_pixels_and_changes_no_answer():
    pixels = torch.randint(0, 256, (4, 64, 64, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(0))
    answers = []
    for on in (True, False):
        _, tuned = tuned_for(Recipe(method="last-stages", channels_last=on), stages=1)
        weights = [parameter for parameter in tuned.model.parameters() if parameter.ndim == 4 and min(parameter.shape[1:]) > 1]
        assert weights
        assert {weight.is_contiguous(memory_format=torch.channels_last) for weight in weights} == {on}
        answers.append(tuned.logits(tuned.inputs(pixels)).detach())
    assert torch.allclose(*answers, atol=1e-5)


def test_dropout_acts_in_training_alone():
    recipe = Recipe(method="last-stages", dropout=0.5, hidden_layers="16")
    torch.manual_seed(0)
    model = create("test_resnet", classes=3)
    tuned = Tuned(model, recipe, preparation_for(model, image_size=64), best_device(), stages=1, bfloat16=False)
    inputs = tuned.inputs(torch.randint(0, 256, (4, 64, 64, 3), dtype=torch.uint8))
    assert not torch.equal(tuned.logits(inputs), tuned.logits(inputs))
    plain = create("test_resnet", classes=3)
    plain.load_state_dict(tuned.state())
    with torch.no_grad():
        assert torch.equal(plain(inputs), plain(inputs))
    assert isinstance(head(plain), nn.Linear)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"method": "two-stage", "thaw_stages": 3}, [3, 3, 3, 3, 3, 3]),
        ({"method": "last-stages", "thaw_stages": 1}, [1, 1, 1, 1, 1, 1]),
        ({"method": "whole"}, [ALL_STAGES] * 6),
        ({"method": "gradual", "thaw_stages": 3, "thaw_every": 1}, [1, 2, 3, 3, 3, 3]),
        ({"method": "gradual", "thaw_stages": 3, "thaw_every": 2}, [1, 1, 2, 2, 3, 3]),
    ],
)
def test_stages_thaw_on_schedule(values, expected):
    recipe = Recipe().with_values(values)
    assert [thawed_at(recipe, epoch) for epoch in range(6)] == expected


def test_depths_count_from_the_head():
    model = create("test_resnet", classes=3)
    found = depths(model)
    assert sorted(found) == sorted(name for name, _ in model.named_parameters())
    assert (found["layer4.0.conv1.weight"], found["layer3.0.conv1.weight"], found["conv1.0.weight"]) == (0, 1, 4)
    assert max(found.values()) == len(stages(model)) - 2


def test_half_precision_without_a_graphics_card_is_refused():
    with pytest.raises(RecipeError, match="graphics card"):
        tuned_for(Recipe(method="whole", precision="float16"), stages=1)
