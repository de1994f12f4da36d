from functools import partial

import pytest
import torch

from tldesk.core.messages import EpochEnded, Finished, Notice
from tldesk.core.recipe import Recipe
from tldesk.engine.device import best_device
from tldesk.engine.network import create, preparation_for
from tldesk.engine.optimisation import optimiser_for
from tldesk.engine.tuned import Tuned


@pytest.mark.parametrize("on", [True, False])
def test_the_deterministic_switch_holds_while_training_and_no_longer(lab, on):
    seen = []

    def heard() -> None:
        seen.append(torch.are_deterministic_algorithms_enabled())

    assert isinstance(lab.said(lab.training(lab.tiny.with_values({"deterministic": on, "views": 0})), heard)[-1], Finished)
    assert set(seen) == {on}
    assert not torch.are_deterministic_algorithms_enabled()


def test_a_network_that_cannot_be_compiled_trains_without_and_it_is_said(lab, monkeypatch):
    # A computer without a compiler.
    monkeypatch.setattr("torch._inductor.config.cpp.cxx", ("no-such-compiler",))
    recipe = Recipe(backbone="test_efficientnet", weights="random", image_size=32, method="last-stages", epochs=1, compile=True)
    events = lab.said(lab.training(recipe))
    assert isinstance(events[-1], Finished)
    assert [event.text for event in lab.only(events, Notice)] == [
        "torch can't compile this network on this computer; the training goes on without."
    ]
    assert len(lab.only(events, EpochEnded)) == 1


def test_a_compiled_network_takes_the_steps_of_the_plain_one(monkeypatch):
    # All of torch's compiler but the C++ at its end, which takes a minute and needs a compiler on this computer.
    monkeypatch.setattr("torch.compile", partial(torch.compile, backend="aot_eager"))
    found = {}
    for compiled in (False, True):
        torch.manual_seed(0)
        recipe = Recipe(method="last-stages", learning_rate=0.01, optimiser="sgd", compile=compiled)
        model = create("test_resnet", classes=3)
        tuned = Tuned(model, recipe, preparation_for(model, image_size=32), best_device(), stages=1, bfloat16=False)
        assert tuned.compiled == compiled
        optimiser = optimiser_for(recipe, tuned.parameters, tuned.rates)
        pixels = torch.randint(0, 256, (4, 32, 32, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(1))
        for _ in range(2):
            optimiser.zero_grad()
            torch.nn.functional.cross_entropy(tuned.logits(tuned.inputs(pixels)), torch.tensor([0, 1, 2, 0])).backward()
            optimiser.step()
        found[compiled] = tuned.state()
    assert any(not torch.equal(tensor, model.state_dict()[name]) for name, tensor in found[True].items())
    assert all(torch.allclose(tensor, found[False][name], atol=1e-5) for name, tensor in found[True].items())
