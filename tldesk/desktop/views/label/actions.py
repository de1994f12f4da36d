"""What can be done on the Label page, with its keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from tldesk.core.photo import PhotoClass
from tldesk.desktop import resources

ZOOM_STEP = 1.25


def declare(page: QWidget, text: str, keys: str, act: Callable[[], object], *, icon: str = "") -> QAction:
    """An action of `page`: it works while the focus is anywhere on the page, and stands on the help sheet. `keys`: parted by blanks."""
    action = QAction(text, page)
    action.setShortcuts([QKeySequence(key) for key in keys.split()])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    if icon:
        action.setIcon(resources.icon(icon))
    native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{text} ({native})" if native else text)
    # `triggered` carries a flag that the commands do not take.
    action.triggered.connect(lambda _checked: act())
    page.addAction(action)
    return action


class ClassActions:
    """One action for each class, made anew whenever the classes change.

    Args:
        label: gives the selected photos a class, by id.
    """

    def __init__(self, page: QWidget, label: Callable[[int], object]) -> None:
        self._page = page
        self._label = label
        self._actions: list[QAction] = []

    def renew(self, classes: list[PhotoClass]) -> None:
        """Declare actions for these classes and no others."""
        for action in self._actions:
            self._page.removeAction(action)
            action.deleteLater()
        self._actions = [self._declare(one) for one in classes]

    def _declare(self, photo_class: PhotoClass) -> QAction:
        text = self._page.tr("Label as {name}").format(name=photo_class.name)
        return declare(self._page, text, photo_class.key, lambda: self._label(photo_class.id))
