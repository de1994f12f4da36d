from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tldesk.desktop.widgets.decimal_box import DecimalBox


@pytest.fixture
def on_a_german_system() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def test_a_number_is_shown_with_a_point_and_taken_with_either(on_a_german_system: None, qtbot: QtBot) -> None:
    box = DecimalBox()
    qtbot.addWidget(box)
    box.setSuffix(" %")
    for typed in ("7,5", "7.5"):
        box.setValue(1)
        box.selectAll()
        QTest.keyClicks(box, typed)
        assert (box.value(), box.text()) == (7.5, "7.5 %")
