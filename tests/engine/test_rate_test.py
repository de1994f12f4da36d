import itertools

import pytest

from tldesk.core.messages import Command, Failed, Finished, RateTested, RateTestRequest
from tldesk.core.photo import Split
from tldesk.engine.rate_test import HIGHEST, LOWEST, STEPS


def asked(lab, **values: object) -> RateTestRequest:
    return RateTestRequest(lab.tiny.with_values({"precision": "float32", **values}), lab.classes, lab.of(Split.TRAIN), lab.cache)


@pytest.mark.parametrize("values", [{"method": "two-stage"}, {"hidden_layers": "16"}])
def test_the_curve_falls_then_runs_away_and_proposes_a_rate_below(lab, values):
    events = lab.said(asked(lab, **values))
    assert isinstance(events[-1], Finished)
    (curve,) = lab.only(events, RateTested)
    assert len(curve.rates) == len(curve.losses) <= STEPS
    assert curve.rates[0] == pytest.approx(LOWEST)
    assert all(b / a == pytest.approx((HIGHEST / LOWEST) ** (1 / (STEPS - 1))) for a, b in itertools.pairwise(curve.rates))
    lowest = min(curve.losses)
    assert lowest < 0.9 * curve.losses[0]
    assert curve.suggestion == pytest.approx(curve.rates[curve.losses.index(lowest)] / 10)
    assert 1e-5 < curve.suggestion < 0.2


def test_a_recipe_without_steps_has_no_rate(lab):
    ending = lab.said(asked(lab))[-1]
    assert isinstance(ending, Failed)
    assert "no learning rate" in ending.what


def test_it_can_be_cancelled(lab):
    events = lab.said(asked(lab, method="two-stage"), lambda: Command.CANCEL)
    assert not lab.only(events, RateTested)
