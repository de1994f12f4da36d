"""One photo of a prediction set, with its heatmap."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.errors import TldeskError
from tldesk.core.words import isolated
from tldesk.desktop import theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session, banner_of
from tldesk.desktop.views.evidence.desk import HeatmapDesk
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.evidence import Evidence, EvidencePanel
from tldesk.project import classes as classes_of
from tldesk.project.predictions import PredictionRow, PredictionSet


class PhotoPanel(QWidget):
    """File name, what was said of it, photo with heatmap; asks the session for the heatmap."""

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
        self.show_row(None, None, explain=False)

    def show_row(self, row: PredictionRow | None, shown: PredictionSet | None, *, mark: str = "", explain: bool) -> None:
        """Show an answer of the set `shown`, None for none; with `explain` its heatmap is drawn. `mark`: see `Evidence`."""
        if row is None or shown is None:
            self.name.setText("")
            self.verdict.setText("")
            self.evidence.clear(self.tr("Choose a photo to see where the evidence was."))
            return
        self._run_id = shown.run_id
        self.name.setText(Path(row.file).name)
        evidence = Evidence(Path(row.file), shown.classes, row.probabilities, label=row.label, colours=self._colours(), mark=mark)
        self.verdict.setText(self._verdict(row, evidence))
        self.evidence.show_evidence(evidence, explain=explain and not row.problem)

    def _verdict(self, row: PredictionRow, evidence: Evidence) -> str:
        if row.problem or not row.probabilities:
            return row.problem
        best = evidence.ranking[0]
        prediction, share = isolated(evidence.classes[best]), numbers.percent(row.probabilities[best])
        if row.label is not None:
            text = self.tr("Labelled {label} by a person; the model says {prediction}, {confidence}")
            return text.format(label=isolated(row.label), prediction=prediction, confidence=share)
        return self.tr("Predicted {prediction}, {confidence}").format(prediction=prediction, confidence=share)

    def _colours(self) -> dict[str, str]:
        project = self._session.project
        try:
            return {c.name: c.colour for c in classes_of.classes(project)} if project is not None else {}
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            return {}
