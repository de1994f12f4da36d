"""What this program runs on, for `tldesk --diagnose`, crash reports and the settings: versions, places, weights. Loads no torch."""

import os
import platform
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path, user_config_path, user_data_path

from tldesk import __version__
from tldesk.core.backbones.places import SHARED, SUFFIXES, folders, folders_away, hub_cache, own_folder
from tldesk.core.files import log_folder

LIBRARIES: Final = (
    *("torch", "torchvision", "timm", "PySide6-Essentials", "numpy", "pillow", "pillow-heif", "scikit-learn", "openvino"),
    *("onnx", "onnxruntime"),
)


def facts() -> Iterator[tuple[str, str]]:
    """Names and values: the program, the system and the libraries."""
    yield "tldesk", f"{__version__}{', frozen' if is_frozen() else ''}"
    yield "Python", platform.python_version()
    yield "System", f"{platform.system()} {platform.release()}, {platform.machine()}, {os.cpu_count()} processors"
    for name in LIBRARIES:
        yield name, _version(name)


def places() -> Iterator[tuple[str, str]]:
    """Names and folders, each with whether it is there."""
    yield "Program", str(Path(sys.executable).parent)
    for name, folder in {
        "Settings": user_config_path("tldesk", appauthor=False),
        "Projects of read-only folders": user_data_path("tldesk", appauthor=False) / "projects",
        "Log and crash reports": log_folder(),
        "Cache": user_cache_path("tldesk", appauthor=False),
        "Weights of the Hugging Face hub": hub_cache(),
    }.items():
        yield name, f"{folder}{'' if folder.is_dir() else '  (not there yet)'}"
    yield "Weights", f"{own_folder()}{weights_in(own_folder())}"
    # Each share is asked once: one that is away lets wait who asks.
    away = folders_away()
    for folder in folders()[1:]:
        yield "Shared weights", f"{folder}{'  (not there: is its share connected?)' if folder in away else weights_in(folder)}"
    if not os.environ.get(SHARED):
        yield "Shared weights", f"none; {SHARED} may name folders"


def is_frozen() -> bool:
    """Whether this is the packaged program."""
    return bool(getattr(sys, "frozen", False))


def weights_in(folder: Path) -> str:
    """How many files with weights lie in `folder`, in brackets."""
    try:
        found = [file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES]
    except OSError:
        return "  (not there yet)"
    return f"  ({len(found)} file{'' if len(found) == 1 else 's'})"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not here"
