"""Exporting a model: a folder that plain timm loads, an archive, an ONNX file that was checked, and a card that says what is so."""

import ast
import hashlib
import json
import runpy
import shlex
import shutil
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import timm
import torch
from PIL import ExifTags, Image

import tldesk
from tldesk.core.codec import from_json
from tldesk.core.errors import TravelError
from tldesk.core.exported import MANIFEST, Forms, Manifest
from tldesk.core.messages import (
    Cancelled,
    Command,
    EvaluateRequest,
    Exported,
    ExportRequest,
    Failed,
    Finished,
    Progress,
    RequestedPhoto,
    Step,
)
from tldesk.core.photo import Split
from tldesk.core.results import Answer, Evaluation, Figure, Interval
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import RunRecord, RunState
from tldesk.engine.checkpoint import facts_for, load_checkpoint, save_checkpoint
from tldesk.engine.data import plain
from tldesk.engine.device import best_device
from tldesk.engine.ears import Ears
from tldesk.engine.export.int8_file import FIRST
from tldesk.engine.export.job import export
from tldesk.engine.export.packing import packed
from tldesk.engine.export.timm_folder import crop_share
from tldesk.engine.network import LINEAR, FrozenNetwork, HeadShape, create, preparation_for, probabilities
from tldesk.engine.serve import serve
from tldesk.jobs.comparison import compare
from tldesk.photos.framing import Preparation, read

SNAPSHOT = b"path,label,split,fingerprint,group\n,blue,train,fp-1,\n"


def saved(folder, backbone, *, classes=("a", "b", "c"), side=64, shape=LINEAR, framing="crop", mirrored="none", seed=0):
    """A run of random weights, the same each time: by chance two classes may be as good as equal."""
    folder.mkdir()
    torch.manual_seed(seed)
    model = create(backbone, classes=len(classes), image_size=side, shape=shape)
    preparation = preparation_for(model, image_size=side, framing=framing)
    run = RunFolder(folder)
    save_checkpoint(
        run, model.state_dict(), facts_for(preparation, backbone=backbone, classes=classes, epoch=1, shape=shape, mirrored=mirrored)
    )
    run.write_record(RunRecord("run", "Run", RunState.FINISHED, 1.0, 2.0, said=f"Kept in {folder}"))
    return run


@pytest.fixture(scope="module")
def exported(trained, tmp_path_factory):
    """Everything there is, of the run that was trained; where it is, and what was said."""
    trained.run.write_record(RunRecord("run", 'Three colours: "1"', RunState.FINISHED, 1.0, 2.0))
    target = tmp_path_factory.mktemp("export") / "Käfer model"
    counts = (("blue", 6, 3, 3), ("green", 6, 3, 3), ("red", 6, 3, 3))
    request = ExportRequest(
        str(trained.run.path),
        str(target),
        snapshot=SNAPSHOT,
        counts=counts,
        forms=Forms(onnx=True, int8=True, program=True),
        photos=trained.of(Split.TEST),
        ranges=trained.of(Split.TRAIN),
        measured=trained.of(Split.VALIDATION),
    )
    (event,) = trained.only(trained.said(request), Exported)
    return target, event


def test_plain_timm_loads_it_with_the_same_logits(trained, exported):
    folder, event = exported
    ours, facts = load_checkpoint(trained.run)
    theirs = timm.create_model(f"local-dir:{folder}", pretrained=True).eval()
    example = torch.randn(2, 3, facts.input_size, facts.input_size)
    with torch.no_grad():
        assert torch.equal(theirs(example), ours(example))
    assert theirs.pretrained_cfg["label_names"] == list(facts.classes)
    assert event.apart == ""


@pytest.fixture
def odd(trained, tmp_path):
    """Real photos that programs go wrong on: turned by EXIF, grey, transparent, and far larger than the network's square."""
    (tmp_path / "odd").mkdir()
    photo = Image.open(trained.of(Split.TEST)[0].file)
    wide = Image.open(trained.of(Split.TEST)[-1].file).resize((900, 500))
    wide.paste((255, 255, 0), (0, 0, 450, 250))
    turned = Image.Exif()
    turned[ExifTags.Base.Orientation] = 6
    clear = wide.resize((120, 90)).convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    wide.save(tmp_path / "odd" / "turned.jpg", exif=turned)
    photo.convert("L").save(tmp_path / "odd" / "grey.png")
    clear.save(tmp_path / "odd" / "clear.png")
    return tuple(RequestedPhoto(file.name, str(file), file.name) for file in sorted((tmp_path / "odd").iterdir()))


def exact(run, photos):
    """What tldesk answers in float32, as its figures are: float64 `N, classes`. Predictions of many photos may be rounded more coarsely."""
    model, facts = load_checkpoint(run)
    preparation = Preparation.of(facts)
    network = FrozenNetwork(model, preparation, best_device(), mirrored=facts.mirrored)
    pixels = np.stack([plain(read(photo.file, preparation), preparation) for photo in photos])
    return pixels, np.array(probabilities(network.logits(network.pooled(torch.from_numpy(pixels)))))


def test_the_command_of_the_card_says_what_tldesk_says(trained, exported, monkeypatch, capsys):
    folder, _ = exported
    photos = trained.of(Split.TEST)
    blocks = (folder / "README.md").read_text(encoding="utf-8").split("```\n")[1::2]
    (command,) = [shlex.split(block) for block in blocks if block.startswith("python ")]
    assert command[-1] == "PHOTO..."
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", [*command[1:-1], *(photo.file for photo in photos)])
    runpy.run_path(command[1], run_name="__main__")
    theirs = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    _, ours = exact(trained.run, photos)
    assert [row[0] for row in theirs] == [photo.file for photo in photos]
    assert [row[1] for row in theirs] == [trained.classes[best] for best in ours.argmax(1)]
    assert [float(row[2]) for row in theirs] == pytest.approx(ours.max(1), abs=1e-4)


def shown_program(folder):
    """The program in the model card."""
    return (folder / "README.md").read_text(encoding="utf-8").split("```python\n")[1].split("\n```")[0]


def test_the_example_has_ten_lines(exported):
    text = (exported[0] / "predict.py").read_text(encoding="utf-8")
    said = ast.get_docstring(ast.parse(text), clean=False)
    code = [line for line in text.replace(f'"""{said}"""', "").splitlines() if line.strip()]
    assert len(code) <= 10
    assert not any(";" in line for line in code)
    assert max(map(len, code)) <= 180


# The program ends, and leaves the photo to it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("mode", ["I;16", "I", "F"])
def test_examples_stop_at_grey_of_more_than_eight_bits(exported, tmp_path, monkeypatch, mode):
    folder, _ = exported
    kind = {"I;16": np.uint16, "I": np.int32, "F": np.float32}[mode]
    Image.fromarray(np.linspace(0, 3000, 64 * 64).reshape(64, 64).astype(kind)).save(tmp_path / "deep.tif")
    assert Image.open(tmp_path / "deep.tif").mode == mode
    (tmp_path / "shown.py").write_text(shown_program(folder), encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", ["answer", str(tmp_path / "deep.tif")])
    for example in (tmp_path / "shown.py", Path("predict.py")):
        with pytest.raises(SystemExit, match=r"deep\.tif: grey of more than 8 bits"):
            runpy.run_path(str(example), run_name="__main__")


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


@pytest.mark.parametrize(
    ("backbone", "side", "pooling", "framing", "mirrored", "forms"),
    [
        ("test_vit", 96, "avg", "squash", "horizontal", Forms(onnx=True)),
        ("test_convnext", 64, "backbone", "letterbox", "both", Forms(onnx=True)),
        ("test_resnet", 96, "both", "crop", "none", Forms(onnx=True, whole=False)),
        ("test_resnet", 64, "backbone", "crop", "none", Forms(program=True)),
    ],
)
def test_examples_answer_for_turned_grey_and_transparent_photos_as_tldesk_does(
    trained, odd, tmp_path, monkeypatch, capsys, backbone, side, pooling, framing, mirrored, forms
):
    run = saved(tmp_path / "run", backbone, side=side, shape=HeadShape(pooling), framing=framing, mirrored=mirrored)
    (event,) = trained.only(trained.said(ExportRequest(str(run.path), str(tmp_path / "out"), photos=odd, forms=forms)), Exported)
    check = event.checks.onnx or event.checks.program
    assert (event.apart, check.same, check.photos) == ("", len(odd), len(odd))
    monkeypatch.chdir(tmp_path / "out")
    monkeypatch.setattr(sys, "argv", ["answer", *(photo.file for photo in odd)])
    (tmp_path / "shown.py").write_text(shown_program(tmp_path / "out"), encoding="utf-8")
    _, ours = exact(run, odd)
    for example in (tmp_path / "shown.py", Path("predict.py")):
        runpy.run_path(str(example), run_name="__main__")
        rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
        assert [row[1] for row in rows] == [run.facts().classes[best] for best in ours.argmax(1)]
        assert [float(row[2]) for row in rows] == pytest.approx(ours.max(1), abs=2e-4)


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


def test_onnx_without_a_photo_to_check_it_on_is_refused(trained, tmp_path):
    ending = trained.said(ExportRequest(str(trained.run.path), str(tmp_path / "out"), forms=Forms(onnx=True)))[-1]
    assert isinstance(ending, Failed)
    assert "no photo" in ending.what
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


def measured(folder, *files):
    """A run of a model of its own, measured on `files`."""
    run = saved(folder, "test_resnet", seed=ord(folder.name))
    answers = tuple(Answer(str(key), file, (0.2, 0.5, 0.3), key % 2) for key, file in enumerate(files, 1))
    interval = {Figure.ACCURACY: Interval(0.5, None, None)}
    run.write_evaluation(Evaluation(Split.TEST, ("a", "b", "c"), interval, (), ((0,) * 3,) * 3, (), answers))
    return run


def sent(run, target, fingerprints=()):
    """The figures of an export."""
    list(export(ExportRequest(str(run.path), str(target), fingerprints=tuple(fingerprints)), best_device(), Ears(lambda: None)))
    return RunFolder(target).evaluation(Split.TEST)


def test_two_exports_compare_the_photos_they_share_and_no_others(tmp_path):
    ours, theirs = (
        measured(tmp_path / "a", "/a/1.jpg", "/a/2.jpg", "/a/3.jpg"),
        measured(tmp_path / "b", "/b/7.jpg", "/b/8.jpg", "/b/9.jpg"),
    )
    of_ours = sent(ours, tmp_path / "1", [("/a/1.jpg", "a" * 32), ("/a/2.jpg", "b" * 32)])
    apart = sent(theirs, tmp_path / "2", [("/b/7.jpg", "c" * 32), ("/b/8.jpg", "d" * 32)])
    assert compare(of_ours, apart).photos == 0
    shared = sent(theirs, tmp_path / "3", [("/b/7.jpg", "a" * 32), ("/b/9.jpg", "a" * 32)])
    assert list(compare(of_ours, shared).before) == [f"photo-{'a' * 32}"]
    assert len({answer.key for answer in shared.answers}) == 3
    again = measured(tmp_path / "c")
    again.write_evaluation(of_ours)
    assert [answer.key for answer in sent(again, tmp_path / "4").answers] == [answer.key for answer in of_ours.answers]


def test_measuring_an_imported_model_keeps_the_figures_it_came_with(lab, exported, tmp_path):
    run = RunFolder(shutil.copytree(exported[0], tmp_path / "imported"))
    came = (run.path / "evaluation-validation.json").read_bytes()
    for _ in range(2):
        asked = EvaluateRequest(str(run.path), Split.VALIDATION, lab.of(Split.VALIDATION), lab.cache)
        assert isinstance(lab.said(asked)[-1], Finished)
        assert (run.path / "evaluation-validation-imported.json").read_bytes() == came
    assert (run.path / "evaluation-validation.json").read_bytes() != came
    lab.said(EvaluateRequest(str(run.path), Split.TEST, lab.of(Split.TEST), lab.cache))
    assert run.is_measured(Split.TEST)
    assert not (run.path / "evaluation-test-imported.json").exists()
