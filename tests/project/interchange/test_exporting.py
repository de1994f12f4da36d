import csv

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tldesk.core.errors import LabelFileError, ProjectError
from tldesk.core.photo import ScannedPhoto, Split
from tldesk.project import classes, labels, splits
from tldesk.project.interchange.exporting import export_labels, label_rows, write_labels
from tldesk.project.interchange.formats import detect, read_labels
from tldesk.project.interchange.importing import apply, preview
from tldesk.project.interchange.label_table import LabelRow
from tldesk.project.interchange.matching import How
from tldesk.project.photos import all_photos, record_scan

KINDS = (".csv", ".tsv", ".xlsx", ".json")

HOSTILE = [
    *('"', '""', "a,b;c\td|e", 'a, "b', "line\nbreak", "old\rend", "both\r\nends", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "''+1"),
    *("'", "'x", '=HYPERLINK("http://x","y")', "مرحبا بالعالم.jpg", "\u202eגסם.jpg", "🦊🧫.jpg", "x" * 250, "ü" * 120 + ".jpg", " blanks "),
    *("0123", "#N/A", "#1.jpg", "TRUE", "1e5", "sep=;", "photo", "_x0041_", "\x01\x1f", "\ufeffmark", "\ufffe", "a\u2028b", "con.jpg"),
    *(
        "\udcff.jpg",
        "NULL",
        " ",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        " =1",
        "\u3000=1",
        "\u200b=1",
        "photo\tlabel",
        "|",
        "a\u0301",
        "İ",
        "\u202e=1",
    ),
]
TEXTS = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=250)


@st.composite
def rows(draw):
    photos = draw(st.lists(TEXTS.filter(bool), min_size=1, max_size=8, unique=True))
    return [
        LabelRow(photo, draw(TEXTS), draw(st.none() | st.sampled_from(list(Split))), draw(st.booleans()), draw(TEXTS), line=number)
        for number, photo in enumerate(photos)
    ]


@pytest.mark.parametrize("kind", KINDS)
@given(written=rows())
@example(written=[LabelRow(text, text, note=text, line=number) for number, text in enumerate(HOSTILE)])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=120, deadline=None)
def test_what_is_written_reads_back_the_same(tmp_path, kind, written):
    file = tmp_path / f"labels{kind}"
    write_labels(file, ["rod"], written)
    assert detect(file) == kind[1:].replace("tsv", "csv")
    table = read_labels(file)
    assert not table.problems
    assert [(row.photo, row.label, row.split, row.unsure, row.note) for row in table.rows] == [
        (row.photo, row.label, row.split, row.unsure, row.note) for row in written
    ]


@given(written=rows())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_no_cell_can_become_a_formula(tmp_path, written):
    write_labels(tmp_path / "labels.csv", [], written)
    with (tmp_path / "labels.csv").open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        assert not [cell for row in csv.reader(stream) for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    write_labels(tmp_path / "labels.xlsx", [], written)
    book = load_workbook(tmp_path / "labels.xlsx")
    assert {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_a_sheet_for_people(tmp_path):
    write_labels(tmp_path / "labels.xlsx", [], [LabelRow("a.jpg", "rod", Split.TEST, True, "blurred")])
    sheet = load_workbook(tmp_path / "labels.xlsx")["Labels"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["photo", "label", "split", "unsure", "note"],
        ["a.jpg", "rod", "test", "yes", "blurred"],
    ]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert (tmp_path / "labels.xlsx").stat().st_mode & 0o777 == 0o644


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(LabelFileError, match=r"labels.ods") as caught:
        write_labels(tmp_path / "labels.ods", [], [])
    assert ".xlsx" in caught.value.remedy


def test_a_disk_that_is_full_keeps_the_older_file(small_disk):
    file = small_disk / "labels.csv"
    write_labels(file, [], [LabelRow("a.jpg", "rod")])
    before = file.read_bytes()
    with pytest.raises(ProjectError, match="is full"):
        write_labels(file, [], [LabelRow("a.jpg" * 50, "rod")] * 10_000)
    assert file.read_bytes() == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_project_goes_and_comes_back(project, write, rescan, tmp_path, kind):
    odd = ["=1.jpg", "-x.jpg", "'=1.jpg", "a\nb.jpg", 'q"q.jpg', "back\\slash.jpg", "Käfer.jpg", "قطة.jpg", "🦠 x.jpg", " x.jpg"]
    odd += ["7.jpg", "%20.jpg"]
    write({f"plate {plate}/{name}": f"{plate}{name}" for name in odd for plate in (1, 2)})
    rescan()
    for number, photo in enumerate(all_photos(project)):
        names = ["=rod", "+coccus", "'@yeast", "قطة", "🦠 x", "1", "x" * 80]
        with project.database.transaction():
            ids, _ = classes.classes_named(project, [names[number % 7]])
        labels.assign(project, [photo.id], ids[classes.fold(names[number % 7])], who="me")
    splits.set_split(project, [1, 2], Split.VALIDATION)
    before = [(row.photo, row.label, row.split) for row in label_rows(project)[1]]
    assert export_labels(project, tmp_path / f"labels{kind}") == len(odd) * 2

    labels.assign(project, [photo.id for photo in all_photos(project)], None, who="me")
    splits.set_split(project, [1, 2], None)
    seen = preview(project, read_labels(tmp_path / f"labels{kind}"))
    assert not seen.unmatched
    assert not seen.ambiguous
    assert not seen.new_classes
    assert {match.how for match in seen.matched} == {How.PATH}
    apply(project, seen, who="me")
    assert [(row.photo, row.label, row.split) for row in label_rows(project)[1]] == before


def held(project) -> dict[str, tuple[str | None, bool, str]]:
    """Class, flag and note of every photo."""
    named = {one.id: one.name for one in classes.classes(project)}
    return {photo.path: (named.get(photo.class_id), photo.unsure, photo.note) for photo in all_photos(project)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_project_with_hostile_names_comes_back(project, tmp_path, kind):
    texts = [text for text in HOSTILE if "\udcff" not in text]
    names = {classes.fold(name): name for text in texts if (name := classes.clean_name(text)[: classes.MAX_NAME].strip())}
    record_scan(
        project,
        [ScannedPhoto(f"folder/{text.replace('/', '_')[:80]} {number}.jpg", 1, 1, f"{number:032x}") for number, text in enumerate(texts)],
    )
    made = [classes.add_class(project, name)[0].id for name in names.values()]
    for number, photo in enumerate(all_photos(project)):
        labels.assign(project, [photo.id], made[number % len(made)], who="me")
        labels.flag(project, [photo.id], unsure=number % 2 == 0, note=texts[number], who="me")
    before = held(project)
    export_labels(project, tmp_path / f"labels{kind}")
    while labels.undo(project, who="me"):
        pass
    seen = preview(project, read_labels(tmp_path / f"labels{kind}"))
    assert len(seen.matched) == len(texts)
    assert set(seen.new_classes) == set(names.values())  # the undo took the classes along
    assert {match.how for match in seen.matched} == {How.PATH}
    apply(project, seen, who="me")
    assert held(project) == before
