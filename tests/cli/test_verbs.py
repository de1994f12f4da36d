"""The verbs as a person and as a script use them, on drawn specimens and a tiny network."""

import shutil
from pathlib import Path

import pytest
from PIL import Image

import tldesk
from tests.cli.calling import TINY, call, said
from tldesk.cli import VERBS
from tldesk.cli.verbs import app


def test_the_verbs_known_without_loading_them_are_those_there_are() -> None:
    verbs = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert verbs | {group.name for group in app.registered_groups} == VERBS


def test_the_diagnosis_names_versions_the_processor_and_the_folders(own_home: Path) -> None:
    told = call("--diagnose")
    assert told.exit_code == 0
    assert f"tldesk: {tldesk.__version__}" in told.stdout
    assert "Computes with: " in told.stdout
    assert f"Weights: {own_home}" in told.stdout


def test_version_and_help() -> None:
    assert call("--version").stdout == f"tldesk {tldesk.__version__}\n"
    result = call("--help")
    assert result.exit_code == 0
    assert all(verb in result.stdout for verb in VERBS)


def test_import_shows_classes_and_splits_and_names_what_cannot_be_read(folder: Path) -> None:
    (folder / "rods" / "broken.jpg").write_bytes(b"no photo at all")
    for name in ("letter.doc", "rods/list.txt"):
        (folder / name).write_bytes(b"no photo")
    result = call("import", str(folder))
    assert result.exit_code == 0
    assert "filaments" in result.stdout
    assert "17 photos" in result.stdout
    assert "rods/broken.jpg" in result.stderr
    assert "2 files are not photos and were left out: .txt, .doc" in result.stdout
    values = said("import", str(folder))
    assert values["photos"] == 17
    assert set(values["unreadable"]) == {"rods/broken.jpg"}  # type: ignore[call-overload]
    assert values["not_photos"] == {".doc": 1, ".txt": 1}
    assert values["classes"] == {name: {"train": 0, "validation": 0, "test": 0, "none": n} for name, n in (("filaments", 8), ("rods", 9))}


def test_a_broken_photo_that_was_mended_is_read_again(folder: Path) -> None:
    broken = folder / "rods" / "broken.jpg"
    broken.write_bytes(b"no photo at all")
    call("import", str(folder))
    shutil.copy(folder / "rods" / "specimen_0001.jpg", broken)
    assert said("import", str(folder))["unreadable"] == {}


def test_the_whole_way(folder: Path, tmp_path: Path) -> None:
    said("import", str(folder))
    values = said("train", str(folder), *TINY, "--name", "First")
    assert {"run", "folder", "validation", "test"} <= set(values)
    assert (Path(str(values["folder"])) / "model.safetensors").is_file()

    measured = said("evaluate", str(folder), "--run", "First")
    assert measured["run"] == values["run"]
    assert measured["accuracy"] == values["test"]["accuracy"]  # type: ignore[index]
    low, high = measured["interval"]  # type: ignore[misc]
    assert low <= measured["accuracy"] <= high  # type: ignore[operator]

    csv = tmp_path / "out" / "answers.csv"
    shutil.copytree(folder / "rods", tmp_path / "new")
    (tmp_path / "new" / "broken.jpg").write_bytes(b"no photo")
    (tmp_path / "new" / "letter.doc").write_bytes(b"no photo")
    answered = said("predict", str(folder), "new", "--csv", str(csv))
    assert len(answered["answers"]) == 8  # type: ignore[arg-type]
    assert [Path(file).name for file in answered["unreadable"]] == ["broken.jpg"]  # type: ignore[attr-defined]
    assert answered["not_photos"] == {".doc": 1}
    assert len(csv.read_text(encoding="utf-8-sig").splitlines()) == 10

    photo = str(tmp_path / "new" / "specimen_0001.jpg")
    drawn = said("explain", str(folder), photo, photo, "new/broken.jpg", "--class", "FILAMENTS")["heatmaps"]
    assert isinstance(drawn, list)
    assert len({one["heatmap"] for one in drawn}) == 2
    for one in drawn:
        assert one["class"] == "filaments"
        with Image.open(one["heatmap"]) as picture:
            assert picture.format == "JPEG"
            assert picture.size == (480, 360)

    page = said("report", str(folder), "--out", "page.html")
    assert page["report"] == "page.html"
    assert "First" in Path("page.html").read_text(encoding="utf-8")


def test_words_for_people(trained: Path) -> None:
    result = call("predict", str(trained), str(trained / "rods"))
    assert result.exit_code == 0
    assert "specimen_0001.jpg" in result.stdout
    assert "%" in result.stdout
    result = call("evaluate", str(trained), "--split", "validation")
    assert "validation photos" in result.stdout
    assert "Precision" in result.stdout


def test_without_a_folder_the_current_one_or_the_one_imported_last(trained: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("import", str(trained))
    result = call("evaluate")
    assert result.exit_code == 0, result.output
    assert "imported last" in result.stderr
    assert str(trained) in result.stderr
    assert call("predict", str(trained / "rods" / "specimen_0001.jpg")).exit_code == 0
    monkeypatch.chdir(trained)
    assert "current folder" in call("evaluate").stderr
    # Also from within the project's own folder, and where that is what was named.
    monkeypatch.chdir(trained / ".tldesk" / "runs")
    assert "current folder" in call("evaluate").stderr
    assert call("evaluate", str(trained / ".tldesk")).exit_code == 0
