"""What the open project's runs may be asked for: predictions, heatmaps, feature maps, figures, maps of photos, exported models."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from tldesk.core.exported import Forms
from tldesk.core.heatmap import HeatmapMethod
from tldesk.core.messages import Command, ExplainRequest, FeatureMapsRequest, PreviewRequest, Request
from tldesk.core.photo import Split
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.jobs import JobDesk
from tldesk.desktop.session.values import Job
from tldesk.project import predictions
from tldesk.project.store import Project


class Asking(QObject):
    """Hands what is asked to the engines; without a project nothing happens."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access = Access(self)
        self._jobs = JobDesk(self._access, self)

    @property
    def project(self) -> Project | None:
        """The open project, or None."""
        return self._access.project

    @property
    def answering(self) -> Job | None:
        """The prediction or heatmap that is planned or under way."""
        return self._jobs.answerer.job

    def predict(self, run_id: str, places: Sequence[Path], *, deep: bool = True) -> None:
        """Answer for the photos in `places`, and in their sub-folders where `deep`, with the run. One at a time."""
        if self.project is not None and self.answering is None:
            self._jobs.predict(run_id, places, deep=deep)

    def go_on_predicting(self, set_id: str) -> None:
        """Answer for the photos that a prediction set still lacks, because it was cancelled or killed."""
        if self.project is not None and self.answering is None:
            self._jobs.go_on_predicting(set_id)

    def pause_answering(self) -> None:
        """Hold the prediction between two batches; its `Job` is `paused` until it goes on or is cancelled."""
        self._jobs.pause_answering(Command.PAUSE)

    def resume_answering(self) -> None:
        """Let a prediction that was paused go on."""
        self._jobs.pause_answering(Command.RESUME)

    def choose_sureness(self, run_id: str, accepted: float) -> None:
        """Let the run say "not sure" so often that no more than `accepted` (0..1) of its answers are wrong, in old predictions too."""
        self._access.write(lambda project: predictions.choose_accepted(project, run_id, accepted))

    def cancel_answering(self) -> None:
        """Cancel the prediction or heatmap under way; answers given so far are kept."""
        self._jobs.cancel_answering()

    def explain(
        self, run_id: str, file: Path, *, class_index: int | None = None, method: HeatmapMethod | None = None, check: bool = False
    ) -> bool:
        """Draw a heatmap; `heard` brings it as `Explained`, and with `check` what came of testing it. A newer wish replaces one that waits.

        Returns:
            Whether one will come; why not was said.
        """
        if self.project is None:
            return False
        return self._jobs.explain(self.project, run_id, file, class_index=class_index, method=method, check=check)

    def cancel(self, request: Request) -> None:
        """Cancel the job of `request`, if it is under way."""
        self._jobs.cancel(request)

    def do_beside(self, request: PreviewRequest | ExplainRequest | FeatureMapsRequest) -> None:
        """Draw something as soon as the answering engine has time; `heard` brings it, and then how it ended."""
        if self.project is not None:
            self._jobs.answerer.submit_beside(request)

    def evaluate(self, run_id: str, split: Split) -> None:
        """Measure a run on a split; `heard` brings the figures as `Evaluated`, and the run's folder keeps them."""
        if self.project is not None:
            self._jobs.evaluate(self.project, run_id, split)

    def map_photos(self, run_id: str) -> None:
        """Lay all photos out by what the run sees in them; `heard` brings each map as `Mapped`."""
        if self.project is not None:
            self._jobs.map_photos(self.project, run_id)

    def export_model(self, run_id: str, target: Path, *, forms: Forms, replace_file: bool = False) -> bool:
        """Export a run's model to a folder or a .zip file, see `jobs.exporting`; `heard` brings `Exported`. One job at a time.

        Returns:
            Whether it was begun: not while the answering engine does more than a heatmap.
        """
        if self.project is None:
            return False
        return self._jobs.export_model(self.project, run_id, target, forms=forms, replace_file=replace_file)
