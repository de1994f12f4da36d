import math
from dataclasses import replace

import numpy as np
import pytest
from sklearn import metrics

from tldesk.core.errors import RecipeError
from tldesk.core.photo import Split
from tldesk.core.results import Answer, Figure, Interval
from tldesk.engine.metrics import _Counted as Counted
from tldesk.engine.metrics import evaluation_of, wilson


def answers(count: int = 200, classes: int = 4, seed: int = 3) -> list[Answer]:
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, count)
    logits = rng.normal(size=(count, classes))
    logits[np.arange(count), labels] += 0.7
    shares = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    return [Answer(str(i), f"{i}.jpg", tuple(row), int(label)) for i, (row, label) in enumerate(zip(shares.tolist(), labels, strict=True))]


NAMES = ("a", "b", "c", "d", "e", "f")


def test_figures_are_scikit_learns():
    given = answers(classes=6)
    labels, guesses = [a.label for a in given], [a.best for a in given]
    shares = np.array([a.probabilities for a in given])
    found = evaluation_of(given, split=Split.TEST, classes=NAMES)
    theirs = {
        Figure.ACCURACY: metrics.accuracy_score(labels, guesses),
        Figure.BALANCED_ACCURACY: metrics.balanced_accuracy_score(labels, guesses),
        Figure.TOP_3: metrics.top_k_accuracy_score(labels, shares, k=3),
        Figure.TOP_5: metrics.top_k_accuracy_score(labels, shares, k=5),
        Figure.MACRO_PRECISION: metrics.precision_score(labels, guesses, average="macro"),
        Figure.MACRO_F1: metrics.f1_score(labels, guesses, average="macro"),
        Figure.KAPPA: metrics.cohen_kappa_score(labels, guesses),
        Figure.MCC: metrics.matthews_corrcoef(labels, guesses),
        Figure.LOG_LOSS: metrics.log_loss(labels, shares),
    }
    for figure, value in theirs.items():
        assert found.figures[figure].value == pytest.approx(value, abs=1e-9), figure
    for index, score in enumerate(found.scores):
        one = {"labels": [index], "average": None}
        positive = [label == index for label in labels]
        assert score.precision == pytest.approx(metrics.precision_score(labels, guesses, **one)[0], abs=1e-9)
        assert score.recall == pytest.approx(metrics.recall_score(labels, guesses, **one)[0], abs=1e-9)
        assert score.f1 == pytest.approx(metrics.f1_score(labels, guesses, **one)[0], abs=1e-9)
        assert score.support == labels.count(index)
        assert score.roc_auc == pytest.approx(metrics.roc_auc_score(positive, shares[:, index]), abs=1e-9)
        assert score.average_precision == pytest.approx(metrics.average_precision_score(positive, shares[:, index]), abs=1e-9)
        assert (score.roc[0], score.roc[-1]) == ((0, 0), (1, 1))
        assert score.precision_recall[0][0] == 0
        assert score.precision_recall[-1][0] == 1
    assert sum(map(sum, found.confusion)) == len(given)
    assert found.confusion[1][2] == sum(a.label == 1 and a.best == 2 for a in given)


def test_a_resample_counts_each_photo_as_often_as_it_was_drawn():
    given = answers(classes=6)
    times = np.random.default_rng(5).integers(0, 4, len(given))
    counted = Counted(np.array([a.probabilities for a in given]), np.array([a.label for a in given]))
    drawn = [answer for answer, often in zip(given, times, strict=True) for _ in range(often)]
    expected = evaluation_of(drawn, split=Split.TEST, classes=NAMES).figures
    found = counted.figures(times.astype(float))
    assert found == {figure: pytest.approx(interval.value, abs=1e-9) for figure, interval in expected.items()}


def test_the_calibration_error_is_the_gap_of_the_bins():
    given = [Answer(str(i), "", (0.9, 0.1), 0 if i < 6 else 1) for i in range(10)]
    given += [Answer(str(i), "", (0.3, 0.7), 1) for i in range(10)]
    found = evaluation_of(given, split=Split.TEST, classes=("a", "b"))
    assert [(round(one.confidence, 9), one.accuracy, one.count) for one in found.reliability] == [(0.7, 1.0, 10), (0.9, 0.6, 10)]
    assert found.figures[Figure.CALIBRATION_ERROR].value == pytest.approx((0.3 + 0.3) / 2)


def test_every_figure_lies_in_its_interval():
    found = evaluation_of(answers(classes=6), split=Split.TEST, classes=NAMES)
    for figure, interval in found.figures.items():
        assert interval.low is not None, figure
        assert interval.high is not None, figure
        if figure is not Figure.CALIBRATION_ERROR:  # resampling makes it larger: it is a mean of absolute values
            assert interval.low < interval.value < interval.high, figure


def test_photos_of_a_group_count_as_one():
    alone = [Answer(str(i), "", (0.9, 0.1), int(i % 4 == 0)) for i in range(80)]
    together = [replace(answer, group=f"plate {i // 10}") for i, answer in enumerate(sorted(alone, key=lambda a: a.label or 0))]
    apart, grouped = (evaluation_of(given, split=Split.TEST, classes=("a", "b")) for given in (alone, together))
    assert (apart.grouped, grouped.grouped) == (False, True)
    assert apart.accuracy.value == grouped.accuracy.value
    assert width(grouped.accuracy) > 1.5 * width(apart.accuracy)
    assert width(grouped.figures[Figure.LOG_LOSS]) > 1.5 * width(apart.figures[Figure.LOG_LOSS])


def test_without_a_mistake_the_groups_are_counted():
    given = [Answer(str(i), "", (0.9, 0.1), 0, group=f"plate {i // 10}") for i in range(80)]
    found = evaluation_of(given, split=Split.TEST, classes=("a", "b"))
    assert found.accuracy == wilson(8, 8)
    assert found.figures[Figure.LOG_LOSS].low is None


@pytest.mark.parametrize(("groups", "right"), [(1, 19), (20, 10)])
def test_groups_that_are_right_as_often_keep_their_accuracy(groups, right):
    each = 20 // groups if groups == 1 else 2
    given = [
        Answer(f"{g} {i}", "", (0.9, 0.1), int(i >= right * each // 20), group=f"plate {g}") for g in range(groups) for i in range(each)
    ]
    found = evaluation_of(given, split=Split.TEST, classes=("a", "b")).accuracy
    assert found.value == pytest.approx(right / 20)
    assert found.low < found.value < found.high or found.high == 1


def width(interval: Interval) -> float:
    assert interval.low is not None
    assert interval.high is not None
    return interval.high - interval.low


def test_a_class_that_is_absent_scores_nothing():
    given = [Answer("1", "1.jpg", (0.9, 0.1, 0.0), 0), Answer("2", "2.jpg", (0.4, 0.6, 0.0), 1), Answer("3", "3.jpg", (0.2, 0.8, 0.0), 0)]
    found = evaluation_of(given, split=Split.TEST, classes=("a", "b", "c"))
    absent = found.scores[2]
    assert (absent.precision, absent.recall, absent.f1, absent.support) == (None, None, None, 0)
    assert found.figures[Figure.MACRO_F1].value == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert math.isfinite(found.figures[Figure.LOG_LOSS].value)


def test_a_class_never_predicted_has_no_precision():
    found = evaluation_of([Answer("1", "1.jpg", (0.9, 0.1), 1), Answer("2", "2.jpg", (0.9, 0.1), 0)], split=Split.TEST, classes=("a", "b"))
    assert found.scores[1].precision is None
    assert found.scores[1].recall == 0


def test_a_wrong_answer_of_certainty_has_a_finite_loss():
    found = evaluation_of([Answer("1", "1.jpg", (1.0, 0.0), 1)], split=Split.TEST, classes=("a", "b"))
    assert found.figures[Figure.LOG_LOSS].value == pytest.approx(-math.log(1e-12), rel=1e-3)


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
