"""Below the table: where added files go, and which shared folders could not be looked into."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tldesk.core.backbones.places import own_folder
from tldesk.desktop import theme
from tldesk.desktop.widgets.elided import ElidedLabel


class FolderLines(QWidget):
    """A line about the user's folder; and one where shared folders are away, whose weights would be missed in the table.

    Attributes:
        away: the line about those.
    """

    def __init__(self) -> None:
        super().__init__()
        own = QLabel(self.tr("Files dropped here are checked and put into {folder}").format(folder=own_folder()))
        self.away = ElidedLabel()
        self.away.hide()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.S4)
        for line in (own, self.away):
            theme.look(line, "muted")
            lines.addWidget(line)

    def tell(self, away: Sequence[Path]) -> None:
        """These folders are not there."""
        words = self.tr("Shared folder(s) not there: {folders}. Is the share connected?", "", len(away))
        self.away.setText(words.format(folders=", ".join(map(str, away))))
        self.away.setVisible(bool(away))
