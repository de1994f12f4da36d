"""The left rail: the stages, and below them what concerns the whole window."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from tldesk.desktop import resources, theme
from tldesk.desktop.views.main_window.stages import STAGES
from tldesk.desktop.widgets.rail_button import RailButton


class Rail(QWidget):
    """Chooses a stage.

    Signals:
        chosen(str): the key of a stage.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.S8, 1, theme.S8)
        self._column.setSpacing(theme.S4)
        for number, stage in enumerate(STAGES, 1):
            name = QCoreApplication.translate("Stages", stage.name)
            button = RailButton(stage.icon, name)
            button.setToolTip(self.tr("{stage} (Ctrl+{number})").format(stage=name, number=number))
            button.clicked.connect(partial(self._choose, stage.key))
            self._group.addButton(button)
            self._column.addWidget(button)
            self.buttons[stage.key] = button
        self._column.addStretch(1)
        self.setFixedWidth(max(button.sizeHint().width() for button in self.buttons.values()) + 1)
        self.setAccessibleName(self.tr("Stages"))

    def add_tools(self, actions: Sequence[QAction], scheme_menu: QMenu) -> None:
        """Put small buttons at the foot: these actions, and the choice of colours."""
        scheme = QToolButton()
        scheme.setIcon(resources.icon("theme-light-dark"))
        scheme.setMenu(scheme_menu)
        scheme.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        scheme.setToolTip(scheme_menu.title())
        scheme.setAccessibleName(scheme_menu.title())
        buttons = [scheme]
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
            buttons.append(button)
        for button in buttons:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            row = QHBoxLayout()
            row.addWidget(button)
            self._column.addLayout(row)

    def _choose(self, key: str) -> None:
        self.chosen.emit(key)

    def show_count(self, key: str, count: str) -> None:
        """Show how much there is in the stage `key`."""
        self.buttons[key].set_count(count)

    def mark(self, key: str) -> None:
        """Show that the stage `key` is open."""
        self.buttons[key].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colours().line)
        painter.end()
