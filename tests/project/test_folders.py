from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tldesk.core.photo import ScannedPhoto, Split
from tldesk.photos.scan import scan
from tldesk.project.folders import folder_of, read_folders

TRAIN, VALIDATION, TEST = Split.TRAIN, Split.VALIDATION, Split.TEST


def read(*paths: str) -> tuple[dict[str, int], dict[Split, int], tuple[str, ...]]:
    reading = read_folders(Counter(map(folder_of, paths)))
    outside = tuple(path for path in paths if folder_of(path) not in reading.folders)
    return dict(reading.classes), dict(reading.splits), outside


@pytest.mark.parametrize(
    ("paths", "classes", "splits", "outside"),
    [
        ([], {}, {}, ()),
        (["a.jpg", "b.jpg"], {}, {}, ("a.jpg", "b.jpg")),
        (["cat/1", "dog/1", "dog/2"], {"cat": 1, "dog": 2}, {}, ()),
        (["cat/1", "dog/1", "loose"], {"cat": 1, "dog": 1}, {}, ("loose",)),
        (["cat/1", "cat/2"], {}, {}, ("cat/1", "cat/2")),
        (["cat/1", "loose"], {}, {}, ("cat/1", "loose")),
        (["data/photos/cat/1", "data/photos/dog/1"], {"cat": 1, "dog": 1}, {}, ()),
        (["cat/deep/er/1", "dog/2"], {"cat": 1, "dog": 1}, {}, ()),
        (["cat/plate 1/1", "cat/plate 2/1", "dog/1"], {"cat": 2, "dog": 1}, {}, ()),
        (["train/cat/1", "train/dog/1", "test/cat/2"], {"cat": 2, "dog": 1}, {TRAIN: 2, TEST: 1}, ()),
        (
            ["Training/cat/1", "VAL/dog/1", "Testing/dog/deep/2", "dev/cat/3"],
            {"cat": 2, "dog": 2},
            {TRAIN: 1, VALIDATION: 2, TEST: 1},
            (),
        ),
        (["train/Cat/1", "test/cat/1", "test/DOG/1", "valid/dog/1"], {"Cat": 2, "DOG": 2}, {TRAIN: 1, VALIDATION: 1, TEST: 2}, ()),
        (["train/cat/1", "train/dog/1"], {"cat": 1, "dog": 1}, {TRAIN: 2}, ()),
        (["set/train/cat/1", "set/train/dog/1", "set/test/cat/9"], {"cat": 2, "dog": 1}, {TRAIN: 2, TEST: 1}, ()),
        (["train/cat/1", "train/dog/1", "new/x", "loose"], {"cat": 1, "dog": 1}, {TRAIN: 2}, ("new/x", "loose")),
        (["train/cat/1", "train/dog/1", "test/flat"], {"cat": 1, "dog": 1}, {TRAIN: 2, TEST: 1}, ()),
        (["train/1", "test/1"], {}, {TRAIN: 1, TEST: 1}, ()),
        (["train/all/1", "test/all/1"], {}, {TRAIN: 1, TEST: 1}, ()),
        (["cat/train/1", "cat/test/2", "dog/train/3"], {"cat": 2, "dog": 1}, {TRAIN: 2, TEST: 1}, ()),
        (["cat/train/1", "cat/test/2", "dog/4"], {"cat": 2, "dog": 1}, {}, ()),
        (["cat/test/1", "dog/test/2"], {"cat": 1, "dog": 1}, {}, ()),
        (["control/1", "test/2"], {"control": 1, "test": 1}, {}, ()),
        (["train/1", "car/2"], {"train": 1, "car": 1}, {}, ()),
    ],
)
def test_what_folders_say(paths, classes, splits, outside):
    assert read(*paths) == (classes, splits, outside)


def test_the_answer_of_each_folder():
    reading = read_folders({"train/cat": 3, "test/dog": 4, "x": 5})
    assert reading.folders == {"train/cat": ("cat", TRAIN), "test/dog": ("dog", TEST)}
    assert reading.classes == {"cat": 3, "dog": 4}
    assert reading.splits == {TRAIN: 3, TEST: 4}


def folders_in(root) -> Counter[str]:
    return Counter(folder_of(found.path) for found in scan(root) if isinstance(found, ScannedPhoto))


def test_real_photos_in_split_folders(shared):
    reading = read_folders(folders_in(shared / "photos" / "clothing"))
    assert len(reading.classes) == 10
    assert set(reading.splits) == set(Split)
    assert sum(reading.classes.values()) == sum(folders_in(shared / "photos" / "clothing").values())


def test_real_photos_below_a_single_folder(shared):
    reading = read_folders(folders_in(shared / "photos" / "eggs"))
    assert set(reading.classes) == {"dead_egg", "middle_stage", "early_stage", "late_stage"}
    assert reading.splits == {}


parts = st.sampled_from(["train", "test", "Val", "cat", "dog", "x", "data"])


@given(st.dictionaries(st.lists(parts, max_size=4).map("/".join), st.integers(1, 9), max_size=12))
def test_what_is_said_of_folders_adds_up(folders):
    reading = read_folders(folders)
    assert set(reading.folders) <= set(folders)
    assert sum(reading.classes.values()) == sum(folders[one] for one, (name, _) in reading.folders.items() if name is not None)
    assert sum(reading.splits.values()) == sum(folders[one] for one, (_, split) in reading.folders.items() if split is not None)
    assert len(reading.classes) != 1
    assert all(answer != (None, None) for answer in reading.folders.values())


def test_photos_that_wait_for_a_label_are_no_class():
    reading = read_folders({"rods": 3, "cocci": 4, "Unlabelled": 9, "unknown": 2})
    assert reading.classes == {"rods": 3, "cocci": 4, "unknown": 2}
    assert "Unlabelled" not in reading.folders
    split = read_folders({"train/a": 1, "train/b": 1, "test/a": 1, "test/unsorted": 2})
    assert split.folders["test/unsorted"] == (None, Split.TEST)
    assert split.classes == {"a": 2, "b": 1}
