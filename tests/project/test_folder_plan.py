import pytest

from tldesk.core.photo import Split
from tldesk.project.classes import classes
from tldesk.project.folder_plan import FolderMeaning, depth, meanings, summary
from tldesk.project.labels import undo
from tldesk.project.photos import all_photos
from tldesk.project.splits import import_folders

TREE = ["train/cat/1.jpg", "train/cat/2.jpg", "train/dog/3.jpg", "test/cat/4.jpg", "test/dog/5.jpg"]


def test_what_the_folders_say_by_themselves():
    assert meanings(TREE) == [
        FolderMeaning("test/cat", 1, "cat", Split.TEST),
        FolderMeaning("test/dog", 1, "dog", Split.TEST),
        FolderMeaning("train/cat", 2, "cat", Split.TRAIN),
        FolderMeaning("train/dog", 1, "dog", Split.TRAIN),
    ]


def test_folders_that_say_nothing_are_listed_all_the_same():
    assert meanings(["a.jpg", "odd/b.jpg"]) == [FolderMeaning("", 1), FolderMeaning("odd", 1)]


def test_a_person_may_say_which_folder_is_the_class():
    paths = ["2024/plate 1/rod/a.jpg", "2024/plate 2/rod/b.jpg", "2024/c.jpg"]
    assert [(one.folder, one.name) for one in meanings(paths, level=0)] == [
        ("2024", "2024"),
        ("2024/plate 1/rod", "rod"),
        ("2024/plate 2/rod", "rod"),
    ]
    assert [one.name for one in meanings(paths, level=1)] == ["", "plate 1", "plate 2"]
    assert [one.name for one in meanings(paths, level=5)] == ["", "", ""]
    assert depth(one.folder for one in meanings(paths)) == 3


def test_the_other_folders_of_the_way_give_the_split():
    assert meanings(["val/cat/x/1.jpg", "cat/test/2.jpg"], level=1) == [
        FolderMeaning("cat/test", 1, "cat", Split.TEST),
        FolderMeaning("val/cat/x", 1, "cat", Split.VALIDATION),
    ]
    assert meanings(["train/1.jpg"], level=0) == [FolderMeaning("train", 1, "train", None)]


def test_the_summary_counts_names_that_count_as_one_together():
    counted = summary([FolderMeaning("a", 3, "Rod"), FolderMeaning("b", 2, "rod", Split.TEST), FolderMeaning("c", 4)])
    assert counted.classes == {"Rod": 5}
    assert counted.splits == {Split.TEST: 2}
    assert (counted.labelled, counted.kept, counted.left_out) == (5, 0, 4)


def test_photos_that_have_a_label_keep_it():
    read = meanings(TREE, labelled=["train/cat/1.jpg", "test/dog/5.jpg"])
    assert [(one.folder, one.kept) for one in read] == [("test/cat", 0), ("test/dog", 1), ("train/cat", 1), ("train/dog", 0)]
    counted = summary(read)
    assert (counted.classes, counted.labelled, counted.kept) == ({"cat": 2, "dog": 1}, 3, 2)


@pytest.fixture
def tree(project, write, rescan):
    write({path: path for path in TREE})
    rescan()
    return project


def test_what_a_person_changed_is_what_is_imported(tree):
    changed = [
        FolderMeaning("train/cat", 2, "Feline", Split.VALIDATION),
        FolderMeaning("train/dog", 1, "feline"),
        FolderMeaning("test/cat", 1, "", Split.TEST),
        FolderMeaning("test/dog", 1),
    ]
    change = import_folders(tree, who="ana", told=changed)
    names = {one.id: one.name for one in classes(tree)}
    found = {photo.path: (names.get(photo.class_id), photo.split) for photo in all_photos(tree)}
    assert found == {
        "test/cat/4.jpg": (None, Split.TEST),
        "test/dog/5.jpg": (None, None),
        "train/cat/1.jpg": ("Feline", Split.VALIDATION),
        "train/cat/2.jpg": ("Feline", Split.VALIDATION),
        "train/dog/3.jpg": ("Feline", None),
    }
    assert len(change.labels) == 3
    undo(tree, who="ana")
    assert all(photo.class_id is None for photo in all_photos(tree))
