"""The example programs that travel with a model answer as tldesk does."""

import ast
import runpy
import shlex
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image

from tests.engine.export.making import exact, saved
from tldesk.core.exported import Forms
from tldesk.core.messages import Exported, ExportRequest, RequestedPhoto
from tldesk.core.photo import Split
from tldesk.engine.network import HeadShape


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


def shown_program(folder):
    """The program in the model card."""
    return (folder / "README.md").read_text(encoding="utf-8").split("```python\n")[1].split("\n```")[0]


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
