"""A model that travels: what an exported folder or archive holds, besides what a run's folder holds already.

    model.safetensors, model.json, references.safetensors, recipe.json, run.json, metrics.jsonl, cross-validation.json   as in the run
    evaluation-<split>.json   figures and answers, with fingerprints in the places of the photos' files
    snapshot.csv              label, split and fingerprint of each photo it was trained on, without its path
    config.json               timm's, where plain timm can build the network
    model.onnx, model-int8.onnx, model.pt2   where they were asked for
    README.md, predict.py     the model card and an example
    tldesk-model.json         the manifest: every file with its size and hash

No photo, no name of a photo and no path of the computer it was trained on are in it.
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from tldesk.core.codec import from_json
from tldesk.core.files import write_atomically
from tldesk.core.photo import Split
from tldesk.core.results import Interval

MANIFEST: Final = "tldesk-model.json"
ARCHIVE: Final = ".zip"
CARD: Final = "README.md"
EXAMPLE: Final = "predict.py"
ONNX: Final = "model.onnx"
INT8: Final = "model-int8.onnx"
PROGRAM: Final = "model.pt2"

KIND: Final = "tldesk model"
VERSION: Final = 1

NEEDED: Final = ("model.json", "model.safetensors")
"""Without these there is no model."""
AS_THEY_ARE: Final = ("references.safetensors", "recipe.json", "metrics.jsonl", "cross-validation.json")
"""Files of a run that travel unchanged, where there are any."""
OF_A_RUN: Final = frozenset({*NEEDED, *AS_THEY_ARE, "run.json", "snapshot.csv", *(f"evaluation-{split}.json" for split in Split)})
"""What becomes part of the run when a model is imported; all else in an export is for people and other programs."""


MOST_CHANGED: Final = 0.05
"""Share of answers that may change where an ONNX file is rounded to int8; where more do, the file is not kept."""


@dataclass(frozen=True, slots=True)
class Forms:
    """What other programs are given beside what timm loads.

    Attributes:
        onnx: `model.onnx`. int8: `model-int8.onnx` too, made from it. program: `model.pt2`, which `torch.export.load` opens.
        whole: normalisation and softmax are inside of these: bytes in, probabilities out; else normalised pixels in, logits out.
    """

    onnx: bool = False
    int8: bool = False
    program: bool = False
    whole: bool = True


@dataclass(frozen=True, slots=True)
class FormCheck:
    """How one of the `Forms` answered beside torch, on `photos` real photos.

    `difference`: the largest of a probability. `same`: photos whose most probable class is the same.
    """

    photos: int
    difference: float
    same: int


Pace = Literal["slower than", "quicker than", "about as quick as"]

CLEAR: Final = 0.1
"""By which share of the time two files have to be apart until one is called quicker: a busy computer makes a few percent by itself."""


@dataclass(frozen=True, slots=True)
class Int8Check:
    """What rounding to int8 costs: how `model-int8.onnx` answered beside `model.onnx` on labelled validation photos.

    Attributes:
        check: the answers beside each other.
        before, after: accuracy of the one file and of the other, with its interval.
        size, size_before: bytes. seconds, seconds_before: of computing, a photo, on this computer.
    """

    check: FormCheck
    before: Interval
    after: Interval
    size: int
    size_before: int
    seconds: float
    seconds_before: float

    @property
    def changed(self) -> float:
        """The share of answers that are others, 0..1."""
        return 1 - self.check.same / self.check.photos

    @property
    def pace(self) -> Pace:
        """How it computes here beside the file it was made from."""
        more = self.seconds - self.seconds_before
        if abs(more) <= CLEAR * self.seconds_before:
            return "about as quick as"
        return "slower than" if more > 0 else "quicker than"

    @property
    def kept(self) -> bool:
        """Whether so few answers changed that the file is in the export."""
        return self.changed <= MOST_CHANGED


@dataclass(frozen=True, slots=True)
class Checks:
    """What was found out about the forms that were asked for; None for the others."""

    onnx: FormCheck | None = None
    program: FormCheck | None = None
    int8: Int8Check | None = None


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
        exported: seconds since the epoch. tldesk: the version that wrote it. checks: see there; empty in exports of older versions.
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
    checks: Checks = field(default_factory=Checks)

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
