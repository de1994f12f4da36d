import copy
from dataclasses import replace

import pytest
import torch
from torch.nn.functional import cross_entropy

from tests.engine.conftest import Lab
from tldesk.core.messages import Predicted
from tldesk.core.photo import Split
from tldesk.engine.calibration import FEWEST_PHOTOS, divide_head, temperature
from tldesk.engine.checkpoint import load_checkpoint
from tldesk.engine.network import HeadShape, create, feature_map, head, pool


def answers(sharpness: float, *, count: int = 600) -> tuple[torch.Tensor, torch.Tensor]:
    """Labels drawn from the softmax of logits, which are then made sharper or blunter than they should be."""
    torch.manual_seed(4)
    honest = torch.randn(count, 4) * 2
    labels = torch.distributions.Categorical(logits=honest).sample()
    return honest * sharpness, labels


@pytest.mark.parametrize("sharpness", [0.5, 1.0, 3.0])
def test_the_temperature_undoes_what_makes_a_model_too_sure(sharpness: float) -> None:
    logits, labels = answers(sharpness)
    found = temperature(logits, labels)
    assert found == pytest.approx(sharpness, rel=0.15)
    assert cross_entropy(logits / found, labels) <= cross_entropy(logits, labels)


def test_a_model_without_mistakes_is_not_made_infinitely_sure() -> None:
    labels = torch.arange(40) % 4
    logits = torch.nn.functional.one_hot(labels, 4) * 3.0
    assert 0.3 < temperature(logits, labels) < 1


@pytest.mark.parametrize("shape", [HeadShape(), HeadShape(hidden=(8,))])
def test_the_head_is_divided_and_answers_stay(shape: HeadShape) -> None:
    model = create("test_efficientnet", classes=3, image_size=64, shape=shape).eval()
    softer = copy.deepcopy(model)
    divide_head(softer, 2.0)
    pooled = pool(model, feature_map(model, torch.rand(5, 3, 64, 64)))
    torch.testing.assert_close(head(softer)(pooled), head(model)(pooled) / 2)


def test_a_training_with_enough_validation_photos_is_calibrated(lab: Lab) -> None:
    validation = lab.of(Split.VALIDATION)
    turns = FEWEST_PHOTOS // len(validation) + 1
    many = tuple(replace(photo, key=f"{photo.key} {turn}") for turn in range(turns) for photo in validation)
    lab.said(lab.training(photos=(*lab.of(Split.TRAIN), *many)))
    assert load_checkpoint(lab.run)[1].temperature != 1.0
    evaluation = lab.run.evaluation(Split.VALIDATION)
    assert evaluation is not None
    assert len(evaluation.answers) == len(many)
    (answered,) = lab.only(lab.said(lab.prediction([many[0]])), Predicted)
    measured = next(answer for answer in evaluation.answers if answer.key == many[0].key)
    assert answered.answers[0].probabilities == pytest.approx(measured.probabilities, abs=1e-5)


def test_few_validation_photos_leave_the_model_as_it_is(trained: Lab) -> None:
    assert load_checkpoint(trained.run)[1].temperature == 1.0
