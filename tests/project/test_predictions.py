import pytest

from tldesk.core.photo import ScannedPhoto
from tldesk.core.results import Answer
from tldesk.project.answers import labels_of, read_answers, rows
from tldesk.project.classes import add_class
from tldesk.project.labels import assign
from tldesk.project.photos import file_of, photo, record_scan
from tldesk.project.predictions import (
    PhotoAnswer,
    PredictionRow,
    add,
    add_unreadable,
    answers_for,
    begin,
    choose_sureness,
    finish,
    sets,
    sets_about,
    unanswered,
)

CLASSES = ("rod", "coccus")


def answer(file: str, rod: float) -> Answer:
    return Answer("key", file, (rod, 1 - rod))


def test_a_set_from_beginning_to_end(project):
    set_id, change = begin(project, run_id="r", classes=CLASSES, files=["/b", "/a", "/c"])
    assert change.predictions == {set_id}
    assert add(project, set_id, [answer("/a", 0.75)]).predictions == {set_id}
    assert add_unreadable(project, set_id, "/b", "cut short").predictions == {set_id}
    (found,) = sets(project)
    assert (found.id, found.run_id, found.classes, found.said, found.total, found.done) == (set_id, "r", CLASSES, "", 3, 2)
    assert rows(project, set_id) == [PredictionRow("/b", (), "cut short", None), PredictionRow("/a", (0.75, 0.25), "", None)]
    add(project, set_id, [answer("/c", 0.5)])
    assert finish(project, set_id, "Done.").predictions == {set_id}
    (found,) = sets(project)
    assert (found.said, found.total, found.done) == ("Done.", 3, 3)


def test_an_answer_again_takes_the_place_of_the_first(project):
    set_id, _ = begin(project, run_id="r", classes=CLASSES, files=["/a"])
    add_unreadable(project, set_id, "/a", "")
    assert rows(project, set_id)[0].problem
    add(project, set_id, [answer("/a", 0.5)])
    assert rows(project, set_id) == [PredictionRow("/a", (0.5, 0.5), "", None)]


def test_a_file_that_was_not_asked_for_comes_last(project):
    set_id, _ = begin(project, run_id="r", classes=CLASSES, files=["/b"])
    add(project, set_id, [answer("/a", 0.5), answer("/b", 0.5)])
    assert [row.file for row in rows(project, set_id)] == ["/b", "/a"]
    assert [(each.total, each.done) for each in sets(project)] == [(2, 2)]


def test_a_persons_label_stands_beside_the_answer(project, ids, tmp_path):
    rod, _ = add_class(project, "a person's rod")
    assign(project, ids[:1], rod.id, who="test")
    files = [str(file_of(project, photo(project, photo_id))) for photo_id in ids[:2]] + [str(tmp_path / "0.jpg")]
    set_id, _ = begin(project, run_id="r", classes=CLASSES, files=files)
    add(project, set_id, [answer(file, 0.1) for file in files])
    assert [row.label for row in rows(project, set_id)] == ["a person's rod", None, None]
    assign(project, ids[:1], None, who="test")
    assert [row.label for row in rows(project, set_id)] == [None, None, None]


def test_sets_come_newest_first(project):
    made = [begin(project, run_id=f"r{n}", classes=CLASSES, files=["/a"])[0] for n in range(3)]
    assert len(set(made)) == 3
    assert [each.run_id for each in sets(project)] == ["r2", "r1", "r0"]


def test_twenty_thousand_answers_keep_their_order_and_values(project):
    files = [f"/photos/{n}.jpg" for n in range(20_000)]
    set_id, _ = begin(project, run_id="r", classes=CLASSES, files=files)
    add(project, set_id, [answer(file, n / 20_000) for n, file in enumerate(files)])
    found = rows(project, set_id)
    assert [row.file for row in found] == files
    assert found[5000].probabilities == pytest.approx((0.25, 0.75))
    assert sum(found[7].probabilities) == pytest.approx(1)


def files_of(project, ids) -> list[str]:
    return [str(file_of(project, photo(project, photo_id))) for photo_id in ids]


def test_what_a_set_says_of_photos(project, ids):
    names = [f"class {n}" for n in range(7)]
    one, two, three, _ = files = files_of(project, ids[:4])
    set_id, _ = begin(project, run_id="r", classes=names, files=files)
    add(project, set_id, [Answer("", one, (0.1, 0.3, 0.0, 0.2, 0.05, 0.05, 0.3)), Answer("", two, (1.0, 0, 0, 0, 0, 0, 0))])
    add_unreadable(project, set_id, three, "cut short")
    found = answers_for(project, set_id, [*ids, 99_999])
    assert set(found) == {ids[0], ids[1]}
    assert [name for name, _ in found[ids[0]].top] == ["class 1", "class 6", "class 3", "class 0", "class 4"]
    assert found[ids[0]].confidence == pytest.approx(0.3)
    assert found[ids[1]] == PhotoAnswer("class 0", 1.0, (("class 0", 1.0), *((f"class {n}", 0.0) for n in range(1, 5))))
    assert answers_for(project, "none", ids) == {}
    assert answers_for(project, set_id, []) == {}


def test_answers_for_more_photos_than_one_query_asks_for(project):
    record_scan(project, [ScannedPhoto(f"{n}.jpg", 1, 1, f"f{n}") for n in range(1200)])
    ids = list(range(1, 1201))
    set_id, _ = begin(project, run_id="r", classes=CLASSES, files=[])
    add(project, set_id, [answer(file, 0.5) for file in files_of(project, ids)])
    assert set(answers_for(project, set_id, ids)) == set(ids)


def test_only_sets_with_an_answer_on_a_photo_of_the_project_are_about_it(project, ids, tmp_path):
    (file,) = files_of(project, ids[:1])
    elsewhere, _ = begin(project, run_id="elsewhere", classes=CLASSES, files=[str(tmp_path / "0.jpg")])
    add(project, elsewhere, [answer(str(tmp_path / "0.jpg"), 0.5)])
    set_id, _ = begin(project, run_id="here", classes=CLASSES, files=[file])
    assert sets_about(project) == []
    add(project, set_id, [answer(file, 0.5)])
    assert [each.id for each in sets_about(project)] == [set_id]


def test_answers_stay_with_a_photo_that_moves_and_not_with_one_that_changes(project, ids, root, rescan):
    moved, changed = ids[:2]
    files = files_of(project, [moved, changed])
    rod, _ = add_class(project, "rod")
    assign(project, [moved, changed], rod.id, who="test")
    set_id, _ = begin(project, run_id="r", classes=CLASSES, files=files)
    add(project, set_id, [answer(file, 0.25) for file in files])
    (root / "0.jpg").rename(root / "renamed.jpg")
    (root / "1.jpg").write_text("another content altogether")
    rescan()
    assert set(answers_for(project, set_id, ids)) == {moved}
    assert [row.label for row in rows(project, set_id)] == ["rod", "rod"]


def test_photos_predicted_before_they_were_scanned_have_their_answers(project, root, write, rescan):
    file = str(root / "plate" / "new.jpg")
    set_id, _ = begin(project, run_id="r", classes=CLASSES, files=[file])
    add(project, set_id, [answer(file, 0.25)])
    assert sets_about(project) == []
    write({"plate/new.jpg": "x"})
    (photo_id,) = rescan().photos
    assert answers_for(project, set_id, [photo_id])[photo_id].prediction == "coccus"


def test_what_waits_for_an_answer_is_known(project):
    files = [f"/{n}.jpg" for n in range(4)]
    set_id, _ = begin(project, run_id="r", classes=CLASSES, files=files, fingerprints={"/1.jpg": "f1"})
    add(project, set_id, [answer("/2.jpg", 0.9)])
    add_unreadable(project, set_id, "/0.jpg", "damaged")
    assert unanswered(project, set_id) == [("/1.jpg", "f1"), ("/3.jpg", "")]
    assert sets(project)[0].unfinished == 2


def test_only_what_came_since_is_read(project):
    set_id, _ = begin(project, run_id="r", classes=CLASSES, files=["/a", "/b", "/c"])
    first = read_answers(project, set_id, classes=2)
    assert (first.files, first.probabilities.shape) == ([], (0, 2))
    add(project, set_id, [answer("/c", 0.9)])
    second = read_answers(project, set_id, classes=2, after=first.batch)
    assert (second.files, second.places.tolist()) == (["/c"], [2])
    add(project, set_id, [answer("/a", 0.9)])
    add_unreadable(project, set_id, "/c", "gone")
    third = read_answers(project, set_id, classes=2, after=second.batch)
    assert (third.files, third.problems) == (["/a", "/c"], ["", "gone"])
    assert read_answers(project, set_id, classes=2, after=third.batch).files == []


def test_what_is_not_sure_and_what_is_unlike(project, ids):
    set_id, _ = begin(project, run_id="r", classes=CLASSES, files=files_of(project, ids[:3]), sure_from=0.8, unlike_from=0.5)
    shares, distances = (0.8, 0.75, 0.99), (0.5, 0.1, 0.6)
    made = [Answer("", f, (p, 1 - p), distance=d) for f, p, d in zip(files_of(project, ids[:3]), shares, distances, strict=True)]
    add(project, set_id, made)
    (kept,) = sets(project)
    found = rows(project, set_id)
    assert [kept.is_unsure(row) for row in found] == [False, True, False]
    assert [kept.is_unlike(row) for row in found] == [False, False, True]
    assert [answers_for(project, set_id, ids)[photo_id].unsure for photo_id in ids[:3]] == [False, True, False]
    assert choose_sureness(project, "r", 0.9).predictions == {set_id}
    assert not choose_sureness(project, "r", 0.9)
    assert [sets(project)[0].is_unsure(row) for row in found] == [True, True, False]
    choose_sureness(project, "r", None)
    assert not any(sets(project)[0].is_unsure(row) for row in found)


def test_labels_of_photos(project, ids):
    rod, _ = add_class(project, "rod")
    assign(project, ids[1:2], rod.id, who="test")
    assert labels_of(project, ids[:2]) == {ids[0]: "", ids[1]: "rod"}
