"""What Results and Predict show of one photo: its name, what is said of it, and where the evidence was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tldesk.core.errors import TldeskError
from tldesk.core.photo import PhotoClass
from tldesk.desktop import theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session, banner_of
from tldesk.desktop.views.evidence.desk import HeatmapDesk
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.evidence import EvidencePanel
from tldesk.project import classes as classes_of


class PhotoEvidence(QWidget):
    """File name, a verdict, the photo with its heatmap, which is asked of the session for the run `_run_id`."""

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._run_id = ""
        self.name = ElidedLabel()
        self.name.setFont(theme.title())
        self.verdict = ElidedLabel("", Qt.TextElideMode.ElideRight)
        theme.look(self.verdict, "muted")
        self.evidence = EvidencePanel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S16, theme.S16, theme.S16, theme.S16)
        layout.setSpacing(theme.S8)
        layout.addWidget(self.name)
        layout.addWidget(self.verdict)
        layout.addWidget(self.evidence, 1)
        self.heatmaps = HeatmapDesk(session, preferences, self.evidence, lambda: self._run_id)
        self.clear()

    def clear(self) -> None:
        """Show no photo."""
        self.name.setText("")
        self.verdict.setText("")
        self.evidence.clear(self.tr("Choose a photo to see where the evidence was."))

    def _classes(self) -> list[PhotoClass]:
        """The project's; none where they can't be read, which is said."""
        project = self._session.project
        try:
            return classes_of.classes(project) if project is not None else []
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            return []
