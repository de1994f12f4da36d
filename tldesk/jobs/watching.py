"""Photos that arrive in watched folders: which of them are new and wholly written, and what becomes of them.

What the command line and the window do alike; neither threads nor clocks are here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from tldesk.core.changes import Change
from tldesk.core.errors import ProjectError, TldeskError
from tldesk.core.messages import PredictRequest, RequestedPhoto
from tldesk.core.photo import ScannedPhoto
from tldesk.core.progress import Report, unheard
from tldesk.jobs.plan import trained
from tldesk.photos.scan import ScanProblem, scan
from tldesk.project import answers, predictions
from tldesk.project import arrivals as arrived
from tldesk.project.interchange.prediction_tables import write_predictions
from tldesk.project.store import Project

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What one look at the folders found.

    Attributes:
        photos: that are new, or written anew, and have not grown since the look before.
        problems: photos that can't be looked at, with the reason; each is told once, and none that was told as a photo before.
        left_out: what can't be looked at beside single photos, as a sub-folder, in words; each is told once.
        away: why folders could not be read, and that they are waited for, in words; empty where all of them are there. What they held
            stays known.
    """

    photos: tuple[RequestedPhoto, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
    away: str = ""


class PhotoWatch:
    """Looks at folders again and again; what it told once it does not tell again until the file's content changes.

    A file counts as wholly written when its size and its time are the same in two looks; what can't be looked at is a problem when it is
    the same in two looks, as shares and programs that write hold files for a moment.
    """

    def __init__(self, folders: Sequence[Path], *, deep: bool = True, answered: Mapping[str, str] = _NOTHING) -> None:
        """`deep`: their sub-folders too. `answered`: files that were told before, by an earlier watch, with their fingerprints."""
        self._deep = deep
        self._seen = {folder.resolve(): _Seen() for folder in folders}
        self._told = dict(answered)
        self._known_problems: dict[str, str] = {}

    def look(self, *, report: Report = unheard) -> Arrivals:
        """What has arrived since the last look; raises nothing when a folder vanishes, which it says.

        Args:
            report: hears how many photos were seen; what it raises ends the look, and what that saw was not told.
        """
        photos: list[RequestedPhoto] = []
        problems: dict[str, ScanProblem] = {}
        away: list[str] = []
        for folder, before in self._seen.items():
            try:
                now = self._looked_into(folder, before, report)
            except TldeskError as error:
                # What a folder that is being taken away said is no news of its photos.
                away.append(str(error))
                continue
            self._seen[folder] = now
            photos += self._arrived(folder, before, now)
            problems |= {file: problem for file, problem in now.problems.items() if self._is_news(file, problem, before)}
        self._told |= {photo.key: photo.fingerprint for photo in photos}
        self._known_problems |= {file: str(problem.error) for file, problem in problems.items()}
        return Arrivals(
            tuple(photos),
            tuple((file, str(problem.error)) for file, problem in problems.items() if not problem.is_folder),
            tuple(str(problem.error) for problem in problems.values() if problem.is_folder),
            " ".join([*away, "It is looked for until it is back."]) if away else "",
        )

    def _looked_into(self, folder: Path, before: "_Seen", report: Report) -> "_Seen":
        now = _Seen()
        for found in scan(folder, known=before.photos, deep=self._deep):
            report(len(now.photos), 0)
            if isinstance(found, ScanProblem):
                now.problems[str(folder / found.path)] = found
            else:
                now.photos[found.path] = found
        return now

    def _arrived(self, folder: Path, before: "_Seen", now: "_Seen") -> Iterator[RequestedPhoto]:
        for path, found in now.photos.items():
            file = str(folder / path)
            if before.photos.get(path) == found and self._told.get(file) != found.fingerprint:
                yield RequestedPhoto(key=file, file=file, fingerprint=found.fingerprint)

    def _is_news(self, file: str, problem: ScanProblem, before: "_Seen") -> bool:
        then, reason = before.problems.get(file), str(problem.error)
        if then is None or str(then.error) != reason or self._known_problems.get(file) == reason:
            return False
        return problem.is_folder or file not in self._told


@dataclass(slots=True)
class _Seen:
    """What one look saw in a folder: photos by path, and problems by file."""

    photos: dict[str, ScannedPhoto] = field(default_factory=dict)
    problems: dict[str, ScanProblem] = field(default_factory=dict)


def begin_watch(
    project: Project, run_id: str, folders: Sequence[Path], *, deep: bool = True, known: bool = False
) -> tuple[str, PhotoWatch, Change]:
    """The set to add to and who looks for its photos.

    The set is the newest of the run whose photos all lie in `folders`, so that no photo is answered for twice; else a new one.

    Args:
        deep: with those in sub-folders. known: the folders were watched before: one that is away is looked for until it is back.

    Raises:
        RunError: the run has no model yet. ProjectError: one of `folders` is no folder, or the project can't be written.
    """
    places = [folder.resolve() for folder in folders]
    other = next((folder for folder in folders if not folder.is_dir() and not (known and not folder.exists())), None)
    if other is not None:
        raise ProjectError(f"{other} is no folder, so nothing can arrive in it.", remedy="Name a folder to watch.")
    facts = trained(project, run_id).facts()
    # An empty set fits any folder: it comes last.
    of_run = sorted((one for one in predictions.sets(project) if one.run_id == run_id), key=lambda one: not one.total)
    fitting = next((one.id for one in of_run if _lie_in(places, arrived.files_of(project, one.id))), None)
    if fitting is not None:
        return fitting, PhotoWatch(places, deep=deep, answered=arrived.answered(project, fitting)), Change()
    set_id, change = predictions.begin(
        project, run_id=run_id, classes=facts.classes, files=(), sure_from=facts.sure_from, unlike_from=facts.unlike_from
    )
    return set_id, PhotoWatch(places, deep=deep), change


def _lie_in(places: Sequence[Path], files: Sequence[str]) -> bool:
    return all(any(Path(file).is_relative_to(place) for place in places) for file in files)


def plan_arrivals(project: Project, run_id: str, set_id: str, arrivals: Arrivals) -> tuple[PredictRequest | None, Change]:
    """Write down in the set of a watch what arrived; gives the request for the photos, None where there are none.

    Raises:
        RunError: the run has no model any more. ProjectError: the project can't be written.
    """
    change = Change()
    for file, reason in arrivals.problems:
        change |= predictions.add_unreadable(project, set_id, file, reason)
    if not arrivals.photos:
        return None, change
    folder = trained(project, run_id)
    change |= arrived.expect(project, set_id, {photo.file: photo.fingerprint for photo in arrivals.photos})
    return PredictRequest(run_folder=str(folder.path), photos=arrivals.photos, set_id=set_id), change


def write_table(project: Project, set_id: str, file: Path) -> bool:
    """Write all answers of a set into `file`, whose suffix says how; one that is there is replaced.

    Returns:
        False where nothing was written: a set without photos takes the place of no older table.

    Raises:
        ProjectError: it can't be written, as while a spreadsheet holds it; the remedy is for who tries again.
    """
    kept = next((one for one in predictions.sets(project) if one.id == set_id), None)
    if kept is None or (not kept.total and file.exists()):
        return False
    try:
        write_predictions(file, kept, answers.rows(project, set_id))
    except ProjectError as error:
        remedy = "It is tried again; close it where another program holds it."
        raise ProjectError(error.what, kept="The answers are kept; the table lacks the last ones.", remedy=remedy) from error
    return True
