"""Weights that come into a folder: checked first against the network they are for, then put there whole, and never over others."""

import hashlib
import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from typing import IO, Any, Final

import torch
from safetensors.torch import save_file

from tldesk.core.backbones import Backbone, Places, backbone
from tldesk.core.backbones.began import licence_for
from tldesk.core.backbones.places import who_mends
from tldesk.core.backbones.receipts import Receipt, read_receipt, write_receipt
from tldesk.core.backbones.torchvision_files import hashes_named, licence_of, named_after, prepares_alike, same_network, without_network
from tldesk.core.errors import WeightsError
from tldesk.core.files import move_to_free
from tldesk.core.messages import AddWeightsRequest, Event, Progress, Step, VerifyWeightsRequest, WeightsKept, WeightsVerified
from tldesk.engine.ears import Ears
from tldesk.engine.network import create
from tldesk.engine.weight_files import give, read_weights, refuse_exported
from tldesk.engine.weights import embedded_file, embedded_state

CHUNK: Final = 1 << 22

TAKEN: Final = (".safetensors", ".pth", ".pt", ".bin")
"""How files with weights end that may be added."""


WHICH: Final = "Say which backbone it is for: in the field Backbone of the window, or by --as NAME"


def add(request: AddWeightsRequest, ears: Ears) -> Generator[Event, None, None]:
    """Check the file and put it into the folder: a `.safetensors` file as it is, another one's tensors as such a file.

    Raises:
        WeightsError: the file is damaged, not the one that its name tells, for another backbone, a model that was trained further, or
            there are weights of it in the folder already.
    """
    file, folder = Path(request.file), Path(request.folder)
    if file.suffix.lower() not in TAKEN:
        what = f"{file.name} is no file of weights: those end in {', '.join(TAKEN)}."
        raise WeightsError(what, kept="Nothing changed.", remedy="Choose another file.")
    one = meant(request.backbone, file)
    refuse_second(one, folder)
    refuse_exported(file)
    yield Progress(Step.CHECK_WEIGHTS, 0, 1)
    refuse_misnamed(file, ears)
    state = read_weights(file)
    check(one, state, source=file.name)
    yield Progress(Step.CHECK_WEIGHTS, 1, 1)
    ears.listen()
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{one.name}.{os.getpid()}.part"
        try:
            if file.suffix.lower() == ".safetensors":
                yield from _copy(file, part, ears)
            else:
                save_file({name: tensor.detach().clone().contiguous() for name, tensor in state.items()}, part)
            yield keep(one, part, folder / f"{one.name}.safetensors", source=file.name, sha256=sha256_of(part))
        finally:
            part.unlink(missing_ok=True)


def verify(request: VerifyWeightsRequest, ears: Ears) -> Generator[Event, None, None]:
    """Read the weights, compare them with the hash that is known of them, and try whether they fit.

    Raises:
        WeightsError: changed, damaged, or for another backbone.
    """
    one = meant(request.backbone, Path(request.file))
    yield Progress(Step.CHECK_WEIGHTS, 0, 1)
    file = Path(request.file) if request.file else embedded_file()
    with reading(file):
        digest = sha256_of(file, ears)
    receipt = read_receipt(file)
    known = request.sha256 or (receipt.sha256 if receipt else "")
    if known and known != digest:
        remedy = who_mends(file) if request.file else "Install tldesk again."
        raise WeightsError(f"{file} was changed or is damaged: its hash differs.", remedy=remedy)
    check(one, read_weights(file) if request.file else embedded_state(), source=str(file))
    yield WeightsVerified(one.name, request.file, digest, compared=bool(known))


def meant(name: str, file: Path) -> Backbone:
    """The backbone called `name`, or where that is empty the one that the file is named after, be it by torchvision.

    Raises:
        WeightsError: there is none; names the one whose network torchvision's file is of.
    """
    found = backbone(name) if name else named_after(file.stem)
    if found is not None:
        return found
    same = None if name else same_network(file.stem)
    if same is not None:
        raise _asking(file, same)
    if not name and without_network(file.stem):
        raise WeightsError(f"{file.name} is of a network that no backbone here is.", kept="Nothing changed.", remedy="Choose another one.")
    what = f"There is no backbone '{name}'." if name else f"{file.name} is not named as a backbone is."
    raise WeightsError(what, kept="Nothing changed.", remedy=f"{WHICH}.")


def _asking(file: Path, same: Backbone) -> WeightsError:
    """Torchvision's weights may stand in for others of the same network; which name they get is the user's to say."""
    licence = licence_of(file.stem)
    facts = [
        f"{file.name} is named as torchvision names weights of a network of which other weights are named here.",
        *([f"Torchvision's have the licence {licence}."] if licence else []),
        *([] if prepares_alike(same) else ["They learned from photos whose colours are scaled in another way."]),
    ]
    return WeightsError(
        " ".join(facts),
        kept="Nothing changed.",
        remedy=f"{WHICH}; to use them in place of those of {same.name}, name that.",
    )


def refuse_second(one: Backbone, folder: Path) -> None:
    """Weights that are there are not written over.

    Raises:
        WeightsError: the folder has some of this backbone.
    """
    there = Places(among=[folder], cache=folder).of(one.name).file
    if there is not None:
        raise WeightsError(f"There are weights of {one.name} already: {there}.", kept="They are unchanged.", remedy="Remove them first.")


def refuse_misnamed(file: Path, ears: Ears) -> None:
    """Torch's files carry the first digits of their hash in their names.

    Raises:
        WeightsError: the file's own hash begins otherwise.
    """
    told = hashes_named(file.stem) if file.suffix.lower() in (".pth", ".pt") else ()
    if not told:
        return
    with reading(file):
        digest = sha256_of(file, ears)
    if not digest.startswith(told):
        raise WeightsError(
            f"{file.name} is damaged or another file: its name says that its hash begins with {told[0]}, "
            f"it begins with {digest[: len(told[0])]}.",
            kept="Nothing changed.",
            remedy="Copy or load it once more; a file of your own, rename it.",
        )


def check(one: Backbone, state: dict[str, torch.Tensor], *, source: str) -> None:
    """Raises `WeightsError`, which names the first tensors that differ, unless `state` fits the backbone and is made of numbers."""
    network = create(one.name, classes=2)
    give(network, state, source=source, backbone=one.name)
    trained = chain(network.named_parameters(), ((name, one) for name, one in network.named_buffers() if "running_" in name))
    wrong = next((name for name, values in trained if not bool(values.isfinite().all())), "")
    if wrong:
        raise WeightsError(
            f"{source} can't be used: not all of its weights are numbers (the first are in {wrong}).", remedy="Take another file."
        )


def keep(one: Backbone, part: Path, target: Path, *, source: str, sha256: str) -> WeightsKept:
    """Put the file `part`, complete and checked, to where it is looked for, with its receipt.

    Raises:
        WeightsError: another file came there meanwhile.
    """
    size = part.stat().st_size
    try:
        move_to_free(part, target)
    except FileExistsError as error:
        raise WeightsError(f"There is a file {target} already.", kept="It is unchanged.", remedy="Remove it first.") from error
    write_receipt(target, Receipt(one.name, source, sha256, size, licence_for(one, source), date.today().isoformat()))
    return WeightsKept(one.name, str(target), size, sha256)


def sha256_of(file: Path, ears: Ears | None = None) -> str:
    """The file's SHA-256, hexadecimal."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        for chunk in iter(lambda: stream.read(CHUNK), b""):
            digest.update(chunk)
            if ears is not None:
                ears.listen()
    return digest.hexdigest()


def _copy(file: Path, part: Path, ears: Ears) -> Iterator[Event]:
    total, done = file.stat().st_size, 0
    with file.open("rb") as source, part.open("wb") as out:
        for chunk in iter(lambda: source.read(CHUNK), b""):
            out.write(chunk)
            done += len(chunk)
            ears.listen()
            yield Progress(Step.COPY, done // 1000, total // 1000)
        settle(out)


def settle(out: IO[Any]) -> None:
    """Wait until the disk has it."""
    out.flush()
    os.fsync(out.fileno())


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """A folder that can't be written, in words.

    Raises:
        WeightsError: instead of an OSError.
    """
    try:
        yield
    except OSError as error:
        raise WeightsError(
            f"{folder} can't be written ({error.strerror or error}).",
            kept="Weights that were there are unchanged.",
            remedy="Make room, grant access, or name another folder.",
        ) from error


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """A file that can't be read, in words.

    Raises:
        WeightsError: instead of an OSError.
    """
    try:
        yield
    except PermissionError as error:
        remedy = f"You lack the right to read it: ask who looks after {file.parent}."
        raise WeightsError(f"{file} can't be read ({error.strerror or error}).", remedy=remedy) from error
    except OSError as error:
        raise WeightsError(f"{file} can't be read ({error.strerror or error}).", remedy="Look whether its drive is there.") from error
