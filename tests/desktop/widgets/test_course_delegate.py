from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from tldesk.desktop import theme
from tldesk.desktop.widgets.course_delegate import CourseDelegate, shade

ROLE = int(Qt.ItemDataRole.UserRole)


def test_a_higher_share_stands_out_more_in_both_schemes(qapp: QApplication) -> None:
    for scheme in ("light", "dark"):
        theme.apply(qapp, scheme)  # type: ignore[arg-type]
        ground = theme.colours().raised
        assert shade(0.0) == ground
        assert shade(1.0) == theme.colours().accent
        assert theme.contrast(shade(0.3), ground) < theme.contrast(shade(0.9), ground)
    assert shade(None).alpha() == 0


def test_a_course_is_painted_as_cells_however_long_it_is(qtbot: QtBot) -> None:
    table, model = QTableView(), QStandardItemModel(1, 1)
    qtbot.addWidget(table)
    item = QStandardItem()
    model.setItem(0, 0, item)
    table.setModel(model)
    table.setItemDelegate(CourseDelegate(ROLE, table))
    table.setColumnWidth(0, 150)
    table.show()
    for course in ((0.0, 1.0), tuple(n / 499 for n in range(500))):
        item.setData(course, ROLE)
        picture = table.viewport().grab().toImage()
        middle = table.visualRect(model.index(0, 0)).center().y()
        seen = {picture.pixelColor(x, middle).name() for x in range(150)}
        assert shade(1.0).name() in seen or len(course) > 2
        assert len(seen) >= len(course) if len(course) == 2 else len(seen) > 20
