"""A map is tested where it is drawn: one that shows the marker passes, and maps that mean nothing say so."""

from dataclasses import replace

import pytest
import torch
from torch import nn

from tests.engine.cam.families import FAMILIES, SIDE, marked, network_of, taught
from tldesk.core.heatmap import Doubt, HeatmapCheck, HeatmapMethod, verdict
from tldesk.core.messages import Cancelled, Command, Explained, HeatmapChecked, Progress, Step
from tldesk.engine.cam.check import CHECK_STEPS, check
from tldesk.engine.cam.deletion import order_of
from tldesk.engine.cam.methods import evidence
from tldesk.engine.cam.randomisation import head_weights, rank_correlation, shuffled
from tldesk.engine.cam.target import Target, look


@pytest.fixture(scope="module")
def model() -> nn.Module:
    torch.manual_seed(0)
    return network_of(taught(FAMILIES["ViT, class token"]())).model


def target_of(model: nn.Module) -> Target:
    photo = marked((SIDE, SIDE), seed=4242, marker=(0.7, 0.3))
    pixels = torch.tensor(list(photo.tobytes()), dtype=torch.float32).view(1, SIDE, SIDE, 3)
    return look(model, pixels.permute(0, 3, 1, 2).div(127.5).sub(1))


def outcome(target: Target, found: torch.Tensor, method: HeatmapMethod = HeatmapMethod.GRAD_CAM) -> HeatmapCheck:
    testing = check(target, 0, method, found)
    done = []
    while True:
        try:
            done.append(next(testing))
        except StopIteration as end:
            assert done == list(range(1, CHECK_STEPS + 1))
            return end.value


def test_a_map_that_shows_the_marker_beats_the_same_map_elsewhere(model: nn.Module) -> None:
    target = target_of(model)
    result = outcome(target, evidence(target, 0, HeatmapMethod.GRAD_CAM))
    assert result.heatmap.gap > max(one.gap for one in result.chance)
    assert Doubt.CHANCE not in result.doubts
    assert not result.only_middle


def test_a_map_that_shows_another_place_is_found_out(model: nn.Module) -> None:
    target = target_of(model)
    result = outcome(target, evidence(target, 0, HeatmapMethod.GRAD_CAM).flip(0, 1))
    assert Doubt.CHANCE in result.doubts
    assert verdict(result).startswith("Don't trust this map.")


def test_a_map_that_does_not_depend_on_the_class_is_found_out(model: nn.Module) -> None:
    target = target_of(model)
    result = outcome(target, evidence(target, 0, HeatmapMethod.EIGEN_CAM), HeatmapMethod.EIGEN_CAM)
    assert result.head == pytest.approx(1)
    assert Doubt.HEAD in result.doubts


def test_an_empty_map_says_so(model: nn.Module) -> None:
    target = target_of(model)
    assert outcome(target, torch.zeros(8, 8)).doubts == (Doubt.EMPTY,)


def test_the_network_is_afterwards_what_it_was(model: nn.Module) -> None:
    before = {name: value.clone() for name, value in model.state_dict().items()}
    target = target_of(model)
    with shuffled(head_weights(model), torch.Generator().manual_seed(1)):
        assert not torch.equal(look(model, target.inputs).logits, target.logits)
    outcome(target, torch.rand(8, 8))
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())


def test_places_come_by_evidence_and_ranks_by_spearman() -> None:
    found = torch.tensor([[0.0, 1.0], [0.2, 0.5]])
    order = order_of(found, 2, torch.Generator().manual_seed(0))
    assert order.tolist() == [1, 3, 2, 0]
    assert rank_correlation(found, found**3) == pytest.approx(1)
    assert rank_correlation(found, -found) == pytest.approx(-1)
    assert rank_correlation(found, torch.ones(2, 2)) == 0


def test_a_job_tells_the_map_then_the_outcome_and_can_be_cancelled_between(trained) -> None:
    request = replace(trained.explanation(trained.photos[0]), method=HeatmapMethod.EIGEN_CAM, check=True)
    events = trained.said(request)
    (drawn,), (checked,) = trained.only(events, Explained), trained.only(events, HeatmapChecked)
    assert drawn.heatmap == checked.heatmap
    assert drawn.heatmap.method is HeatmapMethod.EIGEN_CAM
    assert not checked.check.trusted
    assert [event.done for event in trained.only(events, Progress) if event.step is Step.CHECK] == list(range(CHECK_STEPS + 1))
    said = iter([None, None, None])
    cut = trained.said(request, lambda: next(said, Command.CANCEL))
    assert isinstance(cut[-1], Cancelled)
    assert not trained.only(cut, HeatmapChecked)
