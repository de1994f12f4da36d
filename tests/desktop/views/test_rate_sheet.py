from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.taking import take_folders
from tldesk.core.messages import Failed, RateTested, RateTestRequest
from tldesk.core.recipe import Recipe, preset
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.train.rate_sheet import RateSheet, rounded
from tldesk.desktop.views.train.view import TrainView

STANDARD = preset("standard").recipe
TESTED = RateTested((1e-5, 1e-4, 1e-3, 1e-2), (1.4, 1.2, 0.7, 2.5), 1.234e-4)


@pytest.fixture
def view(opened: Session, preferences: Preferences, qtbot: QtBot) -> Iterator[TrainView]:
    take_folders(opened)
    view = TrainView(opened, preferences)
    qtbot.addWidget(view)
    view.resize(1300, 800)
    view.show()
    qtbot.waitUntil(view.recipe.buttons.train_button.isEnabled)
    view.recipe.cards.choose("standard")
    yield view
    opened.cancel_rate_test()


def sheet_of(view: TrainView) -> RateSheet:
    sheet = view.findChild(RateSheet)
    assert sheet is not None
    return sheet


def test_the_tool_beside_the_learning_rate_opens_the_sheet_and_the_rate_it_finds_is_used(
    view: TrainView, opened: Session, qtbot: QtBot
) -> None:
    view.recipe.form.row("learning_rate").asked.emit()
    sheet = sheet_of(view)
    assert sheet.isVisible()
    assert opened.rate_test is not None
    assert not sheet.use_button.isVisible()
    opened.rates_tried.emit(view.recipe.form.recipe(), TESTED)
    assert sheet.use_button.text() == "Use 0.00012"
    assert sheet.curve.accessibleDescription() == "The lowest loss is 0.700 at the rate 0.001; suggested is 0.00012"
    qtbot.mouseClick(sheet.use_button, Qt.MouseButton.LeftButton)
    assert view.recipe.form.recipe().learning_rate == pytest.approx(1.2e-4)
    assert view.recipe.form.differing == {"learning_rate"}
    assert opened.rate_test is None


def test_closing_the_sheet_cancels_the_test_and_leaves_the_recipe(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    before = view.recipe.settings()
    view.recipe.try_rates()
    sheet = sheet_of(view)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    qtbot.waitUntil(lambda: opened.rate_test is None)
    assert view.recipe.settings() == before


def test_a_test_that_fails_says_why(view: TrainView, opened: Session) -> None:
    view.recipe.try_rates()
    sheet = sheet_of(view)
    recipe = view.recipe.form.recipe()
    opened.ended.emit(RateTestRequest(recipe, (), (), ""), Failed("There is no training photo.", "Label some."))
    assert sheet.said.text() == "There is no training photo. Label some."
    assert sheet.cancel_button.text() == "Close"
    sheet.reject()


def test_the_curve_of_another_recipe_is_not_taken(view: TrainView, opened: Session) -> None:
    view.recipe.try_rates()
    sheet = sheet_of(view)
    opened.rates_tried.emit(STANDARD.with_values({"seed": 9}), TESTED)
    assert sheet.rate is None
    sheet.reject()


def test_a_recipe_without_a_learning_rate_offers_no_test(view: TrainView) -> None:
    assert view.recipe.rates_action.isEnabled()
    view.recipe.cards.choose("quick-look")
    assert "learning_rate" in Recipe().unused()
    assert not view.recipe.rates_action.isEnabled()
    view.recipe.try_rates()
    assert view.findChild(RateSheet) is None


def test_a_rate_is_rounded_to_what_it_knows() -> None:
    assert rounded(0.00123456) == 0.0012
    assert rounded(0.987) == 0.99
