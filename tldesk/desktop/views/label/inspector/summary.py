"""What many photos have in common, read bit by bit so that selecting all of a large folder stalls nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.photo import Photo, PhotoClass, Split
from tldesk.desktop import theme
from tldesk.desktop.views.label.inspector.facts import FactsTable, Lines
from tldesk.desktop.views.label.inspector.section import Section
from tldesk.desktop.widgets.class_chip import ClassChip

AT_ONCE: Final = 2000
"""Photos read in one turn of the event loop: some 10 ms."""

FEW: Final = 100
REST_MS: Final = 60
"""More than a few photos are summed once the selection rests this long, as it does not while a rubber band is drawn."""

SHOWN_CLASSES: Final = 12


@dataclass(slots=True)
class Totals:
    """Sums over photos.

    Attributes:
        classes, splits: how many photos have each; None counts those without.
        notes, groups: those that occur, two at most: more than one need not be told apart.
        pixels: the fewest and the most, of photos whose size is known.
        complete: all that were asked for are in it.
    """

    photos: int = 0
    classes: Counter[int | None] = field(default_factory=Counter)
    splits: Counter[Split | None] = field(default_factory=Counter)
    unsure: int = 0
    notes: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    bytes: int = 0
    pixels: tuple[int, int] | None = None
    problems: int = 0
    missing: int = 0
    complete: bool = False

    def add(self, photos: Iterable[Photo]) -> None:
        """Take more photos into the sums."""
        for photo in photos:
            self.photos += 1
            self.classes[photo.class_id] += 1
            self.splits[photo.split] += 1
            self.unsure += photo.unsure
            self.bytes += photo.size
            self.problems += bool(photo.problem)
            self.missing += photo.missing
            if len(self.notes) < 2:
                self.notes.add(photo.note)
            if len(self.groups) < 2:
                self.groups.add(photo.group)
            area = photo.width * photo.height
            if area:
                low, high = self.pixels or (area, area)
                self.pixels = (min(low, area), max(high, area))


class Summing(QObject):
    """Sums over photos without stalling the window.

    Signals:
        summed(object): the `Totals`, once they are complete.

    Args:
        read: the photos of some ids.
    """

    summed = Signal(object)

    def __init__(self, read: Callable[[Sequence[int]], Iterable[Photo]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._left: Sequence[int] = ()
        self._totals = Totals()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    def start(self, ids: Sequence[int]) -> None:
        """Sum over these; what was going on is left. A few are summed at once, many when no others were asked for in between."""
        self._left, self._totals = ids, Totals()
        self._timer.stop()
        if len(ids) > FEW:
            self._timer.start(REST_MS)
        else:
            self._go_on()

    def stop(self) -> None:
        """Leave what is going on."""
        self._timer.stop()

    def _go_on(self) -> None:
        part, self._left = self._left[:AT_ONCE], self._left[AT_ONCE:]
        self._totals.add(self._read(part))
        if self._left:
            self._timer.start(0)
        else:
            self._totals.complete = True
            self.summed.emit(self._totals)


class Summary(Section):
    """Shows totals: how many photos of each class, and facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._classes = QVBoxLayout()
        self._classes.setSpacing(theme.S4)
        self._shown: list[QWidget] = []
        self._facts = FactsTable()
        self.body.addLayout(self._classes)
        self.body.addSpacing(theme.S4)
        self.body.addWidget(self._facts)
        self.hide()

    def show_waiting(self, count: int) -> None:
        """Say how many photos there are, as long as nothing more is known."""
        self.title.setText(self.tr("%n photo(s) selected", "", count))
        self._clear()
        self._facts.show_lines([])

    def show_totals(self, totals: Totals, classes: Sequence[PhotoClass]) -> None:
        """Show the sums; `classes` in their order."""
        self.title.setText(self.tr("%n photo(s) selected", "", totals.photos))
        self._clear()
        there = [(one, totals.classes[one.id]) for one in classes if totals.classes[one.id]]
        for one, count in there[:SHOWN_CLASSES]:
            chip = ClassChip()
            chip.set_class(one.name, one.colour, one.key)
            self._add(chip, count)
        if len(there) > SHOWN_CLASSES:
            others = sum(count for _, count in there[SHOWN_CLASSES:])
            self._add(_muted(self.tr("%n more class(es)", "", len(there) - SHOWN_CLASSES)), others)
        if totals.classes[None]:
            self._add(_muted(self.tr("Unlabelled")), totals.classes[None])
        self._facts.show_lines(self._lines(totals))

    def _lines(self, totals: Totals) -> Lines:
        lines = [(self.tr("Unsure"), numbers.count(totals.unsure))] if totals.unsure else []
        if len(totals.groups) > 1:
            lines.append((self.tr("Group"), self.tr("Several")))
        elif any(totals.groups):
            lines.append((self.tr("Group"), next(iter(totals.groups))))
        lines.append((self.tr("Size"), self.tr("{size} in all").format(size=numbers.megabytes(totals.bytes))))
        if totals.pixels is not None:
            low, high = ("<0.1" if area < 50_000 else f"{area / 1e6:.1f}" for area in totals.pixels)
            words = low if low == high else f"{low}{numbers.DASH}{high}"
            lines.append((self.tr("Pixels"), f"{words}{numbers.THIN}MP"))
        if totals.problems:
            lines.append((self.tr("Not readable"), numbers.count(totals.problems)))
        if totals.missing:
            lines.append((self.tr("Missing"), numbers.count(totals.missing)))
        return lines

    def _add(self, what: QWidget, count: int) -> None:
        number = QLabel(numbers.count(count))
        number.setFont(theme.tabular(theme.body()))
        theme.look(number, "muted")
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S12)
        row.addWidget(what, 1)
        row.addWidget(number)
        self._classes.addWidget(line)
        self._shown.append(line)

    def _clear(self) -> None:
        for line in self._shown:
            self._classes.removeWidget(line)
            line.deleteLater()
        self._shown.clear()


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    theme.look(label, "muted")
    return label
