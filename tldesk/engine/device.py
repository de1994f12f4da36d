"""Which processor does the work, in words, and whether bfloat16 is faster on it."""

import os
import time
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


def best_device() -> Device:
    """CUDA before Apple's GPU before the CPU."""
    if torch.cuda.is_available():
        # Of several processes of one training, each has a card of its own.
        number = int(os.environ.get("LOCAL_RANK", "0")) % torch.cuda.device_count()
        facts = torch.cuda.get_device_properties(number)
        return Device(torch.device("cuda", number), f"{facts.name.replace('GeForce ', '')}, {facts.total_memory / 2**30:.0f} GB")
    if torch.backends.mps.is_available():
        return Device(torch.device("mps"), "Apple GPU")
    return Device(torch.device("cpu"), cpu_in_words(torch.get_num_threads()))


def memory_taken() -> int:
    """Bytes: the most a graphics card had to hold so far, else what this process holds."""
    return torch.cuda.max_memory_allocated() if torch.cuda.is_available() else int(psutil.Process().memory_info().rss)


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
