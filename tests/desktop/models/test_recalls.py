from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from tldesk.core.results import EpochMetrics, Phase
from tldesk.desktop.models.recalls import RecallsModel

NAMES = ("rods", "cocci", "yeast")
PHOTOS = {"rods": 4, "cocci": 10}


def epoch(number: int, *recalls: float | None) -> EpochMetrics:
    return EpochMetrics(number, Phase.HEAD, 0.5, 0.8, 0.6, 0.7, 1e-3, 1.0, best=False, recalls=recalls)


def test_each_class_has_its_course_and_its_last_recall(qtmodeltester: ModelTester) -> None:
    model = RecallsModel()
    model.show_epochs(NAMES, [epoch(1, 0.25, 0.5, None), epoch(2, 0.75, 0.6, None)], PHOTOS)
    qtmodeltester.check(model)
    assert [model.index(row, model.RECALL).data() for row in range(3)] == ["75.0\u202f%", "60.0\u202f%", "–"]
    assert model.index(0, 0).data(model.RecallsRole) == (0.25, 0.75)
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "rods: 3 of 4 validation photos found in the last epoch"
    assert "no validation photo" in model.index(2, 0).data(Qt.ItemDataRole.ToolTipRole)
    order = sorted(range(3), key=lambda row: model.index(row, model.RECALL).data(model.SortRole))
    assert [NAMES[row] for row in order] == ["cocci", "rods", "yeast"]


def test_another_epoch_keeps_the_rows(qtmodeltester: ModelTester) -> None:
    model = RecallsModel()
    first = epoch(1, 0.25, 0.5, None)
    model.show_epochs(NAMES, [first], PHOTOS)
    resets: list[int] = []
    changes: list[QModelIndex] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.dataChanged.connect(lambda start, _end: changes.append(start))
    model.show_epochs(NAMES, [first], PHOTOS)
    assert not changes
    model.show_epochs(NAMES, [first, epoch(2, 0.5, 0.5, None)], PHOTOS)
    assert changes
    assert not resets


def test_epochs_of_earlier_versions_show_nothing() -> None:
    model = RecallsModel()
    model.show_epochs(NAMES, [epoch(1)], PHOTOS)
    assert model.rowCount() == 0
