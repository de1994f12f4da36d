import itertools

import numpy as np
import pytest
import torch
from sklearn.linear_model import LogisticRegression
from torch.nn import functional

from tldesk.core.errors import TldeskError
from tldesk.core.messages import Command
from tldesk.engine.ears import Ears, JobCancelledError
from tldesk.engine.head import PENALTIES, Set, candidates, measured

QUIET = Ears(lambda: None)


def clouds(count: int, *, seed: int, constant: bool = False) -> Set:
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 3, count)
    features = rng.normal(size=(count, 8))
    features[:, :3] += 1.5 * np.eye(3)[labels]
    features = features * np.logspace(-2, 2, 8) + 5
    if constant:
        features[:, 7] = 4.0
    return Set(torch.from_numpy(features).float(), torch.from_numpy(labels))


def test_each_step_is_the_optimum_of_its_penalty():
    train = clouds(300, seed=0)
    mean, scale = train.features.mean(0), train.features.std(0, correction=0)
    standard = ((train.features - mean) / scale).double().numpy()
    for index, candidate in enumerate(candidates(train, clouds(100, seed=1), classes=3, ears=QUIET)):
        if index not in {1, 4, 7}:
            continue
        # scikit-learn penalises the sum of losses, we their mean.
        theirs = LogisticRegression(C=1 / (candidate.penalty * 300), max_iter=5000, tol=1e-8).fit(standard, train.labels.numpy())
        expected = torch.from_numpy(theirs.predict_log_proba(standard)).double()
        ours = functional.linear(train.features, candidate.weight, candidate.bias).log_softmax(1)
        assert torch.allclose(ours.double(), expected, atol=0.02)
        assert candidate.train_loss == pytest.approx(float(-expected[torch.arange(300), train.labels].mean()), abs=1e-3)


def test_the_path_goes_from_strong_to_weak_and_fits_better_and_better():
    found = list(candidates(clouds(120, seed=0), clouds(60, seed=1), classes=3, ears=QUIET))
    assert [c.penalty for c in found] == sorted(PENALTIES, reverse=True)
    losses = [c.train_loss for c in found]
    assert all(later <= earlier + 1e-4 for earlier, later in itertools.pairwise(losses))
    assert found[-1].train_accuracy > 0.75


def test_a_feature_that_never_changes_does_no_harm():
    train = clouds(120, seed=0, constant=True)
    for candidate in candidates(train, train, classes=3, ears=QUIET):
        assert bool(torch.isfinite(candidate.weight).all())
        assert measured(train, candidate.weight, candidate.bias) == (candidate.train_loss, candidate.train_accuracy)


def test_features_that_are_no_numbers_are_said():
    train = clouds(30, seed=0)
    train.features[0, 0] = float("nan")
    with pytest.raises(TldeskError, match="not a number"):
        list(candidates(train, train, classes=3, ears=QUIET))


def test_cancel_is_heard_within_a_candidate():
    commands = iter([None, None, None, Command.CANCEL])
    with pytest.raises(JobCancelledError):
        list(candidates(clouds(120, seed=0), clouds(60, seed=1), classes=3, ears=Ears(lambda: next(commands, None))))
