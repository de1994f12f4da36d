"""Which processor does the work, in words, and whether bfloat16 is faster on it."""

import os
import re
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import psutil
import torch

from tldesk.core.processor import cpu_in_words

BFLOAT16_MARGIN: Final = 1.25
"""How many times as fast bfloat16 must be in the probe: clearly, so that noise does not decide and a repeated run takes the same path."""


@dataclass(frozen=True, slots=True)
class Device:
    """The processor and its name for the user, as "NVIDIA RTX 4060, 8 GB" or "CPU, 8 threads"."""

    torch: torch.device
    words: str

    @property
    def batch(self) -> int:
        """Photos in one forward pass without gradients."""
        return 128 if self.torch.type == "cuda" else 32


@dataclass(frozen=True, slots=True)
class Card:
    """A graphics card of CUDA or ROCm.

    Attributes:
        capability: CUDA's, major and minor: which machine code it runs.
        memory: bytes.
    """

    number: int
    name: str
    capability: tuple[int, int]
    memory: int

    @property
    def usable(self) -> bool:
        """Whether this copy of torch brings code for it; else the first operation would fail with "no kernel image is available"."""
        built = built_for()
        return not built or any(runs(self.capability) for runs in map(_runner, built))


def cards() -> list[Card]:
    """All cards that the driver shows, usable or not; none where the driver fails."""
    if not torch.cuda.is_available():
        return []
    with warnings.catch_warnings():
        # torch warns of cards that it is not built for, which is said by us.
        warnings.simplefilter("ignore")
        try:
            found = [(number, torch.cuda.get_device_properties(number)) for number in range(torch.cuda.device_count())]
        except CUDA_ERRORS:
            return []
    return [Card(number, facts.name, (facts.major, facts.minor), facts.total_memory) for number, facts in found]


CUDA_ERRORS: Final = (RuntimeError, AssertionError, torch.cuda.DeferredCudaCallError)
"""What torch raises where it can't begin to use a card."""


def built_for() -> list[str]:
    """What torch was compiled for, as "sm_86" (machine code) or "compute_90" (PTX); empty where it does not say, as for ROCm."""
    return [name for name in torch.cuda.get_arch_list() if _ARCHITECTURE.fullmatch(name)]


_ARCHITECTURE: Final = re.compile(r"(sm|compute)_(\d+)(\d)([af]?)")


def capability_of(architecture: str) -> tuple[int, int]:
    """Major and minor: (8, 6) of "sm_86"."""
    parts = _ARCHITECTURE.fullmatch(architecture)
    assert parts is not None
    return int(parts[2]), int(parts[3])


def _runner(architecture: str) -> Callable[[tuple[int, int]], bool]:
    """Tells of a card's capability whether it runs code for `architecture`.

    Machine code runs on the same major and any later minor; PTX is compiled on any later card; a suffix "a" is for just that
    capability, "f" for its family (CUDA C++ Programming Guide, "Compute Capabilities" and "Binary and PTX Compatibility").
    """
    needed = capability_of(architecture)
    if architecture.endswith("a"):
        return lambda capability: capability == needed
    if architecture.startswith("compute") and not architecture.endswith("f"):
        return lambda capability: capability >= needed
    return lambda capability: capability[0] == needed[0] and capability >= needed


def best_device() -> Device:
    """CUDA before Apple's GPU before the CPU; of several cards the first that torch has code for."""
    usable = [card for card in cards() if card.usable]
    if usable:
        # Of several processes of one training, each has a card of its own.
        card = usable[int(os.environ.get("LOCAL_RANK", "0")) % len(usable)]
        return Device(torch.device("cuda", card.number), f"{card.name.replace('GeForce ', '')}, {card.memory / 2**30:.0f} GB")
    if torch.backends.mps.is_available():
        return Device(torch.device("mps"), "Apple GPU")
    return Device(torch.device("cpu"), cpu_in_words(torch.get_num_threads()))


def memory_taken() -> int:
    """Bytes: the most a graphics card had to hold so far, else what this process holds."""
    device = best_device().torch
    return torch.cuda.max_memory_allocated(device) if device.type == "cuda" else int(psutil.Process().memory_info().rss)


_NO_MEMORY: Final = ("out of memory", "can't allocate memory", "can't start new thread")
"""torch's words for it, and Python's where the stack of a thread has no room."""


def out_of_memory(error: BaseException) -> bool:
    """Whether `error` says that the memory of the processor or the computer was too small."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    said = str(error).lower()
    return isinstance(error, RuntimeError) and any(words in said for words in _NO_MEMORY)


class Shortage:
    """Tells too little memory from an operation that is not there: oneDNN has the same words for both.

    Attributes:
        known: there was too little: an allocation failed, or less work went through where more had not.
    """

    def __init__(self) -> None:
        self.known = False

    def may_be(self, error: BaseException) -> bool:
        """Whether less work at once may go through."""
        self.known |= out_of_memory(error)
        return out_of_memory(error) or _ambiguous(error)

    def meant_by(self, error: BaseException) -> bool:
        """Whether oneDNN's words are about the memory, as far as is known by now."""
        return self.known and _ambiguous(error)


def _ambiguous(error: BaseException) -> bool:
    return isinstance(error, RuntimeError) and str(error).lower() == "could not create a primitive"


def seconds(work: Callable[[], object], device: torch.device) -> float:
    """Wall time of `work`, waiting for a GPU to end it."""
    began = time.perf_counter()
    work()
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()
    return time.perf_counter() - began


def clearly_faster(ours: Callable[[], object], other: Callable[[], object], *, device: torch.device, rounds: int = 3) -> bool:
    """Whether `ours` takes clearly less time than `other`: the best of `rounds` alternating runs of each, after one to warm up."""
    ours()
    other()
    times = [(seconds(ours, device), seconds(other, device)) for _ in range(rounds)]
    return min(t[0] for t in times) * BFLOAT16_MARGIN < min(t[1] for t in times)
