"""The models behind the pages of import and export."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tldesk.core.photo import Photo, Split
from tldesk.desktop.models.column_roles import Role, role_of, with_role
from tldesk.desktop.models.folder_rows import CLASS, SPLIT, FolderRows
from tldesk.desktop.models.import_lists import ImportLists, ListKind
from tldesk.desktop.models.rows import Column, RowsModel
from tldesk.project.folder_plan import FolderMeaning
from tldesk.project.interchange.importing import Standing, compare
from tldesk.project.interchange.label_table import ColumnMapping, LabelRow, LabelTable, RowProblem


def test_rows_are_read_when_they_are_shown(qtmodeltester: ModelTester) -> None:
    asked: list[int] = []

    def text(row: int) -> str:
        asked.append(row)
        return str(row)

    model = RowsModel()
    model.show([Column("Number", text, number=True)], range(100_000))
    assert model.rowCount() == 100_000
    assert asked == []
    assert model.index(77_777, 0).data() == "77777"
    model.show([Column("Number", str)], range(20), ticks={3})
    qtmodeltester.check(model)


def test_rows_are_ticked_one_by_one_and_together(qtbot: QtBot) -> None:
    ticks: set[int] = set()
    model = RowsModel()
    model.show([Column("Name", str), Column("Other", str)], "abc", ticks=ticks)
    with qtbot.waitSignal(model.ticked):
        assert model.setData(model.index(1, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert ticks == {1}
    assert not model.setData(model.index(1, 1), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    model.tick_all(on=True)
    assert ticks == {0, 1, 2}
    model.tick_all(on=False)
    assert ticks == set()
    model.show([Column("Name", str)], "abc")
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsUserCheckable


ROWS = (("img1.jpg", "week 1", "rod"), ("img2.jpg", "week 2", "coccus"))


def test_a_role_that_only_one_column_can_have_moves() -> None:
    before = ColumnMapping((0,), 1, note=2)
    after = with_role(before, 2, Role.CLASS, rows=ROWS)
    assert after == ColumnMapping((0,), 2)
    assert [role_of(after, column) for column in range(3)] == [Role.PHOTO, Role.IGNORE, Role.CLASS]


def test_folders_come_before_the_file_whatever_their_order() -> None:
    assert with_role(ColumnMapping((0,), 2), 1, Role.PHOTO, rows=ROWS).photo == (1, 0)


def test_a_class_in_words_and_columns_of_yes_and_no_exclude_each_other() -> None:
    hot = with_role(ColumnMapping((0,), 2), 1, Role.ONE_HOT, rows=ROWS)
    assert hot == ColumnMapping((0,), None, one_hot=(1,))
    assert with_role(hot, 2, Role.CLASS, rows=ROWS) == ColumnMapping((0,), 2)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_that_is_chosen_is_the_one_there_is(role: Role) -> None:
    assert role_of(with_role(ColumnMapping((0,), 1, 2, 3, 4), 5, role, rows=(("",) * 6,)), 5) is role


def test_folders_are_named_merged_dealt_and_left_out(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = FolderRows()
    model.show([FolderMeaning("a", 3, "a"), FolderMeaning("b", 2, "b", Split.TEST), FolderMeaning("", 1)])
    qtmodeltester.check(model)
    with qtbot.waitSignal(model.told):
        model.name([0, 1], "  rod ")
    model.deal([0], Split.TRAIN)
    model.leave_out([1])
    assert model.meanings[:2] == [FolderMeaning("a", 3, "rod", Split.TRAIN), FolderMeaning("b", 2)]
    assert model.setData(model.index(2, CLASS), "coccus")
    assert not model.setData(model.index(2, SPLIT), "test")
    assert model.index(2, CLASS).data() == "coccus"


def test_a_preview_is_read_as_lists_and_empty_ones_are_left_out(tmp_path) -> None:  # type: ignore[no-untyped-def]
    photos = {n: Photo(n, f"week/{n}.jpg", f"{n:032x}", 1) for n in range(1, 6)}
    photos[2], photos[4] = replace(photos[2], class_id=1), replace(photos[4], note="mine")
    standing = Standing(tmp_path, photos, {1: "Rod"}, {}, test_locked=False)
    rows = (
        LabelRow("week/1.jpg", "Rod", Split.TRAIN, line=2),
        LabelRow("week/2.jpg", "Yeast", line=3),
        LabelRow("week/3.jpg", "Rod", line=4),
        LabelRow("week/3.jpg", "Yeast", line=5),
        LabelRow("week/4.jpg", "", note="theirs", line=6),
        LabelRow("other/5.jpg", "Yeast", unsure=True, line=7),
        LabelRow("nowhere.jpg", "Rod", line=8),
    )
    seen = compare(standing, LabelTable(tmp_path / "x.csv", "csv", rows, (RowProblem(9, "names no photo"),)))
    lists = {each.kind: each for each in ImportLists().of(seen)}
    assert set(lists) == set(ListKind) - {ListKind.AMBIGUOUS, ListKind.UNCHANGED, ListKind.KEPT_SPLITS}

    def texts(kind: ListKind) -> list[list[str]]:
        return [[column.text(row) for column in lists[kind].columns] for row in lists[kind].rows]

    assert texts(ListKind.CONFLICTS) == [["week/2.jpg", "Rod", "Yeast", "3"]]
    assert texts(ListKind.CONTRADICTIONS) == [["week/3.jpg", "Rod, Yeast", "4, 5"]]
    assert texts(ListKind.SPLITS) == [["week/1.jpg", "train"]]
    assert texts(ListKind.FLAGS) == [["week/5.jpg", "yes", ""]]
    assert texts(ListKind.KEPT_NOTES) == [["week/4.jpg", "mine", "theirs", "it has a note already"]]
    assert texts(ListKind.BY_NAME)[0][:2] == ["week/5.jpg", "other/5.jpg"]
    assert texts(ListKind.CLASSES) == [["Rod", "1", ""], ["Yeast", "1", "new"]]
    assert texts(ListKind.PROBLEMS) == [["names no photo", "9"]]
