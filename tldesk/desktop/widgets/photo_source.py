"""What a photo view has of its photo: the whole at the size of the screen, a finer part where it is zoomed, and the next ones ready."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QRect, QTimer, Signal

from tldesk.core.errors import TldeskError
from tldesk.desktop.widgets.background import Latest, Several
from tldesk.desktop.widgets.pictures import Patch, Picture, Wish, patch, picture

SMALLEST_SIDE: Final = 256
"""A photo is decoded at least this large, so that the first resize of a narrow pane does not decode again."""

PATCH_PIXELS: Final = 24_000_000
"""Zoomed in, a whole photo is kept at its own size up to this many pixels (100 MB); of larger ones only what is near the view."""

PATCH_WAIT_MS: Final = 60
"""A finer part is decoded once the view rests this long, so that a turn of the wheel decodes once."""

ENOUGH: Final = 1.001
"""A picture that lacks less than this of the pixels it is shown with is sharp."""


class PhotoSource(QObject):
    """Decodes off the GUI thread, and keeps only what is wanted.

    Signals:
        arrived(): `picture` is now that of `file`.
        refined(): `patch` is another one.
        failed(object): the `TldeskError` for which there is no picture. coarse(object): that for which there is no finer one.

    Attributes:
        file, mark: the photo; the mark tells apart what a file held at different times.
        picture, patch: what there is of it, or None.
    """

    arrived = Signal()
    refined = Signal()
    failed = Signal(object)
    coarse = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file: Path | None = None
        self.mark = ""
        self.picture: Picture | None = None
        self.patch: Patch | None = None
        self._error: TldeskError | None = None
        self._ahead: list[tuple[Path, str]] = []
        self._side = SMALLEST_SIDE
        self._visible, self._scale = QRect(), 0.0
        self._kept: dict[Wish, Picture | TldeskError] = {}
        self._decoding = Several(self)
        self._decoding.settled.connect(self._keep)
        self._refining = Latest(self)
        self._refining.ready.connect(self._take_patch)
        self._refining.failed.connect(self.coarse)
        self._rest = QTimer(self, singleShot=True, interval=PATCH_WAIT_MS)
        self._rest.timeout.connect(self._refine)

    def show(self, file: Path | None, mark: str) -> None:
        """Take another photo, or none; one that could not be read and is taken again is tried again."""
        if (file, mark) == (self.file, self.mark):
            self._kept = {wish: kept for wish, kept in self._kept.items() if isinstance(kept, Picture)}
        self.file, self.mark = file, mark
        self.picture = self.patch = self._error = None
        self._rest.stop()
        self._refining.forget()
        self._want()

    def prepare(self, ahead: Sequence[tuple[Path, str]]) -> None:
        """Decode these files (with their marks) as well, after the one that is shown; those prepared before are let go."""
        self._ahead = list(ahead)
        self._want()

    def set_room(self, side: int) -> None:
        """The longest side of the room, in pixels; decoded again is only what it is much too large or too small for."""
        wanted = max(SMALLEST_SIDE, side)
        if not 0.5 * self._side < wanted <= 1.25 * self._side:
            self._side = wanted
            self._want()

    def look(self, visible: QRect, scale: float) -> None:
        """What of the photo is in view, in its pixels, and how many of the screen's each takes: a finer part comes where it lacks."""
        self._visible, self._scale = visible, scale
        self._rest.start()

    # --- the whole --------------------------------------------------------------------------------------------------

    def _wish(self) -> Wish | None:
        return None if self.file is None else Wish(self.file, self.mark, self._side)

    def _want(self) -> None:
        files = [] if self.file is None else dict.fromkeys([(self.file, self.mark), *self._ahead])
        wishes = [Wish(file, mark, self._side) for file, mark in files]
        self._decoding.keep_only(wishes)
        self._kept = {wish: kept for wish, kept in self._kept.items() if wish in wishes}
        for wish in wishes:
            if wish not in self._kept:
                self._decoding.ask(wish, partial(picture, wish), urgent=wish == self._wish())
        self._take()

    def _keep(self, wish: Wish, result: Picture | TldeskError) -> None:
        self._kept[wish] = result
        if wish == self._wish():
            self._take()

    def _take(self) -> None:
        wish = self._wish()
        result = None if wish is None else self._kept.get(wish)
        if isinstance(result, Picture) and result is not self.picture:
            self.picture = result
            self.arrived.emit()
        elif isinstance(result, TldeskError) and result is not self._error:
            self.picture, self.patch, self._error = None, None, result
            self.failed.emit(result)

    # --- a part -----------------------------------------------------------------------------------------------------

    def _refine(self) -> None:
        if self.picture is None or self.file is None:
            return
        if min(1.0, self._scale) <= self.picture.scale * ENOUGH:
            self._refining.forget()
            self.patch = None
            return
        level = 1.0
        while level / 2 >= self._scale:
            level /= 2
        if self.patch is not None and self.patch.scale == level and self.patch.box.contains(self._visible):
            return
        size = self.picture.size
        box = whole = QRect(0, 0, size.width(), size.height())
        if whole.width() * whole.height() * level**2 > PATCH_PIXELS:
            box = _widened(self._visible).intersected(whole)
        self._refining.ask(partial(patch, self.file, box, scale=level))

    def _take_patch(self, found: object) -> None:
        assert isinstance(found, Patch)
        self.patch = found
        self.refined.emit()


def _widened(box: QRect) -> QRect:
    """`box` with half of it added on each side, so that moving the view a little decodes nothing."""
    across, down = box.width() // 2, box.height() // 2
    return box.adjusted(-across, -down, across, down)
