"""The table of Predict as a file."""

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import made_set, make_run
from tldesk.desktop.session import Session
from tldesk.desktop.views.predict.view import PredictView


@pytest.fixture
def view(predict: PredictView) -> PredictView:
    return predict


def test_the_table_is_exported_and_the_banner_says_where(
    view: PredictView, opened: Session, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    run = make_run(opened)
    made_set(opened, run.id, folder)
    target = tmp_path / "out.csv"
    with qtbot.waitSignal(opened.said) as heard:
        view.export_to(target)
    assert heard.args is not None
    assert heard.args[0].text == "3 rows written to out.csv"
    assert heard.args[0].act is not None
    with target.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["prediction"] for row in rows] == ["round", "square", ""]
    assert rows[2]["problem"] == "damaged"


def test_an_export_that_cant_be_written_is_said(view: PredictView, opened: Session, folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    run = make_run(opened)
    made_set(opened, run.id, folder)
    with qtbot.waitSignal(opened.said) as heard:
        view.export_to(tmp_path / "no such folder" / "out.csv")
    assert heard.args is not None
    assert heard.args[0].kind == "error"


def test_only_the_rows_that_are_shown_are_exported(view: PredictView, opened: Session, folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    made_set(opened, make_run(opened).id, folder, sure_from=0.8)
    view.answers.filters.show_combo.setCurrentText("Not sure")
    with qtbot.waitSignal(opened.said):
        view.export_to(tmp_path / "some.csv")
        assert not view.head.export_button.isEnabled()
        # What is shown later is not what was asked for.
        view.answers.filters.show_combo.setCurrentIndex(0)
    assert view.head.export_button.isEnabled()
    with (tmp_path / "some.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["answer"], row["prediction"], row["not_sure"]) == ("not sure", "square", "yes")


def test_rows_that_were_taken_stay_as_they_were(view: PredictView, opened: Session, folder: Path) -> None:
    made_set(opened, make_run(opened).id, folder)
    table = view.answers.model.table
    assert table is not None
    rows = view.answers.model.rows
    before = list(rows)
    assert table.label({int(table.answers.photo_ids[0]): "square"})
    assert list(rows) == before != list(view.answers.model.rows)


@pytest.mark.parametrize(
    ("typed", "written"), [("pred.v1", "pred.v1.csv"), ("pred", "pred.csv"), ("pred.v1.XLSX", "pred.v1.XLSX"), ("pred.json", "pred.json")]
)
def test_a_table_gets_a_suffix_also_where_its_name_has_a_dot(
    view: PredictView, tmp_path: Path, typed: str, written: str, qtbot: QtBot
) -> None:
    asked: list[Path] = []
    view._dialogs.table(asked.append)
    save_as(view, tmp_path / typed)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [tmp_path / written]


def test_a_table_that_is_there_under_the_whole_name_is_asked_about(view: PredictView, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "pred.v1.csv").write_text("there")
    asked: list[Path] = []
    view._dialogs.table(asked.append)
    save_as(view, tmp_path / "pred.v1")
    qtbot.waitUntil(
        lambda: any(dialog.isVisible() and dialog.selectedFiles() == [str(tmp_path / "pred.v1.csv")] for dialog in dialogs(view))
    )
    assert not asked
    save_as(view, tmp_path / "pred.v1.csv")
    qtbot.waitUntil(lambda: asked == [tmp_path / "pred.v1.csv"])


def dialogs(view: PredictView) -> list[QFileDialog]:
    return [each for each in view.findChildren(QFileDialog) if each.isVisible()]


def save_as(view: PredictView, file: Path) -> None:
    """Choose a file in the dialog that is open, and say yes to whatever it asks."""
    (dialog,) = dialogs(view)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText(str(file))
    dialog.accept()
