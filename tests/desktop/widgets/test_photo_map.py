import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tldesk.desktop.widgets.photo_map import PhotoMap

CORNERS = np.array([(-0.8, -0.8), (-0.8, 0.8), (0.8, 0.8), (0.8, -0.8), (0.0, 0.0)], np.float32)


@pytest.fixture
def chart(qtbot: QtBot) -> PhotoMap:
    chart = PhotoMap()
    qtbot.addWidget(chart)
    chart.resize(400, 300)
    chart.show()
    chart.show_points(CORNERS, [QColor("red")] * 5)
    return chart


def drawn(chart: PhotoMap, *corners: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A line from corner to corner with the left button."""
    QTest.mousePress(chart.viewport(), Qt.MouseButton.LeftButton, keys, corners[0])
    for corner in corners[1:]:
        QTest.mouseMove(chart.viewport(), corner)
    QTest.mouseRelease(chart.viewport(), Qt.MouseButton.LeftButton, keys, corners[-1])


def point_of(chart: PhotoMap, index: int) -> QPoint:
    """Where a point is, in pixels of the widget."""
    x, y = chart._pixels()[index]
    return QPoint(round(x), round(y))


def around(chart: PhotoMap, *indices: int) -> list[QPoint]:
    """Corners of a box around points."""
    points = [point_of(chart, index) for index in indices]
    left, right = min(p.x() for p in points) - 10, max(p.x() for p in points) + 10
    top, bottom = min(p.y() for p in points) - 10, max(p.y() for p in points) + 10
    return [QPoint(left, top), QPoint(right, top), QPoint(right, bottom), QPoint(left, bottom)]


def test_a_line_selects_the_points_it_goes_around(chart: PhotoMap, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.selected) as heard:
        drawn(chart, *around(chart, 0, 1))
    assert heard.args == [[0, 1]]
    drawn(chart, *around(chart, 4), keys=Qt.KeyboardModifier.ControlModifier)
    assert chart.chosen == [0, 1, 4]


def test_a_line_around_nothing_selects_nothing(chart: PhotoMap) -> None:
    chart.choose([2])
    middle = around(chart, 4)
    drawn(chart, *(corner + QPoint(40, 0) for corner in middle))
    assert chart.chosen == []


def test_a_click_takes_the_nearest_photo(chart: PhotoMap, qtbot: QtBot) -> None:
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=point_of(chart, 2) + QPoint(3, 2))
    assert chart.chosen == [2]


def test_all_and_none_by_keys(chart: PhotoMap, qtbot: QtBot) -> None:
    qtbot.keyClick(chart, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert chart.chosen == [0, 1, 2, 3, 4]
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.chosen == []


def test_fewer_points_let_go_of_the_selection(chart: PhotoMap) -> None:
    chart.choose([4])
    chart.show_points(CORNERS[:3], [QColor("blue")] * 3)
    assert chart.chosen == []
    chart.grab()
