"""Where tiles lie: plain numbers, no Qt."""

from dataclasses import dataclass
from typing import Final

GAP: Final = 12
"""Pixels between tiles and around them."""

CAPTION: Final = 24
"""Height of the caption under a tile, with the space above it."""

SMALLEST: Final = 64
LARGEST: Final = 512


@dataclass(frozen=True, slots=True)
class Geometry:
    """A grid of `count` square tiles of `tile` pixels, captions below, in a viewport `width` pixels wide.

    Room left over in a row is shared out among the columns.
    """

    width: int
    tile: int
    count: int

    @property
    def columns(self) -> int:
        """Tiles in a row, at least one."""
        return max(1, (self.width - GAP) // (self.tile + GAP))

    @property
    def rows(self) -> int:
        """Rows, the last one perhaps not full."""
        return -(-self.count // self.columns)

    @property
    def row_height(self) -> int:
        """Pixels from one row to the next."""
        return self.tile + CAPTION + GAP

    @property
    def height(self) -> int:
        """Pixels of the whole grid."""
        return self.rows * self.row_height + GAP if self.count else 0

    def position(self, index: int) -> tuple[int, int]:
        """Left and top of a tile, in the coordinates of the whole grid."""
        row, column = divmod(index, self.columns)
        pitch = (self.width - GAP) / self.columns
        return round(GAP + column * pitch + max(0.0, pitch - self.tile - GAP) / 2), GAP + row * self.row_height

    def at(self, x: float, y: float) -> int | None:
        """The tile (its caption included) at a point; None between tiles."""
        row = int((y - GAP) // self.row_height)
        column = int((x - GAP) // ((self.width - GAP) / self.columns))
        index = row * self.columns + column
        if y < GAP or not 0 <= column < self.columns or not 0 <= index < self.count:
            return None
        left, top = self.position(index)
        inside = left <= x < left + self.tile and top <= y < top + self.tile + CAPTION
        return index if inside else None

    def visible(self, top: int, height: int) -> range:
        """The tiles of the rows that show between `top` and `top + height`."""
        first = max(0, (top - GAP) // self.row_height)
        last = (top + height - GAP) // self.row_height
        return range(min(self.count, first * self.columns), min(self.count, (last + 1) * self.columns))

    def within(self, left: float, top: float, right: float, bottom: float) -> list[int]:
        """The tiles that a rectangle touches."""
        found = []
        for index in self.visible(int(top), int(bottom - top)):
            x, y = self.position(index)
            if x < right and left < x + self.tile and y < bottom and top < y + self.tile + CAPTION:
                found.append(index)
        return found

    def scroll_to(self, index: int, top: int, height: int) -> int:
        """The scroll position nearest to `top` that shows the whole tile in a viewport `height` pixels high."""
        _, y = self.position(index)
        low, high = y + self.tile + CAPTION + GAP - height, y - GAP
        return high if low > high else min(max(top, low), high)
