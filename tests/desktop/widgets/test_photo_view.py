from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tldesk.desktop.widgets.photo_source import PATCH_PIXELS
from tldesk.desktop.widgets.photo_view import PhotoView
from tldesk.photos.framing import Part

RED, BLUE = (220, 20, 20), (20, 20, 220)


@pytest.fixture
def view(qtbot: QtBot) -> PhotoView:
    view = PhotoView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    return view


@pytest.fixture
def striped(tmp_path: Path) -> Path:
    """2000 x 1500, every second column of pixels red, the others blue: only at 1:1 can they be told apart."""
    pixels = np.empty((1500, 2000, 3), np.uint8)
    pixels[:, 0::2], pixels[:, 1::2] = RED, BLUE
    file = tmp_path / "striped.png"
    Image.fromarray(pixels).save(file)
    return file


def shown(view: PhotoView, file: Path, qtbot: QtBot, *, mark: str = "") -> None:
    with qtbot.waitSignal(view.shown):
        view.show_file(file, mark=mark)


def turn(view: PhotoView, at: QPoint, clicks: int) -> None:
    """Turn the wheel at a place of the view."""
    where = QPointF(at)
    buttons, keys, phase = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(where, QPointF(view.mapToGlobal(at)), QPoint(), QPoint(0, 120 * clicks), buttons, keys, phase, False)
    QApplication.sendEvent(view, event)


def colour_at(view: PhotoView, x: int, y: int) -> QColor:
    return view.grab().toImage().pixelColor(x, y)


def test_the_wheel_zooms_at_the_cursor_and_back_to_the_whole(view: PhotoView, striped: Path, qtbot: QtBot):
    shown(view, striped, qtbot)
    at = QPoint(300, 100)
    before = view.photo_rect()
    share = (at.x() - before.x()) / before.width()
    turn(view, at, 5)
    after = view.photo_rect()
    assert after.width() > 2 * before.width()
    assert (at.x() - after.x()) / after.width() == pytest.approx(share)
    turn(view, at, -9)
    assert view.is_fitted
    assert view.photo_rect() == before


def test_at_one_to_one_every_pixel_of_the_photo_is_one_of_the_screen(view: PhotoView, striped: Path, qtbot: QtBot):
    shown(view, striped, qtbot)
    assert colour_at(view, 200, 150).red() == pytest.approx(120, abs=15)
    with qtbot.waitSignal(view.sharpened):
        view.toggle_zoom()
    assert view.scale == 1.0
    seen = [colour_at(view, x, 150).getRgb()[:3] for x in range(200, 204)]
    assert set(seen) == {RED, BLUE}
    assert seen[0] == seen[2] != seen[1]


def test_a_double_click_goes_to_one_to_one_at_that_place_and_back(view: PhotoView, striped: Path, qtbot: QtBot):
    shown(view, striped, qtbot)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(399, 299))
    assert view.scale == 1.0
    assert view.photo_rect().bottomRight().x() == pytest.approx(400, abs=8)
    assert view.photo_rect().bottomRight().y() == pytest.approx(300, abs=8)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert view.is_fitted


def test_keys_zoom_and_move(view: PhotoView, striped: Path, qtbot: QtBot):
    shown(view, striped, qtbot)
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.scale == pytest.approx(0.25)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.is_fitted
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.scale == 1.0
    before = view.photo_rect()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.photo_rect().left() == before.left() - 80
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.photo_rect().top() == before.top() + 60


def test_dragging_moves_a_zoomed_photo(view: PhotoView, striped: Path, qtbot: QtBot):
    shown(view, striped, qtbot)
    view.toggle_zoom()
    before = view.photo_rect()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    qtbot.mouseMove(view, QPoint(150, 170))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(150, 170))
    assert view.photo_rect().topLeft() - before.topLeft() == QPointF(-50, 20)


def test_of_a_huge_photo_only_what_is_near_the_view_is_kept(view: PhotoView, tmp_path: Path, qtbot: QtBot):
    file = tmp_path / "huge.jpg"
    Image.linear_gradient("L").resize((9000, 6000)).save(file)
    shown(view, file, qtbot)
    picture = view._source.picture
    assert picture is not None
    assert max(picture.image.width(), picture.image.height()) <= 400
    with qtbot.waitSignal(view.sharpened):
        view.zoom_to(1.0)
    first = view._source.patch
    assert first is not None
    assert first.scale == 1
    assert first.image.width() * first.image.height() < PATCH_PIXELS / 20
    assert first.box.contains(view._visible())
    with qtbot.waitSignal(view.sharpened):
        view.pan(QPointF(-2000, 0))
    assert view._source.patch.box.contains(view._visible())
    assert view._source.patch.box != first.box


def test_a_photo_that_can_not_be_made_sharper_stays_and_says_why(view: PhotoView, striped: Path, qtbot: QtBot):
    shown(view, striped, qtbot)
    striped.unlink()
    with qtbot.waitSignal(view._source.coarse):
        view.toggle_zoom()
    assert view.scale == 1.0
    assert not view.problem
    noted = view.grab().toImage()
    view.pan(QPointF(1, 0))
    assert view.grab().toImage().pixelColor(20, 20) != noted.pixelColor(20, 20)


def test_a_prepared_photo_is_there_at_once(view: PhotoView, striped: Path, tmp_path: Path, qtbot: QtBot):
    other = tmp_path / "other.png"
    Image.new("RGB", (800, 600), BLUE).save(other)
    shown(view, striped, qtbot)
    with qtbot.waitSignal(view._source._decoding.settled):
        view.prepare([(other, "b")])
    view.show_file(other, mark="b")
    assert colour_at(view, 200, 150).getRgb()[:3] == BLUE


def test_another_mark_reads_the_file_anew(view: PhotoView, tmp_path: Path, qtbot: QtBot):
    file = tmp_path / "photo.png"
    Image.new("RGB", (80, 60), RED).save(file)
    shown(view, file, qtbot, mark="one")
    Image.new("RGB", (80, 60), BLUE).save(file)
    shown(view, file, qtbot, mark="two")
    assert colour_at(view, 200, 150).getRgb()[:3] == BLUE


def test_a_photo_that_can_not_be_read_says_why_and_is_tried_again(view: PhotoView, striped: Path, tmp_path: Path, qtbot: QtBot):
    file = tmp_path / "late.png"
    with qtbot.waitSignal(view.failed):
        view.show_file(file)
    assert "late.png" in view.problem
    assert view.scale is None
    view.zoom(2)
    striped.rename(file)
    shown(view, file, qtbot)
    assert not view.problem


def test_another_photo_is_seen_as_a_whole_unless_the_zoom_is_kept(striped: Path, tmp_path: Path, qtbot: QtBot):
    other = tmp_path / "other.png"
    Image.new("RGB", (2000, 1500), BLUE).save(other)
    for keeps in (False, True):
        view = PhotoView(keeps_zoom=keeps)
        qtbot.addWidget(view)
        view.resize(400, 300)
        view.show()
        shown(view, striped, qtbot)
        view.zoom_to(1.0, at=QPointF(0, 0))
        place = view.photo_rect()
        shown(view, other, qtbot)
        assert view.is_fitted is not keeps
        assert (view.photo_rect() == place) is keeps


def test_what_the_network_does_not_see_is_dimmed(view: PhotoView, tmp_path: Path, qtbot: QtBot):
    file = tmp_path / "light.png"
    Image.new("RGB", (400, 300), (200, 200, 200)).save(file)
    shown(view, file, qtbot)
    view.set_seen(Part(0.25, 0.1, 0.75, 0.9))
    assert colour_at(view, 200, 150).lightness() == 200
    assert colour_at(view, 50, 150).lightness() < 120
    assert colour_at(view, 200, 10).lightness() < 120
    assert colour_at(view, 100, 150).lightness() > 230
    view.set_seen(None)
    assert colour_at(view, 50, 150).lightness() == 200
