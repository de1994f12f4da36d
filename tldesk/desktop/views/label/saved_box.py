"""Filters that were given a name: choose one, forget one, keep the present one."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QScrollArea, QToolButton, QVBoxLayout, QWidget

from tldesk.core.filters import SavedFilter
from tldesk.desktop import resources, theme
from tldesk.desktop.models.finding import FindingModel
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.overlay import Overlay

WIDTH = 300
LIST_HEIGHT = 240


class SavedBox(Overlay):
    """The saved filters, and a field to keep the one that holds now.

    Signals:
        chosen(object): a `SavedFilter`. forgotten(str): its name. named(str): the name for the filter that holds now.
    """

    chosen = Signal(object)
    forgotten = Signal(str)
    named = Signal(str)

    def __init__(self, page: QWidget, finding: FindingModel) -> None:
        super().__init__(page)
        self.setAccessibleName(self.tr("Saved filters"))
        self._finding = finding
        title = QLabel(self.tr("Saved filters"))
        title.setFont(theme.title())
        self._none = QLabel(self.tr("A filter and its order can be kept under a name."))
        self._none.setWordWrap(True)
        theme.look(self._none, "muted")
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.S4)
        held = QWidget()
        held.setLayout(self._rows)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(held)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Name of this filter"))
        self.name.setAccessibleName(self.tr("Name of this filter"))
        self.name.returnPressed.connect(self._keep)
        self.name.setToolTip(self.tr("Enter keeps the filter and the order under this name"))
        self.save_button = Button(self.tr("Save"))
        self.save_button.setToolTip(self.tr("Keep the filter and the order under this name (Enter)"))
        self.save_button.clicked.connect(self._keep)
        foot = QHBoxLayout()
        foot.setSpacing(theme.S8)
        foot.addWidget(self.name, 1)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S16)
        column.setSpacing(theme.S8)
        for widget in (title, self._none, self._scroll):
            column.addWidget(widget)
        column.addLayout(foot)
        finding.saved_changed.connect(self._renew)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def open_for(self, opener: QWidget) -> None:
        """Open below `opener`."""
        self._fill()
        first = self._rows.itemAt(0)
        row = first.widget() if first is not None else None
        self.open_below(opener, focus=self.name if row is None else row.findChildren(Button)[0])

    def _renew(self) -> None:
        if not self.isHidden():
            self.name.setFocus()
            self._fill()
            self.resize(self.sizeHint())

    def _fill(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        saved = self._finding.saved()
        for one in saved:
            self._rows.addWidget(self._row(one))
        self._none.setVisible(not saved)
        self._scroll.setVisible(bool(saved))
        self._scroll.setFixedHeight(min(LIST_HEIGHT, len(saved) * (Button().sizeHint().height() + theme.S4)))

    def _row(self, one: SavedFilter) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.S4)
        choose = Button(one.name.replace("&", "&&"))
        choose.setToolTip(self.tr("Show these photos"))
        theme.look(choose, "row")
        choose.clicked.connect(partial(self._choose, one))
        forget = QToolButton()
        forget.setIcon(resources.icon("close"))
        forget.setToolTip(self.tr("Forget {name}").format(name=one.name))
        forget.setAccessibleName(forget.toolTip())
        forget.clicked.connect(partial(self.forgotten.emit, one.name))
        line.addWidget(choose, 1)
        line.addWidget(forget)
        return row

    def _choose(self, one: SavedFilter) -> None:
        self.close_box()
        self.chosen.emit(one)

    def _keep(self) -> None:
        name = self.name.text().strip()
        if name:
            self.name.clear()
            self.close_box()
            self.named.emit(name)
