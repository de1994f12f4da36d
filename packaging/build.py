"""Builds the program that runs where no Python is: a folder, and on Linux a tarball and a `.deb` of it.

    make package                                    into build/
    python packaging/build.py --out DIR --archives

It holds the torch of the Python that runs this. PyPI's wheels for Linux need NVIDIA's libraries (several GB) also on computers without
such a card; where the CPU wheels of https://download.pytorch.org/whl/cpu are installed instead, the folder stays under 1.1 GB.
"""

import argparse
import filecmp
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parent
QUICK: Final = 4
sys.path[:0] = [str(HERE), str(ROOT)]

from contents import is_stripped  # noqa: E402 - this folder is no package
from debian import make_deb  # noqa: E402
from frozen import size_of  # noqa: E402

from tldesk import __version__  # noqa: E402
from tldesk.jobs.exporting import onnx_is_here  # noqa: E402


def flavour() -> str:
    """ "cpu" or "cuda": what the installed torch computes with, from its version alone ("2.13.0+cpu"), else from what it needs."""
    if "+" in (told := version("torch")):
        return "cpu" if told.endswith("+cpu") else "cuda"
    try:
        version("nvidia-cublas")
    except ModuleNotFoundError:
        return "cpu"
    return "cuda"


def freeze(out: Path) -> Path:
    """Run PyInstaller; returns the program's folder."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    places = ["--distpath", str(out / "dist"), "--workpath", str(out / "work")]
    environment = {**os.environ, "TLDESK_VERSION": __version__, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([*command, *places, str(HERE / "tldesk.spec")], env=environment, cwd=out, check=True)
    return out / "dist" / "tldesk"


def strip(folder: Path) -> None:
    """Take the tables of symbols out of the libraries that `contents.STRIPPED` names; no traceback or crash report reads them.

    A library that `strip` refuses stays as it is.
    """
    tool, inside, spared = shutil.which("strip"), folder / "_internal", 0
    if tool is None:
        print("no strip here, which binutils have: libraries keep their tables of symbols, 0.12 GB")
        return
    for file in sorted(inside.rglob("*.so*")):
        if file.is_symlink() or not is_stripped(str(file.relative_to(inside))):
            continue
        # Beside it, as PyInstaller may have linked the one it found.
        bare = file.with_name(f"{file.name}.bare")
        if subprocess.run([tool, "--strip-unneeded", "-o", str(bare), str(file)], check=False).returncode:
            bare.unlink(missing_ok=True)
            print(f"not stripped: {file}")
            continue
        spared += file.stat().st_size - bare.stat().st_size
        shutil.copymode(file, bare)
        bare.replace(file)
    print(f"tables of symbols taken out: {spared / 1e6:.0f} MB")


def repeated(folder: Path) -> list[list[Path]]:
    """Libraries that lie there twice under one name, though they are not links: a CUDA library is hundreds of megabytes."""
    places: dict[tuple[str, int], list[Path]] = {}
    for file in sorted(folder.rglob("*.so*")):
        if not file.is_symlink():
            places.setdefault((file.name, file.stat().st_size), []).append(file)
    return [found for found in places.values() if len(found) > 1]


def link_repeated(folder: Path) -> None:
    """Put links in the place of libraries that lie there twice, as of the Fortran run time that NumPy and SciPy both bring."""
    for first, *others in repeated(folder):
        for other in others:
            if filecmp.cmp(first, other, shallow=False):
                other.unlink()
                other.symlink_to(os.path.relpath(first, other.parent))


def tarball(folder: Path, file: Path) -> Path:
    """The folder packed by zlib's quick level: the best one takes minutes more for three per cent less. Its files are root's."""

    def given_to_root(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        return entry

    with tarfile.open(file, "w:gz", compresslevel=QUICK) as packed:
        packed.add(folder, folder.name, filter=given_to_root)
    return file


def archives(folder: Path, out: Path) -> list[Path]:
    """A tarball and, where dpkg is there, a `.deb`."""
    name = f"tldesk-{__version__}-{platform.system().lower()}-{platform.machine().lower()}-{flavour()}"
    made = [tarball(folder, out / f"{name}.tar.gz")]
    if shutil.which("dpkg-deb"):
        made.append(make_deb(folder, out / f"{name}.deb", icons=out / "work" / "tldesk" / "icons", version=__version__))
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the program that runs where no Python is.")
    parser.add_argument("--out", type=Path, default=ROOT / "build", help="where to build; by default the folder build")
    parser.add_argument("--archives", action="store_true", help="on Linux also a tarball and a .deb, which takes minutes")
    given = parser.parse_args()
    out = given.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    (out / ".gitignore").write_text("*\n")
    if not onnx_is_here():
        print('without ONNX: onnx or onnxruntime is not installed here, which pip install ".[onnx]" changes')
    folder = freeze(out)
    if sys.platform == "linux":
        strip(folder)
        link_repeated(folder)
    print(f"{folder}: {size_of(folder) / 1e9:.2f} GB, with torch {version('torch')} ({flavour()})")
    for twice in repeated(folder):
        print(f"twice: {', '.join(str(file.relative_to(folder)) for file in twice)}")
    for file in archives(folder, out) if given.archives and sys.platform == "linux" else ():
        print(f"{file}: {file.stat().st_size / 1e9:.2f} GB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
