"""Photos that were answered for, sorted into class folders off the GUI thread."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tldesk.core.errors import TldeskError
from tldesk.core.progress import Report
from tldesk.desktop.session.exchange import Written, write_plan
from tldesk.desktop.session.tasks import Answer, Tasks
from tldesk.project.predictions import PredictionRow, PredictionSet

if TYPE_CHECKING:
    from tldesk.project.interchange.answer_folders import AnswersPlan


class Sorting(Tasks):
    """Every method returns at once; see `Tasks`."""

    def plan(
        self,
        target: Path,
        answered: PredictionSet,
        rows: Sequence[PredictionRow],
        *,
        best_guess: bool,
        then: Answer["AnswersPlan"],
        otherwise: Answer[TldeskError],
    ) -> None:
        """Where each photo of `rows`, which must change no more, would go; writes nothing. See `plan_answer_folders`."""
        project = self._access.project
        if project is None:
            return
        root = project.root

        def work(report: Report) -> "AnswersPlan":
            from tldesk.project.interchange.answer_folders import plan_answer_folders

            return plan_answer_folders(root, target, answered, rows, best_guess=best_guess, report=report)

        self._run(work, then, otherwise)

    def write(self, plan: "AnswersPlan", *, link: bool, then: Answer[Written], otherwise: Answer[TldeskError]) -> None:
        """Copy or link the photos as `plan` says."""
        self._run(partial(write_plan, plan, link=link), then, otherwise)
