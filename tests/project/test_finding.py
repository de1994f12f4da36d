from datetime import UTC, date, datetime

import pytest

from tests.project.conftest import set_taken
from tests.project.made_splits import make_splits
from tldesk.core.filters import NATURAL, PhotoFilter, PhotoOrder, Sort
from tldesk.core.photo import ScannedPhoto, Split
from tldesk.core.results import Answer
from tldesk.photos.names import natural_key
from tldesk.project import predictions
from tldesk.project.classes import add_class, reorder_classes
from tldesk.project.finding import find, folders, groups
from tldesk.project.labels import assign, flag, undo
from tldesk.project.photos import all_photos, record_scan, set_problem
from tldesk.project.splits import set_split

EVERYTHING = PhotoFilter()
PATHS = ["2.jpg", "10.jpg", "a/1.jpg", "a/b/3.jpg", "a/b/Série 20.JPG", "a b/4.jpg", "A/5.jpg", "Zürich/Été/6.jpg"]


def seconds(*day: int) -> float:
    return datetime(*day, tzinfo=UTC).timestamp()


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
