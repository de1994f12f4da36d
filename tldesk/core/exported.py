"""A model that travels: what an exported folder or archive holds, besides what a run's folder holds already.

    model.safetensors, model.json, references.safetensors, recipe.json, run.json, metrics.jsonl, cross-validation.json   as in the run
    evaluation-<split>.json   figures and answers, with fingerprints in the places of the photos' files
    snapshot.csv              label, split and fingerprint of each photo it was trained on, without its path
    config.json               timm's, where plain timm can build the network
    model.onnx                where it was asked for
    README.md, predict.py     the model card and an example
    tldesk-model.json         the manifest: every file with its size and hash

No photo, no name of a photo and no path of the computer it was trained on are in it.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tldesk.core.codec import from_json
from tldesk.core.files import write_atomically
from tldesk.core.photo import Split

MANIFEST: Final = "tldesk-model.json"
ARCHIVE: Final = ".zip"
CARD: Final = "README.md"
EXAMPLE: Final = "predict.py"
ONNX: Final = "model.onnx"

KIND: Final = "tldesk model"
VERSION: Final = 1

NEEDED: Final = ("model.json", "model.safetensors")
"""Without these there is no model."""
AS_THEY_ARE: Final = ("references.safetensors", "recipe.json", "metrics.jsonl", "cross-validation.json")
"""Files of a run that travel unchanged, where there are any."""
OF_A_RUN: Final = frozenset({*NEEDED, *AS_THEY_ARE, "run.json", "snapshot.csv", *(f"evaluation-{split}.json" for split in Split)})
"""What becomes part of the run when a model is imported; all else in an export is for people and other programs."""


@dataclass(frozen=True, slots=True)
class OnnxCheck:
    """How `model.onnx` answered in ONNX Runtime beside torch, on `photos` real photos.

    `difference`: the largest of a probability. `same`: photos whose most probable class is the same.
    """

    photos: int
    difference: float
    same: int


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """One file beside the manifest: its size in bytes and its SHA-256 as hexadecimal digits."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`tldesk-model.json`.

    Attributes:
        name: of the run. backbone: timm's name. classes: in the order of the outputs.
        loads_in_timm: plain timm builds the network from the folder, with the same logits.
        exported: seconds since the epoch. tldesk: the version that wrote it.
    """

    kind: str
    version: int
    name: str
    backbone: str
    classes: tuple[str, ...]
    loads_in_timm: bool
    exported: float
    tldesk: str
    files: tuple[ExportedFile, ...]

    @property
    def weights(self) -> str:
        """The hash of the weights, which tells one model from another."""
        return next((file.sha256 for file in self.files if file.name == "model.safetensors"), "")


def keep_imported(folder: Path, split: Split) -> None:
    """Copy the figures on `split` that a model came with to `evaluation-<split>-imported.json`, before it is measured here.

    Does nothing where the run in `folder` was trained here, came without such figures, or was measured here already.

    Raises:
        OSError: the folder can't be read or written.
    """
    file = folder / f"evaluation-{split}.json"
    if not (folder / MANIFEST).is_file() or not file.is_file():
        return
    try:
        manifest = from_json(Manifest, (folder / MANIFEST).read_bytes())
    except ValueError:
        return  # damaged: then nobody knows what came
    content = file.read_bytes()
    if ExportedFile(file.name, len(content), hashlib.sha256(content).hexdigest()) in manifest.files:
        write_atomically(folder / f"evaluation-{split}-imported.json", content)
