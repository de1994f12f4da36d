"""The class box: part of a name is typed, Enter labels the selected photos. For ten classes and more, when keys run out."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tldesk.core.photo import PhotoClass
from tldesk.desktop import resources, theme
from tldesk.desktop.widgets.choice_list import ROW_HEIGHT, ChoiceDelegate, ChoiceList, Index
from tldesk.desktop.widgets.class_chip import SWATCH, paint_swatch
from tldesk.desktop.widgets.matching import matching
from tldesk.desktop.widgets.overlay import Overlay
from tldesk.project.classes import clean_name, fold

CHOICE_ROLE: Final = int(Qt.ItemDataRole.UserRole)

WIDTH: Final = 320
ROWS: Final = 9


def choices(classes: Sequence[PhotoClass], recent: Sequence[int], typed: str) -> list[PhotoClass | str]:
    """What is offered for what was typed: classes used recently first, names that begin with it before others; last, a new class.

    Args:
        recent: ids of classes, the newest first.
    """
    rank = {class_id: place for place, class_id in enumerate(recent)}
    by_use = sorted(classes, key=lambda one: rank.get(one.id, len(rank)))
    found: list[PhotoClass | str] = [by_use[place] for place in matching([one.name for one in by_use], typed)]
    name = clean_name(typed)
    if name and fold(name) not in {fold(one.name) for one in classes}:
        found.append(name)
    return found


class _ChoicesModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.choices: list[PhotoClass | str] = []

    def show(self, found: list[PhotoClass | str]) -> None:
        self.beginResetModel()
        self.choices = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tr("Add '{name}'").format(name=choice) if isinstance(choice, str) else choice.name
        return choice if role == CHOICE_ROLE else None


class _ClassDelegate(ChoiceDelegate):
    """The swatch of a class and its name."""

    def paint_row(self, painter: QPainter, rect: QRect, index: Index) -> None:
        swatch = QRectF(rect.left() + theme.S8, rect.center().y() - SWATCH / 2 + 1, SWATCH, SWATCH)
        choice = index.data(CHOICE_ROLE)
        if isinstance(choice, PhotoClass):
            paint_swatch(painter, swatch, colour=choice.colour, key=choice.key)
        else:
            resources.icon("plus").paint(painter, swatch.toRect())
        words = rect.adjusted(2 * theme.S8 + SWATCH, 0, -theme.S8, 0)
        painter.setFont(theme.body())
        painter.setPen(theme.colours().text)
        name = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


class ClassBox(Overlay):
    """A field, and the classes that match what is typed.

    Signals:
        chosen(int): the id of a class. made(str): the name of a class that is to be added.
    """

    chosen = Signal(int)
    made = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setAccessibleName(self.tr("Label with a class"))
        self._classes: Sequence[PhotoClass] = ()
        self._recent: Sequence[int] = ()
        self._model = _ChoicesModel(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Type part of a class"))
        self.field.setAccessibleName(self.tr("Class"))
        self.field.setToolTip(self.tr("Arrows choose, Enter labels, Esc closes"))
        self.list = ChoiceList(self._model, _ClassDelegate(), self.field)
        self.list.setAccessibleName(self.tr("Classes"))
        theme.look(self.list, "sidebar")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S8, theme.S8, theme.S8, theme.S8)
        column.setSpacing(theme.S8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(lambda _text: self._narrow())
        self.field.returnPressed.connect(self._choose)
        self.list.clicked.connect(lambda _index: self._choose())

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def ask(self, classes: Sequence[PhotoClass], recent: Sequence[int], area: QRect, *, typed: str = "") -> None:
        """Open over `area`; `typed` stands in the field already."""
        self._classes, self._recent = classes, recent
        self.field.setText(typed)
        self._narrow()
        self.open_over(area, focus=self.field)
        self.field.end(False)

    def _narrow(self) -> None:
        self._model.show(choices(self._classes, self._recent, self.field.text()))
        self.list.choose_first()
        self.list.setFixedHeight(min(ROWS, self._model.rowCount()) * ROW_HEIGHT)
        self.resize(self.sizeHint())

    def _choose(self) -> None:
        index = self.list.currentIndex()
        if not index.isValid():
            return
        choice = self._model.choices[index.row()]
        self.close_box()
        if isinstance(choice, str):
            self.made.emit(choice)
        else:
            self.chosen.emit(choice.id)
