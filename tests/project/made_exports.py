"""Exports written as `engine.export` writes them, without an engine."""

import hashlib
import json
import zipfile

import numpy as np
from safetensors.numpy import save_file

from tldesk.core.exported import MANIFEST

FACTS = {
    "backbone": "test_resnet",
    "classes": ["cat", "dög"],
    "input_size": 64,
    "resize": 73,
    "interpolation": "bicubic",
    "mean": [0.5, 0.5, 0.5],
    "std": [0.5, 0.5, 0.5],
    "epoch": 3,
    "tldesk": "0.1.0",
}
RECORD = {"id": "there", "name": "Cats & dögs", "state": "finished", "created": 1_700_000_000.0, "ended": 1_700_000_060.0, "said": "x"}
EVALUATION = {
    "split": "test",
    "classes": ["cat", "dög"],
    "figures": {"accuracy": {"value": 0.5, "low": 0.1, "high": 0.9}},
    "scores": [],
    "confusion": [[1, 0], [1, 0]],
    "reliability": [],
    "answers": [{"key": "photo-1", "file": "photo-1", "probabilities": [0.6, 0.4], "label": 0}],
    "unreadable": [],
}


def export_to(folder, *, facts=None, evaluation=None, manifest=None, extra=None, weights=None):
    """An export as `engine.export` writes it, with other values where asked."""
    folder.mkdir()
    (folder / "model.json").write_text(json.dumps(FACTS | (facts or {})))
    (folder / "run.json").write_text(json.dumps(RECORD))
    (folder / "evaluation-test.json").write_text(json.dumps(EVALUATION | (evaluation or {})))
    shapes = weights or {"fc.weight": (2, 96)}
    save_file({name: np.zeros(shape, np.float32) for name, shape in shapes.items()}, folder / "model.safetensors")
    (folder / "README.md").write_text("# Cats")
    for name, content in (extra or {}).items():
        (folder / name).write_bytes(content)
    sign(folder, **(manifest or {}))
    return folder


def sign(folder, **other):
    files = [
        {"name": file.name, "size": file.stat().st_size, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
        for file in sorted(folder.iterdir())
        if file.name != MANIFEST
    ]
    facts = json.loads((folder / "model.json").read_text())
    values = {"kind": "tldesk model", "version": 1, "name": "Cats & dögs", "backbone": facts["backbone"], "classes": facts["classes"]}
    values |= {"loads_in_timm": True, "exported": 1_700_000_100.0, "tldesk": "0.1.0", "files": files}
    (folder / MANIFEST).write_text(json.dumps(values | other))


def zipped(folder, *, inside="", file=None):
    file = file or folder.with_suffix(".zip")
    with zipfile.ZipFile(file, "w") as archive:
        for one in folder.iterdir():
            archive.write(one, inside + one.name)
    return file
