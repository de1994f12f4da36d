"""The answers as a grid of photos, in the same order as the table."""

from collections.abc import Hashable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tldesk.core import numbers
from tldesk.desktop import theme
from tldesk.desktop.models.predictions import PredictionsModel
from tldesk.desktop.widgets.grid_loader import GridLoader
from tldesk.desktop.widgets.photo_grid import PhotoGrid, Tile


class AnswersGrid(PhotoGrid):
    """Tiles of what the model shows; their keys are the numbers of the answers."""

    def __init__(self, model: PredictionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._colours: Mapping[str, str] = {}
        self.loader = GridLoader(self)
        self.setAccessibleName(self.tr("Predictions as photos"))

    def show_answers(self, colours: Mapping[str, str]) -> None:
        """Show what the model holds now; `colours` of the classes by name."""
        self._colours = colours
        self.set_tiles(self._model.numbers, self._tile)

    def _tile(self, key: Hashable) -> Tile:
        table = self._model.table
        assert isinstance(key, int)
        assert table is not None
        row = table.row(key)
        guess = "" if row.problem else table.shown.classes[int(table.best[key])]
        # A person's label is a badge; what a model says is a suggestion, and one it is not sure of has a question mark.
        ghost = "" if guess == row.label else self.tr("{name}?").format(name=guess) if guess and table.is_unsure(key) else guess
        return Tile(
            file=Path(row.file),
            fingerprint=table.answers.fingerprints[key],
            caption=Path(row.file).name,
            note="" if row.problem else numbers.percent(float(table.confidence[key])),
            badge=row.label or "",
            badge_colour=self._colours.get(row.label or "", ""),
            ghost=ghost,
            ghost_colour=self._colours.get(guess, theme.colours().edge.name()) if ghost else "",
            unsure=table.is_unlike(key),
            problem=row.problem,
        )
