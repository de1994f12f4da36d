"""What torch can compute with on this computer, and why a graphics card isn't used: for people who expected one."""

import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import torch

from tldesk.core.without_gpu import WithoutGpu
from tldesk.engine.device import best_device

NVIDIA: Final = "0x10de"
"""The vendor's number on the PCI bus."""


def computing() -> Iterator[tuple[str, str]]:
    """Names and values: what computes, every card with its CUDA capability, and why none is used."""
    yield "Computes with", best_device().words
    built = f"CUDA {torch.version.cuda}" if torch.version.cuda else "the processor alone"
    if torch.version.hip:
        built = f"ROCm {torch.version.hip}"
    yield "torch is built for", built
    if torch.version.cuda:
        yield "CUDA capabilities it is built for", ", ".join(_built_for()) or "unknown"
    for number in range(torch.cuda.device_count() if torch.cuda.is_available() else 0):
        facts = torch.cuda.get_device_properties(number)
        yield f"Card {number}", f"{facts.name}, capability {facts.major}.{facts.minor}, {facts.total_memory / 2**30:.0f} GB"
    reason = without_gpu()
    if reason:
        yield "No graphics card is used", reason


def without_gpu() -> str:
    """Why no graphics card computes, and what to do about it, in a sentence or two; empty where one does."""
    if torch.cuda.is_available() or torch.backends.mps.is_available():
        return ""
    if sys.platform == "darwin":
        return WithoutGpu.OLD_MAC.value
    card, driver = _has_card(), _has_driver()
    if not torch.version.cuda and not torch.version.hip:
        if card or driver:
            return WithoutGpu.CARD_WITHOUT_CUDA.value
        return WithoutGpu.NO_CARD_NO_CUDA.value
    if not driver:
        if card:
            return WithoutGpu.NO_DRIVER.value
        return WithoutGpu.NO_CARD.value
    return _torchs_words()


def _torchs_words() -> str:
    """What torch says when it is told to use a card: a driver that is too old, cards that are hidden or broken."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            torch.zeros(1, device="cuda")
        except (RuntimeError, AssertionError) as error:
            said = str(error).split("\n", 1)[0]
            return f"NVIDIA's driver is here, but no card can be used: {said}"
    return WithoutGpu.HIDDEN.value


def _built_for() -> list[str]:
    """Capabilities as people know them: "sm_86" is 8.6."""
    names = (name.partition("_")[2] for name in torch.cuda.get_arch_list() if name.startswith("sm_"))
    return [f"{name[:-1]}.{name[-1]}" for name in names if name.isdigit()]


def _has_card() -> bool:
    """Whether an NVIDIA card is in the computer, as far as Linux tells; elsewhere only its driver does."""
    for file in Path("/sys/bus/pci/devices").glob("*/vendor"):
        try:
            found = file.read_text(encoding="ascii").strip() == NVIDIA and (file.parent / "class").read_text(encoding="ascii")[:4] == "0x03"
        except (OSError, UnicodeError):
            continue
        if found:
            return True
    return False


def _has_driver() -> bool:
    return Path("/proc/driver/nvidia/version").exists() or Path("/dev/nvidiactl").exists() or shutil.which("nvidia-smi") is not None
