"""What the build does to the frozen program's libraries."""

import importlib.util
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import yaml

pytestmark = pytest.mark.skipif(sys.platform != "linux" or not shutil.which("strip"), reason="there is no strip here")


def loaded(name: str, file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def inside(tmp_path: Path) -> Path:
    """Where the program's libraries lie: one that loses its tables, a link to it, one that stays, and one that is none."""
    folder = tmp_path / "_internal"
    (folder / "yaml").mkdir(parents=True)
    (library,) = Path(yaml.__file__).parent.glob("_yaml*.so")
    shutil.copy(library, folder / "yaml" / library.name)
    (folder / "yaml" / library.name).chmod(0o755)
    (folder / "yaml" / "_yaml_linked.so").symlink_to(library.name)
    (folder / "numpy").mkdir()
    shutil.copy(next((Path(np.__file__).parent / "_core").glob("_simd*.so")), folder / "numpy")
    (folder / "libpython3.99.so.1.0").write_text("no library")
    return folder


def test_stripped_libraries_are_smaller_and_load(
    part: Callable[[str], ModuleType], inside: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    library = next(file for file in (inside / "yaml").glob("_yaml*.so") if not file.is_symlink())
    other = next((inside / "numpy").iterdir())
    size, untouched = library.stat().st_size, other.read_bytes()
    part("build").strip(inside.parent)
    assert library.stat().st_size < size
    assert stat.S_IMODE(library.stat().st_mode) == 0o755
    assert loaded("yaml._yaml", library).get_version() == yaml._yaml.get_version()
    assert (inside / "yaml" / "_yaml_linked.so").is_symlink()
    assert other.read_bytes() == untouched
    assert (inside / "libpython3.99.so.1.0").read_text() == "no library"
    assert f"not stripped: {inside / 'libpython3.99.so.1.0'}" in capfd.readouterr().out
    assert not list(inside.rglob("*.bare"))


def test_without_strip_the_build_goes_on(
    part: Callable[[str], ModuleType], inside: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.stat().st_size for file in inside.rglob("*.so*")}
    monkeypatch.setenv("PATH", "")
    part("build").strip(inside.parent)
    assert {file: file.stat().st_size for file in inside.rglob("*.so*")} == before
    assert "no strip here" in capsys.readouterr().out
