"""The size of the frozen program, links counted once, against the limit of the CPU flavour; that of CUDA has none, which the row says."""

from _frozen import program_folder, size_of
from harness import Row

LIMIT_GB = 1.1


def measure() -> Row:
    folder = program_folder()
    cuda = next(folder.rglob("*torch_cuda.*"), None)
    return Row("onedir_gb", size_of(folder) / 1e9, LIMIT_GB, "GB", "limit of the CPU flavour; this is CUDA's" if cuda else "limit")
