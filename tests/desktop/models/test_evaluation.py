import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tldesk.core.results import Answer, ClassScore
from tldesk.desktop.models.evaluation import ScoresModel, mistakes, of_cell


def answer(key: str, share: float, label: int) -> Answer:
    return Answer(key, f"/{key}.jpg", (share, 1 - share), label)


ANSWERS = [answer("a", 0.9, 0), answer("b", 0.7, 1), answer("c", 0.95, 1), answer("d", 0.2, 1), answer("e", 0.4, 0), answer("f", 0.6, 0)]


def test_mistakes_begin_with_the_most_confident() -> None:
    assert [a.key for a in mistakes(ANSWERS)] == ["c", "b", "e"]


@pytest.mark.parametrize(("cell", "keys"), [((1, 0), ["c", "b"]), ((0, 1), ["e"]), ((0, 0), ["f", "a"]), ((1, 1), ["d"])])
def test_a_cell_has_its_photos_mistakes_confident_first_right_ones_doubtful_first(cell: tuple[int, int], keys: list[str]) -> None:
    assert [a.key for a in of_cell(ANSWERS, label=cell[0], prediction=cell[1])] == keys


def test_what_is_undefined_is_a_dash_with_its_reason(qapp: object) -> None:
    model = ScoresModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_scores([ClassScore("rods", 0.5, 1.0, 2 / 3, 1200), ClassScore("cocci", None, None, None, 0)])
    assert [model.index(0, column).data() for column in range(5)] == ["rods", "50.0\u202f%", "100.0\u202f%", "66.7\u202f%", "1\u202f200"]
    assert [model.index(1, column).data() for column in range(1, 4)] == ["–", "–", "–"]
    tips = [model.index(1, column).data(Qt.ItemDataRole.ToolTipRole) for column in range(1, 4)]
    assert all(tips)
    assert "cocci" in tips[0]
    del tester
