"""The job that exports a run's model."""

import hashlib
import re
import time
from collections import Counter
from collections.abc import Generator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import tldesk
from tldesk.core.codec import to_json
from tldesk.core.exported import AS_THEY_ARE, KIND, MANIFEST, VERSION, Checks, Manifest
from tldesk.core.files import write_atomically
from tldesk.core.messages import Event, Exported, ExportRequest, Progress, Step
from tldesk.core.photo import Split
from tldesk.core.results import Evaluation
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import ModelFacts
from tldesk.engine.checkpoint import load_checkpoint
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.export.answering import Answering
from tldesk.engine.export.card import write_card
from tldesk.engine.export.forms import FormWriter
from tldesk.engine.export.onnx_file import require_onnx
from tldesk.engine.export.origin import origin_of
from tldesk.engine.export.packing import copy, listed, packed
from tldesk.engine.export.timm_folder import note_checks, write_config

_NAMELESS: Final = re.compile(r"photo-[0-9a-f]{16,}(-[0-9]+)?(-copy-[0-9]+)?")


def export(request: ExportRequest, device: Device, ears: Ears) -> Generator[Event, None, None]:
    """Write the export; the last event before the ending is `Exported`. Where it is cancelled or fails, nothing is left of it.

    Raises:
        RunError: the run has no model.
        TravelError: the target is there already, or ONNX was asked for and can't be had.
    """
    if request.forms.onnx:
        require_onnx()
    yield Progress(Step.EXPORT, 0, 1)
    run, target = RunFolder(Path(request.run_folder)), Path(request.target)
    with packed(target, replace=request.replace) as folder:
        model, facts = load_checkpoint(run)
        _write_run(run, RunFolder(folder), request)
        ears.listen()
        apart = write_config(folder, model, facts, pretrained=bool(origin_of(RunFolder(folder)).base))
        answering = Answering(model, facts, whole=request.forms.whole)
        writer = FormWriter(folder, answering, request, device, ears)
        checks = yield from writer.write(facts.classes)
        yield Progress(Step.EXPORT, 0, 1)
        note_checks(folder, checks)
        write_card(RunFolder(folder), request, apart=apart, checks=checks)
        _write_manifest(folder, run.record().name, facts, loads_in_timm=not apart, checks=checks)
        size = sum(file.stat().st_size for file in folder.iterdir())
        ears.listen()
    yield Progress(Step.EXPORT, 1, 1)
    yield Exported(request.target, size, apart, checks, writer.no_int8)


def _write_run(run: RunFolder, folder: RunFolder, request: ExportRequest) -> None:
    """What a run's folder holds, without photos, names of photos and places on this computer."""
    for file in (run.model_file, *(run.path / name for name in ("model.json", *AS_THEY_ARE))):
        copy(file, folder.path)
    folder.write_record(replace(run.record(), said=""))
    if request.snapshot:
        write_atomically(folder.snapshot_file, request.snapshot)
    with run.model_file.open("rb") as stream:
        model = hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    for split in Split:
        evaluation = run.evaluation(split)
        if evaluation:
            folder.write_evaluation(_nameless(evaluation, dict(request.fingerprints), model))


def _nameless(evaluation: Evaluation, fingerprints: Mapping[str, str], model: str) -> Evaluation:
    """Fingerprints in the places of photos, numbers in those of groups; which answers belong together, is kept.

    A photo is called the same in every export, so that two models can be compared where both are imported, and no two photos are: one
    without a fingerprint gets a number of this `model`. What was imported has no other name any more, and keeps it.
    """
    groups = {name: f"group-{number}" for number, name in enumerate(dict.fromkeys(answer.group for answer in evaluation.answers), 1)}
    groups[""] = ""
    given: Counter[str] = Counter()
    answers = []
    for number, answer in enumerate(evaluation.answers, 1):
        name = answer.key
        if name != answer.file or not _NAMELESS.fullmatch(name):
            name = f"photo-{fingerprints.get(answer.file) or f'{model}-{number}'}"
            given[name] += 1
            if given[name] > 1:
                name = f"{name}-copy-{given[name]}"
        answers.append(replace(answer, key=name, file=name, group=groups[answer.group]))
    unreadable = [(f"unreadable-{number}", "could not be read") for number in range(1, len(evaluation.unreadable) + 1)]
    return replace(evaluation, answers=tuple(answers), unreadable=tuple(unreadable))


def _write_manifest(folder: Path, name: str, facts: ModelFacts, *, loads_in_timm: bool, checks: Checks) -> None:
    manifest = Manifest(
        KIND, VERSION, name, facts.backbone, facts.classes, loads_in_timm, time.time(), tldesk.__version__, listed(folder), checks
    )
    write_atomically(folder / MANIFEST, to_json(manifest, indent=1))
