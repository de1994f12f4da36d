import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

import tldesk
from tldesk.core.errors import ProjectError
from tldesk.project.interchange.prediction_tables import write_predictions
from tldesk.project.predictions import PredictionRow, PredictionSet

SET = PredictionSet("s", "a-run", ("rod", "=coccus"), 0.0, "", 3, 3, sure_from=0.8, unlike_from=0.5)
ROWS = [
    PredictionRow("/a/ü 日本.jpg", (0.25, 0.75), "", "rod", 0.25),
    PredictionRow('=HYPERLINK(1),"x"\n.jpg', (1.0, 0.0), "", "=coccus", 0.75),
    PredictionRow("/a/unsure.jpg", (0.75, 0.25), "", None),
    PredictionRow("/a/bad.jpg", (), "-cut short", None),
]
FIRST = ["file", "label", "answer", "prediction", "confidence", "prediction_2", "confidence_2", "not_sure", "unlike", "distance"]
HEAD = [*FIRST, "p_rod", "p_=coccus", "problem", "model", "tldesk"]
ABOUT = ["a-run", tldesk.__version__]


def read(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_the_table(tmp_path):
    file = tmp_path / "answers.csv"
    write_predictions(file, SET, ROWS)
    quarter, most, all_, none = "0.250000", "0.750000", "1.000000", "0.000000"
    assert read(file) == [
        HEAD,
        ["/a/ü 日本.jpg", "rod", "rod", "'=coccus", most, "rod", quarter, "yes", "", quarter, quarter, most, "", *ABOUT],
        ['\'=HYPERLINK(1),"x"\n.jpg', "'=coccus", "'=coccus", "rod", all_, "'=coccus", none, "", "yes", most, all_, none, "", *ABOUT],
        ["/a/unsure.jpg", "", "not sure", "rod", most, "'=coccus", quarter, "yes", "", "", most, quarter, "", *ABOUT],
        ["/a/bad.jpg", *[""] * 11, "'-cut short", *ABOUT],
    ]
    assert file.read_bytes().startswith(b"\xef\xbb\xbffile,label")


def test_a_workbook_has_numbers_that_can_be_sorted_and_texts_that_stay_texts(tmp_path):
    file = tmp_path / "answers.xlsx"
    write_predictions(file, SET, ROWS)
    head, first, second, *_ = load_workbook(file).active.iter_rows()
    assert [cell.value for cell in head] == HEAD
    confidence = first[HEAD.index("confidence")]
    assert (confidence.value, confidence.data_type) == (0.75, "n")
    assert second[0].value == '=HYPERLINK(1),"x"\n.jpg'
    assert second[0].data_type == "s"


def test_json_has_it_all(tmp_path):
    file = tmp_path / "answers.json"
    write_predictions(file, SET, ROWS)
    told = json.loads(file.read_text(encoding="utf-8"))
    assert (told["model"], told["tldesk"], told["sure_from"]) == ("a-run", tldesk.__version__, 0.8)
    assert [one["answer"] for one in told["photos"]] == ["rod", "=coccus", "not sure", None]
    assert [one["prediction"] for one in told["photos"]] == ["=coccus", "rod", "rod", None]
    assert told["photos"][0]["probabilities"] == {"rod": 0.25, "=coccus": 0.75}
    assert told["photos"][3]["problem"] == "-cut short"


def test_at_most_three_classes_have_columns_of_their_own(tmp_path):
    many = PredictionSet("s", "r", tuple("abcde"), 0.0, "", 1, 1)
    write_predictions(tmp_path / "x.tsv", many, [PredictionRow("/a.jpg", (0.1, 0.4, 0.3, 0.15, 0.05), "", None)])
    head, row = (line.split("\t") for line in (tmp_path / "x.tsv").read_text(encoding="utf-8-sig").splitlines())
    assert [row[head.index(name)] for name in ("prediction", "prediction_2", "prediction_3")] == ["b", "c", "d"]
    assert "prediction_4" not in head


def test_another_suffix_is_refused(tmp_path):
    with pytest.raises(ProjectError, match="can't be written"):
        write_predictions(tmp_path / "x.pdf", SET, ROWS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(tmp_path, start):
    file = tmp_path / "answers.csv"
    write_predictions(file, SET, [PredictionRow(f"{start}1", (0.5, 0.5), "", None)])
    assert read(file)[1][0] == f"'{start}1"


def test_a_file_name_that_is_no_text_is_written_as_its_bytes(tmp_path):
    file = tmp_path / "answers.csv"
    write_predictions(file, SET, [PredictionRow("/a/\udcff.jpg", (0.5, 0.5), "", None)])
    assert b"/a/\xff.jpg" in file.read_bytes()


def test_a_disk_that_is_full_keeps_the_older_file(small_disk):
    file = small_disk / "answers.csv"
    write_predictions(file, SET, ROWS)
    before = file.read_bytes()
    with pytest.raises(ProjectError, match="is full"):
        write_predictions(file, SET, ROWS * 20_000)
    assert file.read_bytes() == before
    assert list(small_disk.iterdir()) == [file]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(ProjectError, match="can't be written"):
        write_predictions(tmp_path / "nowhere" / "x.csv", SET, ROWS)
