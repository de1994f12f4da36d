import pytest

from tldesk.core.results import Answer
from tldesk.project.classes import add_class
from tldesk.project.labels import assign
from tldesk.project.photos import file_of, photo
from tldesk.project.predictions import PredictionRow, add, add_unreadable, begin, finish, rows, sets

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
