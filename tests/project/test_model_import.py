"""Taking in an exported model: what is sound becomes a run, all else is refused in words and leaves nothing."""

import hashlib
import json
import shutil
import stat
import zipfile
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save, save_file

from tests.project.made_exports import EVALUATION, export_to, sign, zipped
from tldesk.core.errors import TravelError
from tldesk.core.exported import MANIFEST, NEEDED, keep_imported
from tldesk.core.photo import Split
from tldesk.core.run_values import RunState
from tldesk.jobs.comparison import compare
from tldesk.project import run_moves, runs
from tldesk.project.exported_files import MOST
from tldesk.project.model_import import import_model
from tldesk.project.run_rows import read_row
from tldesk.project.store import open_project


@pytest.fixture
def project(tmp_path):
    """An empty folder on another computer."""
    (tmp_path / "elsewhere").mkdir()
    with open_project(tmp_path / "elsewhere") as opened:
        yield opened


@pytest.fixture
def export(tmp_path):
    return export_to(tmp_path / "model")


def refusal(project, place):
    """Why a place is refused, once nothing was left of it."""
    with pytest.raises(TravelError) as caught:
        import_model(project, place)
    assert list(project.layout.runs.iterdir()) == []
    assert caught.value.what.startswith(place.name)
    assert caught.value.remedy
    return caught.value.what


@pytest.mark.parametrize("packing", ["folder", "zip", "zip with a folder"])
def test_a_model_becomes_a_run_that_says_where_it_is_from(project, export, packing):
    place = export if packing == "folder" else zipped(export, inside="" if packing == "zip" else "Cats/")
    told = []
    run_id, change = import_model(project, place, report=lambda done, total: told.append((done, total)))
    (record,) = runs.runs(project)
    folder = project.layout.run(run_id)
    assert (record.id, record.name, record.state, record.origin) == (run_id, "Cats & dögs", RunState.FINISHED, place.name)
    assert (record.created, record.ended) == (1_700_000_000.0, 1_700_000_060.0)
    assert place.name in record.said
    assert change.runs == {run_id}
    assert folder.has_model
    assert folder.facts().classes == ("cat", "dög")
    assert read_row(record, folder).test.value == 0.5
    assert {file.name for file in folder.path.iterdir()} == {
        "model.json", "model.safetensors", "run.json", "evaluation-test.json", MANIFEST,
    }  # fmt: skip
    assert told[-1][0] == told[-1][1] > 0


def test_the_same_model_is_taken_in_once(project, export):
    first, _ = import_model(project, export)
    again, change = import_model(project, zipped(export))
    assert (again, bool(change)) == (first, False)
    run_moves.delete_run(project, first)
    assert import_model(project, export)[1]


def test_a_damaged_one_is_not_said_to_be_here(project, export):
    first, _ = import_model(project, export)
    content = bytearray((export / "model.safetensors").read_bytes())
    content[-1] ^= 1
    (export / "model.safetensors").write_bytes(content)
    with pytest.raises(TravelError, match=r"model\.safetensors is damaged"):
        import_model(project, export)
    assert runs.run_ids(project) == {first}


def test_a_run_of_that_name_is_not_written_over(project, export, tmp_path):
    first, _ = import_model(project, export)
    save_file({"fc.weight": np.ones((2, 96), np.float32)}, export / "model.safetensors")
    sign(export)
    second, _ = import_model(project, export)
    assert first != second
    assert {record.name for record in runs.runs(project)} == {"Cats & dögs", "Cats & dögs 2"}


@pytest.mark.parametrize("name", ["../evil.txt", "/tmp/evil.txt", "a/../../evil", "C:\\evil.txt", "..\\evil.txt"])
def test_an_entry_that_points_out_of_the_archive_is_refused(project, export, tmp_path, name):
    file = zipped(export)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, "gotcha")
    assert "points out of the archive" in refusal(project, file)
    assert not list(tmp_path.rglob("*evil*"))


def test_a_link_is_refused_in_an_archive_and_in_a_folder(project, export, tmp_path):
    secret = tmp_path / "secret.json"
    shutil.copy(export / "model.json", secret)
    file = zipped(export)
    with zipfile.ZipFile(file, "a") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, str(secret))
    assert "is a link" in refusal(project, file)
    (export / "model.json").unlink()
    (export / "model.json").symlink_to(secret)
    assert "is a link" in refusal(project, export)


def test_pickles_are_never_opened(project, tmp_path):
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "model.pt").write_bytes(b"cos\nsystem\n(S'touch gotcha'\ntR.")
    for place in (folder, zipped(folder)):
        assert "model.pt, a pickle" in refusal(project, place)


def test_an_entry_packed_in_a_way_of_its_own_is_refused(project, export):
    file = export.with_suffix(".zip")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        for one in export.iterdir():
            archive.write(one, one.name)
    assert "packed in a way" in refusal(project, file)


@pytest.mark.parametrize("times", ["1e300, 2", "NaN, 2", "1, -1e18", "1, Infinity", "-1, null"])
def test_a_time_that_cannot_be_is_refused(project, export, times):
    created, ended = times.split(", ")
    (export / "run.json").write_text(f'{{"id": "x", "name": "x", "state": "finished", "created": {created}, "ended": {ended}}}')
    sign(export)
    assert any(word in refusal(project, export) for word in ("time that can't be", "run.json is missing or damaged"))


def test_a_time_of_the_manifest_that_cannot_be_is_refused(project, export):
    (export / "run.json").unlink()
    sign(export, exported=1e300)
    assert "time that can't be" in refusal(project, export)


@pytest.mark.parametrize("name", ["model.safetensors", "model.json", "evaluation-test.json"])
def test_a_byte_that_changed_on_the_way_is_noticed(project, export, name):
    content = bytearray((export / name).read_bytes())
    content[-2] ^= 1
    (export / name).write_bytes(content)
    for place in (export, zipped(export)):
        assert f"{name} is damaged" in refusal(project, place)


def test_a_file_is_read_no_further_than_its_size(project, export):
    """A packed file of zeros that says to be small: a bomb."""
    (export / "metrics.jsonl").write_bytes(b"")
    sign(export)
    (export / "metrics.jsonl").write_bytes(bytes(50 * 2**20))
    file = export.with_suffix(".zip")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in export.iterdir():
            archive.write(one, one.name)
    assert file.stat().st_size < 10**6
    assert "metrics.jsonl is damaged" in refusal(project, file)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"facts": {"input_size": 64, "resize": 10**6}}, "1000000 px"),
        ({"facts": {"input_size": 1025, "resize": 1025}}, "less than or equal to 1024"),
        ({"facts": {"std": [0.5, 0.0, 0.5]}}, "numbers"),
        ({"facts": {"interpolation": "magic"}}, "magic"),
        ({"facts": {"pooling": "magic"}}, "no recipe here allows"),
        ({"facts": {"hidden": [10_000]}}, "hidden_layers"),
        ({"facts": {"hidden": [8] * 5}}, "hidden_layers"),
        ({"facts": {"hidden": [-1]}}, "hidden_layers"),
        ({"facts": {"backbone": "hf-hub:evil/evil"}}, "backbone that is unknown here (hf-hub:evil/evil)"),
        ({"facts": {"backbone": "resnet18.in/1k"}}, "backbone that is unknown here"),
        ({"facts": {"backbone": "resnet9999"}}, "backbone that is unknown here"),
        ({"facts": {"backbone": "resnet18"}}, "not of the backbone resnet18"),
        ({"facts": {"backbone": "vit_base_patch16_224", "pooling": "avg"}}, "not of the backbone vit_base_patch16_224"),
        ({"facts": {"hidden": [9999, 9999]}}, "no head with hidden layers of 9999, 9999 and 2 classes"),
        ({"weights": {"fc.weight": (3, 96)}}, "no head with 2 classes"),
        ({"weights": {"fc.0.weight": (8, 96), "fc.3.weight": (2, 9)}, "facts": {"hidden": [8]}}, "no head with hidden layers of 8 and 2"),
        ({"extra": {"references.safetensors": save({"references": np.zeros((3, 95), np.float16)})}}, "references.safetensors does not fit"),
        ({"extra": {"model.safetensors": (2**23).to_bytes(8, "little") + b" " * 2**23}}, "header has 8388608 bytes"),
        ({"facts": {"classes": ["cat", "cat"]}}, "twice"),
        ({"facts": {"classes": "cat"}}, "damaged"),
        ({"evaluation": {"classes": ["cat"]}}, "another model"),
        ({"evaluation": {"confusion": [[1]]}}, "another model"),
        ({"manifest": {"version": 2, "tldesk": "9.0"}}, "newer tldesk (9.0)"),
        ({"manifest": {"kind": "recipe"}}, "holds no model"),
        ({"manifest": {"files": []}}, "model.json is missing"),
        ({"manifest": {"files": [{"name": name, "size": 10**15, "sha256": "0" * 64} for name in NEEDED]}}, "more than"),
        ({"extra": {"references.safetensors": b"\xff" * 64}}, "no file of weights"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(project, tmp_path, change, word):
    if "classes" in change.get("facts", {}) and isinstance(change["facts"]["classes"], str):
        change = {**change, "manifest": {"classes": ["cat"]}}
    assert word in refusal(project, export_to(tmp_path / "model", **change))


@pytest.mark.parametrize("name", ["metrics.jsonl", "model.json", "recipe.json", "cross-validation.json", "references.safetensors"])
def test_a_file_that_is_larger_than_it_ever_is_is_refused_by_its_size(project, export, name):
    """Before it is unpacked: an archive of a megabyte may hold thousands of them."""
    most = MOST[name]
    listed = json.loads((export / MANIFEST).read_text())
    files = [file for file in listed["files"] if file["name"] != name]
    (export / name).touch()
    (export / MANIFEST).write_text(json.dumps(listed | {"files": [*files, {"name": name, "size": most + 1, "sha256": "0" * 64}]}))
    assert f"{name} has {most / 2**20:,.1f} MB, which is more than the {most // 2**20} MB" in refusal(project, export)


@pytest.mark.parametrize(
    ("facts", "weights"),
    [
        ({"backbone": "test_resnet.r160_in1k", "pooling": "both"}, {"fc.weight": (2, 192)}),
        ({"backbone": "test_resnet.untrained"}, {"fc.weight": (2, 96)}),
        ({"backbone": "nf_resnet26"}, {"head.fc.weight": (2, 2048)}),
        ({"hidden": [8, 4], "activation": "gelu"}, {"fc.0.weight": (8, 96), "fc.3.weight": (4, 8), "fc.6.weight": (2, 4)}),
        ({"input_size": 1024, "resize": 1170}, {"fc.weight": (2, 96)}),
    ],
)
def test_whatever_a_recipe_may_ask_for_is_taken_in(project, tmp_path, facts, weights):
    references = save({"references": np.zeros((3, next(iter(weights.values()))[1]), np.float16)})
    export = export_to(tmp_path / "model", facts=facts, weights=weights, extra={"references.safetensors": references})
    run_id, _ = import_model(project, export)
    assert project.layout.run(run_id).facts().backbone == facts.get("backbone", "test_resnet")


def test_what_is_no_export_says_what_is(project, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "notes.zip").write_text("not packed")
    for place in (tmp_path / "photos", tmp_path / "notes.zip", tmp_path / "gone"):
        with pytest.raises(TravelError) as caught:
            import_model(project, place)
        assert "tldesk exported" in caught.value.remedy


def test_more_text_or_files_than_an_export_has_are_refused(project, export):
    crowded = zipped(export, file=export.with_name("crowded.zip"))
    with zipfile.ZipFile(crowded, "a") as archive:
        for number in range(1000):
            archive.writestr(f"{number}.txt", "")
    assert "It holds 10" in refusal(project, crowded)
    (export / MANIFEST).write_text(" " * 2**20 + (export / MANIFEST).read_text())
    assert f"{MANIFEST} is damaged" in refusal(project, export)
    sign(export)
    listed = json.loads((export / MANIFEST).read_text())
    (export / "model.json").write_text('{"classes": ' + "[" * 200_000)
    content = (export / "model.json").read_bytes()
    deep = {"name": "model.json", "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    listed["files"] = [deep if file["name"] == "model.json" else file for file in listed["files"]]
    (export / MANIFEST).write_text(json.dumps(listed))
    assert "model.json is missing or damaged" in refusal(project, export)


def test_numbered_photos_of_older_exports_are_those_of_their_model_alone(project, tmp_path):
    records = []
    for name, weight in (("one", 1.0), ("other", 2.0)):
        export = export_to(tmp_path / name)
        save_file({"fc.weight": np.full((2, 96), weight, np.float32)}, export / "model.safetensors")
        sign(export)
        run_id, _ = import_model(project, export)
        records.append(project.layout.run(run_id))
    one, other = (run.evaluation(Split.TEST) for run in records)
    assert compare(one, other).photos == 0
    assert compare(one, one).photos == 1
    assert all("does not say which photos" in run.record().said for run in records)
    keep_imported(records[0].path, Split.TEST)
    assert (records[0].path / "evaluation-test-imported.json").is_file()
    answer = EVALUATION["answers"][0] | dict.fromkeys(("key", "file"), "photo-" + "a" * 32)
    named = export_to(tmp_path / "named", evaluation={"answers": [answer]})
    save_file({"fc.weight": np.full((2, 96), 3.0, np.float32)}, named / "model.safetensors")
    sign(named)
    run_id, _ = import_model(project, named)
    assert "does not say which photos" not in project.layout.run(run_id).record().said


def test_figures_stand_in_front_of_the_answers_whoever_wrote_the_file(project, tmp_path):
    """A table of runs reads no further than them; answers may be many megabytes."""
    figures_last = dict(sorted(EVALUATION.items(), key=lambda item: item[0] == "figures"))
    export = export_to(tmp_path / "model", extra={"evaluation-test.json": json.dumps(figures_last).encode()})
    run_id, _ = import_model(project, export)
    folder = project.layout.run(run_id)
    file = folder.path / "evaluation-test.json"
    file.write_bytes(file.read_bytes().partition(b'"answers"')[0])
    assert folder.figures(Split.TEST)["accuracy"].value == 0.5


def test_a_cancelled_import_leaves_nothing(project, export):
    def stop(done, total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        import_model(project, export, report=stop)
    assert list(Path(project.layout.runs).iterdir()) == []
