import json
import shutil

import pytest

from tldesk.core.errors import LabelFileError
from tldesk.project.interchange.formats import read_labels

MEDIA = "mediaID,deploymentID,timestamp,filePath,fileName\n"
OBSERVATIONS = (
    "observationID,deploymentID,mediaID,eventStart,eventEnd,observationLevel,observationType,scientificName,classificationMethod,"
    "classifiedBy,classificationProbability,observationComments\n"
)


@pytest.fixture
def package(tmp_path):
    def write(media_rows, observation_rows, **elsewhere):
        (tmp_path / "media.csv").write_text(MEDIA + media_rows, encoding="utf-8")
        (tmp_path / "observations.csv").write_text(OBSERVATIONS + observation_rows, encoding="utf-8")
        paths = {"media": "media.csv", "observations": "observations.csv"} | elsewhere
        found = {"resources": [{"name": name, "path": path} for name, path in paths.items()]}
        (tmp_path / "datapackage.json").write_text(json.dumps(found), encoding="utf-8")
        return tmp_path

    return write


def test_the_collection(shared):
    table = read_labels(shared / "labelfiles/camtrap_dp")
    by_photo = {}
    for row in table.rows:
        by_photo.setdefault(row.line, set()).add(row.label)
    assert len(by_photo) == 423
    assert sum(len(labels) == 2 for labels in by_photo.values()) == 40
    assert {"Anas platyrhynchos", "blank", "Homo sapiens", "vehicle", "unknown"} <= set(table.classes)
    assert all(row.unsure for row in table.rows if row.label == "unknown" or "machine" in row.note)
    assert not table.problems


def test_only_tables_without_the_package_file(shared, tmp_path):
    for name in ("media.csv", "observations.csv"):
        shutil.copy(shared / "labelfiles/camtrap_dp" / name, tmp_path / name)
    assert len(read_labels(tmp_path / "media.csv").rows) == 463
    (tmp_path / "observations.csv").unlink()
    with pytest.raises(LabelFileError, match=r"observations.csv: it can't be read"):
        read_labels(tmp_path / "media.csv")


def test_a_person_goes_before_a_machine(package):
    folder = package(
        "m1,d1,2020-01-01T00:00:00Z,d1/a.jpg,a.jpg\nm2,d1,2020-01-01T00:00:05Z,d1/b.jpg,b.jpg\n",
        "o1,d1,m1,,,media,animal,Vulpes vulpes,machine,MegaDetector,0.8,\n"
        "o2,d1,m1,,,media,animal,Canis lupus,human,me,,by the tail\n"
        "o3,d1,m2,,,media,animal,Vulpes vulpes,machine,MegaDetector,0.7,\n",
    )
    first, second = read_labels(folder).rows
    assert (first.photo, first.label, first.unsure, first.note) == ("d1/a.jpg", "Canis lupus", False, "by the tail")
    assert (second.label, second.unsure, second.note) == ("Vulpes vulpes", True, "classified by machine MegaDetector 0.7")


def test_events_reach_the_photos_taken_in_them(package):
    folder = package(
        "m1,d1,2020-01-01T00:00:00+01:00,x/a.jpg,\nm2,d1,2020-01-01T00:10:00+01:00,x/b.jpg,\nm3,d2,2020-01-01T00:00:00+01:00,x/c.jpg,\n",
        "o1,d1,,2019-12-31T22:59:00Z,2019-12-31T23:05:00Z,event,animal,Vulpes vulpes,human,,,\n",
    )
    table = read_labels(folder)
    assert [(row.photo, row.label) for row in table.rows] == [("x/a.jpg", "Vulpes vulpes"), ("x/b.jpg", ""), ("x/c.jpg", "")]
    assert "1 photos have only observations of their event" in table.notices[0]


def test_a_photo_on_the_network_goes_by_its_name(package):
    folder = package(
        "m1,d1,2020-01-01T00:00:00Z,https://x.org/1/file,a.jpg\n", "o1,d1,m1,,,media,blank,,human,,,\no2,d1,m9,,,media,blank,,human,,,\n"
    )
    table = read_labels(folder)
    assert (table.rows[0].photo, table.rows[0].label) == ("a.jpg", "blank")
    assert table.rows[0].also[0] == "d1/a.jpg"
    assert "m9" in table.problems[0].reason


@pytest.mark.parametrize("path", ["../media.csv", "/etc/media.csv", "https://x.org/media.csv", "C:/media.csv", "..\\media.csv", "a\0.csv"])
def test_tables_elsewhere_are_not_read(package, path):
    folder = package("", "", observations=path)
    with pytest.raises(LabelFileError, match="lies outside of its folder"):
        read_labels(folder)


def test_a_table_of_something_else(package):
    folder = package("", "")
    (folder / "media.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(LabelFileError, match=r"media.csv, line 1: there is no column mediaID"):
        read_labels(folder)
