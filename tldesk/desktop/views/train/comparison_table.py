"""Runs side by side as a table: figures first, then what differs in their recipes."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QIcon

from tldesk.core import numbers
from tldesk.core.results import Figure
from tldesk.desktop import theme
from tldesk.desktop.models.rows import Index
from tldesk.desktop.resources import translated
from tldesk.desktop.views.train.recipe_words import value_in_words
from tldesk.desktop.widgets.run_chip import state_words
from tldesk.project.side_by_side import Side

Role = Qt.ItemDataRole
_TITLE: Final = 1


class SideBySideModel(QAbstractTableModel):
    """One column a run; the first one says what stands in the row.

    Args:
        swatch: the mark of a run's curves, by its place.
    """

    def __init__(self, sides: Sequence[Side], *, swatch: Callable[[int], QIcon], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sides, self._swatch = tuple(sides), swatch
        self.lines = self._lines()

    def _lines(self) -> list[tuple[str, ...]]:
        """Title lines have one cell, all others one more than there are runs."""
        differing = self._differing()
        lines: list[tuple[str, ...]] = [(self.tr("Figures on the test photos, with their 95 % intervals"),)]
        lines += [
            (self._named(figure), *(self._cell(side, figure) for side in self._sides))
            for figure in Figure
            if any(figure in side.figures for side in self._sides)
        ]
        if len(lines) == 1:
            # A title has the whole width.
            lines = [(self.tr("None of them was measured on the test photos"),)]
        lines.append((self.tr("Course"),))
        lines += self._course()
        lines.append((self.tr("Recipe: what differs") if differing else self.tr("Their recipes are the same"),))
        return lines + differing

    def _named(self, figure: Figure) -> str:
        words = translated(figure.value, "figures")
        return words[:1].upper() + words[1:]

    def _cell(self, side: Side, figure: Figure) -> str:
        if figure not in side.figures:
            return numbers.DASH
        return "  ".join(part for part in numbers.figure(figure, side.figures[figure]) if part)

    def _course(self) -> list[tuple[str, ...]]:
        rows = [side.row for side in self._sides]
        kept = [next((epoch for epoch in reversed(side.epochs) if epoch.best), None) for side in self._sides]
        return [
            (self.tr("State"), *(state_words(row.record.state) for row in rows)),
            (self.tr("Validation accuracy"), *(numbers.percent(row.validation) for row in rows)),
            (self.tr("Validation loss"), *(numbers.decimal(epoch.validation_loss if epoch else None) for epoch in kept)),
            (self.tr("Epoch that was kept"), *(str(epoch.epoch) if epoch else numbers.DASH for epoch in kept)),
            (self.tr("Epochs"), *(numbers.count(row.epochs) for row in rows)),
            (self.tr("Time"), *(numbers.DASH if row.seconds is None else numbers.duration(row.seconds) for row in rows)),
            (self.tr("Begun"), *(numbers.when(row.record.created) for row in rows)),
        ]

    def _differing(self) -> list[tuple[str, ...]]:
        """The settings that are not the same in all, with the names and units of the recipe panel."""
        from tldesk.core.recipe import knobs

        lines = []
        for knob in knobs():
            values = [None if side.recipe is None else getattr(side.recipe, knob.name) for side in self._sides]
            if len({value for value in values if value is not None}) > 1:
                cells = (numbers.DASH if value is None else value_in_words(knob, value) for value in values)
                lines.append((translated(knob.label), *cells))
        return lines

    def is_title(self, row: int) -> bool:
        """Whether the row heads those below it."""
        return len(self.lines[row]) == _TITLE

    def as_text(self) -> str:
        """The whole table, cells parted by tabs, as spreadsheets take it."""
        heading = ["", *(side.row.record.name for side in self._sides)]
        return "\n".join("\t".join(line) for line in [heading, *self.lines])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(self._sides)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if section == 0:
            return "" if role == Role.DisplayRole else None
        if role == Role.DecorationRole:
            return self._swatch(section - 1)
        return self._sides[section - 1].row.record.name if role in (Role.DisplayRole, Role.ToolTipRole) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled if self.is_title(index.row()) else super().flags(index)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case Role.DisplayRole | Role.ToolTipRole:
                return line[index.column()] if index.column() < len(line) else None
            case Role.FontRole:
                font = theme.tabular(theme.body())
                font.setBold(self.is_title(index.row()))
                return font
        return None
