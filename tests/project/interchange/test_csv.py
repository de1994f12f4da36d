import csv
from pathlib import Path

import pytest

from tldesk.core.errors import ProjectError
from tldesk.project.interchange.csv import write_predictions_csv
from tldesk.project.predictions import PredictionRow, PredictionSet

SET = PredictionSet("s", "r", ("rod", "=coccus"), 0.0, "", 3, 3)
ROWS = [
    PredictionRow("/a/ü 日本.jpg", (0.25, 0.75), "", "rod"),
    PredictionRow('=HYPERLINK(1),"x"\n.jpg', (1.0, 0.0), "", "=coccus"),
    PredictionRow("/a/bad.jpg", (), "-cut short", None),
]


def read(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_the_table(tmp_path):
    file = tmp_path / "answers.csv"
    write_predictions_csv(file, SET, ROWS)
    assert read(file) == [
        ["file", "label", "prediction", "confidence", "p_rod", "p_=coccus", "problem"],
        ["/a/ü 日本.jpg", "rod", "'=coccus", "0.750000", "0.250000", "0.750000", ""],
        ['\'=HYPERLINK(1),"x"\n.jpg', "'=coccus", "rod", "1.000000", "1.000000", "0.000000", ""],
        ["/a/bad.jpg", "", "", "", "", "", "'-cut short"],
    ]
    assert file.read_bytes().startswith(b"\xef\xbb\xbffile,label")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(tmp_path, start):
    file = tmp_path / "answers.csv"
    write_predictions_csv(file, SET, [PredictionRow(f"{start}1", (0.5, 0.5), "", None)])
    assert read(file)[1][0] == f"'{start}1"


def test_a_file_name_that_is_no_text_is_written_as_its_bytes(tmp_path):
    file = tmp_path / "answers.csv"
    write_predictions_csv(file, SET, [PredictionRow("/a/\udcff.jpg", (0.5, 0.5), "", None)])
    assert b"/a/\xff.jpg" in file.read_bytes()


def test_a_disk_that_is_full_keeps_the_older_file(small_disk):
    file = small_disk / "answers.csv"
    write_predictions_csv(file, SET, ROWS)
    before = file.read_bytes()
    with pytest.raises(ProjectError, match="is full"):
        write_predictions_csv(file, SET, ROWS * 20_000)
    assert file.read_bytes() == before
    assert list(small_disk.iterdir()) == [file]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(ProjectError, match="can't be written"):
        write_predictions_csv(tmp_path / "nowhere" / "x.csv", SET, ROWS)
