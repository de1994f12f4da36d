"""An action of a page, whose tooltip names its key."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from tldesk.desktop.resources import icon


def page_action(
    owner: QObject,
    text: str,
    icon_name: str,
    shortcut: str,
    slot: Callable[..., object],
    *,
    context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
) -> QAction:
    """Make one of `owner`; its key works where the action is added, within `context`."""
    action = QAction(icon(icon_name), text, owner)
    action.setShortcut(QKeySequence(shortcut))
    action.setShortcutContext(context)
    action.setToolTip(f"{text} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
    action.triggered.connect(slot)
    return action
