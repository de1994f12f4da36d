"""The window: it places the pages and joins them, and leaves everything else to them."""

from tldesk.desktop.views.main_window.pages import Preloader
from tldesk.desktop.views.main_window.window import MainWindow

__all__ = ["MainWindow", "Preloader"]
