from pathlib import Path

from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.desktop.taking import take_folders
from tldesk.core.results import Answer
from tldesk.desktop.models.prediction_sets import RELOAD_MS, SetsModel
from tldesk.desktop.models.predictions import PredictionsModel
from tldesk.desktop.session import Session
from tldesk.project import photos, predictions

CLASSES = ("round", "square")
FILES = [str(Path("/photos") / f"{n}.jpg") for n in range(6)]


def begin(session: Session, files: list[str] = FILES) -> str:
    assert session.project is not None
    set_id, change = predictions.begin(session.project, run_id="a run", classes=CLASSES, files=files)
    session.changed.emit(change)
    return set_id


def answer(session: Session, set_id: str, files: list[str], share: float = 0.8) -> None:
    assert session.project is not None
    answers = [Answer(file, file, (share, 1 - share)) for file in files]
    session.changed.emit(predictions.add(session.project, set_id, answers))


def cells(model: PredictionsModel, row: int) -> list[str]:
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_answers_come_in_where_they_were_asked_for_and_the_selection_stays(opened: Session, qtbot: QtBot) -> None:
    model, sets = PredictionsModel(opened), SetsModel(opened)
    testers = [QAbstractItemModelTester(m, QAbstractItemModelTester.FailureReportingMode.Fatal) for m in (model, sets)]
    set_id = begin(opened)
    model.show_set(sets.set_at(sets.row_of(set_id)))
    assert opened.project is not None
    with qtbot.waitSignal(model.refreshed):
        opened.changed.emit(predictions.add_unreadable(opened.project, set_id, FILES[3], "damaged"))
    kept = QPersistentModelIndex(model.index(0, PredictionsModel.FILE))
    with qtbot.waitSignal(model.refreshed):
        answer(opened, set_id, FILES[:2])
        answer(opened, set_id, FILES[4:])
    assert [cells(model, row)[0] for row in range(model.rowCount())] == ["0.jpg", "1.jpg", "3.jpg", "4.jpg", "5.jpg"]
    assert kept.row() == 2
    assert cells(model, 0) == ["0.jpg", "round", "80.0\u202f%", "60.0\u202f%", "20.0\u202f%  square", "", "", ""]
    assert cells(model, 2)[1:] == ["–", "–", "–", "", "", "", "damaged"]
    assert model.index(2, PredictionsModel.CONFIDENCE).data(Qt.ItemDataRole.ToolTipRole) == "damaged"
    del testers


def test_the_label_a_person_gave_wins(opened: Session, folder: Path, qtbot: QtBot) -> None:
    model, sets = PredictionsModel(opened), SetsModel(opened)
    take_folders(opened)
    file = str(folder.resolve() / "square" / "square 0.jpg")
    set_id = begin(opened, [file])
    answer(opened, set_id, [file])
    model.show_set(sets.set_at(0))
    assert cells(model, 0)[1] == "square"
    assert cells(model, 0)[PredictionsModel.LABEL] == "square"
    assert "the model says round" in model.index(0, PredictionsModel.CLASS).data(Qt.ItemDataRole.ToolTipRole)
    with qtbot.waitSignal(model.refreshed):
        opened.labelling.undo()
    assert cells(model, 0)[1] == "round"


def test_confidence_sorts_by_number_and_what_has_none_comes_last(opened: Session) -> None:
    model, sets = PredictionsModel(opened), SetsModel(opened)
    set_id = begin(opened, FILES[:3])
    answer(opened, set_id, FILES[:1], share=0.55)
    answer(opened, set_id, FILES[1:2], share=0.05)
    assert opened.project is not None
    opened.changed.emit(predictions.add_unreadable(opened.project, set_id, FILES[2], "empty"))
    model.show_set(sets.set_at(0))
    for order, expected in ((Qt.SortOrder.AscendingOrder, [0, 1, 2]), (Qt.SortOrder.DescendingOrder, [1, 0, 2])):
        model.sort(PredictionsModel.CONFIDENCE, order)
        assert list(model.numbers) == expected


def test_sets_are_listed_newest_first_with_their_counts(opened: Session) -> None:
    sets = SetsModel(opened)
    first = begin(opened, FILES[:2])
    second = begin(opened, FILES[:1])
    assert [one.id for one in sets.sets] == [second, first]
    assert sets.index(0).data().endswith(", 0 of 1 photo")
    assert sets.index(1).data().endswith(", 0 of 2 photos")
    opened.close()
    assert sets.rowCount() == 0


def test_labelling_other_photos_does_not_read_the_answers_again(opened: Session, folder: Path, qtbot: QtBot) -> None:
    inside, outside = folder / "round" / "round 1.jpg", folder / "square" / "square 0.jpg"
    set_id = begin(opened, [str(inside)])
    answer(opened, set_id, [str(inside)])
    model = PredictionsModel(opened)
    assert opened.project is not None
    model.show_set(predictions.sets(opened.project)[0])
    ids = {photos.file_of(opened.project, photo): photo.id for photo in photos.all_photos(opened.project)}
    rods = opened.labelling.add_class("Rods")
    assert rods is not None
    with qtbot.waitSignal(model.refreshed):  # the class is new
        pass
    with qtbot.assertNotEmitted(model.refreshed, wait=2 * RELOAD_MS):
        opened.labelling.label([ids[outside]], rods.id)
    with qtbot.waitSignal(model.refreshed):
        opened.labelling.label([ids[inside]], rods.id)
    assert model.rows[0].label == "Rods"
