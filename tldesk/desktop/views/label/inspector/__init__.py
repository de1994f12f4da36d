"""The right side of the Label page."""

from tldesk.desktop.views.label.inspector.view import Inspector

__all__ = ["Inspector"]
