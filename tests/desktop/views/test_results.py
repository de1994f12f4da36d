from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import evaluation, make_run, write_evaluation
from tldesk.core.cross_validation import CrossValidation, Fold, FoldFigure
from tldesk.core.photo import Split
from tldesk.core.results import Bin, Figure, Interval
from tldesk.core.run_values import LeftOut, RunState
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.results import reading
from tldesk.desktop.views.results.listing import Listing
from tldesk.desktop.views.results.view import ResultsView
from tldesk.desktop.widgets.button import Button
from tldesk.project import classes, photos


@pytest.fixture
def view(results: ResultsView) -> ResultsView:
    return results


def test_without_a_run_it_leads_to_train(view: ResultsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.go_train):
        qtbot.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)


def test_the_headline_has_its_interval_and_names_its_photos(view: ResultsView, opened: Session) -> None:
    record = make_run(opened)
    write_evaluation(opened, record, evaluation(opened, wrong=3))
    assert view.headline.figure.text() == "75.0\u202f%"
    assert view.headline.bounds.text() == "[65.0–85.0]"
    assert view.headline.caption.text() == "accuracy on 12 test photos the training never saw"
    assert not view.headline.evaluate_button.isVisible()
    assert not view.headline.warning.isVisible()


def test_a_run_that_was_not_measured_says_what_brings_its_figures(view: ResultsView, opened: Session, qtbot: QtBot) -> None:
    record = make_run(opened, "Not measured")
    view.show_run(record.id)
    panel = view.figures
    qtbot.waitUntil(panel.empty.isVisible)
    assert not panel.confusion.isVisible()
    words = [label.text() for label in panel.empty.findChildren(QLabel)]
    assert any("Press Evaluate above" in text for text in words)
    assert view.headline.evaluate_button.isVisible()
    qtbot.mouseClick(next(one for one in panel.findChildren(Button) if one.text() == "Curves"), Qt.MouseButton.LeftButton)
    assert panel.empty.isVisible()
    write_evaluation(opened, record, evaluation(opened))
    qtbot.waitUntil(panel.curves.isVisible)
    assert not panel.empty.isVisible()


def test_what_took_no_part_in_the_training_is_said(view: ResultsView, opened: Session) -> None:
    record = make_run(opened)
    assert opened.project is not None
    opened.project.layout.run(record.id).write_left_out(LeftOut((("Mould", 2),), near_test=3))
    write_evaluation(opened, record, evaluation(opened))
    said = "Trained without Mould (2): too few photos. 3 photos not trained on: others of their groups are in the test split"
    assert view.headline.left_out.text() == said
    assert view.headline.left_out.isVisible()


def test_a_cross_validation_is_said_below_the_headline(view: ResultsView, opened: Session) -> None:
    record = make_run(opened)
    write_evaluation(opened, record, evaluation(opened))
    assert not view.headline.folds.isVisible()
    assert opened.project is not None
    folds = tuple(Fold(number, 6, {Figure.ACCURACY: 0.8 + number / 100}) for number in (1, 2))
    figures = {Figure.ACCURACY: FoldFigure(Interval(0.815, 0.7, 0.9), 0.007)}
    opened.project.layout.run(record.id).write_cross_validation(CrossValidation(2, folds, figures))
    write_evaluation(opened, record, evaluation(opened))
    said = "2 folds of the training and validation photos: 81.5\u202f%  [70.0\u201390.0] (spread 0.7\u202f%)"
    assert view.headline.folds.text() == said
    assert view.headline.folds.isVisible()


def test_the_accuracy_is_announced_before_the_page_was_seen(opened: Session, preferences: Preferences, qtbot: QtBot) -> None:
    write_evaluation(opened, make_run(opened), evaluation(opened, wrong=3))
    page = ResultsView(opened, preferences)
    qtbot.addWidget(page)
    said: list[str] = []
    page.count_changed.connect(said.append)
    page.announce_count()
    qtbot.waitUntil(lambda: said[-1:] == ["75.0\u202f%"])
    page.shut_down()
    page.join()


def test_validation_says_that_it_is_optimistic(view: ResultsView, opened: Session) -> None:
    record = make_run(opened)
    write_evaluation(opened, record, evaluation(opened, split=Split.VALIDATION, wrong=0))
    view.show_split(Split.VALIDATION)
    assert view.headline.figure.text() == "100.0\u202f%"
    assert view.headline.warning.isVisible()
    assert view.photos.empty.isVisible()


def test_a_run_that_was_not_measured_offers_to(view: ResultsView, opened: Session, qtbot: QtBot) -> None:
    make_run(opened)
    assert view.headline.figure.text() == "–"
    assert view.headline.evaluate_button.text() == "Evaluate on the test split"
    assert view.photos.empty.title == "Not measured yet"
    with qtbot.waitSignal(opened.said) as heard:  # no photo is in a split yet, which is said
        qtbot.mouseClick(view.headline.evaluate_button, Qt.MouseButton.LeftButton)
    assert heard.args is not None
    assert "no labelled test photos" in heard.args[0].text


def test_the_newest_run_with_figures_is_shown_and_a_choice_stays(view: ResultsView, opened: Session, qtbot: QtBot) -> None:
    measured = make_run(opened, "Measured")
    write_evaluation(opened, measured, evaluation(opened, wrong=3))
    cancelled = make_run(opened, "Cancelled", state=RunState.CANCELLED, epochs=0)
    assert view.run is not None
    assert view.run.record.id == measured.id
    view.show_run(cancelled.id)
    make_run(opened, "Another", epochs=0)
    assert view.run.record.id == cancelled.id
    newest = make_run(opened, "Newest")
    write_evaluation(opened, newest, evaluation(opened, wrong=0))
    assert view.run.record.id == newest.id
    opened.opened.emit()
    qtbot.waitUntil(lambda: view.run is not None and view.run.record.id == newest.id)


def test_a_damaged_evaluation_is_said_and_the_page_lives(view: ResultsView, opened: Session, qtbot: QtBot) -> None:
    record = make_run(opened)
    folder = write_evaluation(opened, record, evaluation(opened))
    (folder / "evaluation-test.json").write_text("{")
    with qtbot.waitSignal(opened.said) as heard:
        view.show_split(Split.TEST)
    assert heard.args is not None
    assert heard.args[0].kind == "error"
    assert view.headline.figure.text() == "–"


def test_predict_is_asked_for_with_the_run(view: ResultsView, opened: Session, qtbot: QtBot) -> None:
    record = make_run(opened)
    with qtbot.waitSignal(view.go_predict) as heard:
        qtbot.mouseClick(view.bar.predict_button, Qt.MouseButton.LeftButton)
    assert heard.args == [record.id]


def test_a_hidden_page_reads_nothing_until_it_is_shown(view: ResultsView, opened: Session) -> None:
    view.hide()
    record = make_run(opened)
    write_evaluation(opened, record, evaluation(opened, wrong=3))
    assert view.headline.figure.text() != "75.0\u202f%"
    view.show()
    assert view.headline.figure.text() == "75.0\u202f%"


def test_all_figures_stand_with_their_intervals(view: ResultsView, opened: Session) -> None:
    write_evaluation(opened, make_run(opened), evaluation(opened, wrong=3))
    model = view.figures.figures
    rows = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert rows == [
        ["Accuracy", "75.0\u202f%", "[65.0–85.0]"],
        ["Macro F1", "75.0\u202f%", "–"],
        ["Log loss", "0.400", "[0.300–0.500]"],
    ]


def test_a_class_that_is_chosen_has_its_curve_brought_out(view: ResultsView, opened: Session) -> None:
    made = evaluation(opened, wrong=3)
    curve = ((0.0, 0.0), (0.2, 0.9), (1.0, 1.0))
    scores = tuple(replace(score, roc=curve, precision_recall=curve, roc_auc=0.85, average_precision=0.7) for score in made.scores)
    write_evaluation(opened, make_run(opened), replace(made, scores=scores))
    curves = view.figures.curves
    assert "Choose a class" in curves.accessibleDescription()
    view.figures.table.selectRow(1)
    assert curves.accessibleDescription() == "square: area under the curve 0.850"


def test_calibration_says_which_way_the_model_leans(view: ResultsView, opened: Session) -> None:
    made = evaluation(opened, wrong=3)
    figures = {**made.figures, Figure.CALIBRATION_ERROR: Interval(0.15, 0.1, 0.2)}
    write_evaluation(opened, make_run(opened), replace(made, figures=figures, reliability=(Bin(0.9, 0.75, 12),)))
    assert "surer than it is right" in view.figures.reliability.said.text()
    assert "15.0\u202f%  [10.0–20.0]" in view.figures.reliability.said.text()


def test_labels_that_changed_since_are_counted(view: ResultsView, opened: Session) -> None:
    write_evaluation(opened, make_run(opened), evaluation(opened, wrong=3))
    assert not view.headline.changed.isVisible()
    assert opened.project is not None
    round_one = next(one for one in classes.classes(opened.project) if one.name == "round")
    squares = [photo.id for photo in photos.all_photos(opened.project) if "square" in photo.path][:2]
    opened.labelling.label(squares, round_one.id)
    assert view.headline.changed.isVisible()
    assert view.headline.changed.text().startswith("2 labels changed since")
    opened.labelling.undo()
    assert not view.headline.changed.isVisible()


def test_runs_are_compared_photo_by_photo(view: ResultsView, opened: Session, qtbot: QtBot) -> None:
    older, newer = make_run(opened, "Older"), make_run(opened, "Newer")
    write_evaluation(opened, older, evaluation(opened, wrong=4))
    assert not view.comparison.isVisible()
    write_evaluation(opened, newer, evaluation(opened, wrong=1))
    view.show_run(newer.id)
    assert view.comparison.isVisible()
    combo = view.comparison.run_combo
    combo.setCurrentIndex(combo.findData(older.id))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(view.comparison.verdict.isVisible)
    assert view.comparison.verdict.text() == "No proof of a difference (McNemar p = 0.250)"
    assert [button.text() for button in view.comparison.buttons.values()] == ["3 fixed", "0 broken", "1 still wrong"]
    assert view.photos.listing is Listing.FIXED
    assert view.photos.count.text() == "3"
    listings = view.photos.listing_combo
    listings.setCurrentIndex(listings.findData(Listing.BROKEN))
    listings.activated.emit(listings.currentIndex())
    assert view.photos.empty.isVisible()
    view.comparison.buttons[Listing.STILL_WRONG].click()
    assert view.photos.listing is Listing.STILL_WRONG
    assert view.photos.count.text() == "1"
    assert view.photo.verdict.text().endswith(". Older said " + view.photo.verdict.text().split("predicted ")[1].split(".")[0])


def test_runs_that_share_no_photo_have_no_verdict_of_chance(view: ResultsView, opened: Session, qtbot: QtBot) -> None:
    made = evaluation(opened, wrong=3)
    for name in ("a", "b"):
        answers = tuple(
            replace(answer, key=f"photo-{name}{number}", file=f"photo-{name}{number}") for number, answer in enumerate(made.answers)
        )
        write_evaluation(opened, make_run(opened, name), replace(made, answers=answers))
    view.comparison.run_combo.setCurrentIndex(1)
    view.comparison.run_combo.activated.emit(1)
    qtbot.waitUntil(view.comparison.verdict.isVisible)
    assert "different photos" in view.comparison.verdict.text()
    assert "McNemar" not in view.comparison.verdict.text()
    assert Listing.FIXED not in [view.photos.listing_combo.itemData(row) for row in range(view.photos.listing_combo.count())]


def test_large_figures_are_read_beside_the_window_and_never_shown_under_another_run(
    view: ResultsView, opened: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make_run(opened, "First"), make_run(opened, "Second")
    write_evaluation(opened, first, evaluation(opened, wrong=3))
    write_evaluation(opened, second, evaluation(opened, wrong=6))
    view.show_run(first.id)
    assert view.headline.figure.text() == "75.0\u202f%"
    monkeypatch.setattr(reading, "AT_ONCE", 0)
    view.show_run(second.id)
    assert not view.photos.isVisible()
    qtbot.waitUntil(lambda: view.headline.figure.text() == "50.0\u202f%")
    qtbot.waitUntil(view.photos.isVisible)
    view.show_run(first.id)
    view.show_run(second.id)
    qtbot.waitUntil(lambda: not view._reader.busy)
    assert view.headline.figure.text() == "50.0\u202f%"
