"""Taking in a model that was exported, here or on another computer: it becomes a run whose record says where it comes from."""

import hashlib
import re
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from tldesk.core.changes import Change
from tldesk.core.codec import from_json, to_json
from tldesk.core.errors import RunError
from tldesk.core.exported import MANIFEST, ExportedFile, Manifest
from tldesk.core.files import write_atomically
from tldesk.core.photo import Split
from tldesk.core.progress import Report, unheard
from tldesk.core.results import Evaluation
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import RunRecord, RunState
from tldesk.project import run_moves, runs
from tldesk.project.exported_files import opened, refused
from tldesk.project.layout import cannot_write
from tldesk.project.model_import_checks import first_wrong
from tldesk.project.store import Project

_NUMBERED: Final = re.compile(r"photo-([0-9]{1,9})")
"""What tldesk called a photo in an export before it called it by its fingerprint."""

_NUMBERED_WORDS: Final = (
    "That export does not say which photos its figures are of, so they can't be compared with another run's photo by photo; "
    "export it again for that."
)

LATEST: Final = 4e9
"""Seconds since the epoch: the year 2096."""


def import_model(project: Project, place: Path, *, report: Report = unheard) -> tuple[str, Change]:
    """Copy the exported model in `place`, a folder or a .zip file, into the project's runs. Touches folders only, not the database.

    A model that is here already is not taken in twice, but one that was damaged since it was exported is refused all the same.

    Args:
        report: bytes that are copied, of how many.

    Returns:
        The run's id, and the change; falsy where it was here already.

    Raises:
        TravelError: `place` holds no exported model, or a damaged one, or one that can't be trusted.
        ProjectError: the project can't be written.
    """
    with opened(place) as exported:
        here = _known(project).get(exported.manifest.weights)
        if here is not None:
            exported.copy(None, report)
            return here, Change()
        try:
            with tempfile.TemporaryDirectory(dir=project.layout.runs, prefix=".importing-", ignore_cleanup_errors=True) as made:
                folder = RunFolder(Path(made, "run"))
                folder.path.mkdir()
                exported.copy(folder.path, report)
                record, evaluations = _checked(place, folder, exported.manifest)
                manifest, renamed = _settled(folder, exported.manifest, evaluations)
                said = f"{record.said} {_NUMBERED_WORDS}" if renamed else record.said
                record = replace(record, name=runs.fresh_name(project, record.name), said=said)
                folder.write_record(record)
                write_atomically(folder.path / MANIFEST, to_json(manifest, indent=1))
                return run_moves.take_in(project, folder.path, record)
        except OSError as error:
            if isinstance(error, InterruptedError):
                raise
            raise cannot_write(project.layout.runs, error) from error


def _known(project: Project) -> dict[str, str]:
    """The models that were imported and are still here: run ids by the hash of their weights."""
    known = {}
    for run_id in runs.run_ids(project):
        file = project.layout.run(run_id).path / MANIFEST
        if file.is_file():
            try:
                known[from_json(Manifest, file.read_bytes()).weights] = run_id
            except (OSError, ValueError):
                continue
    return known


def _checked(place: Path, folder: RunFolder, manifest: Manifest) -> tuple[RunRecord, list[Evaluation]]:
    """The record and the figures of what was copied into `folder`, once all of it is known to make sense.

    Raises:
        TravelError: it makes none.
    """
    try:
        facts = folder.facts()
        record = folder.record() if (folder.path / "run.json").is_file() else None
        evaluations = [evaluation for split in Split if (evaluation := folder.evaluation(split))]
        folder.cross_validation  # noqa: B018
    except RunError as error:
        raise refused(place, error.what, "Export it again.") from error
    wrong = first_wrong(folder, manifest, facts, evaluations)
    if wrong is not None:
        raise refused(place, wrong.what, wrong.remedy)
    known = record or RunRecord("", manifest.name, RunState.FINISHED, manifest.exported, manifest.exported)
    for seconds in (known.created, known.ended, manifest.exported):
        if seconds is not None and not 0 <= seconds <= LATEST:
            raise refused(place, f"It has a time that can't be ({seconds:g} seconds since 1970).", "Export it again.")
    said = f"Imported on {time.strftime('%Y-%m-%d')} from {place.name}, which tldesk {manifest.tldesk} exported."
    return replace(known, name=known.name.strip() or place.stem, state=RunState.FINISHED, said=said, origin=place.name), evaluations


def _settled(folder: RunFolder, manifest: Manifest, evaluations: list[Evaluation]) -> tuple[Manifest, bool]:
    """The manifest after evaluations were written as tldesk writes them, and whether photos that the export only numbered were named anew.

    A table of runs then finds the figures in front of the answers, which may be many megabytes. Numbered photos are named after the model
    too: otherwise the first photo of one model would be taken for the first of another.
    """
    files = {file.name: file for file in manifest.files}
    renamed = False
    for evaluation in evaluations:
        settled = evaluation
        if any(_NUMBERED.fullmatch(answer.key) for answer in evaluation.answers):
            names = [_NUMBERED.sub(rf"photo-{manifest.weights[:16]}-\1", answer.key) for answer in evaluation.answers]
            answers = tuple(replace(answer, key=name, file=name) for answer, name in zip(evaluation.answers, names, strict=True))
            settled, renamed = replace(evaluation, answers=answers), True
        content = to_json(settled)
        name = f"evaluation-{evaluation.split}.json"
        found = ExportedFile(name, len(content), hashlib.sha256(content).hexdigest())
        if found != files.get(name):
            write_atomically(folder.path / name, content)
            files[name] = found
    return replace(manifest, files=tuple(files.values())), renamed
