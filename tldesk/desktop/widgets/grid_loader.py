"""Thumbnails for one grid, from the cache of whichever project is open."""

from pathlib import Path

from PySide6.QtCore import QObject

from tldesk.desktop.widgets.photo_grid import PhotoGrid
from tldesk.desktop.widgets.thumbnails import ThumbnailLoader


class GridLoader(QObject):
    """Gives `grid` a loader for each project, and keeps the earlier ones until their threads have ended."""

    def __init__(self, grid: PhotoGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._loader: ThumbnailLoader | None = None
        self._retired: list[ThumbnailLoader] = []

    def open(self, cache: Path | None) -> None:
        """Take thumbnails from this cache; None where no project is open."""
        self.shut_down()
        if self._loader is not None:
            self._retired.append(self._loader)
        self._loader = None if cache is None else ThumbnailLoader(cache, self)
        self._grid.set_loader(self._loader)

    def shut_down(self) -> None:
        """Tell the threads to end; returns at once."""
        if self._loader is not None:
            self._loader.close()

    def join(self) -> None:
        """Wait for them."""
        for loader in (*self._retired, self._loader):
            if loader is not None:
                loader.join()
