"""Filters and orders by chance, held against a plain look at every photo."""

import random
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.project.conftest import set_taken
from tests.project.made_splits import make_splits
from tldesk.core.filters import PhotoFilter, PhotoOrder, Sort, searchable
from tldesk.core.photo import ScannedPhoto, Split
from tldesk.project.classes import add_class
from tldesk.project.finding import find
from tldesk.project.labels import assign, flag
from tldesk.project.photos import all_photos, record_scan, set_problem
from tldesk.project.store import open_project

CLASSES = 3
FILTERS = st.builds(
    PhotoFilter,
    classes=st.frozensets(st.integers(1, CLASSES), max_size=2),
    unlabelled=st.booleans(),
    unsure=st.sampled_from([None, True, False]),
    splits=st.frozensets(st.sampled_from(Split), max_size=2),
    no_split=st.booleans(),
    group=st.sampled_from(["", "", "g1"]),
    folder=st.sampled_from(["", "", "d1", "d1/e"]),
    problem=st.sampled_from([None, True, False]),
    missing=st.sampled_from([False, False, True]),
    taken_from=st.sampled_from([None, date(1970, 1, 1), date(1970, 1, 2)]),
    taken_to=st.sampled_from([None, date(1970, 1, 2)]),
    smallest=st.sampled_from([None, 3]),
    largest=st.sampled_from([None, 7]),
    text=st.sampled_from(["", "", "é", "d1 jpg"]),
)
ORDERS = st.builds(PhotoOrder, st.sampled_from([s for s in Sort if s is not Sort.CONFIDENCE]), descending=st.booleans())


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Photos with everything a filter can ask for, by chance, and what a plain look at them needs to know."""
    chance = random.Random(7)
    with open_project(tmp_path_factory.mktemp("mixed")) as project:
        found = [ScannedPhoto(f"{chance.choice(['', 'd1/', 'd1/e/', 'd2/'])}{n}é.jpg", chance.randint(1, 9), n, f"f{n}") for n in range(60)]
        record_scan(project, found)
        record_scan(project, found[:-8])
        ids = [photo.id for photo in all_photos(project)]
        made = [add_class(project, f"class {n}")[0].id for n in range(CLASSES)]
        for _ in range(12):
            assign(project, chance.sample(ids, 10), chance.choice([*made, None]), who="x")
        flag(project, chance.sample(ids, 20), unsure=True, who="x")
        set_problem(project, dict.fromkeys(chance.sample(ids, 10), "cut short"))
        make_splits(project, validation_percent=20, test_percent=20, seed=0, groups=dict.fromkeys(chance.sample(ids, 15), "g1"))
        set_taken(project, {photo_id: chance.uniform(0, 3 * 86_400) for photo_id in chance.sample(ids, 40)})
        yield (
            project,
            {photo.id: photo for photo in all_photos(project)},
            dict(project.database.rows("SELECT id, label_operation FROM photos")),
        )


def fits(photo, wanted: PhotoFilter) -> bool:
    day = None if photo.taken is None else datetime.fromtimestamp(photo.taken, UTC).date()
    return all(
        (
            photo.missing == wanted.missing,
            not (wanted.classes or wanted.unlabelled) or photo.class_id in wanted.classes or (wanted.unlabelled and photo.class_id is None),
            wanted.unsure is None or photo.unsure == wanted.unsure,
            not (wanted.splits or wanted.no_split) or photo.split in wanted.splits or (wanted.no_split and photo.split is None),
            not wanted.group or photo.group == wanted.group,
            not wanted.folder or photo.path.startswith(wanted.folder + "/"),
            wanted.problem is None or bool(photo.problem) == wanted.problem,
            wanted.taken_from is None or (day is not None and day >= wanted.taken_from),
            wanted.taken_to is None or (day is not None and day <= wanted.taken_to),
            wanted.smallest is None or photo.size >= wanted.smallest,
            wanted.largest is None or photo.size <= wanted.largest,
            all(word in searchable(photo.path) for word in searchable(wanted.text).split()),
        )
    )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(wanted=FILTERS, order=ORDERS)
def test_any_filter_and_order_agree_with_a_plain_look_at_every_photo(mixed, wanted, order):
    project, photos, labelled = mixed
    key = {
        Sort.NAME: lambda photo: 0,
        Sort.TAKEN: lambda photo: photo.taken,
        Sort.SIZE: lambda photo: photo.size,
        Sort.CLASS: lambda photo: photo.class_id,
        Sort.LABELLED: lambda photo: labelled[photo.id],
    }[order.sort]
    natural = [photo for photo in photos.values() if fits(photo, wanted)]
    if order.sort is Sort.NAME:
        expected = natural[::-1] if order.descending else natural
    else:
        known = [photo for photo in natural if key(photo) is not None]
        newest_first = order.sort is Sort.LABELLED
        # Python keeps ties in their order when it sorts in reverse, too.
        expected = sorted(known, key=key, reverse=newest_first)
        if order.descending != newest_first:
            expected.reverse()
        expected += [photo for photo in natural if key(photo) is None]
    assert [photos[photo_id] for photo_id in find(project, wanted, order)] == expected
