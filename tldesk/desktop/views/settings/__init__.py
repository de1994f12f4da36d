"""The settings: how tldesk looks, who labels, and what it keeps where."""

from tldesk.desktop.views.settings.sheet import SettingsSheet

__all__ = ["SettingsSheet"]
