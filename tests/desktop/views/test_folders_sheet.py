from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import made_set, make_run
from tldesk.desktop.models.answer_table import AnswerFilter, Show
from tldesk.desktop.session import Session
from tldesk.desktop.views.predict.folders_sheet import FoldersSheet
from tldesk.desktop.views.predict.view import PredictView
from tldesk.project import classes, labels, photos


@pytest.fixture
def view(predict: PredictView, opened: Session, folder: Path, qtbot: QtBot) -> PredictView:
    """A set of three: "round" but unlike the training photos, "square" and sure, unreadable."""
    made_set(opened, make_run(opened).id, folder)
    qtbot.waitUntil(lambda: predict.answers.model.total == 3)
    return predict


def sheet_of(view: PredictView, opened: Session, qtbot: QtBot) -> FoldersSheet:
    """The sheet, with nothing under way."""
    qtbot.waitUntil(view.head.folders_button.isEnabled)
    qtbot.mouseClick(view.head.folders_button, Qt.MouseButton.LeftButton)
    sheet = view.findChild(FoldersSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.isVisible() and not opened.sorting.busy)
    return sheet


def shown(sheet: FoldersSheet) -> dict[str, str]:
    return {sheet.rows.index(row, 0).data(): sheet.rows.index(row, 1).data() for row in range(sheet.rows.rowCount())}


def moved(sheet: FoldersSheet, place: Path, opened: Session, qtbot: QtBot) -> None:
    sheet.form.move_to(place)
    qtbot.waitUntil(lambda: not opened.sorting.busy)


def test_what_would_be_written_is_shown_and_nothing_is_written(view: PredictView, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = sheet_of(view, opened, qtbot)
    moved(sheet, tmp_path / "sorted", opened, qtbot)
    assert shown(sheet) == {"not sure": "1", "square": "1"}
    assert sheet.summary.text().splitlines() == [f"2 photos in 2 folders of {tmp_path / 'sorted'}", "1 left out: damaged"]
    assert sheet.write_button.text() == "Copy 2 photos"
    sheet.form.apart.click()
    qtbot.waitUntil(lambda: shown(sheet) == {"round": "1", "square": "1"})
    sheet.reject()
    assert not (tmp_path / "sorted").exists()


def test_photos_are_copied_and_the_banner_says_where(view: PredictView, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    project = opened.project
    assert project is not None
    made, change = classes.add_class(project, "told by me")
    first = photos.all_photos(project)[0]
    opened.changed.emit(change | labels.assign(project, [first.id], made.id, who="me"))
    qtbot.waitUntil(lambda: bool(view.answers.model.rows[0].label))
    sheet = sheet_of(view, opened, qtbot)
    moved(sheet, tmp_path / "sorted", opened, qtbot)
    with qtbot.waitSignal(opened.said) as heard:
        qtbot.mouseClick(sheet.write_button, Qt.MouseButton.LeftButton)
    assert heard.args is not None
    assert heard.args[0].text == "2 photos sorted into sorted; 1 left out"
    assert "damaged" in heard.args[0].details
    # A person's label wins over "unlike".
    assert (tmp_path / "sorted" / "told by me" / Path(first.path).name).read_bytes() == (project.root / first.path).read_bytes()
    assert (tmp_path / "sorted" / "answers.csv").is_file()


def test_the_choices_and_the_place_come_back(view: PredictView, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = sheet_of(view, opened, qtbot)
    sheet.form.kind.setCurrentIndex(1)
    sheet.form.kind.activated.emit(1)
    moved(sheet, tmp_path / "elsewhere" / "sorted", opened, qtbot)
    assert sheet.write_button.text() == "Link 2 photos"
    with qtbot.waitSignals([opened.said, sheet.destroyed]):
        qtbot.mouseClick(sheet.write_button, Qt.MouseButton.LeftButton)
    assert any(file.is_symlink() for file in (tmp_path / "elsewhere").rglob("*.jpg"))
    again = sheet_of(view, opened, qtbot)
    assert again.form.link
    assert again.form.place is not None
    assert again.form.place.parent == tmp_path / "elsewhere"
    moved(again, tmp_path / "elsewhere" / "sorted", opened, qtbot)
    assert "2 of them there already" in again.summary.text()
    assert not again.write_button.isEnabled()


def test_only_what_the_filter_shows(view: PredictView, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    view.answers.model.set_filter(AnswerFilter(show=Show.UNLIKE))
    sheet = sheet_of(view, opened, qtbot)
    assert [sheet.form.photos.itemText(row) for row in range(2)] == ["Answers shown (1)", "All answers (3)"]
    moved(sheet, tmp_path / "sorted", opened, qtbot)
    assert shown(sheet) == {"not sure": "1"}


def test_a_place_that_is_refused_is_said_and_another_one_goes(view: PredictView, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    assert opened.project is not None
    sheet = sheet_of(view, opened, qtbot)
    moved(sheet, opened.project.root / "sorted", opened, qtbot)
    assert "inside the photo folder" in sheet.summary.text()
    assert not sheet.write_button.isEnabled()
    moved(sheet, tmp_path / "sorted", opened, qtbot)
    assert sheet.write_button.isEnabled()
    sheet.form.line.clear()
    sheet.form.line.editingFinished.emit()
    qtbot.waitUntil(lambda: not sheet.write_button.isEnabled())


def test_cancelling_while_photos_are_written_shows_what_is_left(view: PredictView, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = sheet_of(view, opened, qtbot)
    moved(sheet, tmp_path / "sorted", opened, qtbot)
    sheet.write_button.click()
    assert sheet.progress.isVisible()
    sheet.progress.stopped.emit()
    qtbot.waitUntil(lambda: not opened.sorting.busy)
    assert sheet.isVisible()
    assert len(shown(sheet)) == 2
    opened.sorting.join()


def test_every_control_has_a_name_and_a_tooltip(view: PredictView, opened: Session, qtbot: QtBot) -> None:
    sheet = sheet_of(view, opened, qtbot)
    controls: list[QWidget] = [*sheet.form.findChildren(QComboBox), sheet.form.line, sheet.form.apart, sheet.form.browse]
    assert isinstance(sheet.form.line, QLineEdit)
    assert all(control.accessibleName() and "(Alt+" in control.toolTip() for control in controls)
    assert all(button.text() and button.toolTip() for button in (sheet.write_button, sheet.cancel_button))
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not sheet.isVisible())
