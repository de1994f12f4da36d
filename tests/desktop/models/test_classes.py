from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.desktop.taking import take_folders
from tldesk.desktop.models.classes import ClassesModel
from tldesk.desktop.session import Session


def _rows(model: ClassesModel) -> list[tuple[str, int]]:
    return [(model.row(index).name, model.row(index).count) for index in range(model.rowCount())]


def test_the_model_keeps_qts_rules_while_classes_come_and_go(opened: Session, qtmodeltester: ModelTester) -> None:
    model = ClassesModel(opened)
    qtmodeltester.check(model, force_py=False)
    take_folders(opened)
    opened.labelling.delete_class(model.classes[0].id)
    opened.labelling.undo()
    opened.close()
    assert _rows(model) == [("All photos", 0), ("Unlabelled", 0)]


def test_counts_follow_the_labels(opened: Session) -> None:
    model = ClassesModel(opened)
    assert _rows(model) == [("All photos", 12), ("Unlabelled", 12)]
    take_folders(opened)
    assert _rows(model) == [("All photos", 12), ("Unlabelled", 0), ("round", 6), ("square", 6)]
    assert (model.labelled, model.total) == (12, 12)


def test_a_count_that_changes_keeps_the_rows(opened: Session, qtbot: QtBot) -> None:
    model = ClassesModel(opened)
    take_folders(opened)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        opened.labelling.label([1], None)


def test_editing_a_row_renames_the_class(opened: Session) -> None:
    model = ClassesModel(opened)
    take_folders(opened)
    assert model.setData(model.index(2), "  discs ")
    assert model.classes[0].name == "discs"
    assert not model.setData(model.index(2), " ")
    assert not model.setData(model.index(0), "everything")
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(2)) & Qt.ItemFlag.ItemIsEditable


def test_a_row_says_name_key_and_count(opened: Session) -> None:
    model = ClassesModel(opened)
    take_folders(opened)
    assert model.index(2).data(Qt.ItemDataRole.AccessibleTextRole) == "round, key 1, 6, 50.0\u202f% of the labelled photos"
    assert model.row_of(model.classes[1].id) == 3
    assert model.row_of(999) is None
