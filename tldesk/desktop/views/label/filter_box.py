"""The conditions a photo must fulfil to be shown, all on one form; what is chosen holds at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tldesk.core import numbers
from tldesk.core.filters import PhotoFilter
from tldesk.core.photo import PhotoClass, Split
from tldesk.desktop import theme
from tldesk.desktop.models.classes import ClassesModel
from tldesk.desktop.models.finding import FindingModel, Places
from tldesk.desktop.widgets.background import Latest
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.decimal_box import DecimalBox
from tldesk.desktop.widgets.matching import matching
from tldesk.desktop.widgets.overlay import Overlay

MEGABYTE: Final = 1_000_000
LIST_WIDTH: Final = 200
WIDTH: Final = 600

ID_ROLE: Final = int(Qt.ItemDataRole.UserRole)


class FilterBox(Overlay):
    """The form of all conditions.

    Signals:
        changed(object): the `PhotoFilter` that the form says now. cleared(): "Clear filters" was pressed.
    """

    changed = Signal(object)
    cleared = Signal()

    def __init__(self, page: QWidget, classes: ClassesModel, finding: FindingModel) -> None:
        super().__init__(page)
        self.setAccessibleName(self.tr("Filter"))
        self._classes_model, self._finding = classes, finding
        self._filter = PhotoFilter()
        self._showing = False
        self._reading = Latest(self)
        self.find_field = QLineEdit()
        self.find_field.setPlaceholderText(self.tr("Find a class"))
        self.find_field.setAccessibleName(self.tr("Find a class"))
        self.classes = QListWidget()
        self.classes.setAccessibleName(self.tr("Classes"))
        self.classes.setToolTip(self.tr("Photos of any of these classes (Space)"))
        self.classes.setFixedWidth(LIST_WIDTH)
        theme.look(self.classes, "choices")
        self.flag = self._choice(self.tr("Flag"), [(self.tr("Any"), None), (self.tr("Unsure"), True), (self.tr("Not unsure"), False)])
        names = {Split.TRAIN: self.tr("Train"), Split.VALIDATION: self.tr("Validation"), Split.TEST: self.tr("Test")}
        self.splits = {split: QCheckBox(name) for split, name in names.items()}
        self.no_split = QCheckBox(self.tr("None"))
        self.group = self._choice(self.tr("Group"), [])
        self.folder = self._choice(self.tr("Folder"), [])
        states = [
            (self.tr("Any"), ""),
            (self.tr("Can be read"), "good"),
            (self.tr("Can't be read"), "bad"),
            (self.tr("Missing"), "missing"),
        ]
        self.file = self._choice(self.tr("File"), states)
        self.taken_from, self.taken_to = (self._day(name) for name in (self.tr("Taken from"), self.tr("Taken until")))
        self.smallest, self.largest = (self._size(name) for name in (self.tr("Smallest size"), self.tr("Largest size")))
        self._hint = QLabel(self.tr("A day is written 2026-05-31"))
        theme.look(self._hint, "warning")
        self.clear_button = Button(self.tr("Clear filters"))
        self.clear_button.setToolTip(self.tr("Show all photos (Ctrl+Shift+A)"))
        self.done_button = Button(self.tr("Done"))
        self.done_button.setToolTip(self.tr("Close the filters (Esc)"))
        self._lay_out()
        self._connect()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def _choice(self, name: str, entries: Sequence[tuple[str, object]]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        for text, value in entries:
            box.addItem(text, value)
        return box

    def _day(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setToolTip(self.tr("A day, as 2026-05-31; empty: any"))
        field.setPlaceholderText(self.tr("2026-05-31"))
        return field

    def _size(self, name: str) -> DecimalBox:
        field = DecimalBox()
        field.setAccessibleName(name)
        field.setToolTip(self.tr("{name}; 0: any").format(name=name))
        field.setRange(0, 100_000)
        field.setSuffix(self.tr(" MB"))
        field.setSpecialValueText(self.tr("Any"))
        field.lineEdit().setTextMargins(theme.S4, 0, 0, 0)
        return field

    def _lay_out(self) -> None:
        theme.look(self.clear_button, "flat")
        left = QVBoxLayout()
        left.setSpacing(theme.S8)
        for widget in (QLabel(self.tr("Class")), self.find_field, self.classes):
            left.addWidget(widget)
        boxes = QGridLayout()
        boxes.setSpacing(theme.S8)
        for place, box in enumerate((*self.splits.values(), self.no_split)):
            boxes.addWidget(box, place // 2, place % 2)
        form = QFormLayout()
        form.setHorizontalSpacing(theme.S12)
        form.setVerticalSpacing(theme.S8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in ((self.tr("Flag"), self.flag), (self.tr("Split"), boxes), (self.tr("Group"), self.group)):
            form.addRow(name, field)
        for name, field in ((self.tr("Folder"), self.folder), (self.tr("File"), self.file)):
            form.addRow(name, field)
        form.addRow(self.tr("Taken"), _pair(self.taken_from, self.taken_to))
        form.addRow(self.tr("Size"), _pair(self.smallest, self.largest))
        columns = QHBoxLayout()
        columns.setSpacing(theme.S16)
        columns.addLayout(left)
        columns.addLayout(form, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.clear_button)
        foot.addStretch(1)
        foot.addWidget(self._hint)
        foot.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        column.setSpacing(theme.S12)
        column.addLayout(columns)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._reading.ready.connect(self._list_places)
        self._reading.failed.connect(self._finding.say)
        self.find_field.textChanged.connect(self._narrow)
        self.classes.itemChanged.connect(lambda _item: self._tell())
        for box in (self.flag, self.group, self.folder, self.file):
            box.currentIndexChanged.connect(lambda _index: self._tell())
        for check in (*self.splits.values(), self.no_split):
            check.toggled.connect(lambda _on: self._tell())
        for day in (self.taken_from, self.taken_to):
            day.textChanged.connect(lambda _text: self._tell())
        for size in (self.smallest, self.largest):
            size.valueChanged.connect(lambda _value: self._tell())
        self.clear_button.clicked.connect(self.cleared)
        self.done_button.clicked.connect(lambda _checked: self.close_box())

    # --- what the form says -----------------------------------------------------------------------------------------

    def open_for(self, wanted: PhotoFilter, opener: QWidget) -> None:
        """Open below `opener`, with the choices there are now and those of `wanted` made."""
        self._showing = True
        self._list_classes()
        for box, chosen in ((self.folder, wanted.folder), (self.group, wanted.group)):
            box.clear()
            box.addItem(self.tr("Any"), "")
            if chosen:
                box.addItem(chosen, chosen)
            box.setEnabled(bool(chosen))
        self._showing = False
        self.show_filter(wanted)
        self._reading.ask(self._finding.places_of())
        self.open_below(opener, focus=self.classes)

    def _list_places(self, places: Places) -> None:
        """Put the folders and groups in, now that they are read."""
        self._showing = True
        for box, entries in ((self.folder, places.folders), (self.group, places.groups)):
            box.clear()
            box.addItem(self.tr("Any"), "")
            for name, photos in entries:
                box.addItem(self.tr("{name} ({count})").format(name=name, count=numbers.count(photos)), name)
            box.setEnabled(bool(entries))
        self._showing = False
        self.show_filter(self._filter)

    def _list_classes(self) -> None:
        self.find_field.clear()
        self.find_field.setVisible(len(self._classes_model.classes) > 9)
        self.classes.clear()
        there: list[tuple[str, PhotoClass | None]] = [(self.tr("Unlabelled"), None)]
        there += [(one.name, one) for one in self._classes_model.classes]
        for name, one in there:
            item = QListWidgetItem(name, self.classes)
            item.setData(ID_ROLE, one.id if one is not None else None)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.classes.setCurrentRow(0)

    def _items(self) -> list[QListWidgetItem]:
        return [self.classes.item(row) for row in range(self.classes.count())]

    def _narrow(self) -> None:
        names = [item.text() for item in self._items()]
        found = set(matching(names, self.find_field.text()))
        for place, item in enumerate(self._items()):
            item.setHidden(place not in found)

    def show_filter(self, wanted: PhotoFilter) -> None:
        """Make the choices of `wanted`."""
        self._showing = True
        self._filter = wanted
        for item in self._items():
            class_id = item.data(ID_ROLE)
            on = wanted.unlabelled if class_id is None else class_id in wanted.classes
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.flag.setCurrentIndex(max(0, self.flag.findData(wanted.unsure)) if wanted.unsure is not None else 0)
        for split, box in self.splits.items():
            box.setChecked(split in wanted.splits)
        self.no_split.setChecked(wanted.no_split)
        self.group.setCurrentIndex(max(0, self.group.findData(wanted.group)))
        self.folder.setCurrentIndex(max(0, self.folder.findData(wanted.folder)))
        state = "missing" if wanted.missing else {None: "", False: "good", True: "bad"}[wanted.problem]
        self.file.setCurrentIndex(self.file.findData(state))
        for field, day in ((self.taken_from, wanted.taken_from), (self.taken_to, wanted.taken_to)):
            if _day_in(field)[0] != day:
                field.setText(day.isoformat() if day is not None else "")
        self.smallest.setValue((wanted.smallest or 0) / MEGABYTE)
        self.largest.setValue((wanted.largest or 0) / MEGABYTE)
        self._show_wrong_days()
        self._showing = False

    def _show_wrong_days(self) -> None:
        wrong = [field for field in (self.taken_from, self.taken_to) if not _day_in(field)[1]]
        for field in (self.taken_from, self.taken_to):
            theme.look(field, "wrong", field in wrong)
        self._hint.setVisible(bool(wrong))

    def _tell(self) -> None:
        if self._showing:
            return
        checked = [item.data(ID_ROLE) for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        self._show_wrong_days()
        file = self.file.currentData()
        wanted = replace(
            self._filter,
            classes=frozenset(one for one in checked if one is not None),
            unlabelled=None in checked,
            unsure=self.flag.currentData(),
            splits=frozenset(split for split, box in self.splits.items() if box.isChecked()),
            no_split=self.no_split.isChecked(),
            group=self.group.currentData() or "",
            folder=self.folder.currentData() or "",
            problem={"good": False, "bad": True}.get(file),
            missing=file == "missing",
            taken_from=_day_in(self.taken_from)[0],
            taken_to=_day_in(self.taken_to)[0],
            smallest=round(self.smallest.value() * MEGABYTE) or None,
            largest=round(self.largest.value() * MEGABYTE) or None,
        )
        if wanted != self._filter:
            self._filter = wanted
            self.changed.emit(wanted)


def _pair(low: QWidget, high: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.S8)
    row.addWidget(low, 1)
    row.addWidget(QLabel(numbers.DASH))
    row.addWidget(high, 1)
    return row


def _day_in(field: QLineEdit) -> tuple[date | None, bool]:
    """The day that stands in the field, and whether what stands there is one, or nothing."""
    typed = field.text().strip()
    try:
        return (date.fromisoformat(typed) if typed else None), True
    except ValueError:
        return None, False
