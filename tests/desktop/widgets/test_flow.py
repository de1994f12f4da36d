from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tldesk.desktop.widgets.flow import FlowLayout


def made(qtbot: QtBot, count: int) -> tuple[QWidget, list[QLabel]]:
    """A widget with labels of 100 x 30 pixels in a flow with gaps of 10."""
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(10, holder)
    flow.setContentsMargins(0, 0, 0, 0)
    labels = [QLabel(str(number)) for number in range(count)]
    for label in labels:
        label.setFixedSize(100, 30)
        flow.addWidget(label)
    return holder, labels


def test_a_row_breaks_where_the_room_ends(qtbot: QtBot) -> None:
    holder, labels = made(qtbot, 5)
    holder.resize(320, 200)
    holder.show()
    assert [(label.x(), label.y()) for label in labels] == [(0, 0), (110, 0), (220, 0), (0, 40), (110, 40)]
    assert holder.layout().heightForWidth(320) == 70
    assert holder.layout().heightForWidth(319) == 110


def test_smaller_ones_stand_in_the_middle_of_their_line_and_hidden_ones_take_no_room(qtbot: QtBot) -> None:
    holder, labels = made(qtbot, 3)
    labels[2].setFixedSize(50, 20)
    holder.resize(400, 100)
    holder.show()
    assert (labels[2].x(), labels[2].y()) == (220, 5)
    labels[0].hide()
    holder.layout().activate()
    assert labels[1].x() == 0
