"""Which of an evaluation's photos are listed, and in which order."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from tldesk.core.errors import TldeskError
from tldesk.core.results import Answer, Evaluation
from tldesk.core.run_folder import RunFolder
from tldesk.core.words import isolated
from tldesk.desktop.models.evaluation import mistakes, near_ties, of_cell, worst_losses
from tldesk.desktop.session import Session, banner_of
from tldesk.desktop.views.results.comparison_row import ComparisonRow
from tldesk.desktop.views.results.listing import Listing
from tldesk.desktop.views.results.photos_panel import PhotosPanel
from tldesk.desktop.widgets.background import Latest
from tldesk.jobs.comparison import Comparison, compare
from tldesk.project.run_rows import RunRow


class Listings(QObject):
    """Fills the panel of photos: mistakes by what makes them worth a look, one cell of the matrix, or what another run did differently."""

    def __init__(self, session: Session, row: ComparisonRow, panel: PhotosPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._row, self._panel = session, row, panel
        self._run_id = ""
        self._evaluation: Evaluation | None = None
        self._comparison: Comparison | None = None
        self._comparing = Latest(self)
        self._comparing.ready.connect(self._take)
        self._comparing.failed.connect(self._fail)
        session.opened.connect(self._forget)
        row.run_chosen.connect(self._compare)
        row.listing_wanted.connect(panel.choose)
        panel.listing_chosen.connect(self.show)

    def show_evaluation(self, evaluation: Evaluation | None, others: Sequence[RunRow], *, of: str) -> None:
        """List the photos of an evaluation of the run `of`, None for none; `others` are runs it may be compared with.

        What was chosen for another run says nothing of this one: its photos are listed as they come first.
        """
        if of != self._run_id:
            self._run_id = of
            self._panel.start_over()
        self._evaluation = evaluation
        self._row.offer(others if evaluation is not None else ())
        self._compare(self._row.run_id)

    def show_cell(self, label: int, prediction: int) -> None:
        """List the photos of one cell of the confusion matrix."""
        if self._evaluation is None:
            return
        names = self._evaluation.classes
        found = of_cell(self._evaluation.answers, label=label, prediction=prediction)
        title = self.tr("Label {label}, predicted {prediction}").format(
            label=isolated(names[label]), prediction=isolated(names[prediction])
        )
        self._panel.show_answers(found, names, cell=title)

    def show(self) -> None:
        """List what the panel's menu says."""
        shown = self._evaluation
        self._panel.show_answers(self._listed(shown.answers) if shown else (), shown.classes if shown else (), measured=shown is not None)

    def said_before(self, answer: Answer) -> str:
        """What the run that is compared with said of the photo, in words; empty where there is none."""
        name = self._comparison.before.get(answer.key) if self._comparison is not None else None
        return self.tr("{run} said {prediction}").format(run=self._row.run_name, prediction=name) if name else ""

    def _forget(self) -> None:
        """Two projects may hold the same run."""
        self._run_id = ""

    def _compare(self, run_id: str) -> None:
        """The other run's answers may be many megabytes: they are read off the GUI thread."""
        self._comparing.forget()
        project = self._session.project
        if self._evaluation is None or not run_id or project is None:
            self._take(None)
            return
        self._comparison = None
        self._row.show_comparison(None)
        self.show()
        self._comparing.ask(partial(_compared, self._evaluation, project.layout.run(run_id)))

    def _take(self, found: Comparison | None) -> None:
        self._comparison = found
        self._row.show_comparison(found)
        self._panel.offer(comparing=found is not None and found.photos > 0)
        self.show()

    def _fail(self, error: TldeskError) -> None:
        self._take(None)
        self._session.said.emit(banner_of(error))

    def _listed(self, answers: Sequence[Answer]) -> Sequence[Answer]:
        match self._panel.listing, self._comparison:
            case Listing.FIXED, Comparison(fixed=found):
                return found
            case Listing.BROKEN, Comparison(broken=found):
                return found
            case Listing.STILL_WRONG, Comparison(still_wrong=found):
                return found
            case Listing.WORST_LOSSES, _:
                return worst_losses(answers)
            case Listing.NEAR_TIES, _:
                return near_ties(answers)
            case _:
                return mistakes(answers)


def _compared(shown: Evaluation, folder: RunFolder) -> Comparison | None:
    other = folder.evaluation(shown.split)
    return None if other is None else compare(shown, other)
