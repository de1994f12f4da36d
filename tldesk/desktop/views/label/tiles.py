"""What feeds the grid of the Label page: its tiles, its thumbnails, and the record of photos that can't be read."""

from collections.abc import Hashable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer

from tldesk.core import numbers
from tldesk.desktop import theme
from tldesk.desktop.models.classes import ClassesModel
from tldesk.desktop.models.photos import PhotosModel
from tldesk.desktop.session import Session
from tldesk.desktop.widgets.grid_loader import GridLoader
from tldesk.desktop.widgets.photo_grid import PhotoGrid, Tile
from tldesk.project import photos

PROBLEMS_MS: Final = 300
"""Photos found unreadable within this time are recorded together."""


class Tiles(QObject):
    """Keeps `grid` showing what `model` holds, with thumbnails of the open project."""

    def __init__(self, session: Session, grid: PhotoGrid, model: PhotosModel, classes: ClassesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._grid, self._model, self._classes = session, grid, model, classes
        self._loader = GridLoader(grid)
        self._problems: dict[int, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=PROBLEMS_MS)
        self._timer.timeout.connect(self._report_problems)
        grid.allow_dragging()
        grid.unreadable.connect(self._note_problem)

    def open(self) -> None:
        """Take thumbnails of the project that is open now."""
        project = self._session.project
        self._loader.open(project.layout.thumbnails if project is not None else None)
        self._problems.clear()

    def shut_down(self) -> None:
        """Tell the threads of the thumbnails to end; returns at once."""
        self._loader.shut_down()

    def join(self) -> None:
        """Wait for them."""
        self._loader.join()

    def show(self) -> None:
        """Show what the model holds now."""
        self._grid.set_tiles(self._model.ids, self.tile, self._read)

    def _read(self, keys: Sequence[Hashable]) -> None:
        self._model.read([key for key in keys if isinstance(key, int)])

    def tile(self, key: Hashable) -> Tile:
        """The tile of a photo, by id."""
        assert isinstance(key, int)
        assert self._session.project is not None
        photo = self._model.photo(key)
        one = self._classes.class_of(photo.class_id)
        answer = self._model.answer(key)
        # A suggestion, or a prediction that differs from the label.
        ghost = answer.prediction if answer is not None and (one is None or one.name != answer.prediction) else ""
        like = self._classes.class_named(ghost)
        return Tile(
            file=photos.file_of(self._session.project, photo),
            fingerprint=photo.fingerprint,
            caption=photo.path.rsplit("/", 1)[-1],
            note=numbers.percent(answer.confidence) if answer is not None else "",
            badge=one.name if one else "",
            badge_key=one.key if one else "",
            badge_colour=one.colour if one else "",
            ghost=ghost,
            ghost_key=like.key if like else "",
            ghost_colour=like.colour if like else theme.colours().edge.name() if ghost else "",
            unsure=photo.unsure,
            missing=photo.missing,
            problem=photo.problem,
        )

    def _note_problem(self, key: Hashable, reason: str) -> None:
        if isinstance(key, int):
            self._problems[key] = reason
            self._timer.start()

    def _report_problems(self) -> None:
        problems, self._problems = self._problems, {}
        self._session.labelling.report_problems(problems)
