from dataclasses import replace

import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from tests.engine.conftest import TINY, Lab
from tldesk.core.messages import Predicted, RequestedPhoto
from tldesk.core.photo import Split
from tldesk.engine.likeness import FEWEST_PHOTOS, KEPT, NEIGHBOUR, Likeness, kept_likeness, sample, threshold


def spread(count: int, *, seed: int = 0, dimensions: int = 8) -> torch.Tensor:
    return torch.randn(count, dimensions, generator=torch.Generator().manual_seed(seed))


def photos(*labels: int) -> list[RequestedPhoto]:
    return [RequestedPhoto(str(n), "", "", label) for n, label in enumerate(labels)]


def test_the_distance_is_that_to_the_kth_nearest_photo():
    references, rows = spread(30), spread(4, seed=1)
    likeness = Likeness.to(references)
    unit = references / references.norm(dim=1, keepdim=True)
    every = torch.cdist(rows / rows.norm(dim=1, keepdim=True), unit).sort(dim=1).values
    torch.testing.assert_close(likeness.distances(rows), every[:, NEIGHBOUR - 1], atol=2e-3, rtol=0)


def test_how_strong_the_features_are_does_not_matter():
    likeness = Likeness.to(spread(30))
    rows = spread(5, seed=2)
    torch.testing.assert_close(likeness.distances(rows * 100), likeness.distances(rows))
    assert likeness.distances(torch.zeros(1, 8)).isfinite().all()


def test_fewer_photos_than_neighbours():
    likeness = Likeness.to(spread(2))
    assert likeness.distances(spread(3, seed=1)).shape == (3,)


def test_the_sample_has_of_each_class_as_many():
    made = photos(*[0] * 50, *[1] * 5, *[2] * 50)
    taken = sample(made, at_most=35)
    labels = [made[place].label for place in taken]
    assert [labels.count(label) for label in range(3)] == [15, 5, 15]
    assert taken == sample(made, at_most=35)
    assert sample(made, at_most=KEPT) == list(range(105))
    assert sample([], at_most=5) == []


def test_a_threshold_keeps_nineteen_of_twenty_and_wants_enough_photos():
    distances = torch.linspace(0, 1, 201)
    far = threshold(distances)
    assert far is not None
    assert int((distances > far).sum()) == 10
    assert threshold(distances[: FEWEST_PHOTOS - 1]) is None


def test_a_training_leaves_what_its_photos_look_like(trained: Lab) -> None:
    rows = load_file(trained.run.references_file)["references"]
    assert rows.dtype is torch.float16
    assert len(rows) == len(trained.of(Split.TRAIN))
    evaluation = trained.run.evaluation(Split.VALIDATION)
    assert evaluation is not None
    (told,) = trained.only(trained.said(trained.prediction(trained.of(Split.VALIDATION))), Predicted)
    assert [a.distance for a in told.answers] == pytest.approx([a.distance for a in evaluation.answers], abs=1e-3)
    # Nine validation photos are too few to say what is usual.
    assert trained.run.facts().unlike_from is None
    assert trained.run.facts().accepted_error == 0.05


def many(lab: Lab) -> tuple[RequestedPhoto, ...]:
    validation = lab.of(Split.VALIDATION)
    return tuple(replace(photo, key=f"{photo.key} {turn}") for turn in range(4) for photo in validation)


@pytest.mark.parametrize("method", ["features", "last-stages"])
def test_a_photo_of_something_else_is_farther_than_those_it_learned_from(lab: Lab, method: str) -> None:
    recipe = TINY.with_values({"method": method, "epochs": 1})
    lab.said(lab.training(recipe, photos=(*lab.of(Split.TRAIN), *many(lab))))
    facts = lab.run.facts()
    assert facts.unlike_from is not None
    assert (facts.sure_from is not None) == (method == "features")
    odd = lab.photo("odd.png", Image.new("RGB", (96, 80), (255, 255, 255)))
    (told,) = lab.only(lab.said(lab.prediction([odd, *lab.of(Split.TEST)])), Predicted)
    strange, *usual = (answer.distance for answer in told.answers)
    assert strange > facts.unlike_from
    assert strange > max(usual)


@pytest.mark.parametrize("content", [None, b"no tensors"])
def test_a_run_without_them_predicts_all_the_same(lab: Lab, content: bytes | None) -> None:
    lab.said(lab.training())
    lab.run.references_file.unlink()
    if content is not None:
        lab.run.references_file.write_bytes(content)
    assert kept_likeness(lab.run) is None
    (told,) = lab.only(lab.said(lab.prediction(lab.of(Split.TEST))), Predicted)
    assert [answer.distance for answer in told.answers] == [None] * len(lab.of(Split.TEST))
