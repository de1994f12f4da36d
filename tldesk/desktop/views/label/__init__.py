"""The Label page."""

from tldesk.desktop.views.label.view import LabelView

__all__ = ["LabelView"]
