"""The ONNX file, the int8 one and the program: each is checked against torch before it is kept."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import timm
import torch

import tldesk
from tests.engine.export.making import exact, saved
from tldesk.core.codec import from_json
from tldesk.core.exported import MANIFEST, Forms, Manifest
from tldesk.core.messages import Cancelled, Command, Exported, ExportRequest, Failed, Progress, Step
from tldesk.core.photo import Split
from tldesk.engine.checkpoint import load_checkpoint, save_checkpoint
from tldesk.engine.export.int8_file import FIRST
from tldesk.engine.serve import serve


def test_the_onnx_file_takes_bytes_and_gives_probabilities(trained, exported):
    folder, event = exported
    photos = trained.of(Split.TEST)
    pixels, ours = exact(trained.run, photos)
    session = onnxruntime.InferenceSession(folder / "model.onnx", providers=["CPUExecutionProvider"])
    (theirs,) = session.run(["probabilities"], {"photos": pixels})
    assert theirs == pytest.approx(ours, abs=1e-4)
    assert (event.checks.onnx.photos, event.checks.onnx.same) == (len(photos), len(photos))
    assert event.checks.onnx.difference <= 1e-4


def test_the_program_answers_as_torch_does_and_holds_no_place_and_no_pickle(trained, exported):
    folder, event = exported
    pixels, ours = exact(trained.run, trained.of(Split.TEST))
    answers = torch.export.load(folder / "model.pt2").module()
    for some in (1, 5):
        assert answers(torch.from_numpy(pixels[:some])).numpy() == pytest.approx(ours[:some], abs=1e-4)
    assert event.checks.program.difference <= 1e-4
    with zipfile.ZipFile(folder / "model.pt2") as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert b'"use_pickle": false' in content
    assert b'"use_pickle": true' not in content
    assert str(Path(timm.__file__).parent).encode() not in content
    assert str(Path(tldesk.__file__).parent).encode() not in content


def test_onnx_without_a_photo_to_check_it_on_is_refused(trained, tmp_path):
    ending = trained.said(ExportRequest(str(trained.run.path), str(tmp_path / "out"), forms=Forms(onnx=True)))[-1]
    assert isinstance(ending, Failed)
    assert "no photo" in ending.what
    assert list(tmp_path.iterdir()) == []


def test_what_int8_loses_is_measured_and_told(trained, exported):
    folder, event = exported
    found, photos = event.checks.int8, trained.of(Split.VALIDATION)
    pixels, _ = exact(trained.run, photos)
    answers = [onnxruntime.InferenceSession(folder / name).run(None, {"photos": pixels})[0] for name in ("model.onnx", "model-int8.onnx")]
    labels = np.array([photo.label for photo in photos])
    before, after = (float((answer.argmax(1) == labels).mean()) for answer in answers)
    assert (found.before.value, found.after.value) == (before, after)
    assert found.before.low < before
    assert found.check.photos == len(photos)
    assert found.check.same == (answers[0].argmax(1) == answers[1].argmax(1)).sum()
    assert 0 < found.check.difference == pytest.approx(np.abs(answers[0] - answers[1]).max(), abs=1e-5)
    assert found.size == (folder / "model-int8.onnx").stat().st_size < found.size_before
    assert b"DequantizeLinear" in (folder / "model-int8.onnx").read_bytes()
    assert f"| The same answer | | {found.check.same} of {len(photos)} |" in (folder / "README.md").read_text(encoding="utf-8")
    assert from_json(Manifest, (folder / MANIFEST).read_bytes()).checks == event.checks
    assert json.loads((folder / "config.json").read_text())["tldesk_checks"]["int8"]["check"]["same"] == found.check.same


def test_rounding_can_be_cancelled(trained, tmp_path):
    forms, photos = Forms(onnx=True, int8=True), trained.of(Split.TEST)
    asked = ExportRequest(str(trained.run.path), str(tmp_path / "out"), forms=forms, photos=photos, ranges=photos, measured=photos)
    told = []
    for event in serve(asked, lambda: Command.CANCEL if told[-1:] == [Progress(Step.ROUND, 1, len(FIRST) + 1)] else None):
        told.append(event)  # noqa: PERF402
    assert isinstance(told[-1], Cancelled)
    assert not any(isinstance(event, Progress) and event.step is Step.MEASURE_INT8 for event in told)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_loses_too_much_is_not_kept(trained, tmp_path):
    run = saved(tmp_path / "run", "test_vit")
    model, facts = load_checkpoint(run)
    with torch.no_grad():
        # Two classes that are all but equal: what is lost decides between them, and the rounded weights are the same for both.
        model.head.weight[1] = model.head.weight[0] - 1e-4 * torch.randn(
            model.head.weight.shape[1], generator=torch.Generator().manual_seed(1)
        )
        model.head.bias[:] = torch.tensor([1.0, 1.0, -9.0])
    save_checkpoint(run, model.state_dict(), facts)
    asked = ExportRequest(
        str(run.path),
        str(tmp_path / "out"),
        forms=Forms(onnx=True, int8=True),
        photos=trained.of(Split.TEST),
        ranges=trained.of(Split.TRAIN),
        measured=trained.of(Split.TRAIN, Split.VALIDATION),
    )
    (event,) = trained.only(trained.said(asked), Exported)
    assert event.checks.int8.changed > 0.05
    assert "**not kept**" in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "model.onnx").exists()
    assert not (tmp_path / "out" / "model-int8.onnx").exists()


def test_an_int8_file_that_cannot_be_made_leaves_the_others(trained, tmp_path):
    photos = trained.of(Split.TEST)
    forms = Forms(onnx=True, int8=True)
    gone = tuple(replace(photo, file=str(tmp_path / f"gone-{photo.key}.jpg"), fingerprint=f"gone-{photo.key}") for photo in photos)
    for number, (ranges, measured, why) in enumerate(((gone, photos, "no photo to learn the ranges"), (photos, gone, "no labelled"))):
        target = tmp_path / f"out-{number}"
        asked = ExportRequest(str(trained.run.path), str(target), forms=forms, photos=photos, ranges=ranges, measured=measured)
        (event,) = trained.only(trained.said(asked), Exported)
        assert why in event.no_int8
        assert event.checks.onnx.photos == len(photos)
        assert event.checks.int8 is None
        assert (target / "model.onnx").is_file()
        assert not (target / "model-int8.onnx").exists()
        assert {file.name for file in from_json(Manifest, (target / MANIFEST).read_bytes()).files} == {
            file.name for file in target.iterdir() if file.name != MANIFEST
        }
