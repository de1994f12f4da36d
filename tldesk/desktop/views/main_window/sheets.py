"""The sheets that belong to no page: the settings, and the weights of backbones."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session


class Sheets(QObject):
    """Opens them.

    Signals:
        scheme_wanted(str): other colours are to be shown, and remembered.
        weights_looked_at(): others may be here now.
    """

    scheme_wanted = Signal(str)
    weights_looked_at = Signal()

    def __init__(self, session: Session, preferences: Preferences, owner: QWidget) -> None:
        super().__init__(owner)
        self._session, self._preferences, self._owner = session, preferences, owner

    def open_settings(self) -> None:
        """Show the settings."""
        from tldesk.desktop.views.settings import SettingsSheet

        sheet = SettingsSheet(self._session, self._preferences, self._owner)
        sheet.scheme_wanted.connect(self.scheme_wanted)
        sheet.weights_wanted.connect(self.open_weights)
        sheet.finished.connect(sheet.join)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def open_weights(self, name: str = "") -> None:
        """Show the weights that are here, over the sheet of backbones where that is open.

        Args:
            name: the backbone to fetch them for; empty for none in particular.
        """
        from tldesk.desktop.views.weights import WeightsSheet

        above = QApplication.activeModalWidget() or self._owner
        sheet = WeightsSheet(self._session, self._preferences, above, name=name)
        sheet.finished.connect(self.weights_looked_at)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()
