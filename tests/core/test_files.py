from pathlib import Path

import pytest

from tldesk.core.files import resources_folder, write_atomically


def names(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir()]


def test_the_new_content_replaces_the_old(tmp_path: Path) -> None:
    file = tmp_path / "größe.json"
    write_atomically(file, "old")
    write_atomically(file, "neu: ü")
    assert file.read_text(encoding="utf-8") == "neu: ü"
    assert names(tmp_path) == ["größe.json"]


def test_a_failed_write_leaves_the_old_content(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    file.mkdir()
    (file / "kept").touch()
    with pytest.raises(OSError, match=r"run\.json"):
        write_atomically(file, b"new")
    assert names(tmp_path) == ["run.json"]
    assert names(file) == ["kept"]


def test_the_resources_are_found() -> None:
    assert resources_folder().is_dir()
