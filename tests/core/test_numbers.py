from datetime import datetime

import pytest

from tldesk.core import numbers
from tldesk.core.results import Figure, Interval


@pytest.mark.parametrize(
    ("share", "text"), [(0.913, "91.3\u202f%"), (1.0, "100.0\u202f%"), (0.0, "0.0\u202f%"), (None, "–"), (float("nan"), "–")]
)
def test_percent(share: float | None, text: str) -> None:
    assert numbers.percent(share) == text


def test_interval() -> None:
    assert numbers.interval(Interval(0.913, 0.88, 0.938)) == "91.3\u202f%  [88.0–93.8]"
    assert numbers.interval(Interval(float("nan"), 0, 1)) == "–"


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (999, "999"), (12345, "12\u202f345"), (1234567, "1\u202f234\u202f567")])
def test_count(number: int, text: str) -> None:
    assert numbers.count(number) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0\u202fs"), (8.4, "8\u202fs"), (59.6, "1\u202fmin"), (175, "3\u202fmin"), (3600, "1\u202fh"), (7500, "2\u202fh 5\u202fmin")],
)
def test_duration(seconds: float, text: str) -> None:
    assert numbers.duration(seconds) == text


def test_decimal_has_a_dash_for_what_is_not_a_number() -> None:
    assert numbers.decimal(0.41234) == "0.412"
    assert numbers.decimal(float("nan")) == "–"


@pytest.mark.parametrize(
    ("number", "text"), [(0.0, "less than 0.01"), (0.0049, "less than 0.01"), (0.005, "up to 0.01"), (0.234, "up to 0.23")]
)
def test_a_difference_is_never_said_to_be_nothing(number: float, text: str) -> None:
    assert numbers.difference(number) == text


def test_how_finely_a_difference_is_said_can_be_chosen() -> None:
    assert numbers.difference(2e-12, 4) == "less than 0.0001"
    assert numbers.difference(0.00034, 4) == "up to 0.0003"


def test_megabytes() -> None:
    assert numbers.megabytes(4_200_000) == "4.2\u202fMB"
    assert numbers.megabytes(12_000) == "12\u202fkB"


def test_when_says_as_much_as_is_needed() -> None:
    now = datetime(2026, 11, 22, 12, 0).timestamp()
    assert numbers.when(datetime(2026, 11, 22, 4, 31).timestamp(), now=now) == "04:31"
    assert numbers.when(datetime(2026, 11, 2, 4, 31).timestamp(), now=now).startswith("2 ")
    assert numbers.when(datetime(2025, 11, 2, 4, 31).timestamp(), now=now).endswith(" 2025")


def test_figures_are_shares_or_plain_numbers() -> None:
    assert numbers.figure(Figure.MACRO_F1, Interval(0.913, 0.88, 0.938)) == ("91.3\u202f%", "[88.0–93.8]")
    assert numbers.figure(Figure.KAPPA, Interval(0.25, -0.1, 0.6)) == ("0.250", "[-0.100–0.600]")
    assert numbers.figure(Figure.LOG_LOSS, Interval(0.4, None, None)) == ("0.400", "")
