"""A Debian package of the frozen program: in /opt, with an entry in the menu, an icon and a file type."""

import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

LINUX: Final = Path(__file__).resolve().parent / "linux"

CONTROL: Final = """Package: tldesk
Version: {version}
Architecture: {architecture}
Maintainer: The tldesk developers <tldesk@localhost>
Installed-Size: {kilobytes}
Depends: libc6 (>= {libc}), libgl1, libegl1, libxkbcommon0, libxkbcommon-x11-0, libdbus-1-3, libfontconfig1
Section: science
Priority: optional
Description: label photos, fine-tune a pretrained backbone, look at what it sees
 For people in labs: no programming, no upload, no internet. Everything it
 needs is inside, weights of a first backbone too.
"""


def make_deb(folder: Path, file: Path, *, icons: Path, version: str) -> Path:
    """Pack the program's `folder` into `file`, and return that.

    Raises:
        CalledProcessError: dpkg-deb refused it, and said why.
    """
    with tempfile.TemporaryDirectory(dir=file.parent) as name:
        root = Path(name)
        root.chmod(0o755)
        # Linked, not copied: it is a gigabyte.
        shutil.copytree(folder, root / "opt" / "tldesk", copy_function=os.link, symlinks=True)
        for source, place in {
            "tldesk.desktop": "usr/share/applications/tldesk.desktop",
            "tldesk.xml": "usr/share/mime/packages/tldesk.xml",
        }.items():
            _copy(LINUX / source, root / place)
        for icon in icons.glob("tldesk-*.png"):
            size = icon.stem.removeprefix("tldesk-")
            _copy(icon, root / f"usr/share/icons/hicolor/{size}x{size}/apps/tldesk.png")
        (root / "usr" / "bin").mkdir()
        (root / "usr" / "bin" / "tldesk").symlink_to("/opt/tldesk/tldesk")
        _copy(folder / "_internal" / "licences" / "LICENCES.txt", root / "usr/share/doc/tldesk/copyright")
        _write_control(root, version)
        # Debian 12 and Ubuntu 22.04 read it; xz takes minutes for a few per cent less.
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zzstd", "-z9", "--build", str(root), str(file)], check=True)
    return file


def _write_control(root: Path, version: str) -> None:
    architecture = subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True).stdout.strip()
    kilobytes = sum(one.lstat().st_size for one in root.rglob("*") if one.is_file()) // 1024
    (root / "DEBIAN").mkdir()
    control = CONTROL.format(version=version, architecture=architecture, kilobytes=kilobytes, libc=platform.libc_ver()[1])
    (root / "DEBIAN" / "control").write_text(control, encoding="utf-8")


def _copy(file: Path, goal: Path) -> None:
    goal.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, goal)
    goal.chmod(0o644)
