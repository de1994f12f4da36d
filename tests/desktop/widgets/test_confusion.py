import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tldesk.desktop import theme
from tldesk.desktop.widgets.confusion import ConfusionMatrix, Measure, Order
from tldesk.desktop.widgets.confusion.geometry import moved
from tldesk.desktop.widgets.confusion.painting import ground
from tldesk.desktop.widgets.confusion.table import ConfusionTable

KEYS = [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End]


@pytest.fixture
def matrix(qtbot: QtBot) -> ConfusionMatrix:
    matrix = ConfusionMatrix()
    qtbot.addWidget(matrix)
    matrix.show_matrix(("rods", "cocci", "yeast"), ((5, 1, 0), (0, 6, 0), (2, 0, 4)))
    matrix.resize(360, 300)
    matrix.show()
    return matrix


@given(st.integers(1, 30), st.lists(st.sampled_from(KEYS), max_size=60))
def test_keys_never_leave_the_matrix(size: int, keys: list[Qt.Key]) -> None:
    cell = (0, 0)
    for key in keys:
        cell = moved(cell, key, size=size) or cell
        assert 0 <= cell[0] < size
        assert 0 <= cell[1] < size


def test_a_click_chooses_the_cell_it_is_on_and_a_second_lets_go(matrix: ConfusionMatrix, qtbot: QtBot) -> None:
    with qtbot.waitSignal(matrix.chosen) as heard:
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=matrix.cell_rect((2, 0)).center())
    assert heard.args == [2, 0]
    with qtbot.waitSignal(matrix.cleared):
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=matrix.cell_rect((2, 0)).center())


def test_keys_walk_choose_and_let_go(matrix: ConfusionMatrix, qtbot: QtBot) -> None:
    matrix.setFocus()
    with qtbot.waitSignal(matrix.chosen) as heard:
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(matrix, key)
    assert heard.args == [1, 1]
    assert matrix.accessibleDescription() == "Label cocci, predicted cocci: 6 of 6 (100.0\u202f%)"
    with qtbot.waitSignal(matrix.cleared):
        qtbot.keyClick(matrix, Qt.Key.Key_Escape)


def test_a_name_is_cut_only_where_it_takes_a_third_of_the_width(matrix: ConfusionMatrix) -> None:
    long = "a class with a rather long name"
    for name, width in (("Kreise äöü", 360), (long, 900), (long, 360)):
        matrix.show_matrix((name, "b"), ((5, 1), (0, 6)))
        matrix.resize(width, 300)
        room = matrix.cell_rect((0, 0)).left() - theme.S8
        whole = matrix.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, room) == name
        assert whole == ((name, width) != (long, 360))
        assert room <= max(120, width // 3)


@pytest.mark.parametrize("size", [2, 4, 20, 121])
@pytest.mark.parametrize("room", [(320, 260), (700, 600)])
def test_every_cell_is_found_where_it_is_painted(matrix: ConfusionMatrix, size: int, room: tuple[int, int]) -> None:
    names = tuple(f"a class with a rather long name {i}" for i in range(size))
    matrix.show_matrix(names, tuple(tuple(int(i == j) for j in range(size)) for i in range(size)))
    matrix.resize(*room)
    for cell in ((0, 0), (0, size - 1), (size - 1, 0), (size - 1, size - 1)):
        for bar, share in zip((matrix.verticalScrollBar(), matrix.horizontalScrollBar()), cell, strict=True):
            bar.setValue(bar.maximum() if share else 0)
        assert matrix.cell_at(matrix.cell_rect(cell).center()) == cell
        assert matrix.viewport().rect().contains(matrix.cell_rect(cell))
    assert matrix.cell_at(QPoint(0, 0)) is None
    matrix.grab()


def test_the_keys_bring_a_cell_into_sight_and_the_names_stay(matrix: ConfusionMatrix, qtbot: QtBot) -> None:
    size = 60
    matrix.show_matrix([f"class {i}" for i in range(size)], [[int(i == j) for j in range(size)] for i in range(size)])
    matrix.setFocus()
    names = QRect(0, 40, 50, 200)  # without the scroll bar below them
    before = matrix.grab(names).toImage()
    for _ in range(size):
        qtbot.keyClick(matrix, Qt.Key.Key_Right)
    assert matrix.viewport().rect().contains(matrix.cell_rect((0, size - 1)))
    assert matrix.cell_rect((0, 0)).right() < 0
    assert matrix.grab(names).toImage() == before
    qtbot.keyClick(matrix, Qt.Key.Key_Home)
    assert matrix.horizontalScrollBar().value() == 0


def test_the_classes_with_most_mistakes_come_first_and_a_click_still_means_its_cell(matrix: ConfusionMatrix, qtbot: QtBot) -> None:
    matrix.show_order(Order.CONFUSED)
    assert ConfusionTable(("rods", "cocci", "yeast"), ((5, 1, 0), (0, 6, 0), (2, 0, 4)), Order.CONFUSED).shown == (0, 2, 1)
    assert matrix.cell_rect((2, 2)).top() < matrix.cell_rect((1, 1)).top()
    with qtbot.waitSignal(matrix.chosen) as heard:
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=matrix.cell_rect((2, 0)).center())
    assert heard.args == [2, 0]
    matrix.show_order(Order.CLASSES)
    assert matrix.cell_rect((2, 2)).top() > matrix.cell_rect((1, 1)).top()
    with qtbot.waitSignal(matrix.cleared):  # it is the chosen one still
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=matrix.cell_rect((2, 0)).center())


def test_shares_of_the_label_are_recalls_and_of_the_prediction_precisions(matrix: ConfusionMatrix) -> None:
    table = ConfusionTable(("rods", "cocci", "yeast"), ((5, 1, 0), (0, 6, 0), (2, 0, 4)))
    assert table.share((0, 0), Measure.LABEL) == 5 / 6
    assert table.share((0, 0), Measure.PREDICTION) == 5 / 7
    assert ConfusionTable(("a", "b"), ((0, 0), (1, 0))).share((0, 0), Measure.LABEL) is None
    matrix.show_measure(Measure.PREDICTION)
    assert matrix.words((2, 0)) == "Label yeast, predicted rods: 2 of 6 (33.3\u202f%), 28.6\u202f% of those predicted so"
    shown = matrix.grab().toImage()
    matrix.show_measure(Measure.COUNT)
    assert matrix.grab().toImage() != shown


def test_a_class_without_photos_says_so(matrix: ConfusionMatrix) -> None:
    matrix.show_matrix(("a", "b"), ((0, 0), (1, 2)))
    assert matrix.words((0, 1)) == "Label a, predicted b: 0 of 0 (no photos are labelled so)"


@pytest.mark.parametrize("palette", [theme.DARK, theme.LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("right", [True, False])
def test_figures_can_be_read_on_every_ground(palette: theme.Palette, right: bool) -> None:
    for percent in range(0, 101, 5):
        colour = ground(percent / 100, right=right, surface=QColor(palette.surface), dark=palette.dark)
        assert theme.contrast(theme.ink_on(colour), colour) >= 4.5
