"""Choosing a backbone out of the whole catalogue."""

from tldesk.desktop.widgets.backbone_picker.button import BackboneButton
from tldesk.desktop.widgets.backbone_picker.picker import BackbonePicker

__all__ = ["BackboneButton", "BackbonePicker"]
