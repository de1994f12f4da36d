import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tldesk.core.abstention import ACCEPTED, DELTA, LEVELS, POINTS, abstention, coverage_curve, photos_needed, upper_bound
from tldesk.core.results import Answer


def answer(confidence: float, *, right: bool) -> Answer:
    return Answer("", "", (confidence, 1 - confidence), 0 if right else 1)


def drawn(count: int, *, seed: int) -> list[Answer]:
    """Answers of two classes from a model that is exactly as sure as it is right."""
    rng = random.Random(seed)
    sure = [rng.uniform(0.5, 1.0) for _ in range(count)]
    return [answer(share, right=rng.random() < share) for share in sure]


def test_the_bound_is_the_one_of_the_binomial_distribution():
    # No wrong answer among n: (1 - p) ** n = delta.
    assert upper_bound(0, 59, delta=0.05) == pytest.approx(1 - 0.05 ** (1 / 59))
    # Two of ten, the one-sided limit of Clopper and Pearson 1934.
    assert upper_bound(2, 10, delta=0.05) == pytest.approx(0.50690, abs=1e-5)
    assert upper_bound(7, 7, delta=0.05) == 1.0


@given(st.integers(1, 3000), st.floats(0, 1))
def test_no_count_of_answers_breaks_the_bound(count, share):
    wrong = int(share * count)
    assert wrong / count <= upper_bound(wrong, count, delta=0.001) <= 1


def test_the_promise_holds_on_photos_of_the_same_kind():
    kept = 0
    for seed in range(20):
        chosen = abstention(drawn(1000, seed=seed), accepted=0.15)
        assert chosen.threshold is not None
        assert chosen.bound is not None
        assert chosen.error <= chosen.bound <= 0.15
        # Of answers with a confidence from t to 1, all as likely, (1 - t) / 2 are wrong.
        kept += (1 - chosen.threshold) / 2 <= 0.15
    assert kept >= 19


def test_what_is_accepted_decides_how_many_photos_are_answered():
    answers = drawn(2000, seed=3)
    shares = [abstention(answers, accepted=accepted).coverage for accepted in (0.05, 0.1, 0.2, 0.3)]
    assert shares == sorted(shares)
    assert shares[0] < 0.25
    assert shares[-1] == 1.0


def test_too_few_photos_give_an_estimate_and_no_promise():
    right = [answer(0.99 - n / 1000, right=True) for n in range(40)]
    chosen = abstention([*right, answer(0.6, right=False), answer(0.6, right=False), answer(0.55, right=False)])
    assert (chosen.bound, chosen.coverage, chosen.error) == (None, 40 / 43, 0.0)
    assert chosen.threshold == right[-1].confidence
    assert photos_needed(ACCEPTED) > 43
    assert abstention(right[:15]).threshold is None
    assert abstention([]).threshold is None


def test_answers_of_one_confidence_stay_together():
    answers = [answer(0.9, right=n % 10 != 0) for n in range(200)]
    assert abstention(answers, accepted=0.05).threshold is None
    assert abstention(answers, accepted=0.25).coverage == 1.0
    (point,) = coverage_curve(answers)
    assert (point.coverage, point.error) == (1.0, 0.1)


def test_the_curve_goes_from_the_surest_answer_to_all():
    answers = drawn(1500, seed=1)
    curve = coverage_curve(answers)
    assert len(curve) <= POINTS + 1
    assert [point.coverage for point in curve] == sorted(point.coverage for point in curve)
    assert curve[-1].coverage == 1.0
    assert curve[-1].error == pytest.approx(sum(a.best != a.label for a in answers) / 1500)
    assert coverage_curve([Answer("", "", (0.5, 0.5))]) == ()


def test_how_many_photos_a_promise_takes():
    needed = photos_needed(0.05)
    assert upper_bound(0, needed, delta=DELTA / LEVELS) <= 0.05 < upper_bound(0, needed - 1, delta=DELTA / LEVELS)


def test_photos_of_one_group_allow_an_estimate_and_no_promise():
    answers = drawn(1000, seed=3)
    assert abstention(answers, accepted=0.15).bound is not None
    bursts = [replace(one, group=f"burst {number // 20}") for number, one in enumerate(answers)]
    chosen = abstention(bursts, accepted=0.15)
    assert chosen.bound is None
    assert chosen.threshold is not None
    alone = [replace(one, group=f"photo {number}") for number, one in enumerate(answers)]
    assert abstention(alone, accepted=0.15) == abstention(answers, accepted=0.15)
