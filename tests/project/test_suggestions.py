import pytest

from tldesk.core.photo import Split
from tldesk.core.results import Answer
from tldesk.project.classes import add_class
from tldesk.project.labels import assign, history, redo, undo
from tldesk.project.photos import all_photos, file_of, set_problem
from tldesk.project.predictions import add, begin
from tldesk.project.splits import set_split
from tldesk.project.suggestions import SOURCE, accept, suggested

SHARES = (0.99, 0.9, 0.2, 0.6)


@pytest.fixture
def rod(project):
    return add_class(project, "rod")[0].id


@pytest.fixture
def predicted(project, ids, rod):
    """A set of a run that knows rods, and cocci, which the project does not have."""
    photos = {photo.id: photo for photo in all_photos(project)}
    files = [str(file_of(project, photos[photo_id])) for photo_id in ids[: len(SHARES)]]
    set_id, _ = begin(project, run_id="r", classes=("ROD", "coccus"), files=files)
    add(project, set_id, [Answer("", file, (share, 1 - share)) for file, share in zip(files, SHARES, strict=True)])
    return set_id


def labels(project, ids) -> list[int | None]:
    by_id = {photo.id: photo.class_id for photo in all_photos(project)}
    return [by_id[photo_id] for photo_id in ids[: len(SHARES)]]


def test_all_above_a_confidence_is_one_operation_of_a_person(project, ids, rod, predicted):
    assert accept(project, predicted, who="Ann", at_least=0.9).labels == set(ids[:2])
    assert labels(project, ids) == [rod, rod, None, None]
    (entry,) = history(project, ids[0])
    assert (entry.who, entry.source, entry.after) == ("Ann", SOURCE, "rod")
    undo(project, who="Ann")
    assert labels(project, ids) == [None] * 4
    redo(project, who="Ann")
    assert labels(project, ids) == [rod, rod, None, None]


def test_a_label_of_a_person_stays_and_what_is_no_class_here_is_not_suggested(project, ids, rod, predicted):
    other = add_class(project, "other")[0].id
    assign(project, ids[:1], other, who="Ben")
    assert suggested(project, predicted) == {ids[1]: rod, ids[3]: rod}
    accept(project, predicted, who="Ann")
    assert labels(project, ids) == [other, rod, None, rod]
    assert not accept(project, predicted, who="Ann")


def test_only_the_photos_that_are_meant(project, ids, rod, predicted):
    set_problem(project, {ids[1]: "damaged"})
    assert accept(project, predicted, who="Ann", among=ids[1:3]).labels == set()
    assert accept(project, predicted, who="Ann", among=ids[3:]).labels == {ids[3]}
    assert suggested(project, "no such set") == {}


def test_a_model_is_not_measured_by_its_own_answers(project, ids, rod, predicted):
    set_split(project, ids[:1], Split.TEST)
    set_split(project, ids[1:2], Split.VALIDATION)
    set_split(project, ids[2:3], Split.TRAIN)
    assert accept(project, predicted, who="Ann").labels == {ids[3]}
    assert labels(project, ids) == [None, None, None, rod]
