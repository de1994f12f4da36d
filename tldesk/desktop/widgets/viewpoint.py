"""Where a photo lies in a room while it is zoomed and moved: plain values, no widget.

Lengths are in one unit throughout; the photo's size is the one it has at 1:1, so that `scale` 1 shows each of its pixels as one of the
screen's.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF

LARGEST: Final = 16.0
"""The largest scale, unless a photo is so small that it fills the room only beyond it."""

SAME: Final = 0.001
"""A scale that differs from the fitted one by less than this share is the fitted one."""


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """How a photo is looked at.

    Attributes:
        scale: screen pixels for one pixel of the photo; None: as large as the room allows, whatever its size becomes.
        x, y: the point of the photo in the middle of the room, as shares of its width and height.
    """

    scale: float | None = None
    x: float = 0.5
    y: float = 0.5


def fitted(photo: QSizeF, room: QSizeF) -> float:
    """The scale at which the whole photo just fits."""
    return min(room.width() / photo.width(), room.height() / photo.height())


def placed(view: Viewpoint, photo: QSizeF, room: QSizeF) -> QRectF:
    """Where the photo lies. A side that is shorter than the room is centred; a longer one leaves no gap."""
    scale = fitted(photo, room) if view.scale is None else view.scale
    width, height = photo.width() * scale, photo.height() * scale
    return QRectF(_start(view.x, width, room.width()), _start(view.y, height, room.height()), width, height)


def scaled(view: Viewpoint, photo: QSizeF, room: QSizeF, *, scale: float, at: QPointF) -> Viewpoint:
    """`view` at another scale, within what is allowed; the point of the photo under `at` stays there as far as it can."""
    whole = fitted(photo, room)
    scale = min(max(scale, min(whole, 1.0)), max(whole, LARGEST))
    if abs(scale / whole - 1) < SAME:
        return Viewpoint()
    before = placed(view, photo, room)
    across, down = (at.x() - before.x()) / before.width(), (at.y() - before.y()) / before.height()
    width, height = photo.width() * scale, photo.height() * scale
    middle = Viewpoint(scale, across + (room.width() / 2 - at.x()) / width, down + (room.height() / 2 - at.y()) / height)
    return settled(middle, photo, room)


def moved(view: Viewpoint, photo: QSizeF, room: QSizeF, *, by: QPointF) -> Viewpoint:
    """`view` with the photo moved by so much on the screen, as far as there is more of it that way."""
    if view.scale is None:
        return view
    width, height = photo.width() * view.scale, photo.height() * view.scale
    return settled(Viewpoint(view.scale, view.x - by.x() / width, view.y - by.y() / height), photo, room)


def is_movable(view: Viewpoint, photo: QSizeF, room: QSizeF) -> bool:
    """Whether the photo is larger than the room."""
    there = placed(view, photo, room)
    return view.scale is not None and (there.width() > room.width() * (1 + SAME) or there.height() > room.height() * (1 + SAME))


def settled(view: Viewpoint, photo: QSizeF, room: QSizeF) -> Viewpoint:
    """`view` as it is possible for this photo in this room: not smaller than the whole, and no further than its edges."""
    if view.scale is None or view.scale < min(fitted(photo, room), 1.0):
        return Viewpoint()
    there = placed(view, photo, room)
    return Viewpoint(view.scale, (room.width() / 2 - there.x()) / there.width(), (room.height() / 2 - there.y()) / there.height())


def _start(share: float, length: float, room: float) -> float:
    if length <= room:
        return (room - length) / 2
    return min(0.0, max(room - length, room / 2 - share * length))
