"""Labels in and out on the command line."""

import csv
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.calling import call, said
from tldesk.cli import VERBS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six photos in two folders that are no classes, and a table that says what they are."""
    for number in range(6):
        file = tmp_path / "photos" / f"plate {number % 2}" / f"{number}.jpg"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (16, 16), (number * 40, 0, 0)).save(file)
    rows = [f"plate {number % 2};{number};{'rod' if number < 3 else 'coccus'}" for number in range(6)]
    (tmp_path / "labels.csv").write_text("\n".join(["dir;nr;what", *rows, "plate 0;99;rod"]), encoding="utf-8")
    return tmp_path / "photos"


def test_labels_come_from_a_file(folder: Path) -> None:
    labels = folder.parent / "labels.csv"
    tried = said("import", folder, "--labels", labels, "--column", "photo=dir+nr,class=what", "--dry-run")
    assert tried["applied"] == 0
    assert tried["classes"] == {"(no label)": {"train": 0, "validation": 0, "test": 0, "none": 6}}
    done = said("import", folder, "--labels", labels, "--column", "photo=dir+nr,class=what")
    assert done["applied"] == 6
    assert done["labels"]["classes"] == {"rod": 3, "coccus": 3}
    assert done["labels"]["new_classes"] == ["coccus", "rod"]
    assert list(done["labels"]["unmatched"].values()) == ["no photo of this name"]
    assert set(done["classes"]) == {"coccus", "rod"}


def test_a_persons_label_is_replaced_only_when_told(folder: Path) -> None:
    other = folder.parent / "other.txt"
    other.write_text("0.jpg yeast\n1.jpg rod\n", encoding="utf-8")
    assert (
        said("import", folder, "--labels", folder.parent / "labels.csv", "--column", "class=what", "--column", "photo=dir+nr")["applied"]
        == 6
    )
    kept = said("import", folder, "--labels", other)
    assert kept["applied"] == 0
    assert kept["labels"]["conflicts"] == {"plate 0/0.jpg": ["rod", "yeast"]}
    told = call("import", folder, "--labels", other)
    assert "kept; --overwrite replaces them" in told.stderr
    assert said("import", folder, "--labels", other, "--overwrite")["applied"] == 1


def test_what_can_not_be_read_is_an_error_of_the_world(folder: Path) -> None:
    unclear = folder.parent / "unclear.csv"
    unclear.write_text("file,site,observer\n0.jpg,north,me\n1.jpg,south,you\n2.jpg,north,me\n3.jpg,south,you\n", encoding="utf-8")
    result = call("import", folder, "--labels", unclear)
    assert result.exit_code == 1
    assert "'site', 'observer'" in result.stderr
    assert "photo=filename,class=label" in result.stderr
    assert call("import", folder, "--labels", folder.parent / "nowhere.csv").exit_code == 1
    assert call("import", folder, "--labels", folder.parent / "labels.csv", "--column", "photo").exit_code == 2


def test_a_project_of_teachable_machine(folder: Path) -> None:
    file = folder.parent / "fruit.tm"
    with zipfile.ZipFile(file, "w") as packed:
        for number in range(2):
            packed.write(folder / "plate 0" / "0.jpg", f"Apple-!-{number}.jpg")
    assert said("import", folder, "--labels", file)["applied"] == 0
    done = said("import", folder, "--labels", file, "--unpack")
    assert done["applied"] == 2
    assert (folder / "fruit" / "Apple" / "Apple-!-1.jpg").is_file()


@pytest.mark.parametrize("name", ["out.csv", "out.tsv", "out.xlsx", "out.json"])
def test_labels_go_out_and_come_back(folder: Path, name: str) -> None:
    file = folder.parent / name
    said("import", folder, "--labels", folder.parent / "labels.csv", "--column", "photo=dir+nr,class=what")
    assert said("export", folder, "--to", file, "--dry-run") == {"file": str(file), "labels": 6, "written": False}
    assert not file.exists()
    assert said("export", folder, "--to", file)["written"]
    assert said("import", folder, "--labels", file)["labels"]["unchanged"] == 6
    before = file.read_bytes()
    assert said("export", folder, "--to", file)["file"] == str(file.with_name(f"out (2){file.suffix}"))
    assert file.read_bytes() == before


def test_flags_and_notes_come_with_the_labels(folder: Path) -> None:
    file = folder.parent / "flags.csv"
    file.write_text("photo,label,unsure,note\n0.jpg,rod,yes,blurred\n1.jpg,rod,,\n", encoding="utf-8")
    done = said("import", folder, "--labels", file)
    assert (done["labels"]["unsure"], done["labels"]["notes"], done["applied"]) == (1, 1, 2)
    file.write_text("photo,label,unsure,note\n0.jpg,rod,yes,another\n", encoding="utf-8")
    assert said("import", folder, "--labels", file)["labels"]["kept_notes"] == {"plate 0/0.jpg": "another"}
    told = call("import", folder, "--labels", file)
    assert "it has a note already" in told.stderr


def test_what_folders_mean_is_said_and_changed_first(folder: Path) -> None:
    tried = said("import", folder, "--dry-run")
    assert tried["folders"] == {"plate 0": ["plate 0", None], "plate 1": ["plate 1", None]}
    assert tried["applied"] == 0
    assert "2 classes would be labelled" in call("import", folder, "--dry-run").stdout
    assert call("import", folder, "--rename", "plate 7=rod").exit_code == 2
    done = said("import", folder, "--class-folder", 0, "--rename", "plate 0=rod", "--rename", "plate 1=")
    assert done["applied"] == 3
    assert list(done["classes"]) == ["rod", "(no label)"]


def test_photos_go_into_class_folders(folder: Path) -> None:
    out = folder.parent / "out"
    said("import", folder, "--labels", folder.parent / "labels.csv", "--column", "photo=dir+nr,class=what")
    plan = said("export", folder, "--to", out, "--dry-run")
    assert plan["photos"]["plate 0/0.jpg"] == "rod/0.jpg"
    assert not out.exists()
    assert said("export", folder, "--to", out, "--link")["outcomes"] == {"linked": 6}
    assert (out / "rod" / "0.jpg").samefile(folder / "plate 0" / "0.jpg")
    with (out / "labels.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.reader(stream))) == 7
    assert set(said("import", out)["classes"]) == {"coccus", "rod"}
    assert call("export", folder, "--to", folder / "inside").exit_code == 1
    assert call("export", folder, "--to", folder.parent / "out.ods").exit_code == 1


def test_every_verb_is_known_to_the_entrance() -> None:
    assert {"import", "export"} <= VERBS
