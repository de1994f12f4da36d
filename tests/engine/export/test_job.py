"""Exporting a model: a folder that plain timm loads, an archive, and a card that says what is so."""

import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import timm
import torch

from tests.engine.export.making import SNAPSHOT, saved
from tldesk.core.codec import from_json
from tldesk.core.errors import TravelError
from tldesk.core.exported import MANIFEST, Forms, Manifest
from tldesk.core.messages import Cancelled, Command, Exported, ExportRequest, Failed
from tldesk.core.photo import Split
from tldesk.core.run_folder import RunFolder
from tldesk.engine.checkpoint import load_checkpoint
from tldesk.engine.export.packing import packed
from tldesk.engine.export.timm_folder import crop_share
from tldesk.engine.network import HeadShape


def test_plain_timm_loads_it_with_the_same_logits(trained, exported):
    folder, event = exported
    ours, facts = load_checkpoint(trained.run)
    theirs = timm.create_model(f"local-dir:{folder}", pretrained=True).eval()
    example = torch.randn(2, 3, facts.input_size, facts.input_size)
    with torch.no_grad():
        assert torch.equal(theirs(example), ours(example))
    assert theirs.pretrained_cfg["label_names"] == list(facts.classes)
    assert event.apart == ""


def test_the_manifest_lists_every_file(exported):
    folder, event = exported
    manifest = from_json(Manifest, (folder / MANIFEST).read_bytes())
    assert {file.name for file in manifest.files} == {file.name for file in folder.iterdir()} - {MANIFEST}
    for file in manifest.files:
        content = (folder / file.name).read_bytes()
        assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert event.size == sum(file.stat().st_size for file in folder.iterdir())
    assert manifest.classes == ("blue", "green", "red")


def test_no_name_of_a_photo_and_no_place_travels(trained, exported, tmp_path):
    folder, _ = exported
    run = saved(tmp_path / "run", "test_resnet")
    trained.said(ExportRequest(str(run.path), str(tmp_path / "other")))
    for file in (*folder.iterdir(), *(tmp_path / "other").iterdir()):
        content = file.read_bytes()
        for photo in trained.photos:
            assert Path(photo.file).name.encode() not in content, file.name
        assert str(tmp_path).encode() not in content, file.name
        assert str(Path(trained.photos[0].file).parent).encode() not in content, file.name
    evaluation = RunFolder(folder).evaluation(Split.VALIDATION)
    assert evaluation.accuracy == trained.run.evaluation(Split.VALIDATION).accuracy
    assert not any(answer.key.isdecimal() for answer in evaluation.answers)


def test_the_card_says_what_is_so(trained, exported):
    text = (exported[0] / "README.md").read_text(encoding="utf-8")
    front, body = text.split("---\n")[1], text.split("---\n", 2)[2]
    name = next(line for line in front.splitlines() if line.startswith("- name:"))
    assert json.loads(name.removeprefix("- name: ")) == 'Three colours: "1"'
    accuracy = trained.run.evaluation(Split.VALIDATION).accuracy
    assert f"value: {round(accuracy.value, 4)}" in front
    assert f"[{accuracy.low * 100:.1f}–" in body
    assert "| green | 6 | 3 | 3 |" in body
    assert hashlib.sha256(SNAPSHOT).hexdigest() in body
    assert '--model "Käfer model"' in body


def test_a_head_with_hidden_layers_says_why_timm_cannot_have_it(trained, tmp_path):
    run = saved(tmp_path / "run", "test_resnet", shape=HeadShape(hidden=(8, 4)), mirrored="both")
    request = ExportRequest(str(run.path), str(tmp_path / "out"), photos=trained.of(Split.TEST), forms=Forms(onnx=True))
    (event,) = trained.only(trained.said(request), Exported)
    assert "hidden layers" in event.apart
    assert event.apart in (tmp_path / "out" / "README.md").read_text()
    assert not (tmp_path / "out" / "config.json").exists()
    assert not (tmp_path / "out" / "predict.py").exists()
    assert event.checks.onnx.difference <= 1e-4


@pytest.mark.parametrize("backbone", ["resnetv2_18", "deit_tiny_distilled_patch16_224"])
def test_a_head_that_timm_builds_otherwise_is_told_apart(trained, tmp_path, backbone):
    run = saved(tmp_path / "run", backbone)
    (event,) = trained.only(trained.said(ExportRequest(str(run.path), str(tmp_path / "out"))), Exported)
    assert "in another way" in event.apart
    assert not (tmp_path / "out" / "config.json").exists()


@pytest.mark.parametrize(("side", "resize"), [(224, 256), (64, 73), (96, 101), (380, 413), (299, 342), (28, 29)])
def test_timm_scales_to_the_same_side(trained, side, resize):
    facts = replace(trained.run.facts(), input_size=side, resize=resize, framing="crop")
    assert int(side / crop_share(facts)) == resize


def test_an_archive_holds_what_the_folder_holds(trained, exported, tmp_path):
    target = tmp_path / "model.zip"
    request = ExportRequest(str(trained.run.path), str(target), snapshot=SNAPSHOT)
    trained.only(trained.said(request), Exported)
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {file.name for file in exported[0].iterdir()} - {"model.onnx", "model-int8.onnx", "model.pt2"}
        assert archive.getinfo("model.safetensors").compress_type == zipfile.ZIP_STORED
        assert "--model model.zip" in archive.read("README.md").decode()


def test_what_is_there_is_not_written_over(trained, tmp_path):
    full = tmp_path / "full"
    full.mkdir()
    (full / "thesis.txt").write_text("mine")
    file = tmp_path / "model.zip"
    file.write_text("mine")
    for target in (full, file):
        ending = trained.said(ExportRequest(str(trained.run.path), str(target)))[-1]
        assert isinstance(ending, Failed)
        assert str(target) in ending.what
    assert (file.read_text(), [one.name for one in full.iterdir()]) == ("mine", ["thesis.txt"])
    assert trained.only(trained.said(ExportRequest(str(trained.run.path), str(file), replace=True)), Exported)
    assert zipfile.is_zipfile(file)


def test_nothing_is_left_of_a_cancelled_export(trained, tmp_path):
    commands = iter([None, Command.CANCEL])
    events = trained.said(ExportRequest(str(trained.run.path), str(tmp_path / "out")), lambda: next(commands, None))
    assert isinstance(events[-1], Cancelled)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_came_meanwhile_is_not_written_over(tmp_path):
    target = tmp_path / "model.zip"

    def pack():
        with packed(target, replace=False) as folder:
            (folder / "model.json").write_text("{}")
            target.write_text("mine")

    with pytest.raises(TravelError, match="there already"):
        pack()
    assert target.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [target]
