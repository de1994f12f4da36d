import random
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.project.made_splits import make_splits
from tldesk.core.changes import Change
from tldesk.core.errors import ProjectError
from tldesk.core.filters import NATURAL, PhotoFilter, PhotoOrder, SavedFilter, Sort, searchable
from tldesk.core.photo import ScannedPhoto, Split
from tldesk.core.results import Answer
from tldesk.photos.scan import natural_key
from tldesk.project import predictions
from tldesk.project.classes import add_class, reorder_classes
from tldesk.project.finding import find, folders, forget_filter, groups, save_filter, saved_filters
from tldesk.project.labels import assign, flag, undo
from tldesk.project.photos import all_photos, record_scan, set_problem
from tldesk.project.splits import set_split
from tldesk.project.store import open_project

EVERYTHING = PhotoFilter()
PATHS = ["2.jpg", "10.jpg", "a/1.jpg", "a/b/3.jpg", "a/b/Série 20.JPG", "a b/4.jpg", "A/5.jpg", "Zürich/Été/6.jpg"]


def seconds(*day: int) -> float:
    return datetime(*day, tzinfo=UTC).timestamp()


def set_taken(project, taken: dict[int, float]) -> None:
    with project.database.transaction():
        project.database.execute_many("UPDATE photos SET taken = ? WHERE id = ?", [(at, photo_id) for photo_id, at in taken.items()])


@pytest.fixture
def by_path(project) -> dict[str, int]:
    """Ids of the photos, by path."""
    record_scan(project, [ScannedPhoto(path, 100 * (n + 1), n, f"f{n}") for n, path in enumerate(PATHS)])
    return {photo.path: photo.id for photo in all_photos(project)}


@pytest.fixture
def paths(project, by_path):
    """Asks for photos, and answers with their paths."""
    names = {photo_id: path for path, photo_id in by_path.items()}
    return lambda wanted=EVERYTHING, order=NATURAL: [names[photo_id] for photo_id in find(project, wanted, order)]


def test_without_a_condition_all_photos_come_in_natural_order(paths):
    natural = sorted(PATHS, key=natural_key)
    assert natural.index("2.jpg") < natural.index("10.jpg")
    assert paths() == natural
    assert paths(order=PhotoOrder(descending=True)) == natural[::-1]


def test_a_class_or_none_are_alternatives(project, by_path, paths):
    rod, coccus = (add_class(project, name)[0].id for name in ("rod", "coccus"))
    assign(project, [by_path["2.jpg"], by_path["10.jpg"]], rod, who="x")
    assign(project, [by_path["a/1.jpg"]], coccus, who="x")
    assert paths(PhotoFilter(classes=frozenset({rod}))) == ["2.jpg", "10.jpg"]
    assert paths(PhotoFilter(classes=frozenset({rod, coccus}))) == ["2.jpg", "10.jpg", "a/1.jpg"]
    assert paths(PhotoFilter(classes=frozenset({coccus}), unlabelled=True)) == [p for p in paths() if p not in {"2.jpg", "10.jpg"}]
    assert len(paths(PhotoFilter(unlabelled=True))) == len(PATHS) - 3


def test_flags_problems_and_missing_photos(project, by_path, paths):
    flag(project, [by_path["2.jpg"]], unsure=True, who="x")
    set_problem(project, {by_path["10.jpg"]: "cut short"})
    assert paths(PhotoFilter(unsure=True)) == ["2.jpg"]
    assert paths(PhotoFilter(unsure=False)) == [p for p in paths() if p != "2.jpg"]
    assert paths(PhotoFilter(problem=True)) == ["10.jpg"]
    assert paths(PhotoFilter(problem=False)) == [p for p in paths() if p != "10.jpg"]
    record_scan(project, [ScannedPhoto(path, 100 * (n + 1), n, f"f{n}") for n, path in enumerate(PATHS) if path != "a/1.jpg"])
    assert "a/1.jpg" not in paths()
    assert paths(PhotoFilter(missing=True)) == ["a/1.jpg"]
    assert paths(PhotoFilter(missing=True), PhotoOrder(Sort.SIZE)) == ["a/1.jpg"]


def test_splits_and_groups(project, by_path, paths):
    set_split(project, [by_path["2.jpg"]], Split.TRAIN)
    set_split(project, [by_path["10.jpg"]], Split.VALIDATION)
    assert paths(PhotoFilter(splits=frozenset({Split.TRAIN}))) == ["2.jpg"]
    assert paths(PhotoFilter(splits=frozenset({Split.TRAIN, Split.VALIDATION}))) == ["2.jpg", "10.jpg"]
    assert paths(PhotoFilter(splits=frozenset({Split.VALIDATION}), no_split=True)) == [p for p in paths() if p != "2.jpg"]
    assert groups(project) == []
    named = {by_path["a/b/3.jpg"]: "plate 2", by_path["10.jpg"]: "plate 10", by_path["a/1.jpg"]: "plate 2"}
    make_splits(project, validation_percent=10, test_percent=10, seed=0, groups=named)
    assert groups(project) == [("plate 10", 1), ("plate 2", 2)]
    assert paths(PhotoFilter(group="plate 2")) == ["a/1.jpg", "a/b/3.jpg"]
    assert paths(PhotoFilter(group="plate")) == []


def test_a_folder_holds_all_that_lies_below_and_nothing_beside(paths):
    assert paths(PhotoFilter(folder="a")) == ["a/1.jpg", "a/b/3.jpg", "a/b/Série 20.JPG"]
    assert paths(PhotoFilter(folder="a/b")) == ["a/b/3.jpg", "a/b/Série 20.JPG"]
    assert paths(PhotoFilter(folder="A")) == ["A/5.jpg"]
    assert paths(PhotoFilter(folder="a/b/3.jpg")) == []
    assert paths(PhotoFilter(folder="%")) == []


def test_folders_count_what_they_hold_below_too(project, by_path):
    found = dict(folders(project))
    assert found == {"a": 3, "a/b": 2, "a b": 1, "A": 1, "Zürich": 1, "Zürich/Été": 1}
    assert list(found) == sorted(found, key=natural_key)
    for folder, count in found.items():
        assert len(find(project, PhotoFilter(folder=folder))) == count


def test_folders_of_a_flat_project(project):
    assert folders(project) == []
    record_scan(project, [ScannedPhoto("1.jpg", 1, 1, "f")])
    assert folders(project) == []


def test_days_are_inclusive_and_photos_without_a_date_are_on_none(project, by_path, paths):
    set_taken(
        project,
        {
            by_path["2.jpg"]: seconds(2024, 2, 28, 23, 59, 59),
            by_path["10.jpg"]: seconds(2024, 2, 29),
            by_path["a/1.jpg"]: seconds(2024, 3, 1, 23, 59, 59) + 0.5,
            by_path["a/b/3.jpg"]: seconds(2024, 3, 2),
        },
    )
    assert paths(PhotoFilter(taken_from=date(2024, 2, 29), taken_to=date(2024, 3, 1))) == ["10.jpg", "a/1.jpg"]
    assert paths(PhotoFilter(taken_from=date(2024, 3, 1))) == ["a/1.jpg", "a/b/3.jpg"]
    assert paths(PhotoFilter(taken_to=date(2024, 2, 28))) == ["2.jpg"]


def test_dates_before_the_epoch_and_at_the_end_of_time(project, by_path, paths):
    set_taken(project, {by_path["2.jpg"]: seconds(1903, 5, 1)})
    assert paths(PhotoFilter(taken_from=date.min, taken_to=date.max)) == ["2.jpg"]


def test_sizes_are_inclusive(paths):
    assert paths(PhotoFilter(smallest=200, largest=300)) == ["10.jpg", "a/1.jpg"]
    assert paths(PhotoFilter(largest=100)) == ["2.jpg"]


def test_every_word_must_be_in_the_path_whatever_its_case_and_accents(paths):
    assert paths(PhotoFilter(text="SERIE")) == ["a/b/Série 20.JPG"]
    assert paths(PhotoFilter(text="20 série")) == ["a/b/Série 20.JPG"]
    assert paths(PhotoFilter(text="zurich/été")) == ["Zürich/Été/6.jpg"]
    assert paths(PhotoFilter(text="jpg")) == paths()
    assert paths(PhotoFilter(text="serie zurich")) == []
    assert paths(PhotoFilter(text="%")) == []
    assert paths(PhotoFilter(text="'; DROP TABLE photos; --")) == []


def test_a_photo_that_moved_is_found_by_its_new_path(project, by_path, paths):
    record_scan(project, [ScannedPhoto("new/Ärger.jpg" if n == 0 else path, 100 * (n + 1), n, f"f{n}") for n, path in enumerate(PATHS)])
    assert list(find(project, PhotoFilter(text="arger"))) == [by_path["2.jpg"]]
    assert list(find(project, PhotoFilter(text="2.jpg"))) == []


def test_conditions_add_up(project, by_path, paths):
    rod, _ = add_class(project, "rod")
    assign(project, [by_path["2.jpg"], by_path["a/1.jpg"], by_path["a/b/3.jpg"]], rod.id, who="x")
    flag(project, [by_path["2.jpg"], by_path["a/1.jpg"], by_path["10.jpg"]], unsure=True, who="x")
    wanted = PhotoFilter(classes=frozenset({rod.id}), unlabelled=True, unsure=True, text="1", smallest=150)
    assert paths(wanted) == ["10.jpg", "a/1.jpg"]


def test_the_order_of_size_and_date(project, by_path, paths):
    assert paths(order=PhotoOrder(Sort.SIZE)) == PATHS
    assert paths(order=PhotoOrder(Sort.SIZE, descending=True)) == PATHS[::-1]
    set_taken(project, {by_path["a/1.jpg"]: 5.0, by_path["2.jpg"]: 7.0, by_path["10.jpg"]: 5.0})
    rest = [p for p in paths() if p not in {"a/1.jpg", "2.jpg", "10.jpg"}]
    assert paths(order=PhotoOrder(Sort.TAKEN)) == ["10.jpg", "a/1.jpg", "2.jpg", *rest]
    assert paths(order=PhotoOrder(Sort.TAKEN, descending=True)) == ["2.jpg", "a/1.jpg", "10.jpg", *rest]


def test_the_order_of_classes_is_theirs_and_the_unlabelled_come_last(project, by_path, paths):
    rod, coccus = (add_class(project, name)[0].id for name in ("rod", "coccus"))
    assign(project, [by_path["10.jpg"], by_path["2.jpg"]], coccus, who="x")
    assign(project, [by_path["a/1.jpg"]], rod, who="x")
    rest = [p for p in paths() if p not in {"2.jpg", "10.jpg", "a/1.jpg"}]
    assert paths(order=PhotoOrder(Sort.CLASS)) == ["a/1.jpg", "2.jpg", "10.jpg", *rest]
    assert paths(order=PhotoOrder(Sort.CLASS, descending=True)) == ["10.jpg", "2.jpg", "a/1.jpg", *rest]
    reorder_classes(project, [coccus, rod])
    assert paths(order=PhotoOrder(Sort.CLASS)) == ["2.jpg", "10.jpg", "a/1.jpg", *rest]


def test_recently_labelled_photos_come_first_when_asked_for(project, by_path, paths):
    rod, _ = add_class(project, "rod")
    assign(project, [by_path["a/1.jpg"]], rod.id, who="x")
    assign(project, [by_path["10.jpg"], by_path["2.jpg"]], rod.id, who="x")
    recent = PhotoOrder(Sort.LABELLED, descending=True)
    assert paths(order=recent)[:3] == ["2.jpg", "10.jpg", "a/1.jpg"]
    assert paths(order=PhotoOrder(Sort.LABELLED))[:3] == ["a/1.jpg", "10.jpg", "2.jpg"]
    # A flag is no label.
    flag(project, [by_path["a/1.jpg"]], unsure=True, who="x")
    assert paths(order=recent)[:3] == ["2.jpg", "10.jpg", "a/1.jpg"]
    assign(project, [by_path["a/1.jpg"]], None, who="x")
    undo(project, who="x")
    assert paths(order=recent)[0] == "a/1.jpg"


def test_the_order_of_confidence_is_that_of_one_set(project, by_path, paths):
    sets = []
    for low, high in (("2.jpg", "a/1.jpg"), ("a/1.jpg", "2.jpg")):
        files = {path: str(project.root / path) for path in (low, high)}
        set_id, _ = predictions.begin(project, run_id="r", classes=["rod", "coccus"], files=files.values())
        predictions.add(project, set_id, [Answer("", files[low], (0.6, 0.4)), Answer("", files[high], (0.1, 0.9))])
        sets.append(set_id)
    rest = [p for p in paths() if p not in {"2.jpg", "a/1.jpg"}]
    assert paths(order=PhotoOrder(Sort.CONFIDENCE, set_id=sets[0])) == ["2.jpg", "a/1.jpg", *rest]
    assert paths(order=PhotoOrder(Sort.CONFIDENCE, descending=True, set_id=sets[0])) == ["a/1.jpg", "2.jpg", *rest]
    assert paths(order=PhotoOrder(Sort.CONFIDENCE, set_id=sets[1])) == ["a/1.jpg", "2.jpg", *rest]
    assert paths(order=PhotoOrder(Sort.CONFIDENCE, set_id="none")) == paths()
    assert paths(PhotoFilter(text="jpg 2"), PhotoOrder(Sort.CONFIDENCE, set_id=sets[0])) == ["2.jpg", "a/b/Série 20.JPG"]


def test_among_a_few_photos_only_those_are_found(project, by_path):
    few = [by_path[path] for path in ("a/1.jpg", "2.jpg", "10.jpg")]
    assert list(find(project, PhotoFilter(smallest=200), among=few)) == [by_path["10.jpg"], by_path["a/1.jpg"]]
    order = PhotoOrder(Sort.SIZE, descending=True)
    assert list(find(project, PhotoFilter(text="jpg"), order, among=few)) == [by_path[p] for p in ("a/1.jpg", "10.jpg", "2.jpg")]
    assert list(find(project, PhotoFilter(folder="a"), among=few)) == [by_path["a/1.jpg"]]
    assert list(find(project, PhotoFilter(), among=[])) == []


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


def test_a_saved_filter_is_there_after_a_restart(project):
    wanted, order = PhotoFilter(unsure=True, taken_from=date(2024, 2, 29)), PhotoOrder(Sort.LABELLED, descending=True)
    assert save_filter(project, " To  check ", wanted, order) == Change(filters=frozenset({"To check"}))
    save_filter(project, "filter 10", PhotoFilter())
    save_filter(project, "filter 2", PhotoFilter(text="x"))
    project.close()
    with open_project(project.root) as again:
        assert saved_filters(again) == [
            SavedFilter("filter 2", PhotoFilter(text="x")),
            SavedFilter("filter 10", PhotoFilter()),
            SavedFilter("To check", wanted, order),
        ]


def test_a_name_that_is_taken_is_taken_over_whatever_its_case(project):
    save_filter(project, "To check", PhotoFilter())
    assert save_filter(project, "to CHECK", PhotoFilter(unsure=True)).filters == {"To check", "to CHECK"}
    assert saved_filters(project) == [SavedFilter("to CHECK", PhotoFilter(unsure=True))]
    assert forget_filter(project, "TO CHECK").filters == {"to CHECK"}
    assert saved_filters(project) == []
    assert not forget_filter(project, "to check")


def test_a_filter_needs_a_name_of_some_length(project):
    with pytest.raises(ProjectError, match="needs a name"):
        save_filter(project, " \n", PhotoFilter())
    with pytest.raises(ProjectError, match="longer than"):
        save_filter(project, "x" * 81, PhotoFilter())
    assert saved_filters(project) == []


def test_a_saved_filter_that_is_damaged_is_passed_over(project):
    save_filter(project, "mine", PhotoFilter())
    with project.database.transaction():
        project.database.execute("INSERT INTO saved_filters VALUES ('odd', 'odd', 'no JSON')")
        project.database.execute("INSERT INTO saved_filters VALUES ('bad', 'bad', ?)", ('{"name": "bad", "filter": {"smallest": "moon"}}',))
    assert [each.name for each in saved_filters(project)] == ["mine"]
