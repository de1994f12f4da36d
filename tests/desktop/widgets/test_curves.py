import math

from pytestqt.qtbot import QtBot

from tldesk.core.results import EpochMetrics, Phase
from tldesk.desktop.widgets.curves import ACCURACY, LEARNING_RATE, LOSS, RATE, TRAINING, VALIDATION, Curves


def epoch(number: int, *, phase: Phase = Phase.HEAD, loss: float = 0.5, best: bool = False) -> EpochMetrics:
    return EpochMetrics(number, phase, loss, 0.8, loss + 0.1, 0.75 + number / 100, 1e-3, 2.0, best)


def drawn(curves: Curves, series: str, figure: str = LOSS) -> list[float]:
    plot = curves._plots.get(figure)
    values = plot._lines[series].getData()[1] if plot is not None else None
    return [] if values is None else list(values)


def test_epochs_are_drawn_for_both_series(qtbot: QtBot) -> None:
    curves = Curves()
    qtbot.addWidget(curves)
    curves.resize(500, 400)
    curves.show()
    curves.show_epochs([epoch(1), epoch(2, loss=0.4), epoch(3, phase=Phase.FINE_TUNE, loss=0.3, best=True)])
    qtbot.waitUntil(lambda: drawn(curves, TRAINING) == [0.5, 0.4, 0.3])
    assert drawn(curves, VALIDATION) == [0.6, 0.5, 0.4]
    assert curves.accessibleDescription() == "Epoch 3: validation accuracy 78.0\u202f%, validation loss 0.400"
    curves.show_epochs([])
    qtbot.waitUntil(lambda: drawn(curves, TRAINING) == [])


def test_training_and_validation_differ_in_colour_and_in_dash(qtbot: QtBot) -> None:
    curves = Curves()
    qtbot.addWidget(curves)
    curves.show()
    curves.show_epochs([epoch(1)])
    qtbot.waitUntil(lambda: drawn(curves, TRAINING) == [0.5])
    qtbot.waitUntil(curves._plots[LOSS].isVisible)  # it takes its colours when it is shown, a turn of the event loop later
    pens = [curves._plots[LOSS]._lines[series].opts["pen"] for series in (TRAINING, VALIDATION)]
    assert pens[0].color() != pens[1].color()
    assert pens[0].style() != pens[1].style()
    assert {pen.width() for pen in pens} == {1}


def test_a_loss_that_is_no_number_leaves_the_others_drawn(qtbot: QtBot) -> None:
    curves = Curves()
    qtbot.addWidget(curves)
    curves.show()
    curves.show_epochs([epoch(1), epoch(2, loss=math.inf), epoch(3, loss=0.2)])
    qtbot.waitUntil(lambda: len(drawn(curves, TRAINING)) == 3)
    assert math.isnan(drawn(curves, TRAINING)[1])
    curves.grab()


def test_the_axis_of_accuracy_ends_at_a_hundred_percent(qtbot: QtBot) -> None:
    curves = Curves()
    qtbot.addWidget(curves)
    curves.resize(500, 400)
    curves.show()
    perfect = [EpochMetrics(number, Phase.HEAD, 0.5, 1.0, 0.5, 1.0, 1e-3, 2.0, number == 1) for number in (1, 2, 3)]
    curves.show_epochs(perfect)
    qtbot.waitUntil(lambda: len(drawn(curves, TRAINING, ACCURACY)) == 3)
    box = curves._plots[ACCURACY].getPlotItem().getViewBox()
    box.updateAutoRange()
    low, high = box.viewRange()[1]
    assert low <= 95
    assert 101 <= high <= 106, "the line is not cut by the edge"
    ticks = curves._plots[ACCURACY].getPlotItem().getAxis("left").tickValues(low, high, 200)
    assert max(value for _, values in ticks for value in values) == 100
    curves.show_epochs([])
    qtbot.waitUntil(lambda: drawn(curves, TRAINING, ACCURACY) == [])
    low, high = box.viewRange()[1]
    assert low <= 0
    assert high >= 100


def test_a_flood_of_epochs_is_drawn_together(qtbot: QtBot) -> None:
    curves = Curves()
    qtbot.addWidget(curves)
    curves.show()
    draws = []
    curves._redraw.timeout.connect(lambda: draws.append(1))
    for count in range(1, 101):
        curves.show_epochs([epoch(i) for i in range(count)])
    qtbot.waitUntil(lambda: len(drawn(curves, TRAINING)) == 100)
    assert len(draws) < 20


def test_the_learning_rate_is_drawn_for_the_epochs_that_had_one(qtbot: QtBot) -> None:
    curves = Curves()
    qtbot.addWidget(curves)
    curves.resize(500, 500)
    curves.show()
    epochs = [epoch(1), epoch(2, phase=Phase.FINE_TUNE), epoch(3, phase=Phase.FINE_TUNE)]
    curves.show_epochs(epochs, rated=epochs[1:])
    qtbot.waitUntil(lambda: len(drawn(curves, RATE, LEARNING_RATE)) == 3)
    first, *others = drawn(curves, RATE, LEARNING_RATE)
    assert math.isnan(first)
    assert others == [1e-3, 1e-3]
    curves.show_epochs(epochs[:1])
    qtbot.waitUntil(lambda: not curves._plots[LEARNING_RATE].isVisible())


def test_a_run_whose_losses_are_no_numbers_and_that_had_no_rate_is_drawn_without_a_warning(qtbot: QtBot) -> None:
    curves = Curves()
    qtbot.addWidget(curves)
    curves.resize(500, 500)
    curves.show()
    curves.show_epochs([epoch(1, loss=math.inf), epoch(2, loss=math.inf)])
    qtbot.waitUntil(lambda: len(drawn(curves, TRAINING, ACCURACY)) == 2)
    qtbot.waitUntil(lambda: LEARNING_RATE in curves._plots and not curves._waiting)
    curves.grab()
    assert drawn(curves, TRAINING) == []
    assert drawn(curves, RATE, LEARNING_RATE) == []
