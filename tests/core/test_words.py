import pytest

from tldesk.core.words import isolated


@pytest.mark.parametrize("name", ["Rods", "Käfer (2)", "酵母", "", "12"])
def test_a_name_from_left_to_right_is_left_as_it_is(name: str) -> None:
    assert isolated(name) == name


@pytest.mark.parametrize("name", ["عصيات", "שמרים (2)", "Rods عصيات"])
def test_a_name_from_right_to_left_keeps_its_order_to_itself(name: str) -> None:
    assert isolated(name) == f"\u2068{name}\u2069"
