import math
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import epoch
from tldesk.desktop import theme
from tldesk.desktop.widgets.run_curves import DARK, DASHES, LIGHT, MARKS, RunCurves


@pytest.mark.parametrize(("colours", "surface"), [(LIGHT, theme.LIGHT.surface), (DARK, theme.DARK.surface)])
def test_six_runs_are_told_apart_by_colour_and_mark_on_their_ground(colours: tuple[str, ...], surface: QColor) -> None:
    assert len(set(colours)) == len(set(MARKS)) == len(DASHES) == 6
    assert all(theme.contrast(QColor(colour), surface) >= 3 for colour in colours)


def test_runs_of_any_length_are_drawn_even_without_a_finite_loss(qtbot: QtBot) -> None:
    broken = [replace(epoch(number), validation_loss=math.nan) for number in (1, 2)]
    curves = RunCurves([("none", []), ("one", [epoch(1)]), ("many", [epoch(n) for n in range(1, 60)]), ("broken", broken)])
    qtbot.addWidget(curves)
    curves.resize(600, 200)
    with qtbot.waitExposed(curves):
        curves.show()
    assert curves.accessibleDescription() == "none, one, many, broken"
    assert not curves.grab().isNull()
