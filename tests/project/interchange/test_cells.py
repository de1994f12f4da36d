import pytest
from hypothesis import given
from hypothesis import strategies as st

from tldesk.project.interchange.cells import plain, safe

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫")


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_text_that_begins_like_a_formula_is_guarded(start):
    assert safe(f"{start}1") == f"'{start}1"
    assert plain(safe(f"{start}1")) == f"{start}1"


@pytest.mark.parametrize("text", ["", "rod", "'rod'", "O'Neill", " a", "a=1", "''", "1-1", "−1"])
def test_other_texts_stay_as_they_are(text):
    assert safe(text) == text
    assert plain(text) == text


def test_a_text_that_looks_guarded_is_not_mistaken():
    assert safe("'=1") == "''=1"
    assert plain("''=1") == "'=1"


@pytest.mark.parametrize("text", [" =1", "\u3000=1", "\ufeff+1", "\u200b@x", "\xa0-1", " \t=1"])
def test_blanks_before_the_sign_do_not_hide_it(text):
    assert safe(text) == f"'{text}"
    assert plain(safe(text)) == text


@given(st.text(alphabet=st.sampled_from("'=+-@＝＋－＠\t\r\n\ufeff a1"), max_size=8) | st.text())
def test_nothing_is_lost_and_nothing_is_a_formula(text):
    assert plain(safe(text)) == text
    assert not safe(text).startswith(FORMULA_STARTS)
    assert not safe(text).lstrip().startswith(FORMULA_STARTS)
