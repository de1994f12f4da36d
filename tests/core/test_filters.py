from datetime import date

import pytest

from tldesk.core.codec import from_json, to_json
from tldesk.core.filters import PhotoFilter, PhotoOrder, SavedFilter, Sort, searchable
from tldesk.core.photo import Split

EVERYTHING = PhotoFilter(
    classes=frozenset({3, 1}),
    unlabelled=True,
    unsure=False,
    splits=frozenset({Split.TRAIN, Split.TEST}),
    no_split=True,
    group="plate 1",
    folder="a/b",
    problem=False,
    missing=True,
    taken_from=date(2024, 2, 29),
    taken_to=date(2024, 3, 1),
    smallest=0,
    largest=10,
    text="zürich",
)


def test_a_filter_counts_its_conditions():
    assert PhotoFilter().active == 0
    assert PhotoFilter(text="  ").active == 0
    assert PhotoFilter(unsure=False).active == 1
    assert PhotoFilter(smallest=0).active == 1
    # Alternatives and the two ends of a range are one condition: 14 fields, 10 conditions.
    assert EVERYTHING.active == 10


def test_a_saved_filter_reads_back_from_json():
    saved = SavedFilter('To check: "Zürich" 🦠', EVERYTHING, PhotoOrder(Sort.CONFIDENCE, descending=True, set_id="20261122-043155"))
    assert from_json(SavedFilter, to_json(saved)) == saved


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("IMG_1.JPG", "img_1.jpg"),
        ("Zürich/Série", "zurich/serie"),
        ("Straße", "strasse"),
        ("ｆｕｌｌ", "full"),
        ("e\u0301te\u0301", "ete"),
        ("ÅNGSTRÖM", "angstrom"),
        ("ÉTÉ", "ete"),
    ],
)
def test_a_search_sees_no_case_and_no_accents(text, found):
    assert searchable(text) == found
