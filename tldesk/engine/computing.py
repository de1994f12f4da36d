"""What torch can compute with on this computer, and why a graphics card isn't used: for people who expected one."""

import ctypes
import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import torch

from tldesk.core.without_gpu import WithoutGpu
from tldesk.engine.device import CUDA_ERRORS, best_device, built_for, capability_of, cards

NVIDIA: Final = "0x10de"
"""The vendor's number on the PCI bus."""

HIDING: Final = "CUDA_VISIBLE_DEVICES"
"""The cards that the driver shows to this program; it may have been set long ago for another one."""


def computing() -> Iterator[tuple[str, str]]:
    """Names and values: what computes, every card with its CUDA capability, and why none is used."""
    yield "Computes with", best_device().words
    built = f"CUDA {torch.version.cuda}" if torch.version.cuda else "the processor alone"
    if torch.version.hip:
        built = f"ROCm {torch.version.hip}"
    yield "torch is built for", built
    if torch.version.cuda:
        yield "CUDA capabilities it is built for", ", ".join(map(_in_words, _built_for())) or "unknown"
    driver = _driver_version()
    if driver:
        yield "NVIDIA's driver", driver
    if HIDING in os.environ:
        yield HIDING, os.environ[HIDING] or "empty: no card is shown"
    for card in cards():
        unused = "" if card.usable else ", for which this copy of torch has no code"
        yield f"Card {card.number}", f"{card.name}, capability {_in_words(card.capability)}, {card.memory / 2**30:.0f} GB{unused}"
    reason = without_gpu()
    if reason:
        yield "No graphics card is used", reason


def without_gpu() -> str:
    """Why no graphics card computes, and what to do about it, in a sentence or two; empty where one does."""
    if best_device().torch.type != "cpu":
        return ""
    found = cards()
    if found:
        return _not_built_for(found[0].capability)
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
        except CUDA_ERRORS as error:
            said = str(error).split("\n", 1)[0].rstrip(".")
            return f"NVIDIA's driver is here, but no card can be used: {said}."
    return WithoutGpu.HIDDEN.value


def _not_built_for(capability: tuple[int, int]) -> str:
    built = _built_for()
    if capability < built[0]:
        return WithoutGpu.OLD_CARD.value.format(card=_in_words(capability), built=_in_words(built[0]))
    return WithoutGpu.UNKNOWN_CARD.value.format(card=_in_words(capability), built=", ".join(map(_in_words, built)))


def _built_for() -> list[tuple[int, int]]:
    """Capabilities, the lowest first."""
    return sorted({capability_of(name) for name in built_for()})


def _in_words(capability: tuple[int, int]) -> str:
    """As people know it: 8.6."""
    return "{}.{}".format(*capability)


def _driver_version() -> str:
    """The version of NVIDIA's driver, as "580.65"; empty where there is none. Its library NVML tells it without starting a program."""
    names = {"win32": "nvml.dll", "linux": "libnvidia-ml.so.1"}
    try:
        nvml = ctypes.CDLL(names[sys.platform])
        text = ctypes.create_string_buffer(96)
        told = nvml.nvmlInit_v2() == 0 and nvml.nvmlSystemGetDriverVersion(text, len(text)) == 0
    except (KeyError, OSError, AttributeError):
        return ""
    return text.value.decode(errors="replace") if told else ""


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
