"""One photo of a prediction set, with its heatmap."""

from pathlib import Path

from tldesk.core import numbers
from tldesk.core.words import isolated
from tldesk.desktop.views.evidence.photo_evidence import PhotoEvidence
from tldesk.desktop.widgets.evidence import Evidence
from tldesk.project.predictions import PredictionRow, PredictionSet


class PhotoPanel(PhotoEvidence):
    """Shows answers of a prediction set."""

    def show_row(self, row: PredictionRow | None, shown: PredictionSet | None, *, mark: str = "", explain: bool) -> None:
        """Show an answer of the set `shown`, None for none; with `explain` its heatmap is drawn. `mark`: see `Evidence`."""
        if row is None or shown is None:
            self.clear()
            return
        self._run_id = shown.run_id
        self.name.setText(Path(row.file).name)
        colours = {one.name: one.colour for one in self._classes()}
        evidence = Evidence(Path(row.file), shown.classes, row.probabilities, label=row.label, colours=colours, mark=mark)
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
