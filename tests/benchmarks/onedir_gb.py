"""The size of the frozen program, links counted once, against the limit of the CPU flavour."""

from _frozen import program_folder, size_of
from harness import Row

LIMIT_GB = 1.1


def measure() -> Row:
    return Row("onedir_gb", size_of(program_folder()) / 1e9, LIMIT_GB, "GB", "limit")
