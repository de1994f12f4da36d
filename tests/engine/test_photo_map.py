from dataclasses import replace

import numpy as np
import pytest

from tldesk.core.messages import Command, Finished, Mapped, MapRequest, Notice
from tldesk.engine.ears import Ears, JobCancelledError
from tldesk.engine.photo_map import neighbours, principal


def places(event):
    return np.frombuffer(event.places, np.float32).reshape(len(event.keys), 2)


def separation(xy, groups):
    """Mean distance of the groups' centres over the mean distance to the own centre."""
    centres = np.array([xy[groups == group].mean(0) for group in np.unique(groups)])
    inner = np.mean(
        [np.linalg.norm(xy[groups == group] - centre, axis=1).mean() for group, centre in zip(np.unique(groups), centres, strict=True)]
    )
    outer = np.mean([np.linalg.norm(a - b) for a in centres for b in centres if a is not b])
    return outer / inner


def test_a_map_comes_twice_and_lays_classes_apart(trained):
    events = trained.said(MapRequest(str(trained.run.path), trained.photos, trained.cache))
    first, second = trained.only(events, Mapped)
    assert (first.method, second.method) == ("PCA", "t-SNE")
    labels = np.array([photo.label for photo in trained.photos])
    for event in (first, second):
        assert event.keys == tuple(photo.key for photo in trained.photos)
        assert np.abs(places(event)).max() == pytest.approx(1)
        assert separation(places(event), labels) > 1.5
        assert np.mean(np.array(event.predictions) == labels) > 0.7
    assert isinstance(events[-1], Finished)


def test_two_photos_make_no_map(trained):
    events = trained.said(MapRequest(str(trained.run.path), trained.photos[:2], trained.cache))
    assert trained.only(events, Mapped) == []
    (notice,) = trained.only(events, Notice)
    assert "three photos" in notice.text


def test_a_few_photos_that_are_all_the_same_are_laid_on_one_spot(trained):
    same = tuple(replace(trained.photos[0], key=str(number)) for number in range(4))
    (event,) = trained.only(trained.said(MapRequest(str(trained.run.path), same, trained.cache)), Mapped)
    assert np.isfinite(places(event)).all()


def test_cancel_is_heard_while_the_map_is_arranged():
    vectors = np.random.default_rng(0).normal(size=(1500, 50)).astype(np.float32)
    with pytest.raises(JobCancelledError):
        neighbours(vectors, Ears(lambda: Command.CANCEL))


def test_principal_components_keep_what_varies_most():
    line = np.linspace(0, 1, 20, dtype=np.float32)
    found = principal(np.stack([line * 10, line**2, np.zeros_like(line)], 1))
    assert abs(np.corrcoef(found[:, 0], line)[0, 1]) > 0.999
    assert found.shape == (20, 3)
