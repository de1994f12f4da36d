"""Photos that arrive in watched folders while predictions go on: which of them are new and wholly written. Pure reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.core.messages import PredictRequest, RequestedPhoto
from tldesk.core.photo import ScannedPhoto
from tldesk.jobs.plan import trained
from tldesk.photos.scan import ScanProblem, scan
from tldesk.project import answers, predictions
from tldesk.project.store import Project

EVERY_S = 2.0
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What one look at the folders found.

    Attributes:
        photos: that are new, or written anew, and have not grown since the look before.
        problems: files and folders that can't be looked at, with the reason; each is told once.
        away: why folders could not be read, in words; empty where all of them are there. What they held stays known.
    """

    photos: tuple[RequestedPhoto, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    away: str = ""


class PhotoWatch:
    """Looks at folders again and again; what it told once it does not tell again until the file changes.

    A file counts as wholly written when its size and its time are the same in two looks.
    """

    def __init__(self, folders: Sequence[Path], *, deep: bool = True) -> None:
        """`deep`: their sub-folders too."""
        self._folders = [folder.resolve() for folder in folders]
        self._deep = deep
        self._seen: dict[Path, dict[str, ScannedPhoto]] = {folder: {} for folder in self._folders}
        self._told: dict[str, ScannedPhoto] = {}
        self._problems: dict[str, str] = {}

    def look(self) -> Arrivals:
        """What has arrived since the last look; raises nothing when a folder vanishes, which it says."""
        photos: list[RequestedPhoto] = []
        problems: list[tuple[str, str]] = []
        away: list[str] = []
        for folder in self._folders:
            try:
                self._look_into(folder, photos, problems)
            except TldeskError as error:
                away.append(str(error))
        return Arrivals(tuple(photos), tuple(problems), " ".join(away))

    def _look_into(self, folder: Path, photos: list[RequestedPhoto], problems: list[tuple[str, str]]) -> None:
        before, now = self._seen[folder], {}
        for found in scan(folder, known=before, deep=self._deep):
            file = str(folder / found.path)
            if isinstance(found, ScanProblem):
                reason = str(found.error)
                if self._problems.get(file) != reason:
                    self._problems[file] = reason
                    problems.append((file, reason))
                continue
            now[found.path] = found
            if before.get(found.path) == found and self._told.get(file) != found:
                self._told[file] = found
                photos.append(RequestedPhoto(key=file, file=file, fingerprint=found.fingerprint))
        self._seen[folder] = now


def begin_watch(project: Project, run_id: str, folders: Sequence[Path]) -> tuple[str, Change]:
    """The set to add to: the run's newest one where all its photos lie in `folders`, so that earlier answers stay; else a new one.

    Raises:
        RunError: the run has no model yet. ProjectError: the project can't be written.
    """
    folder = trained(project, run_id)
    newest = next((one for one in predictions.sets(project) if one.run_id == run_id), None)
    if newest is not None and newest.done and _lie_in(folders, [row.file for row in answers.rows(project, newest.id)]):
        return newest.id, Change()
    facts = folder.facts()
    return predictions.begin(
        project, run_id=run_id, classes=facts.classes, files=(), sure_from=facts.sure_from, unlike_from=facts.unlike_from
    )


def _lie_in(folders: Sequence[Path], files: Sequence[str]) -> bool:
    places = [folder.resolve() for folder in folders]
    return all(any(Path(file).is_relative_to(place) for place in places) for file in files)


def plan_arrivals(project: Project, run_id: str, set_id: str, arrivals: Arrivals) -> tuple[PredictRequest | None, Change]:
    """Note what can't be read in the set of a watch; gives the request for the photos, None where there are none.

    Raises:
        RunError: the run has no model any more. ProjectError: the project can't be written.
    """
    change = Change()
    for file, reason in arrivals.problems:
        change |= predictions.add_unreadable(project, set_id, file, reason)
    if not arrivals.photos:
        return None, change
    folder = trained(project, run_id)
    return PredictRequest(run_folder=str(folder.path), photos=arrivals.photos, set_id=set_id), change
