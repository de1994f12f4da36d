"""The page before a folder is open."""

from tldesk.desktop.views.start.view import StartView

__all__ = ["StartView"]
