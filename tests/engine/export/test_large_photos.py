"""The examples that travel with a model scale photos that are far too large just as tldesk does."""

import runpy
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

from tests.engine.export.making import exact, saved
from tldesk.core.exported import Forms
from tldesk.core.messages import Exported, ExportRequest, RequestedPhoto
from tldesk.engine.checkpoint import load_checkpoint, save_checkpoint


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Drawn photos 7 to 17 times too large for the network, full of fine detail: PNG and JPEG, wide and tall."""
    folder, rng = tmp_path_factory.mktemp("large"), np.random.default_rng(0)
    photos = []
    for number, (width, height) in enumerate(((903, 701), (477, 1099))):
        photo = Image.fromarray(rng.integers(0, 256, (height, width, 3), np.uint8))
        draw = ImageDraw.Draw(photo)
        for place in range(0, width, 5 + 2 * number):
            draw.line((place, 0, width - place, height), fill=(255, 40 * number, place % 256), width=2)
        for suffix in ("png", "jpg"):
            file = folder / f"{number}.{suffix}"
            photo.save(file)
            photos.append(RequestedPhoto(file.name, str(file), file.name))
    return tuple(photos)


@pytest.mark.parametrize(
    ("framing", "mirrored", "forms"),
    [
        ("crop", "both", Forms(onnx=True)),
        ("squash", "none", Forms(onnx=True, whole=False)),
        ("letterbox", "horizontal", Forms(onnx=True)),
    ],
)
def test_examples_answer_for_large_photos_as_tldesk_does(trained, large, tmp_path, monkeypatch, capsys, framing, mirrored, forms):
    run = saved(tmp_path / "run", "test_resnet", framing=framing, mirrored=mirrored)
    model, facts = load_checkpoint(run)
    with torch.no_grad():
        # Random weights answer all photos alike: these tell the finest differences.
        model.fc.weight *= 30
    save_checkpoint(run, model.state_dict(), facts)
    trained.only(trained.said(ExportRequest(str(run.path), str(tmp_path / "out"), photos=large, forms=forms)), Exported)
    text = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    (tmp_path / "shown.py").write_text(text.split("```python\n")[1].split("\n```")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path / "out")
    monkeypatch.setattr(sys, "argv", ["answer", *(photo.file for photo in large)])
    _, ours = exact(run, large)
    for example in (tmp_path / "shown.py", Path("predict.py")):
        runpy.run_path(str(example), run_name="__main__")
        rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
        assert [row[1] for row in rows] == [run.facts().classes[best] for best in ours.argmax(1)]
        assert [float(row[2]) for row in rows] == pytest.approx(ours.max(1), abs=1e-4)
    assert ("20 times as long as wide" in text) == (framing == "crop")
    code = [line for line in Path("predict.py").read_text(encoding="utf-8").splitlines()[1:] if line.strip()]
    assert len(code) <= 10
    assert max(map(len, code)) <= 180
