"""Fixtures of the window's tests: the theme, and no work left in the background."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from tldesk.desktop import resources, theme


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    """Every test starts light and in English, and leaves the thread pool empty."""
    theme.apply(qapp, "light")
    resources.install_language(qapp)
    yield
    QThreadPool.globalInstance().waitForDone()
