"""The grid of photos: painted, not made of items, so that it costs what is visible and no more."""

from tldesk.desktop.widgets.photo_grid.grid import PhotoGrid
from tldesk.desktop.widgets.photo_grid.tile import Tile

__all__ = ["PhotoGrid", "Tile"]
