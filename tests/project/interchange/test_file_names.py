import pytest
from hypothesis import given
from hypothesis import strategies as st

from tldesk.project.interchange.file_names import safe_name


@pytest.mark.parametrize("name", ["rod", "Käfer", "日本", "a.b c", "x.jpg", "🦊"])
def test_good_names_stay(name):
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        *(("a/b", "a_b"), ("..", "_"), (".hidden", "_hidden"), ("CON", "_CON"), ("aux.jpg", "_aux.jpg"), ("x. ", "x"), ("", "_")),
        ('a:*?"<>|\\', "a________"),
    ],
)
def test_bad_names_are_mended(name, safe):
    assert safe_name(name) == safe


@given(st.text(max_size=300))
def test_every_name_is_safe(text):
    name = safe_name(text)
    assert name
    assert name not in (".", "..")
    assert not set(name) & set('<>:"/\\|?*\x00\n')
    assert not name.endswith((".", " "))
    assert not name.startswith(".")
    assert len(name.encode()) <= 208
