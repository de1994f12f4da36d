"""Every example of the collection is told by its content, and what fits nothing says so."""

import pytest

from tldesk.core.errors import LabelFileError
from tldesk.core.photo import Split
from tldesk.project.interchange.formats import FORMATS, detect, read_labels, whole_folder

EXAMPLES = {
    "csv/deepweeds_labels.csv": ("csv", 17_509),
    "csv/deepweeds_train_subset0.csv": ("csv", 10_501),
    "csv/deepweeds_val_subset0.csv": ("csv", 3_501),
    "csv/deepweeds_test_subset0.csv": ("csv", 3_507),
    "roboflow_multiclass/train/_classes.csv": ("roboflow", 429),
    "roboflow_multiclass/valid/_classes.csv": ("roboflow", 165),
    "roboflow_multiclass/test/_classes.csv": ("roboflow", 68),
    "roboflow_multiclass": ("roboflow", 662),
    "labelstudio/csv_test2.json": ("label-studio", 1),
    "labelstudio/previous_export.json": ("label-studio", 1),
    "camtrap_dp": ("camtrap-dp", 463),
    "camtrap_dp/datapackage.json": ("camtrap-dp", 463),
    "camtrap_dp/observations.csv": ("camtrap-dp", 463),
    "camtrap_dp/media.csv": ("camtrap-dp", 463),
    "automl/flowers_rows.csv": ("automl", 5),
    "automl/mluse_rows.csv": ("automl", 5),
    "constructed_from_spec/filename_label.csv": ("csv", 23),
    "constructed_from_spec/labelstudio_export.json": ("label-studio", 23),
    "constructed_from_spec/coco_categories_only.json": ("coco", 23),
    "constructed_from_spec/fiftyone_labels.json": ("fiftyone", 23),
    "constructed_from_spec/automl_mluse.csv": ("automl", 23),
    "constructed_from_spec/timelapse.csv": ("timelapse", 23),
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_collection(shared, example):
    table = read_labels(shared / "labelfiles" / example)
    assert (table.format, len(table.rows)) == EXAMPLES[example]
    assert not table.problems
    assert all(row.photo and row.line for row in table.rows)


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name.startswith("constructed_from_spec")])
def test_the_same_photos_in_each_format(shared, name):
    """The station's name is the last folder but one of the path, so every format must say the same of each photo."""
    for row in read_labels(shared / "labelfiles" / name).rows:
        stem = row.photo.replace("\\", "/").rsplit("/", 1)[-1]
        assert "Station" in stem
        folder = row.photo.rsplit("/", 2)[-2] if "/StationA/" in row.photo or row.photo.startswith("Station") else row.label
        assert row.label in ("", folder)


def test_a_folder_of_splits_names_photos_from_its_top(shared):
    table = read_labels(shared / "labelfiles/roboflow_multiclass")
    assert {row.photo.split("/")[0]: row.split for row in table.rows} == {
        "test": Split.TEST,
        "train": Split.TRAIN,
        "valid": Split.VALIDATION,
    }


def test_a_format_that_is_told_wins(read):
    assert read("TRAIN,gs://b/a.jpg,rod\nTEST,gs://b/b.jpg,coccus\n").format == "automl"
    assert read("TRAIN,gs://b/a.jpg,rod\nTEST,gs://b/b.jpg,coccus\n", format="csv").format == "csv"


def test_a_format_there_is_not(read):
    with pytest.raises(LabelFileError, match="no format 'yolo'") as caught:
        read("photo,label\na.jpg,rod\n", format="yolo")
    assert all(one.key in caught.value.remedy for one in FORMATS)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("labels.json", '{"weather": "fine"}', "no format known here; it has 'weather'"),
        ("labels.json", "[1, 2, 3]", "no format known here"),
        ("labels.json", '{"images": [', "line 1: .*complete JSON"),
        ("labels.xml", "<annotation><object/></annotation>", "XML or HTML"),
        ("labels.csv", "just some words that are no table", "labels.csv: "),
        ("labels.csv", "\n\n", "empty"),
        ("labels.tm", b"PK\x03\x04 and then nothing", "damaged"),
    ],
)
def test_what_fits_nothing_names_the_file_and_a_remedy(read, name, content, said):
    with pytest.raises(LabelFileError, match=said) as caught:
        read(content, name)
    assert caught.value.what.startswith(name)
    assert caught.value.kept == "No label was changed."
    assert caught.value.remedy


def test_a_folder_without_label_files(tmp_path):
    with pytest.raises(LabelFileError, match="no label files in this folder"):
        read_labels(tmp_path)


def test_the_ending_of_the_name_decides_nothing(shared, tmp_path):
    for example, (key, _) in EXAMPLES.items():
        if (shared / "labelfiles" / example).is_file():
            copy = tmp_path / "labels.txt"
            copy.write_bytes((shared / "labelfiles" / example).read_bytes())
            assert detect(copy) == key


def test_files_that_belong_together_are_known_by_their_folder(tmp_path):
    for split in ("train", "valid"):
        (tmp_path / split).mkdir()
        (tmp_path / split / "_classes.csv").write_text("filename, a, b\n1.jpg, 1, 0\n", encoding="utf-8")
    assert whole_folder(tmp_path / "train" / "_classes.csv", "roboflow") == tmp_path
    (tmp_path / "_classes.csv").write_text("filename, a, b\n1.jpg, 1, 0\n", encoding="utf-8")
    assert whole_folder(tmp_path / "_classes.csv", "roboflow") is None
    (tmp_path / "1.json").write_text("{}", encoding="utf-8")
    assert whole_folder(tmp_path / "1.json", "labelme") is None
    (tmp_path / "2.json").write_text("{}", encoding="utf-8")
    assert whole_folder(tmp_path / "1.json", "labelme") == tmp_path
    assert whole_folder(tmp_path / "1.json", "coco") is None
