"""What is trained next: the queue, its order, and what holds it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from tldesk.desktop import theme
from tldesk.desktop.resources import icon
from tldesk.desktop.session import Session
from tldesk.desktop.session.queue import QueuedTraining
from tldesk.desktop.views.train.recipe_words import recipe_in_words, settings_in_words
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.page_action import page_action

ROW = 30
MOST_ROWS = 4


class QueuePanel(QWidget):
    """The trainings that wait; hidden while none does."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = session.queue
        self._session = session
        self.title = QLabel()
        self.title.setFont(theme.title())
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Trainings that wait"))
        self.list.setIconSize(QSize(theme.ICON_SMALL, theme.ICON_SMALL))
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.up = self._action(self.tr("Train it earlier"), "arrow-up", "Alt+Up", lambda: self._move(-1))
        self.down = self._action(self.tr("Train it later"), "arrow-down", "Alt+Down", lambda: self._move(1))
        self.hold = self._action(self.tr("Hold it"), "pause", "Ctrl+H", self._on_hold)
        self.remove = self._action(self.tr("Take it out of the queue"), "close", "Del", self._on_remove)
        self.hold_button = Button()
        self.hold_button.clicked.connect(lambda: self._queue.hold_all(on=not self._queue.held))
        self.caption = QLabel(self.tr("Each takes the labels and splits there are when it begins."))
        self.caption.setFont(theme.caption())
        self.caption.setWordWrap(True)
        theme.look(self.caption, "muted")
        self._lay_out()
        self._queue.changed.connect(self._show)
        self.list.currentRowChanged.connect(self._enable)
        self._show()

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(theme.S4)
        heading.addWidget(self.title)
        heading.addStretch(1)
        for action in (self.up, self.down, self.hold, self.remove):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setIconSize(QSize(theme.ICON, theme.ICON))
            heading.addWidget(button)
        foot = QHBoxLayout()
        foot.setSpacing(theme.S8)
        foot.addWidget(self.caption, 1)
        foot.addWidget(self.hold_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, theme.S12)
        layout.setSpacing(theme.S8)
        layout.addLayout(heading)
        layout.addWidget(self.list)
        layout.addLayout(foot)

    def _action(self, text: str, icon_name: str, shortcut: str, slot: Callable[[], object]) -> QAction:
        action = page_action(self.list, text, icon_name, shortcut, slot, context=Qt.ShortcutContext.WidgetShortcut)
        self.list.addAction(action)
        return action

    def keys(self) -> list[tuple[str, str]]:
        """Keys of the list, for the help sheet."""
        actions = (self.up, self.down, self.hold, self.remove)
        shown = QKeySequence.SequenceFormat.NativeText
        return [(action.shortcut().toString(shown), self.tr("Queue: {what}").format(what=action.text())) for action in actions]

    @property
    def item(self) -> QueuedTraining | None:
        """The chosen one."""
        row, items = self.list.currentRow(), self._queue.items
        return items[row] if 0 <= row < len(items) else None

    def _show(self) -> None:
        items = self._queue.items
        row = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for number, item in enumerate(items, start=1):
            self.list.addItem(self._shown(number, item))
        self.list.setCurrentRow(min(max(row, 0), len(items) - 1))
        self.list.blockSignals(False)
        self.list.setFixedHeight(ROW * min(len(items), MOST_ROWS) + 2 * self.list.frameWidth())
        self.title.setText(self.tr("Queue (held)") if self._queue.held else self.tr("Queue"))
        self.hold_button.setText(self.tr("Go on") if self._queue.held else self.tr("Hold all"))
        tip = self.tr("Begin the next training") if self._queue.held else self.tr("Begin none of them after the training under way")
        self.hold_button.setToolTip(tip)
        self.setVisible(bool(items))
        self._enable()

    def _shown(self, number: int, item: QueuedTraining) -> QListWidgetItem:
        words = recipe_in_words(item.recipe)
        text = self.tr("{number}. {recipe} (held)") if item.held else self.tr("{number}. {recipe}")
        shown = QListWidgetItem(
            icon("pause" if item.held or self._queue.held else "clock-outline"), text.format(number=number, recipe=words)
        )
        shown.setToolTip("\n".join([words, *settings_in_words(item.recipe)]))
        shown.setSizeHint(QSize(0, ROW))
        return shown

    def _enable(self) -> None:
        item, row = self.item, self.list.currentRow()
        for action in (self.hold, self.remove):
            action.setEnabled(item is not None)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.list.count() - 1)
        held = item is not None and item.held
        self.hold.setText(self.tr("Let it go on") if held else self.tr("Hold it"))
        self.hold.setIcon(icon("play" if held else "pause"))

    def _move(self, by: int) -> None:
        item, row = self.item, self.list.currentRow()
        if item is not None:
            self._queue.move(item.number, by)
            self.list.setCurrentRow(min(max(row + by, 0), self.list.count() - 1))

    def _on_hold(self) -> None:
        if self.item is not None:
            self._queue.hold(self.item.number, on=not self.item.held)

    def _on_remove(self) -> None:
        if self.item is not None:
            self._queue.remove(self.item.number)
