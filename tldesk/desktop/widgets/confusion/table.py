"""What a confusion matrix holds, and the order its classes are shown in."""

from collections.abc import Sequence
from enum import StrEnum


class Measure(StrEnum):
    """What the cells show."""

    COUNT = "count"
    LABEL = "label"
    """Of the photos labelled so, the share predicted so: the diagonal is the recall."""
    PREDICTION = "prediction"
    """Of the photos predicted so, the share labelled so: the diagonal is the precision."""


class Order(StrEnum):
    """How the classes follow each other."""

    CLASSES = "classes"
    """As the run has them."""
    CONFUSED = "confused"
    """Those first that take part in the most mistakes."""


class ConfusionTable:
    """Counts by [label][prediction], and the places of the classes in the order they are shown in.

    A cell is a pair of indices (label, prediction) into the classes; a place is a pair of positions (row, column) on the screen.
    """

    def __init__(self, classes: Sequence[str] = (), counts: Sequence[Sequence[int]] = (), order: Order = Order.CLASSES) -> None:
        self.classes = tuple(classes)
        self.counts = tuple(tuple(row) for row in counts)
        self.labelled = tuple(map(sum, self.counts))
        self.predicted = tuple(map(sum, zip(*self.counts, strict=True)))
        self.shown = tuple(sorted(range(len(self.classes)), key=self._rank if order is Order.CONFUSED else int))
        self._position = {index: position for position, index in enumerate(self.shown)}

    def _rank(self, index: int) -> tuple[int, int]:
        """Classes with more mistakes first, among equals the earlier one."""
        right = self.counts[index][index]
        return 2 * right - self.labelled[index] - self.predicted[index], index

    def __len__(self) -> int:
        return len(self.classes)

    def cell(self, place: tuple[int, int]) -> tuple[int, int]:
        """The cell that is shown at `place`."""
        return self.shown[place[0]], self.shown[place[1]]

    def place(self, cell: tuple[int, int]) -> tuple[int, int]:
        """Where `cell` is shown."""
        return self._position[cell[0]], self._position[cell[1]]

    def share(self, cell: tuple[int, int], measure: Measure) -> float | None:
        """The share (0..1) of a cell's photos among those labelled so, or predicted so; None where there are no such photos.

        Counts are judged by the label too: a class of many photos must not drown the others.
        """
        total = self.predicted[cell[1]] if measure is Measure.PREDICTION else self.labelled[cell[0]]
        return self.counts[cell[0]][cell[1]] / total if total else None
