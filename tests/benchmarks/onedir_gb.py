"""The size of the frozen program, links counted once, against the limit of the CPU flavour."""

from _frozen import program_folder
from harness import Row

LIMIT_GB = 1.1


def measure() -> Row:
    size = sum(file.stat().st_size for file in program_folder().rglob("*") if file.is_file() and not file.is_symlink())
    return Row("onedir_gb", size / 1e9, LIMIT_GB, "GB", "limit")
