"""What can be done on the Label page, with its keys."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from tldesk.core.photo import PhotoClass
from tldesk.desktop import resources

ZOOM_STEP = 1.25

OWN_KEYS = "own keys"
"""The property of an action that holds the keys it was declared with."""


def declare(page: QWidget, text: str, keys: str, act: Callable[[], object], *, icon: str = "") -> QAction:
    """An action of `page`: it works while the focus is anywhere on the page, and stands on the help sheet. `keys`: parted by blanks."""
    action = QAction(text, page)
    action.setProperty(OWN_KEYS, keys)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    if icon:
        action.setIcon(resources.icon(icon))
    _set_keys(action, keys.split())
    # `triggered` carries a flag that the commands do not take.
    action.triggered.connect(lambda _checked: act())
    page.addAction(action)
    return action


def _set_keys(action: QAction, keys: list[str]) -> None:
    action.setShortcuts([QKeySequence(key) for key in keys])
    native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{action.text()} ({native})" if native else action.text())


class ClassActions:
    """One action for each class, made anew whenever the classes change.

    Two actions with one key would both be silent. The editor of keys takes none of the page's own (`taken_by`); where a class has one
    all the same, as from an older project, the class wins, and the page's action is left to its other keys and to the palette.

    Args:
        label: gives the selected photos a class, by id.
    """

    def __init__(self, page: QWidget, label: Callable[[int], object]) -> None:
        self._page = page
        self._label = label
        self._classes: list[PhotoClass] = []
        self._actions: list[QAction] = []

    def renew(self, classes: list[PhotoClass]) -> None:
        """Declare actions for these classes and no others."""
        if classes == self._classes:
            return
        self._classes = classes
        for action in self._actions:
            self._page.removeAction(action)
            action.deleteLater()
        self._actions = []
        self._give_way({one.key.upper() for one in classes if one.key})
        self._actions = [self._declare(one) for one in classes]

    def taken_by(self, key: str) -> str:
        """What `key` does on this page besides labelling, in words; empty where it does nothing."""
        for action in self._page_actions():
            if key.upper() in str(action.property(OWN_KEYS)).split():
                return action.text()
        return ""

    def _page_actions(self) -> list[QAction]:
        return [action for action in self._page.actions() if action not in self._actions and action.property(OWN_KEYS)]

    def _give_way(self, class_keys: set[str]) -> None:
        for action in self._page_actions():
            own = str(action.property(OWN_KEYS)).split()
            _set_keys(action, [key for key in own if key not in class_keys])

    def _declare(self, photo_class: PhotoClass) -> QAction:
        text = QCoreApplication.translate("LabelView", "Label as {name}").format(name=photo_class.name)
        return declare(self._page, text, photo_class.key.upper(), lambda: self._label(photo_class.id))
