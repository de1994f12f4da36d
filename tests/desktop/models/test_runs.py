from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import epoch, evaluation, make_run, write_evaluation
from tldesk.core.changes import Change
from tldesk.core.run_values import RunState
from tldesk.desktop.models.epochs import EpochsModel
from tldesk.desktop.models.runs import RunsModel, SortedRuns
from tldesk.desktop.session import Session
from tldesk.project import runs


def texts(model: RunsModel, column: int) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_runs_are_listed_newest_first_and_follow_what_changes(opened: Session, qtbot: QtBot) -> None:
    model = RunsModel(opened)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == 0
    first = make_run(opened, "First")
    make_run(opened, "Second", state=RunState.FAILED, epochs=0)
    assert set(texts(model, RunsModel.NAME)) == {"First", "Second"}
    row = model.row_of(first.id)
    assert model.index(row, RunsModel.STATE).data() == "Finished"
    assert model.index(row, RunsModel.ACCURACY).data() == "70.0\u202f%"
    assert model.index(1 - row, RunsModel.ACCURACY).data() == "–"
    assert model.index(1 - row, RunsModel.ACCURACY).data(Qt.ItemDataRole.ToolTipRole) == "No epoch has ended"
    del tester


def test_a_row_keeps_its_place_while_others_come_and_go(opened: Session) -> None:
    model = RunsModel(opened)
    kept = make_run(opened, "Kept")
    gone = make_run(opened, "Gone")
    index = QPersistentModelIndex(model.index(model.row_of(kept.id), 0))
    make_run(opened, "New")
    opened.runs.delete([gone.id])
    assert index.isValid()
    assert index.data() == "Kept"
    assert model.rowCount() == 2


def test_a_name_is_edited_in_the_table_and_written(opened: Session) -> None:
    model = RunsModel(opened)
    record = make_run(opened)
    assert model.setData(model.index(0, RunsModel.NAME), "  Plates of May ")
    assert model.index(0, RunsModel.NAME).data() == "Plates of May"
    assert opened.project is not None
    assert runs.runs(opened.project)[0].name == "Plates of May"
    assert not model.setData(model.index(0, RunsModel.NAME), " ")
    assert runs.runs(opened.project)[0].id == record.id


def test_an_epoch_that_ends_is_seen_once_it_is_said(opened: Session) -> None:
    model = RunsModel(opened)
    record = make_run(opened, state=RunState.TRAINING, epochs=1)
    assert opened.project is not None
    opened.project.layout.run(record.id).add_epoch(epoch(3, best=True))
    assert model.rows[0].validation == 0.6
    opened.changed.emit(Change(runs=frozenset({record.id})))
    assert model.rows[0].validation == 0.8


def test_a_closed_project_has_no_runs(opened: Session) -> None:
    model = RunsModel(opened)
    make_run(opened)
    assert model.rowCount() == 1
    opened.close()
    assert model.rowCount() == 0


def test_epochs_grow_without_a_reset(qtbot: QtBot) -> None:
    model = EpochsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_epochs([epoch(1)])
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        model.show_epochs([epoch(1), epoch(2, best=True)])
    assert [model.index(1, column).data() for column in range(3)] == ["2", "Head", "0.500"]
    assert model.index(1, 0).data(Qt.ItemDataRole.FontRole).bold()
    model.show_epochs([epoch(7)])
    assert model.rowCount() == 1
    del tester


def test_a_table_is_sorted_by_any_column_and_what_is_empty_comes_last(opened: Session) -> None:
    model = RunsModel(opened)
    made = {name: make_run(opened, name, epochs=epochs) for name, epochs in (("beta", 2), ("Alpha", 0), ("gamma", 3))}
    in_order = SortedRuns(model)
    tester = QAbstractItemModelTester(in_order, QAbstractItemModelTester.FailureReportingMode.Fatal)

    def names() -> list[str]:
        return [in_order.index(row, RunsModel.NAME).data() for row in range(in_order.rowCount())]

    assert names() == ["gamma", "Alpha", "beta"]
    in_order.sort(RunsModel.NAME, Qt.SortOrder.AscendingOrder)
    assert names() == ["Alpha", "beta", "gamma"]
    in_order.sort(RunsModel.ACCURACY, Qt.SortOrder.DescendingOrder)
    assert names() == ["gamma", "beta", "Alpha"]
    in_order.sort(RunsModel.ACCURACY, Qt.SortOrder.AscendingOrder)
    assert names() == ["beta", "gamma", "Alpha"]
    in_order.sort(RunsModel.STAR, Qt.SortOrder.DescendingOrder)
    opened.runs.star([made["beta"].id], on=True)
    assert names() == ["beta", "gamma", "Alpha"]
    for column in range(model.columnCount()):
        in_order.sort(column, Qt.SortOrder.DescendingOrder)
        assert len(names()) == 3
    del tester


def test_a_row_tells_test_figures_preset_and_note(opened: Session) -> None:
    model = RunsModel(opened)
    record = make_run(opened)
    assert texts(model, RunsModel.TEST) == ["–"]
    write_evaluation(opened, record, evaluation(opened, wrong=3))
    assert texts(model, RunsModel.TEST) == ["75.0\u202f%"]
    assert model.index(0, RunsModel.TEST).data(Qt.ItemDataRole.ToolTipRole) == "75.0\u202f%  [65.0–85.0]"
    assert texts(model, RunsModel.PRESET) == ["Quick look"]
    assert model.setData(model.index(0, RunsModel.NOTE), "Plates of May")
    assert texts(model, RunsModel.NOTE) == ["Plates of May"]
    assert "Plates of May" in model.index(0, RunsModel.NAME).data(Qt.ItemDataRole.ToolTipRole)
