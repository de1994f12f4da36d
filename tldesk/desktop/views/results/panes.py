"""How the parts of the page Results lie beside each other."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from tldesk.desktop import theme
from tldesk.desktop.preferences import Preferences

INNER: Final = "results/inner"
OUTER: Final = "results/splitter"


class Panes(QSplitter):
    """Figures and photos side by side below what is `above` both, and one photo to their right; where the borders are is remembered."""

    def __init__(self, *, above: Sequence[QWidget], figures: QWidget, photos: QWidget, photo: QWidget, preferences: Preferences) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._preferences = preferences
        figures.setMinimumWidth(300)
        photos.setMinimumWidth(200)
        photo.setMinimumWidth(260)
        self._inner = QSplitter(Qt.Orientation.Horizontal)
        self._inner.setChildrenCollapsible(False)
        self._inner.addWidget(self._padded(figures, right=theme.S12))
        self._inner.addWidget(self._padded(photos, left=theme.S12))
        self._inner.setSizes([490, 390])
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.S16, theme.S16, theme.S16, theme.S16)
        column.setSpacing(theme.S16)
        for part in above:
            column.addWidget(part)
        column.addWidget(self._inner, 1)
        self.setChildrenCollapsible(False)
        self.addWidget(left)
        self.addWidget(photo)
        self.setStretchFactor(0, 1)
        self.setSizes([940, 380])
        self._inner.restoreState(preferences.state(INNER))
        self.restoreState(preferences.state(OUTER))

    def remember(self) -> None:
        """Keep where the borders are."""
        self._preferences.set_state(INNER, self._inner.saveState())
        self._preferences.set_state(OUTER, self.saveState())

    def _padded(self, widget: QWidget, *, left: int = 0, right: int = 0) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(left, 0, right, 0)
        layout.addWidget(widget)
        return holder


def page_of(bar: QWidget, panes: QWidget) -> QWidget:
    """`bar`, a hairline, and `panes` below."""
    line = QFrame()
    line.setFixedHeight(1)
    theme.look(line, "hairline")
    page = QWidget()
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(bar)
    whole.addWidget(line)
    whole.addWidget(panes, 1)
    return page
