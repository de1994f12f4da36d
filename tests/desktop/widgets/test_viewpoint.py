import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from tldesk.desktop.widgets.viewpoint import LARGEST, Viewpoint, fitted, is_movable, moved, placed, scaled, settled

ROOM = QSizeF(800, 600)
PHOTO = QSizeF(4000, 2000)

lengths = st.floats(1, 20_000)
sizes = st.builds(QSizeF, lengths, lengths)
points = st.builds(QPointF, st.floats(0, 800), st.floats(0, 600))


def share_under(view: Viewpoint, photo: QSizeF, at: QPointF) -> tuple[float, float]:
    there = placed(view, photo, ROOM)
    return (at.x() - there.x()) / there.width(), (at.y() - there.y()) / there.height()


def test_the_whole_photo_is_centred_in_the_room():
    assert fitted(PHOTO, ROOM) == pytest.approx(0.2)
    assert placed(Viewpoint(), PHOTO, ROOM) == QRectF(0, 100, 800, 400)


def test_what_is_under_the_cursor_stays_there():
    at = QPointF(600, 300)
    before = share_under(Viewpoint(), PHOTO, at)
    view = scaled(Viewpoint(), PHOTO, ROOM, scale=1.0, at=at)
    assert view.scale == 1.0
    assert share_under(view, PHOTO, at) == pytest.approx(before)
    closer = scaled(view, PHOTO, ROOM, scale=4.0, at=at)
    assert share_under(closer, PHOTO, at) == pytest.approx(before)


def test_zooming_back_out_ends_at_the_whole():
    view = scaled(Viewpoint(), PHOTO, ROOM, scale=3.0, at=QPointF(10, 10))
    assert scaled(view, PHOTO, ROOM, scale=0.01, at=QPointF(700, 10)) == Viewpoint()


def test_a_photo_smaller_than_the_room_goes_down_to_its_own_pixels():
    small = QSizeF(100, 100)
    view = scaled(Viewpoint(), small, ROOM, scale=0.2, at=QPointF(400, 300))
    assert view.scale == 1.0
    assert placed(view, small, ROOM) == QRectF(350, 250, 100, 100)
    assert not is_movable(view, small, ROOM)


def test_a_photo_is_moved_up_to_its_edges():
    view = scaled(Viewpoint(), PHOTO, ROOM, scale=1.0, at=QPointF(400, 300))
    assert is_movable(view, PHOTO, ROOM)
    there = placed(moved(view, PHOTO, ROOM, by=QPointF(100, -50)), PHOTO, ROOM)
    before = placed(view, PHOTO, ROOM)
    assert there.topLeft() - before.topLeft() == QPointF(100, -50)
    corner = moved(view, PHOTO, ROOM, by=QPointF(1e6, 1e6))
    assert placed(corner, PHOTO, ROOM).topLeft() == QPointF(0, 0)
    # Beyond the edge nothing is stored up: the first move back is seen.
    assert placed(moved(corner, PHOTO, ROOM, by=QPointF(-10, 0)), PHOTO, ROOM).left() == pytest.approx(-10)


def test_the_whole_does_not_move():
    assert moved(Viewpoint(), PHOTO, ROOM, by=QPointF(50, 50)) == Viewpoint()


def test_a_view_of_another_photo_never_leaves_a_gap():
    view = settled(Viewpoint(2.0, 0.99, 0.01), PHOTO, ROOM)
    there = placed(view, PHOTO, ROOM)
    assert (there.right(), there.top()) == (pytest.approx(800), 0)
    assert settled(Viewpoint(0.05), PHOTO, ROOM) == Viewpoint()


@given(photo=sizes, scale=st.floats(1e-4, 1e4), at=points, by=points)
def test_a_longer_side_fills_the_room_and_a_shorter_one_is_in_its_middle(photo: QSizeF, scale: float, at: QPointF, by: QPointF):
    view = moved(scaled(Viewpoint(), photo, ROOM, scale=scale, at=at), photo, ROOM, by=by)
    there = placed(view, photo, ROOM)
    assert view.scale is None or min(fitted(photo, ROOM), 1) <= view.scale <= max(fitted(photo, ROOM), LARGEST)
    for start, length, room in ((there.x(), there.width(), 800), (there.y(), there.height(), 600)):
        if length <= room:
            assert start == pytest.approx((room - length) / 2)
        else:
            assert start <= 1e-6
            assert start + length >= room - 1e-6
