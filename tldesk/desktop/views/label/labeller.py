"""What the label keys do: they label what is selected, and go on to the next photo."""

from PySide6.QtCore import QObject

from tldesk.desktop.session import Banner, Session
from tldesk.desktop.widgets.photo_grid import PhotoGrid


class Labeller(QObject):
    """Labels the photos that are selected in `grid`."""

    def __init__(self, session: Session, grid: PhotoGrid, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._grid = grid

    @property
    def chosen(self) -> list[int]:
        """Ids of the selected photos, in the order they are shown."""
        return [key for key in self._grid.selected if isinstance(key, int)]

    def label(self, class_id: int | None) -> None:
        """Give the selected photos a class, or none, and go on to the next photo."""
        chosen = self.chosen
        if not chosen:
            self._session.said.emit(Banner(self.tr("Select photos first, then press the key of their class.")))
            return
        place = self._grid.current_index or 0
        self._session.labelling.label(chosen, class_id)
        gone = set(chosen).isdisjoint(self._grid.selected)
        if len(chosen) == 1 and not gone:
            self._grid.select_index(place + 1)
        elif gone:
            self._grid.select_index(place)
