"""The verb predict with --sort-into: the photos that were answered for in a folder for each class."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from tldesk.cli.exchange import place_photos, said_of
from tldesk.cli.predicting import Answered
from tldesk.cli.say import Voice, shown
from tldesk.project.interchange.answer_folders import check_answer_target, plan_answer_folders
from tldesk.project.store import Project

SortInto = Annotated[Path | None, typer.Option(help="Copy the photos into a folder for each class in this one. Originals are only read.")]
Link = Annotated[bool, typer.Option("--link", help="With --sort-into: link the photos instead of copying them.")]
BestGuess = Annotated[
    bool, typer.Option("--best-guess", help="With --sort-into: 'not sure' and unlike photos have no folder of their own.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="With --sort-into: only say how many photos would go where.")]


@dataclass(frozen=True, slots=True)
class Sorting:
    """What the options of the verb say: where to sort the photos, None for nowhere, and how."""

    target: Path | None
    link: bool
    best_guess: bool
    dry_run: bool

    def __post_init__(self) -> None:
        if self.target is None and (self.link or self.best_guess or self.dry_run):
            hint = "--link, --best-guess, --dry-run"
            raise typer.BadParameter("They say how photos are sorted; name a folder with --sort-into.", param_hint=hint)

    def check(self, project: Project, places: Sequence[Path]) -> None:
        """Refuse a folder that can't be sorted into, before there is any answer for the photos in `places`."""
        if self.target is not None:
            check_answer_target(project.root, self.target, places)

    def sort(self, project: Project, answered: Answered, voice: Voice) -> dict[str, object]:
        """Put the photos into their folders, or only say how many would go where; gives what the verb says as JSON."""
        if self.target is None:
            return {}
        plan = plan_answer_folders(project.root, self.target, answered.set, answered.rows, best_guess=self.best_guess)
        for file, reason in plan.left_out:
            voice.aside(f"Left out  {shown(Path(file))}: {reason}")
        values: dict[str, object] = {
            "folder": str(plan.target),
            "photos": {str(each.source): each.path for each in plan.placings},
            "counts": dict(plan.counts),
            "left_out": dict(plan.left_out),
            "written": not self.dry_run,
        }
        where, left_out = shown(self.target), f"; {len(plan.left_out)} left out" if plan.left_out else ""
        if self.dry_run:
            for folder, count in plan.counts.items():
                voice.line(f"{folder}: {count} photos")
            voice.line(f"{len(plan.placings)} photos would go to {where}{left_out}. Nothing was written (--dry-run).")
        else:
            outcomes = place_photos(plan, link=self.link, voice=voice)
            voice.line(f"{where}: {said_of(outcomes) or 'no photo could be read'}{left_out}")
            values["outcomes"] = outcomes
        return {"sorted": values}
