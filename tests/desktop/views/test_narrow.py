"""What the pages look like in the smallest window."""

from pathlib import Path

import pytest
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tldesk.core.results import EpochMetrics, Phase
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.label.import_offer import ImportOffer
from tldesk.desktop.views.predict.head import Head
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.curves import Curves
from tldesk.desktop.widgets.elided import ElidedCombo
from tldesk.desktop.widgets.empty_state import EmptyState
from tldesk.desktop.widgets.evidence import Evidence, EvidencePanel
from tldesk.project.folders import FolderReading


def shown(widget: QWidget, width: int, qtbot: QtBot) -> None:
    widget.resize(width, 560)
    widget.show()
    qtbot.waitUntil(lambda: widget.width() == width, timeout=5000)
    layout = widget.layout()
    assert layout is not None
    layout.activate()


@pytest.mark.parametrize(("width", "worded"), [(228, False), (400, True)])
def test_nothing_beside_a_heatmap_is_cut_off(qtbot: QtBot, width: int, worded: bool) -> None:
    panel = EvidencePanel()
    qtbot.addWidget(panel)
    panel.show_evidence(Evidence(Path("none.jpg"), ("filaments", "rods"), (0.9, 0.1)), explain=True)
    shown(panel, width, qtbot)
    look, method = panel.viewer.look_row, panel.method
    for control in (panel.class_combo, method.combo, method.check_button, look.slider, look.look_button):
        assert control.isVisible()
        assert control.mapTo(panel, control.rect().topRight()).x() < width, control.accessibleName()
    assert method.check_button.width() >= method.check_button.sizeHint().width()
    for words, control in ((method.words, method.combo), (look.words, look.slider)):
        assert words.isVisible(), "else its control has no key"
        assert words.width() == (words.sizeHint().width() if worded else 0)
        assert worded or control.mapTo(panel, control.rect().topLeft()).x() == 0


def test_a_menu_without_room_elides_what_is_chosen(qtbot: QtBot) -> None:
    menu, cut = ElidedCombo(), QComboBox()
    for one in (menu, cut):
        qtbot.addWidget(one)
        one.addItem("Classes in their order")
        one.resize(110, 32)
    menu.setToolTip("The order")
    for width, said in ((110, "Classes in their order\nThe order"), (400, "The order")):
        menu.resize(width, 32)
        menu.grab()
        assert menu.tip == said
    menu.resize(110, 32)
    assert menu.grab().toImage() != cut.grab().toImage()
    for one in (menu, cut):
        one.resize(400, 32)
    assert menu.grab().toImage() == cut.grab().toImage(), "with room it is like any other"


@pytest.mark.parametrize("width", [260, 420])
def test_the_buttons_of_an_offer_have_room_for_their_words(qtbot: QtBot, width: int) -> None:
    offer = ImportOffer()
    qtbot.addWidget(offer)
    offer.show_reading(FolderReading(classes={"round": 30, "square": 30}))
    shown(offer, width, qtbot)
    buttons = offer.findChildren(Button)
    assert len(buttons) == 3
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons))
    assert all(offer.rect().contains(button.geometry()) for button in buttons)


def test_what_the_lines_of_curves_mean_makes_them_no_wider(qtbot: QtBot) -> None:
    curves = Curves()
    qtbot.addWidget(curves)
    shown(curves, 300, qtbot)
    curves.show_epochs([EpochMetrics(number, phase, 0.5, 0.8, 0.6, 0.75, 1e-3, 2.0, best=False) for number, phase in enumerate(Phase, 1)])
    (foot,) = (label for label in curves.findChildren(QLabel) if "fine-tuning" in label.text())
    assert foot.minimumSizeHint().width() < foot.fontMetrics().horizontalAdvance(foot.text())


def test_the_words_of_an_empty_page_are_wrapped_where_it_ends(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    page = EmptyState("check-circle-outline", "None", "The mistakes appear here once the run was measured on this split.", text_width=200)
    page.setParent(holder)
    holder.resize(400, 400)
    page.resize(200, 400)
    holder.show()
    (words,) = (label for label in page.findChildren(QLabel) if label.text().startswith("The mistakes"))
    qtbot.waitUntil(lambda: page.rect().contains(words.geometry()))
    assert words.height() >= words.heightForWidth(words.width())


def test_the_boxes_of_predict_stand_below_where_it_is_narrow(opened: Session, preferences: Preferences, qtbot: QtBot) -> None:
    head = Head(opened, QStandardItemModel(), QStandardItemModel(), preferences)
    qtbot.addWidget(head)
    head.show_state(any_set=True, has_model=True, can_predict=True, can_export=True, goes_on=False)

    def is_below() -> bool:
        box, button = head.watch_box, head.folder_button
        return box.mapTo(head, box.rect().topLeft()).y() > button.geometry().bottom()

    shown(head, 940, qtbot)
    qtbot.waitUntil(is_below)
    shown(head, 1300, qtbot)
    qtbot.waitUntil(lambda: not is_below())
