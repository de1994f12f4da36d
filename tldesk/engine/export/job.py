"""The job that exports a run's model."""

import time
from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path

import tldesk
from tldesk.core.codec import to_json
from tldesk.core.exported import AS_THEY_ARE, KIND, MANIFEST, ONNX, VERSION, Manifest, OnnxCheck
from tldesk.core.files import write_atomically
from tldesk.core.messages import Event, Exported, ExportRequest, Progress, RequestedPhoto, Step
from tldesk.core.photo import Split
from tldesk.core.results import Evaluation
from tldesk.core.run_folder import ModelFacts, RunFolder
from tldesk.engine.checkpoint import load_checkpoint
from tldesk.engine.data import Pixels, batches, plain
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.export.card import write_card
from tldesk.engine.export.onnx_file import Answering, Comparison, require_onnx, write_onnx
from tldesk.engine.export.packing import copy, listed, packed
from tldesk.engine.export.timm_folder import write_config
from tldesk.photos.framing import read


def export(request: ExportRequest, device: Device, ears: Ears) -> Generator[Event, None, None]:
    """Write the export; the last event before the ending is `Exported`. Where it is cancelled or fails, nothing is left of it.

    Raises:
        RunError: the run has no model.
        TravelError: the target is there already, or ONNX was asked for and can't be had.
    """
    if request.onnx:
        require_onnx()
    yield Progress(Step.EXPORT, 0, 1)
    run, target = RunFolder(Path(request.run_folder)), Path(request.target)
    with packed(target, replace=request.replace) as folder:
        model, facts = load_checkpoint(run)
        _write_run(run, RunFolder(folder), request)
        ears.listen()
        apart = write_config(folder, model, facts)
        check = None
        if request.onnx:
            ears.listen()
            check = yield from _onnx(folder / ONNX, Answering(model, facts, whole=request.whole), request.photos, device, ears)
        yield Progress(Step.EXPORT, 0, 1)
        write_card(RunFolder(folder), request, apart=apart, check=check)
        _write_manifest(folder, run.record().name, facts, loads_in_timm=not apart)
        size = sum(file.stat().st_size for file in folder.iterdir())
        ears.listen()
    yield Progress(Step.EXPORT, 1, 1)
    yield Exported(request.target, size, apart, check)


def _write_run(run: RunFolder, folder: RunFolder, request: ExportRequest) -> None:
    """What a run's folder holds, without photos, names of photos and places on this computer."""
    for file in (run.model_file, *(run.path / name for name in ("model.json", *AS_THEY_ARE))):
        copy(file, folder.path)
    folder.write_record(replace(run.record(), said=""))
    if request.snapshot:
        write_atomically(folder.snapshot_file, request.snapshot)
    for split in Split:
        evaluation = run.evaluation(split)
        if evaluation:
            folder.write_evaluation(_nameless(evaluation))


def _nameless(evaluation: Evaluation) -> Evaluation:
    """Numbers in the places of photos and groups; which answers belong together, is kept."""
    groups = {name: f"group-{number}" for number, name in enumerate(dict.fromkeys(answer.group for answer in evaluation.answers), 1)}
    groups[""] = ""
    answers = [
        replace(answer, key=f"photo-{number}", file=f"photo-{number}", group=groups[answer.group])
        for number, answer in enumerate(evaluation.answers, 1)
    ]
    unreadable = [(f"unreadable-{number}", "could not be read") for number in range(1, len(evaluation.unreadable) + 1)]
    return replace(evaluation, answers=tuple(answers), unreadable=tuple(unreadable))


def _onnx(
    file: Path, answering: Answering, photos: Sequence[RequestedPhoto], device: Device, ears: Ears
) -> Generator[Event, None, OnnxCheck]:
    """Write the ONNX file and answer for the photos with it."""

    def load(photo: RequestedPhoto) -> Pixels:
        return plain(read(photo.file, answering.preparation), answering.preparation)

    write_onnx(file, answering)
    comparison = Comparison(file, answering)
    done = 0
    yield Progress(Step.COMPARE, done, len(photos))
    for batch in batches(photos, load, size=device.batch):
        ears.listen()
        if batch.pixels is not None:
            comparison.add(batch.pixels)
        done += batch.asked
        yield Progress(Step.COMPARE, done, len(photos))
    return comparison.found()


def _write_manifest(folder: Path, name: str, facts: ModelFacts, *, loads_in_timm: bool) -> None:
    manifest = Manifest(KIND, VERSION, name, facts.backbone, facts.classes, loads_in_timm, time.time(), tldesk.__version__, listed(folder))
    write_atomically(folder / MANIFEST, to_json(manifest, indent=1))
