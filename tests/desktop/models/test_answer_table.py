import numpy as np
import pytest

from tldesk.desktop.models.answer_table import AnswerFilter, AnswerTable, Show, SortKey
from tldesk.project.answers import Answers
from tldesk.project.predictions import PredictionSet

SET = PredictionSet("s", "r", ("rod", "coccus", "Yeast"), 0.0, "", 6, 6, sure_from=0.6, unlike_from=0.5)


def answers(*rows: tuple[str, int, tuple[float, ...], str, str, float], batch: int = 1) -> Answers:
    """File, place, probabilities (none: unreadable), label, problem, distance."""
    files, places, shares, labels, problems, distances = (list(column) for column in zip(*rows, strict=True))
    return Answers(
        files,
        [""] * len(files),
        np.array(places, np.int64),
        np.arange(1, len(files) + 1, dtype=np.int64),
        labels,
        problems,
        np.array([one or (0.0, 0.0, 0.0) for one in shares], np.float32),
        np.array(distances, np.float32),
        batch,
    )


@pytest.fixture
def table() -> AnswerTable:
    made = AnswerTable(SET)
    made.merge(
        answers(
            ("/x/c.jpg", 2, (0.5, 0.3, 0.2), "", "", 0.1),
            ("/x/B.jpg", 1, (0.1, 0.8, 0.1), "", "", 0.9),
            ("/y/a.jpg", 0, (0.0, 0.0, 1.0), "rod", "", 0.7),
            ("/y/d.jpg", 3, (), "", "damaged", float("nan")),
        )
    )
    return made


def names(table: AnswerTable, wanted: AnswerFilter | None = None, sort: SortKey | None = None, *, descending: bool = False) -> str:
    found = table.found(wanted or AnswerFilter(), sort, descending=descending)
    return "".join(table.answers.files[row][-5] for row in found.tolist())


@pytest.mark.parametrize(
    ("sort", "rising", "falling"),
    [
        (SortKey.FILE, "aBcd", "dcBa"),
        # The label wins: a is a rod, as the model says of c.
        (SortKey.CLASS, "Bacd", "acBd"),
        (SortKey.CONFIDENCE, "cBad", "aBcd"),
        (SortKey.MARGIN, "cBad", "aBcd"),
        (SortKey.FLAGS, "aBcd", "Bacd"),
        (SortKey.LABEL, "aBcd", "aBcd"),
        (SortKey.PROBLEM, "daBc", "daBc"),
    ],
)
def test_sorting_puts_what_has_nothing_to_sort_by_last_whichever_way(table: AnswerTable, sort: SortKey, rising: str, falling: str) -> None:
    assert names(table, sort=sort) == rising
    assert names(table, sort=sort, descending=True) == falling


def test_without_an_order_they_stand_as_they_were_asked_for(table: AnswerTable) -> None:
    assert names(table) == "aBcd"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (AnswerFilter(Show.SURE), ""),
        (AnswerFilter(Show.UNSURE), "c"),
        (AnswerFilter(Show.UNLIKE), "aB"),
        (AnswerFilter(Show.LABELLED), "a"),
        (AnswerFilter(Show.UNREADABLE), "d"),
        (AnswerFilter(class_index=1), "B"),
        (AnswerFilter(least=0.8), "aB"),
        (AnswerFilter(most=0.8), "Bc"),
        (AnswerFilter(Show.UNLIKE, most=0.9), "B"),
    ],
)
def test_filters(table: AnswerTable, wanted: AnswerFilter, found: str) -> None:
    assert names(table, wanted) == found


def test_an_answer_again_takes_the_place_of_the_first_and_new_ones_come_to_the_end(table: AnswerTable) -> None:
    again, new = ("/y/d.jpg", 3, (0.7, 0.2, 0.1), "", "", 0.2), ("/z/e.jpg", 4, (0.2, 0.2, 0.6), "", "", 0.2)
    table.merge(answers(again, new, batch=2))
    assert len(table) == 5
    assert table.row(3).probabilities == pytest.approx((0.7, 0.2, 0.1))
    assert table.row(3).problem == ""
    assert names(table, sort=SortKey.CONFIDENCE) == "cedBa"
    assert names(table, AnswerFilter(Show.SURE)) == "de"
    assert table.margin[3] == pytest.approx(0.5)
    assert table.answers.batch == 2


def test_labels_change_by_photo(table: AnswerTable) -> None:
    assert table.label({1: "coccus", 3: "rod"})
    assert not table.label({1: "coccus"})
    assert names(table, AnswerFilter(Show.LABELLED)) == "ac"
    assert table.label({3: ""})
    assert names(table, AnswerFilter(Show.LABELLED)) == "c"


def test_an_empty_set_and_one_class() -> None:
    table = AnswerTable(PredictionSet("s", "r", ("only",), 0.0, "", 0, 0))
    for sort in SortKey:
        assert len(table.found(AnswerFilter(), sort)) == 0
    one = answers(("/a.jpg", 0, (1.0, 0.0, 0.0), "", "", 0.0))
    one = Answers(
        one.files, one.fingerprints, one.places, one.photo_ids, one.labels, one.problems, one.probabilities[:, :1], one.distances, 1
    )
    table.merge(one)
    assert table.margin[0] == 1.0
    assert not table.unsure.any()
    assert not table.unlike.any()
