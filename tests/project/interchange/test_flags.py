"""Flags and notes come and go with the labels, in one operation, and what a person wrote is never replaced."""

import pytest

from tldesk.project import classes, labels
from tldesk.project.interchange.exporting import export_labels
from tldesk.project.interchange.formats import read_labels
from tldesk.project.interchange.importing import apply, preview
from tldesk.project.operations import Flag, tops
from tldesk.project.photos import all_photos

HEAD = "photo,label,unsure,note\n"


@pytest.fixture
def seen(project, ids, tmp_path):
    def look(text):
        file = tmp_path / "labels.csv"
        file.write_text(text, encoding="utf-8")
        return preview(project, read_labels(file))

    return look


def said(project):
    return {photo.path: (photo.unsure, photo.note) for photo in all_photos(project) if photo.unsure or photo.note}


def test_they_come_with_the_labels_and_go_with_one_undo(project, ids, seen):
    looked = seen(HEAD + "0.jpg,rod,yes,blurred\n1.jpg,rod,,\n2.jpg,,yes,empty plate\n")
    assert looked.flags == {ids[0]: Flag(True, "blurred"), ids[2]: Flag(True, "empty plate")}
    change = apply(project, looked, who="me")
    assert change.labels == set(ids[:3])
    assert said(project) == {"0.jpg": (True, "blurred"), "2.jpg": (True, "empty plate")}
    labels.undo(project, who="me")
    assert said(project) == {}
    assert tops(project).undo is None


def test_a_persons_note_is_kept_and_listed(project, ids, seen):
    labels.flag(project, ids[:1], note="my own", who="me")
    looked = seen(HEAD + "0.jpg,rod,yes,theirs\n1.jpg,rod,,theirs\n")
    assert [(each.photo.path, each.wanted, each.reason) for each in looked.kept_notes] == [("0.jpg", "theirs", "it has a note already")]
    apply(project, looked, who="me")
    assert said(project) == {"0.jpg": (True, "my own"), "1.jpg": (False, "theirs")}


def test_a_note_written_since_the_preview_is_kept_too(project, ids, seen):
    looked = seen(HEAD + "0.jpg,rod,,theirs\n")
    labels.flag(project, ids[:1], note="meanwhile", who="me")
    apply(project, looked, who="me")
    assert said(project) == {"0.jpg": (False, "meanwhile")}


def test_a_file_takes_no_flag_and_no_note_away(project, ids, seen):
    labels.flag(project, ids[:1], unsure=True, note="mine", who="me")
    looked = seen(HEAD + "0.jpg,rod,no,\n")
    assert looked.flags == {}
    apply(project, looked, who="me")
    assert said(project) == {"0.jpg": (True, "mine")}


def test_a_conflict_that_is_kept_keeps_its_flag_too(project, ids, seen):
    coccus, _ = classes.add_class(project, "coccus")
    labels.assign(project, ids[:2], coccus.id, who="me")
    looked = seen(HEAD + "0.jpg,rod,yes,\n1.jpg,rod,yes,why\n2.jpg,rod,yes,\n2.jpg,yeast,yes,both\n")
    apply(project, looked, who="me", overwrite={ids[1]})
    assert said(project) == {"1.jpg": (True, "why")}


def test_a_note_that_is_too_long_is_listed(project, ids, seen):
    looked = seen(f"{HEAD}0.jpg,rod,,{'x' * 2001}\n")
    assert [each.reason for each in looked.kept_notes] == ["it is longer than 2000 characters"]
    apply(project, looked, who="me")
    assert said(project) == {}


@pytest.mark.parametrize("name", ["labels.csv", "labels.tsv", "labels.xlsx", "labels.json"])
def test_what_is_written_comes_back(project, ids, tmp_path, name):
    rod, _ = classes.add_class(project, "rod")
    labels.assign(project, ids[:2], rod.id, who="me")
    labels.flag(project, ids[1:3], unsure=True, note='=1+1, "quoted"\nsecond line', who="me")
    before = said(project)
    export_labels(project, tmp_path / name)
    while labels.undo(project, who="me"):
        pass
    assert said(project) == {}
    apply(project, preview(project, read_labels(tmp_path / name)), who="me")
    assert said(project) == before
    (again,) = classes.classes(project)  # the undo took the class as well, so the file brought it anew
    assert again.name == "rod"
    assert [photo.class_id for photo in all_photos(project)][:3] == [again.id, again.id, None]
