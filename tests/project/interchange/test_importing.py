import json

import pytest

from tests.project.made_splits import make_splits
from tldesk.core.photo import Split
from tldesk.project import classes, labels, splits
from tldesk.project.interchange.formats import read_labels
from tldesk.project.interchange.importing import apply, preview
from tldesk.project.operations import tops
from tldesk.project.photos import all_photos


@pytest.fixture
def table(tmp_path):
    def make(text, name="labels.csv"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return read_labels(file)

    return make


def label_of(project):
    names = {one.id: one.name for one in classes.classes(project)}
    return {photo.path: names.get(photo.class_id) for photo in all_photos(project) if photo.class_id}


def test_a_preview_writes_nothing(project, ids, table):
    before = list(project.database.rows("SELECT * FROM photos"))
    seen = preview(project, table("photo,label,split\n0.jpg,rod,train\n1.jpg,coccus,test\n"))
    assert [(match.photo.path, match.label, match.before) for match in seen.matched] == [("0.jpg", "rod", None), ("1.jpg", "coccus", None)]
    assert seen.new_classes == ("coccus", "rod")
    assert seen.counts == {"rod": 1, "coccus": 1}
    assert seen.split_counts == {Split.TRAIN: 1, Split.TEST: 1}
    assert list(project.database.rows("SELECT * FROM photos")) == before
    assert classes.classes(project) == []
    assert tops(project).undo is None


def test_one_operation_that_can_be_undone(project, ids, table):
    seen = preview(project, table("photo,label,split\n0.jpg,rod,train\n1.jpg,coccus,test\n2.jpg,rod,\n"))
    change = apply(project, seen, who="me")
    assert change.labels == {ids[0], ids[1], ids[2]}
    assert change.splits == {ids[0], ids[1]}
    assert len(change.classes) == 2
    assert label_of(project) == {"0.jpg": "rod", "1.jpg": "coccus", "2.jpg": "rod"}
    entry = labels.history(project, ids[0])[-1]
    assert (entry.who, entry.source, entry.after) == ("me", "label file", "rod")
    labels.undo(project, who="me")
    assert label_of(project) == {}
    assert tops(project).undo is None
    labels.redo(project, who="me")
    assert len(label_of(project)) == 3


def test_a_persons_label_is_kept_unless_told(project, ids, table):
    rod, _ = classes.add_class(project, "rod")
    labels.assign(project, ids[:3], rod.id, who="me")
    seen = preview(project, table("photo,label\n0.jpg,coccus\n1.jpg,ROD\n2.jpg,coccus\n3.jpg,coccus\n"))
    assert [(match.photo.path, match.before, match.label) for match in seen.conflicts] == [
        ("0.jpg", "rod", "coccus"),
        ("2.jpg", "rod", "coccus"),
    ]
    assert [match.photo.path for match in seen.unchanged] == ["1.jpg"]
    assert seen.new_classes == ("coccus",)
    apply(project, seen, who="me")
    assert label_of(project) == {"0.jpg": "rod", "1.jpg": "rod", "2.jpg": "rod", "3.jpg": "coccus"}
    apply(project, seen, who="me", overwrite={ids[2]})
    assert label_of(project) == {"0.jpg": "rod", "1.jpg": "rod", "2.jpg": "coccus", "3.jpg": "coccus"}
    apply(project, seen, who="me", overwrite=True)
    assert label_of(project)["0.jpg"] == "coccus"


def test_a_label_given_since_the_preview_is_kept(project, ids, table):
    seen = preview(project, table("photo,label\n0.jpg,coccus\n1.jpg,coccus\n"))
    rod, _ = classes.add_class(project, "rod")
    labels.assign(project, ids[:1], rod.id, who="me")
    apply(project, seen, who="me", overwrite=True)
    assert label_of(project) == {"0.jpg": "rod", "1.jpg": "coccus"}


def test_a_label_of_a_folder_gives_way_and_is_said(project, write, rescan, table):
    write({"rod/a.jpg": "1", "rod/b.jpg": "2", "coccus/c.jpg": "3"})
    rescan()
    splits.import_folders(project, who="me")
    seen = preview(project, table("photo,label\na.jpg,yeast\nb.jpg,rod\n"))
    assert [(match.before, match.label) for match in seen.replaced] == [("rod", "yeast")]
    assert not seen.conflicts
    apply(project, seen, who="me")
    assert label_of(project) == {"rod/a.jpg": "yeast", "rod/b.jpg": "rod", "coccus/c.jpg": "coccus"}


def test_everything_that_is_not_taken_is_listed(project, write, rescan, table):
    write({"a/x.jpg": "1", "b/x.jpg": "2", "c/y.jpg": "3", "c/z.jpg": "4", "c/w.jpg": "5"})
    rescan()
    text = (
        "photo,label\nx.jpg,rod\nnowhere.jpg,rod\ny.jpg,rod\nc/y.jpg,coccus\nz.jpg,rod\nc/z.jpg,Rod\nw.jpg,\n,rod\na/x.jpg,"
        + "long" * 30
        + "\n"
    )
    seen = preview(project, table(text))
    assert [(each.row.line, [photo.path for photo in each.photos]) for each in seen.ambiguous] == [(2, ["a/x.jpg", "b/x.jpg"])]
    assert [(each.row.line, each.reason) for each in seen.unmatched] == [
        (3, "no photo of this name"),
        (4, "c/y.jpg is named more exactly by another row"),
        (6, "c/z.jpg is named more exactly by another row"),
        (10, "the class's name is longer than 80 characters"),
    ]
    assert [match.photo.path for match in seen.matched] == ["c/y.jpg", "c/z.jpg"]
    assert [row.line for row in seen.unlabelled] == [8]
    assert [problem.line for problem in seen.table.problems] == [9]


def test_two_classes_for_one_photo_give_none(project, ids, table):
    seen = preview(project, table("photo,label\n0.jpg,rod\n0.jpg,coccus\n1.jpg,rod\n1.jpg,rod\n1.jpg,\n"))
    assert [(each.photo.path, each.labels) for each in seen.contradictions] == [("0.jpg", ("rod", "coccus"))]
    assert [match.photo.path for match in seen.matched] == ["1.jpg"]
    assert [row.line for row in seen.duplicates] == [5]
    assert seen.new_classes == ("rod",)


def test_classes_that_differ_in_case_or_blanks_are_one(project, ids, table):
    classes.add_class(project, "Bacillus")
    seen = preview(project, table("photo,label\n0.jpg,bacillus\n1.jpg,  BACILLUS \n2.jpg,Ökotyp\n3.jpg,ökotyp\n"))
    assert seen.new_classes == ("Ökotyp",)
    assert seen.counts == {"Bacillus": 2, "Ökotyp": 2}
    apply(project, seen, who="me")
    assert [one.name for one in classes.classes(project)] == ["Bacillus", "Ökotyp"]


def test_splits_that_are_there_stay(project, ids, table):
    splits.set_split(project, ids[:1], Split.TEST)
    seen = preview(
        project, table("photo,label,split\n0.jpg,rod,train\n1.jpg,rod,test\n2.jpg,rod,train\n3.jpg,rod,train\n3.jpg,rod,validation\n")
    )
    assert seen.splits == {ids[2]: Split.TRAIN}
    assert [(each.photo.path, each.reason) for each in seen.kept_splits] == [
        ("0.jpg", "it is in test already"),
        ("1.jpg", "the test split is locked"),
        ("3.jpg", "the file names two splits"),
    ]
    assert apply(project, seen, who="me").splits == {ids[2]}


def test_a_group_stays_in_one_split(project, ids, table):
    make_splits(project, validation_percent=20, test_percent=20, seed=0, groups={ids[0]: "g", ids[1]: "g"})
    seen = preview(project, table("photo,label,split\n0.jpg,rod,train\n1.jpg,rod,validation\n"))
    assert list(seen.splits.values()) == [Split.TRAIN]
    assert seen.kept_splits[0].reason == "its group is in train"


def test_the_names_of_a_file_inside_the_project_begin_at_its_folder(project, write, rescan):
    write(
        {
            "train/x.jpg": "1",
            "valid/x.jpg": "2",
            "train/_classes.csv": "filename, a, b\nx.jpg, 1, 0\n",
            "valid/_classes.csv": "filename, a, b\nx.jpg, 0, 1\n",
        }
    )
    rescan()
    one = preview(project, read_labels(project.root / "train" / "_classes.csv"))
    assert [(match.photo.path, match.label) for match in one.matched] == [("train/x.jpg", "a")]
    both = preview(project, read_labels(project.root))
    assert [(match.photo.path, match.label) for match in both.matched] == [("train/x.jpg", "a"), ("valid/x.jpg", "b")]
    assert both.splits == {match.photo.id: match.row.split for match in both.matched}


def test_real_photos_and_the_real_file_of_their_source(shared, tmp_path):
    from tldesk.core.photo import ScannedPhoto
    from tldesk.photos.scan import scan
    from tldesk.project.photos import record_scan
    from tldesk.project.store import open_project

    with open_project(shared / "photos/eggs/photos", elsewhere=tmp_path / "projects") as project:
        record_scan(project, [each for each in scan(project.root) if isinstance(each, ScannedPhoto)])
        seen = preview(project, read_labels(shared / "labelfiles/roboflow_multiclass"))
        assert len(seen.matched) == 199
        assert len(seen.unmatched) == 662 - 199
        assert not seen.ambiguous
        assert not seen.contradictions
        apply(project, seen, who="me")
        by_folder = {path.split("/")[0] + name for path, name in label_of(project).items()}
        assert by_folder == {"early_stageTahap Awal", "middle_stagePertengahan", "late_stageTahap Akhir", "dead_eggTelur Mati"}


def test_the_collection_on_photos_of_its_names(project, write, rescan, shared):
    """Every constructed file names the same 23 photos, each in its own way."""
    folder = shared / "labelfiles/constructed_from_spec"
    paths = [image["file_name"] for image in json.loads((folder / "coco_categories_only.json").read_text())["images"]]
    write({path: path for path in paths})
    rescan()
    names = ["filename_label.csv", "coco_categories_only.json", "fiftyone_labels.json", "automl_mluse.csv", "timelapse.csv"]
    for name in (*names, "labelstudio_export.json"):
        seen = preview(project, read_labels(folder / name))
        assert not seen.unmatched, name
        assert not seen.ambiguous, name
        assert len(seen.matched) == (21 if name.startswith("labelstudio") else 23), name
        assert all(f"/{match.label}/" in match.photo.path for match in seen.matched), name


def test_photos_in_another_folder_than_the_file_says_are_told(project, write, rescan, table):
    write({"a/x.jpg": "1", "b/y.jpg": "2", "c/z.jpg": "3"})
    rescan()
    seen = preview(project, table("photo,label\nelsewhere/x.jpg,rod\ny.jpg,rod\nset/c/z,rod\n"))
    assert len(seen.matched) == 3
    assert [match.row.photo for match in seen.by_name_only] == ["elsewhere/x.jpg"]
