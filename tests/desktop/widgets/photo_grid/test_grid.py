from array import array
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tldesk.desktop import theme
from tldesk.desktop.widgets.photo_grid import PhotoGrid, Tile
from tldesk.desktop.widgets.photo_grid.dragging import PHOTOS_MIME
from tldesk.desktop.widgets.thumbnails import ThumbnailLoader

COUNT = 100_000


def _tile(key: Hashable) -> Tile:
    return Tile(Path(f"/nowhere/{key}.jpg"), "", f"{key}.jpg")


@pytest.fixture
def grid(qtbot: QtBot) -> PhotoGrid:
    grid = PhotoGrid()
    qtbot.addWidget(grid)
    grid.resize(640, 480)
    grid.set_tiles(range(COUNT), _tile)
    with qtbot.waitExposed(grid):
        grid.show()
    grid.setFocus()
    return grid


def _middle(grid: PhotoGrid, index: int) -> QPoint:
    return grid.box_of(index).center().toPoint()


def _click(qtbot: QtBot, grid: PhotoGrid, index: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifier, _middle(grid, index))


def test_only_what_is_visible_is_asked_for(qtbot: QtBot) -> None:
    asked: set[Hashable] = set()

    def tile(key: Hashable) -> Tile:
        asked.add(key)
        return _tile(key)

    grid = PhotoGrid()
    qtbot.addWidget(grid)
    grid.resize(640, 480)
    grid.set_tiles(range(1_000_000), tile)
    with qtbot.waitExposed(grid):
        grid.show()
    grid.grab()
    assert 6 <= len(asked) < 60
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    grid.grab()
    assert 999_999 in asked
    assert len(asked) < 120


def test_clicks_select_as_everywhere(grid: PhotoGrid, qtbot: QtBot) -> None:
    _click(qtbot, grid, 1)
    assert grid.selected == [1]
    _click(qtbot, grid, 4, Qt.KeyboardModifier.ShiftModifier)
    assert grid.selected == [1, 2, 3, 4]
    _click(qtbot, grid, 2, Qt.KeyboardModifier.ControlModifier)
    assert grid.selected == [1, 3, 4]
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert grid.selected == []


def test_a_rubber_band_selects_what_it_touches(grid: PhotoGrid, qtbot: QtBot) -> None:
    start, end = QPoint(2, 2), _middle(grid, 4)
    qtbot.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=start)
    _drag(grid, end)
    assert grid.selected == [0, 1, 3, 4]
    qtbot.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert grid.selected == [0, 1, 3, 4]


def _drag(grid: PhotoGrid, to: QPoint) -> None:
    where = QPointF(to)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        where,
        grid.viewport().mapToGlobal(where),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(grid.viewport(), event)


def test_what_is_selected_is_dragged_as_one(grid: PhotoGrid, qtbot: QtBot) -> None:
    grid.allow_dragging()
    _click(qtbot, grid, 1)
    _click(qtbot, grid, 3, Qt.KeyboardModifier.ShiftModifier)
    qtbot.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=_middle(grid, 2))
    _drag(grid, _middle(grid, 2) + QPoint(2, 0))
    assert not grid.findChildren(QDrag)
    # The offscreen platform has no drags and ends them at once; what was dragged lives until the next event.
    _drag(grid, _middle(grid, 2) + QPoint(20, 0))
    (drag,) = grid.findChildren(QDrag)
    assert drag.mimeData().data(PHOTOS_MIME).data() == b"1,2,3"
    assert drag.pixmap().width() > 0
    assert grid.selected == [1, 2, 3]


def test_a_grid_that_shows_no_photos_of_the_project_is_not_dragged_from(grid: PhotoGrid, qtbot: QtBot) -> None:
    qtbot.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=_middle(grid, 2))
    _drag(grid, _middle(grid, 2) + QPoint(20, 0))
    assert not grid.findChildren(QDrag)


def test_a_click_on_one_of_many_selects_it_alone_when_the_button_comes_up(grid: PhotoGrid, qtbot: QtBot) -> None:
    grid.allow_dragging()
    grid.select_all()
    qtbot.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=_middle(grid, 2))
    assert grid.selected_count == COUNT
    qtbot.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=_middle(grid, 2))
    assert grid.selected == [2]
    qtbot.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=_middle(grid, 4))
    assert grid.selected == [4]


def test_tiles_that_are_asked_for_are_prepared_together(qtbot: QtBot) -> None:
    lots: list[list[Hashable]] = []
    made: list[Hashable] = []

    def tile(key: Hashable) -> Tile:
        made.append(key)
        return _tile(key)

    grid = PhotoGrid()
    qtbot.addWidget(grid)
    grid.resize(640, 480)
    grid.set_tiles(range(COUNT), tile, lambda keys: lots.append(list(keys)))
    with qtbot.waitExposed(grid):
        grid.show()
    grid.grab()
    assert sorted(key for lot in lots for key in lot if isinstance(key, int)) == sorted(key for key in made if isinstance(key, int))
    count = len(made)
    grid.grab()
    assert len(made) == count
    grid.refresh()
    grid.grab()
    assert len(made) > count


def test_the_keyboard_reaches_every_photo(grid: PhotoGrid, qtbot: QtBot) -> None:
    keys = [Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up]
    seen = []
    for key in keys:
        qtbot.keyClick(grid, key)
        seen.append(grid.current)
    assert seen == [0, 1, 4, 3, 0]
    qtbot.keyClick(grid, Qt.Key.Key_End)
    assert grid.current == COUNT - 1
    assert grid.viewport().rect().contains(_middle(grid, COUNT - 1))
    qtbot.keyClick(grid, Qt.Key.Key_PageUp)
    assert grid.current in (COUNT - 4, COUNT - 7)


def test_shift_and_space_and_escape(grid: PhotoGrid, qtbot: QtBot) -> None:
    grid.select_index(2)
    qtbot.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert grid.selected == [2, 3]
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    assert grid.selected == [2]
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert (grid.selected, grid.current) == ([], 3)


def test_all_are_selected_and_counted(grid: PhotoGrid) -> None:
    grid.select_all()
    assert grid.selected_count == COUNT
    grid.clear_selection()
    assert grid.selected_count == 0


def test_enter_and_a_double_click_open_the_photo(grid: PhotoGrid, qtbot: QtBot) -> None:
    grid.select_index(3)
    with qtbot.waitSignal(grid.activated) as entered:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    with qtbot.waitSignal(grid.activated) as clicked:
        qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=_middle(grid, 1))
    assert (entered.args, clicked.args) == ([3], [1])


@pytest.mark.parametrize("make", [list, lambda keys: array("q", keys)])
def test_what_is_selected_stays_so_when_others_leave(grid: PhotoGrid, qtbot: QtBot, make: Callable[[list[int]], Sequence[int]]) -> None:
    for index in (4, 6, 9):
        _click(qtbot, grid, index, Qt.KeyboardModifier.ControlModifier)
    grid.set_tiles(make([1, 4, 5, 9]), _tile)
    assert (grid.selected, grid.current) == ([4, 9], 9)
    with qtbot.waitSignal(grid.selection_changed):
        grid.set_tiles(make([1, 5]), _tile)
    assert grid.selected == []
    assert grid.current is None


def test_an_index_past_the_end_takes_the_last(grid: PhotoGrid) -> None:
    grid.set_tiles([7, 8], _tile)
    grid.select_index(99)
    assert grid.selected == [8]
    grid.set_tiles([], _tile)
    grid.select_index(0)
    assert grid.selected == []


def test_zoom_stays_within_its_range_and_keeps_the_place(grid: PhotoGrid, qtbot: QtBot) -> None:
    grid.select_index(50_000)
    with qtbot.waitSignal(grid.zoomed) as zoomed:
        grid.set_zoom(320)
    assert zoomed.args == [320]
    assert grid.viewport().rect().intersects(grid.box_of(50_000).toRect())
    grid.set_zoom(10_000)
    assert grid.zoom == 512
    grid.set_zoom(1)
    assert grid.zoom == 64


def test_ctrl_and_the_wheel_zoom(grid: PhotoGrid) -> None:
    where = QPointF(100, 100)
    event = QWheelEvent(
        where,
        grid.viewport().mapToGlobal(where),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(grid.viewport(), event)
    assert grid.zoom == 184


def test_the_thumbnail_is_painted_when_it_has_come(qtbot: QtBot, tmp_path: Path, loader: ThumbnailLoader) -> None:
    file = tmp_path / "red.png"
    Image.new("RGB", (300, 300), (250, 0, 0)).save(file)
    grid = PhotoGrid()
    qtbot.addWidget(grid)
    grid.resize(400, 300)
    grid.set_tiles(["red"], lambda _key: Tile(file, "", "red.png", badge="hat", badge_key="2", badge_colour="#0072b2"))
    grid.set_loader(loader)
    with qtbot.waitSignal(loader.arrived), qtbot.waitExposed(grid):
        grid.show()
    image = grid.viewport().grab().toImage()
    middle = image.pixelColor(grid.box_of(0).center().toPoint())
    assert (middle.red(), middle.green()) == (250, 0)
    badge = grid.box_of(0).bottomLeft().toPoint() + QPoint(10, -38)
    assert image.pixelColor(badge).name() == "#0072b2"


def test_a_file_that_can_not_be_read_is_told_with_its_reason(qtbot: QtBot, tmp_path: Path, loader: ThumbnailLoader) -> None:
    file = tmp_path / "broken.jpg"
    file.write_bytes(b"\xff\xd8\xff\xe0 no more")
    grid = PhotoGrid()
    qtbot.addWidget(grid)
    grid.resize(400, 300)
    grid.set_tiles([5], lambda _key: Tile(file, "", "broken.jpg"))
    grid.set_loader(loader)
    with qtbot.waitSignal(grid.unreadable) as told, qtbot.waitExposed(grid):
        grid.show()
    assert told.args[0] == 5
    assert told.args[1]
    assert loader.problem(file) == told.args[1]


def test_a_selected_tile_looks_selected_in_both_schemes(grid: PhotoGrid, qapp: QApplication) -> None:
    grid.select_index(1)
    corner = grid.box_of(1).topLeft().toPoint() + QPoint(20, -2)
    assert grid.viewport().grab().toImage().pixelColor(corner) == theme.LIGHT.selection
    theme.apply(qapp, "dark")
    assert grid.viewport().grab().toImage().pixelColor(corner) == theme.DARK.selection


def test_a_screen_reader_hears_the_photo_that_has_the_focus(grid: PhotoGrid) -> None:
    assert grid.accessibleName() == "Photos"
    grid.set_tiles(["a"], lambda _key: Tile(Path("a.jpg"), "", "a.jpg", badge="hat", problem="cut off"))
    grid.select_index(0)
    assert grid.accessibleDescription() == "a.jpg, hat, cut off"
