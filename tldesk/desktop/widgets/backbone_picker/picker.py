"""The sheet on which one finds and chooses a backbone."""

from collections import Counter
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from tldesk.core.backbones import CURATED, Backbone, Places, backbone, catalogue, families, search
from tldesk.desktop import theme
from tldesk.desktop.widgets.backbone_picker.details import Details
from tldesk.desktop.widgets.backbone_picker.model import BackbonesModel
from tldesk.desktop.widgets.background import Latest
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.columns import FittedTable

WIDTHS: Final = {
    BackbonesModel.PARAMETERS: 92,
    BackbonesModel.GMACS: 66,
    BackbonesModel.SIZE: 64,
    BackbonesModel.TOP1: 80,
    BackbonesModel.PRETRAINING: 200,
    BackbonesModel.LICENCE: 106,
    BackbonesModel.WHERE: 122,
}
SHORTEST: Final = 220
SPARE: Final = (BackbonesModel.PRETRAINING, BackbonesModel.LICENCE, BackbonesModel.SIZE)
FAMILIES_WIDTH: Final = 180
FAMILY_HEIGHT: Final = 24
SIZE: Final = (1320, 800)
ROWS_KEYS: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
FAMILY: Final = int(Qt.ItemDataRole.UserRole)
HERE: Final = "*here"
HEADING: Final = "*heading"


class BackbonePicker(QDialog):
    """Search, families, a table and the details of the chosen backbone.

    Args:
        chosen: the backbone the recipe has now.
        random: its weights are to be random, so none need to be here.

    Signals:
        used(str): this backbone is to be used.
        weights_wanted(str): weights are to be seen, added or fetched: of this backbone where its own are not here, else the name is empty.
    """

    used = Signal(str)
    weights_wanted = Signal(str)

    def __init__(self, chosen: str, *, random: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Choose a backbone"))
        self._random = random
        self._wanted = one.name if (one := backbone(chosen)) else ""
        self.model = BackbonesModel(self)
        self.field = self._search_field()
        self.families = self._family_list()
        self.table = self._table()
        self.details = Details()
        self.count = QLabel()
        theme.look(self.count, "muted")
        self.reason = QLabel(wordWrap=True)
        theme.look(self.reason, "muted")
        self.use_button = Button(self.tr("Use this backbone"))
        self.use_button.setToolTip(self.tr("Train with this backbone (Enter)"))
        theme.look(self.use_button, "accent")
        self.use_button.setDefault(True)
        self.weights_button = Button(self.tr("Weights…"))
        self.weights_button.setToolTip(self.tr("See, add and fetch weights of backbones (Ctrl+Shift+W)"))
        self.weights_button.setAutoDefault(False)
        self.cancel_button = Button(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Keep the backbone of the recipe (Esc)"))
        self._lay_out()
        self._connect()
        self._show_found()
        self._looking = Latest(self)
        self._looking.ready.connect(self._on_places)
        self.look()
        self.field.setFocus()

    # --- what it is made of -----------------------------------------------------------------------------------------

    def _search_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Search: small fast, vit base dinov2, under 10M, commercial ..."))
        field.setAccessibleName(self.tr("Search backbones"))
        field.setToolTip(self.tr("Names, families, sizes, pretraining and licences, in plain words (Ctrl+F)"))
        field.setClearButtonEnabled(True)
        field.installEventFilter(self)
        return field

    def _family_list(self) -> QListWidget:
        shown = QListWidget()
        shown.setAccessibleName(self.tr("Families"))
        shown.setToolTip(self.tr("Show one family only (Up, Down)"))
        shown.setFixedWidth(FAMILIES_WIDTH)
        theme.look(shown, "sidebar")
        counted = Counter(one.family for one in catalogue())
        named = [(f"{name}  ({counted[name]})", name) for name in families(set(counted))]
        entries = [(self.tr("All families"), ""), (self.tr("Weights here"), HERE), *named]
        entries.insert(2 + len(CURATED), (self.tr("Other families"), HEADING))
        for words, family in entries:
            item = QListWidgetItem(words)
            item.setData(FAMILY, family)
            item.setSizeHint(QSize(0, FAMILY_HEIGHT))
            if family == HEADING:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setFont(theme.caption())
            shown.addItem(item)
        shown.setCurrentRow(0)
        return shown

    def _table(self) -> FittedTable:
        table = FittedTable(WIDTHS, shortest=SHORTEST, spare=SPARE)
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Backbones"))
        table.setSortingEnabled(True)
        header = table.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        return table

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.S12)
        top.addWidget(self.field, 1)
        top.addWidget(self.count)
        middle = QHBoxLayout()
        middle.setSpacing(theme.S12)
        middle.addWidget(self.families)
        middle.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.S8)
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.weights_button)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.use_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S16, theme.S16, theme.S16, theme.S16)
        layout.setSpacing(theme.S12)
        layout.addLayout(top)
        layout.addLayout(middle, 1)
        layout.addWidget(self.details)
        layout.addLayout(foot)
        above = self.parentWidget()
        room = QSize(*SIZE) if above is None else above.window().size() - QSize(2 * theme.S24, 2 * theme.S24)
        self.resize(QSize(*SIZE).boundedTo(room))

    def _connect(self) -> None:
        self.field.textChanged.connect(self._show_found)
        self.families.currentRowChanged.connect(self._show_found)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.doubleClicked.connect(self.use)
        self.table.installEventFilter(self)
        self.use_button.clicked.connect(self.use)
        self.cancel_button.clicked.connect(self.reject)
        self.weights_button.clicked.connect(self._want_weights)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.field.setFocus)
        QShortcut(QKeySequence("Ctrl+Shift+W"), self, self._want_weights)

    # --- what it does -----------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Backbone | None:
        """The backbone of the current row."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def look(self) -> None:
        """Look into the weights folders again, off the window's thread."""
        self._looking.ask(Places)

    def _want_weights(self) -> None:
        one = self.chosen
        self.weights_wanted.emit("" if one is None or self.model.place(one).where.here else one.name)

    def use(self) -> None:
        """The same as pressing Use; nothing where it can't be used."""
        one = self.chosen
        if one is not None and self.use_button.isEnabled():
            self.used.emit(one.architecture if one.default else one.name)
            self.accept()

    def _show_found(self) -> None:
        item = self.families.currentItem()
        family = str(item.data(FAMILY)) if item is not None else ""
        found = search(self.field.text())
        if family == HERE:
            found = [one for one in found if self.model.place(one).where.here]
        elif family:
            found = [one for one in found if one.family == family]
        keep = self.chosen.name if self.chosen else self._wanted
        self.model.show(found)
        self.count.setText(self.tr("%n backbone(s)", "", len(found)))
        self._choose(self.model.row_of(keep) if not self.field.text() else 0)

    def _choose(self, row: int) -> None:
        if not self.model.rows:
            self._on_current()
            return
        index = self.model.index(max(0, row), 0)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index, FittedTable.ScrollHint.PositionAtCenter)
        self._on_current()

    def _on_places(self, places: object) -> None:
        assert isinstance(places, Places)
        self.model.set_places(places)
        if (item := self.families.currentItem()) is not None and item.data(FAMILY) == HERE:
            self._show_found()
        self._on_current()

    def _on_current(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        one = self.chosen
        self.details.show_backbone(one, None if one is None else self.model.place(one))
        reason = ""
        if one is None:
            reason = self.tr("No backbone has all of this. Take a word away.")
        elif not self._random and not self.model.place(one).where.here:
            reason = self.tr("Its weights are not on this computer. With Weights set to random it can be used all the same.")
        self.reason.setText(reason)
        self.use_button.setEnabled(not reason)
        self.use_button.setAccessibleDescription(reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the table while one types; Enter in the table uses what is chosen."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if watched is self.field and event.key() in ROWS_KEYS:
            self.table.event(event)
            return True
        if watched is self.table and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.use()
            return True
        return super().eventFilter(watched, event)
