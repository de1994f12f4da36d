import pytest
from scipy.stats import binomtest

from tldesk.core.photo import Split
from tldesk.core.results import Answer, Evaluation, Figure, Interval
from tldesk.jobs.comparison import Comparison, compare


def measured(*answers: Answer, classes: tuple[str, ...] = ("rods", "cocci")) -> Evaluation:
    return Evaluation(Split.TEST, classes, {Figure.ACCURACY: Interval(0.5, 0.1, 0.9)}, (), ((0, 0), (0, 0)), (), answers)


def answer(key: str, best: int, label: int) -> Answer:
    return Answer(key, f"/{key}.jpg", (0.9, 0.1) if best == 0 else (0.1, 0.9), label)


def test_photos_are_matched_and_sorted_by_what_became_of_them() -> None:
    now = measured(answer("1", 0, 0), answer("2", 1, 0), answer("3", 0, 1), answer("4", 1, 1), answer("5", 0, 0))
    before = measured(answer("1", 1, 0), answer("2", 0, 0), answer("3", 0, 1), answer("4", 1, 1))
    found = compare(now, before)
    assert [one.key for one in found.fixed] == ["1"]
    assert [one.key for one in found.broken] == ["2"]
    assert [one.key for one in found.still_wrong] == ["3"]
    assert found.photos == 4


def test_classes_are_compared_by_name_and_changed_labels_left_out() -> None:
    now = measured(answer("1", 0, 0), answer("2", 0, 0))
    before = measured(answer("1", 0, 1), answer("2", 0, 0), classes=("cocci", "rods"))
    found = compare(now, before)
    assert [one.key for one in found.fixed] == ["1"]
    assert found.photos == 1


@pytest.mark.parametrize(("fixed", "broken"), [(0, 0), (12, 5), (3, 3), (40, 9), (0, 8)])
def test_the_test_is_mcnemars(fixed: int, broken: int) -> None:
    one = answer("1", 0, 0)
    found = Comparison((one,) * fixed, (one,) * broken, (), 100)
    assert found.p_value == pytest.approx(binomtest(fixed, fixed + broken, 0.5).pvalue if fixed + broken else 1.0)
