"""A run's state: icon, word and colour, the same wherever a run is shown."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tldesk.core.run_values import RunState
from tldesk.desktop import theme
from tldesk.desktop.resources import ending_in_words, icon, translated
from tldesk.desktop.widgets.icon_label import IconLabel


@dataclass(frozen=True, slots=True)
class _Look:
    icon: str
    colour: str


LOOKS: Final = {
    RunState.PLANNED: _Look("clock-outline", "muted"),
    RunState.TRAINING: _Look("progress-clock", "accent"),
    RunState.FINISHED: _Look("check-circle-outline", "good"),
    RunState.CANCELLED: _Look("cancel", "muted"),
    RunState.FAILED: _Look("alert-circle-outline", "danger"),
    RunState.INTERRUPTED: _Look("power-plug-off-outline", "warning"),
}
IMPORTED: Final = "tray-arrow-down"


def state_words(state: RunState, *, imported: bool = False) -> str:
    """The state as the user reads it; the model of runs says the same. A model that was `imported` was trained elsewhere."""
    return translated("Imported" if imported and state is RunState.FINISHED else state.value.capitalize(), "runs")


def state_icon(state: RunState, *, imported: bool = False) -> QIcon:
    """The state's icon, in its colour; it follows the theme."""
    return icon(_name(state, imported=imported), colour=partial(_colour, state))


def _name(state: RunState, *, imported: bool) -> str:
    return IMPORTED if imported and state is RunState.FINISHED else LOOKS[state].icon


def _colour(state: RunState) -> QColor:
    named = getattr(theme.colours(), LOOKS[state].colour)
    assert isinstance(named, QColor)
    return named


class RunChip(QWidget):
    """Icon and word of a run's state, with how it ended as the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._words = IconLabel("clock-outline", theme.ICON_SMALL), QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S4)
        layout.addWidget(self._icon)
        layout.addWidget(self._words)

    def show_state(self, state: RunState, *, said: str = "", imported: bool = False) -> None:
        """Show `state`; `said` is how the run ended, in words."""
        self._icon.set_icon(_name(state, imported=imported), colour=partial(_colour, state))
        words = state_words(state, imported=imported)
        self._words.setText(words)
        said = ending_in_words(said)
        self.setToolTip(said)
        self.setAccessibleName(words)
        self.setAccessibleDescription(said)


class RunStateDelegate(QStyledItemDelegate):
    """Draws a run's state in a table: the icon in its colour before the words.

    Args:
        role: where the model keeps the `RunState`. imported_role: and whether it was imported.
    """

    def __init__(self, role: int, imported_role: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._imported_role = role, imported_role

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        state = index.data(self._role)
        if isinstance(state, str):
            option.icon = state_icon(RunState(state), imported=bool(index.data(self._imported_role)))
            option.decorationSize = QSize(theme.ICON_SMALL, theme.ICON_SMALL)
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
