"""The licences that the frozen program carries: of libraries, of libraries inside these, of Qt, and of what the system brought."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest


@dataclass
class Held:
    """What PyInstaller would have found."""

    pure: list[tuple[str, str, str]] = field(default_factory=list)
    binaries: list[tuple[str, str, str]] = field(default_factory=list)
    datas: list[tuple[str, str, str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def licences(part: Callable[[str], ModuleType]) -> ModuleType:
    return part("licences")


def test_each_library_has_its_texts_and_its_terms(licences: ModuleType, tmp_path: Path) -> None:
    names = ("torch", "timm.models", "PySide6.QtCore", "_pillow_heif", "openvino.runtime", "numpy", "onnx", "onnxruntime.capi")
    held = Held(pure=[(name, f"{name}.py", "PYMODULE") for name in names])
    entries = licences.gather(held, tmp_path / "licences")
    assert {source for _, source, _ in entries} == {str(file) for file in tmp_path.rglob("*") if file.is_file()}
    assert {Path(place).parts[0] for place, _, _ in entries} == {licences.FOLDER}
    terms = (tmp_path / "licences" / "LICENCES.txt").read_text(encoding="utf-8")
    for said in ("\nPySide6_Essentials 6", "download.qt.io", "libx265 (GPL-2.0-or-later)", "\ntimm 1", "\nPython 3"):
        assert said in terms
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (tmp_path / "licences" / "texts" / "LGPL-3.txt").read_text(encoding="utf-8")
    for place in ("onnx/NOTICE", "onnxruntime/LICENSE", "onnxruntime/ThirdPartyNotices.txt"):
        assert (tmp_path / "licences" / place).is_file()
    assert "libde265" in (tmp_path / "licences" / "pillow_heif" / "LICENSES_bundled.txt").read_text(encoding="utf-8")


def test_libraries_inside_a_library_keep_texts_of_the_same_name_apart(licences: ModuleType, tmp_path: Path) -> None:
    licences.gather(Held(pure=[("torch", "torch.py", "PYMODULE"), ("openvino", "openvino.py", "PYMODULE")]), tmp_path)
    inside = list((tmp_path / "torch" / "third_party").rglob("LICENSE*"))
    assert len(inside) > 20
    assert len({text.read_bytes() for text in inside}) > 10
    assert list((tmp_path / "openvino").rglob("*third-party-programs.txt"))


def test_a_library_of_unknown_terms_stops_the_build(licences: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mystery.py").write_text("")
    (tmp_path / "mystery-1.0.dist-info").mkdir()
    (tmp_path / "mystery-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: mystery\nVersion: 1.0\n")
    (tmp_path / "mystery-1.0.dist-info" / "top_level.txt").write_text("mystery\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(FileNotFoundError, match="mystery says nothing"):
        licences.gather(Held(pure=[("mystery", "mystery.py", "PYMODULE")]), tmp_path / "licences")


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="there are no packages of Debian's kind here")
def test_a_library_of_the_system_brings_what_its_package_says(licences: ModuleType, tmp_path: Path) -> None:
    program = shutil.which("dpkg-query")
    held = Held(binaries=[("dpkg-query", str(program), "BINARY"), ("own.so", str(tmp_path / "own.so"), "BINARY")])
    licences.gather(held, tmp_path / "licences")
    assert [text.name for text in (tmp_path / "licences" / "system").iterdir()] == ["dpkg.txt"]
    assert "\ndpkg, from the system" in (tmp_path / "licences" / "LICENCES.txt").read_text(encoding="utf-8")
