import math

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, f1_score, log_loss, precision_score, recall_score

from tldesk.core.errors import RecipeError
from tldesk.core.photo import Split
from tldesk.core.results import Answer
from tldesk.engine.metrics import evaluation_of, wilson


def answers(count: int = 200, classes: int = 4, seed: int = 3) -> list[Answer]:
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, count)
    logits = rng.normal(size=(count, classes))
    logits[np.arange(count), labels] += 1.5
    shares = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    return [Answer(str(i), f"{i}.jpg", tuple(row), int(label)) for i, (row, label) in enumerate(zip(shares.tolist(), labels, strict=True))]


def test_figures_are_scikit_learns():
    given = answers()
    labels, guesses = [a.label for a in given], [a.best for a in given]
    found = evaluation_of(given, split=Split.TEST, classes=("a", "b", "c", "d"))
    assert found.accuracy.value == accuracy_score(labels, guesses)
    assert found.macro_f1 == pytest.approx(f1_score(labels, guesses, average="macro"))
    assert found.loss == pytest.approx(log_loss(labels, [a.probabilities for a in given]))
    for index, score in enumerate(found.scores):
        one = {"labels": [index], "average": None}
        assert score.precision == pytest.approx(precision_score(labels, guesses, **one)[0])
        assert score.recall == pytest.approx(recall_score(labels, guesses, **one)[0])
        assert score.support == labels.count(index)
    assert sum(map(sum, found.confusion)) == len(given)
    assert found.confusion[1][2] == sum(a.label == 1 and a.best == 2 for a in given)


def test_a_class_that_is_absent_scores_nothing():
    given = [Answer("1", "1.jpg", (0.9, 0.1, 0.0), 0), Answer("2", "2.jpg", (0.4, 0.6, 0.0), 1), Answer("3", "3.jpg", (0.2, 0.8, 0.0), 0)]
    found = evaluation_of(given, split=Split.TEST, classes=("a", "b", "c"))
    absent = found.scores[2]
    assert (absent.precision, absent.recall, absent.f1, absent.support) == (None, None, None, 0)
    assert found.macro_f1 == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert math.isfinite(found.loss)


def test_a_class_never_predicted_has_no_precision():
    found = evaluation_of([Answer("1", "1.jpg", (0.9, 0.1), 1), Answer("2", "2.jpg", (0.9, 0.1), 0)], split=Split.TEST, classes=("a", "b"))
    assert found.scores[1].precision is None
    assert found.scores[1].recall == 0


def test_a_wrong_answer_of_certainty_has_a_finite_loss():
    found = evaluation_of([Answer("1", "1.jpg", (1.0, 0.0), 1)], split=Split.TEST, classes=("a", "b"))
    assert found.loss == pytest.approx(-math.log(1e-12), rel=1e-3)


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(right, total, low, high):
    found = wilson(right, total)
    assert found.value == right / total
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


@pytest.mark.parametrize("given", [[], [Answer("1", "1.jpg", (0.5, 0.5))]])
def test_without_labels_there_are_no_figures(given):
    with pytest.raises(RecipeError, match="test photo"):
        evaluation_of(given, split=Split.TEST, classes=("a", "b"))
