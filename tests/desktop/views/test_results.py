from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import evaluation, make_run, write_evaluation
from tests.desktop.taking import take_folders
from tldesk.core.cross_validation import CrossValidation, Fold, FoldFigure
from tldesk.core.messages import Mapped, MapRequest
from tldesk.core.photo import Split
from tldesk.core.results import Bin, Figure, Interval
from tldesk.core.run_values import LeftOut, RunRecord, RunState
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.views.results import reading
from tldesk.desktop.views.results.listing import Listing
from tldesk.desktop.views.results.view import ResultsView
from tldesk.desktop.widgets.evidence import WAIT_MS
from tldesk.project import classes, photos


@pytest.fixture
def view(opened: Session, preferences: Preferences, qtbot: QtBot) -> Iterator[ResultsView]:
    take_folders(opened)
    view = ResultsView(opened, preferences)
    qtbot.addWidget(view)
    view.resize(1300, 800)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    view.shut_down()
    view.join()


def shown_keys(view: ResultsView) -> list[object]:
    return list(view.photos.grid._keys)


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


def test_mistakes_come_first_and_a_cell_shows_its_own_photos(view: ResultsView, opened: Session, qtbot: QtBot) -> None:
    record = make_run(opened)
    made = evaluation(opened, wrong=3)
    write_evaluation(opened, record, made)
    wrong = sorted((a for a in made.answers if a.best != a.label), key=lambda a: -a.confidence)
    assert shown_keys(view) == [a.key for a in wrong]
    matrix = view.figures.confusion.matrix
    matrix.setFocus()
    qtbot.keyClick(matrix, Qt.Key.Key_Return)
    right = [a.key for a in made.answers if a.label == a.best == 0]
    assert sorted(map(str, shown_keys(view))) == sorted(right)
    assert view.photos.title.text() == "Label round, predicted round"
    qtbot.mouseClick(view.photos.all_button, Qt.MouseButton.LeftButton)
    assert shown_keys(view) == [a.key for a in wrong]
    with qtbot.waitSignal(matrix.chosen):  # the cell is chosen no more
        qtbot.keyClick(matrix, Qt.Key.Key_Return)


def test_the_chosen_photo_shows_answers_and_lets_one_fix_the_label(view: ResultsView, opened: Session, qtbot: QtBot) -> None:
    record = make_run(opened)
    made = evaluation(opened, wrong=1)
    write_evaluation(opened, record, made)
    assert opened.project is not None
    answer = next(a for a in made.answers if a.best != a.label)
    assert view.photo.evidence.shown is not None
    assert str(view.photo.evidence.shown.file) == answer.file
    combo = view.photo.label_combo
    known = {c.name: c.id for c in classes.classes(opened.project)}
    assert answer.label is not None
    assert combo.currentData() == known[made.classes[answer.label]]
    other = combo.findData(known[made.classes[answer.best]])
    combo.setCurrentIndex(other)
    combo.activated.emit(other)
    assert photos.photo(opened.project, int(answer.key)).class_id == known[made.classes[answer.best]]
    opened.labelling.undo()
    assert combo.currentData() == known[made.classes[answer.label]]


def test_an_answer_from_another_machine_offers_no_label(view: ResultsView, opened: Session) -> None:
    record = make_run(opened)
    made = evaluation(opened, wrong=1)
    text = made.answers[0].file
    write_evaluation(opened, record, made)
    assert view.photo._fix.isVisible() == (view.photos.current is not None and view.photos.current.file == text)
    from dataclasses import replace

    elsewhere = tuple(replace(a, file=f"/elsewhere{a.file}") for a in made.answers)
    write_evaluation(opened, record, replace(made, answers=elsewhere))
    assert not view.photo._fix.isVisible()


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


def test_mistakes_by_loss_and_near_ties(view: ResultsView, opened: Session) -> None:
    made = evaluation(opened, wrong=3)
    write_evaluation(opened, make_run(opened), made)
    listings = view.photos.listing_combo
    for listing, keys in (
        (Listing.WORST_LOSSES, [answer.key for answer in made.answers[2::-1]]),
        (Listing.NEAR_TIES, []),
    ):
        listings.setCurrentIndex(listings.findData(listing))
        listings.activated.emit(listings.currentIndex())
        assert shown_keys(view) == keys
    ties = tuple(replace(answer, probabilities=(0.53, 0.47) if answer.best == 0 else (0.47, 0.53)) for answer in made.answers[:2])
    write_evaluation(opened, make_run(opened, "Unsure"), replace(made, answers=(*ties, *made.answers[2:])))
    listings.setCurrentIndex(listings.findData(Listing.NEAR_TIES))
    listings.activated.emit(listings.currentIndex())
    assert shown_keys(view) == [answer.key for answer in ties]


def mapped(session: Session, record: RunRecord, method: str = "PCA") -> tuple[MapRequest, Mapped]:
    """What the engine says of a map; every photo but the first is taken for the second class."""
    assert session.project is not None
    ids = [photo.id for photo in photos.all_photos(session.project)]
    places = np.linspace(-1, 1, 2 * len(ids), dtype=np.float32)
    answers = (0, *(1 for _ in ids[1:]))
    request = MapRequest(str(session.project.layout.run(record.id).path), (), "")
    return request, Mapped(tuple(map(str, ids)), places.tobytes(), answers, ("round", "square"), method)


def test_a_map_is_offered_then_shown_and_its_photos_go_to_be_labelled(view: ResultsView, opened: Session, qtbot: QtBot) -> None:
    record = make_run(opened)
    panel = view.figures.map
    assert panel.empty.title == "No map yet"
    opened.heard.emit(*mapped(opened, record))
    assert "by PCA" in panel.said.text()
    qtbot.keyClick(panel.chart, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert panel.said.text() == "12 photos selected"
    opened.heard.emit(*mapped(opened, record, "t-SNE"))
    assert len(panel.selected) == 12
    with qtbot.waitSignal(view.go_label) as heard:
        qtbot.mouseClick(panel.label_button, Qt.MouseButton.LeftButton)
    assert heard.args == [panel.selected]
    for row in range(panel.colouring.count()):
        panel.colouring.setCurrentIndex(row)
        panel.chart.grab()
    other = make_run(opened, "Other")
    view.show_run(other.id)
    assert panel.selected == []


def test_photos_that_stayed_with_an_imported_model_are_named_and_never_explained(
    view: ResultsView, opened: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    record = make_run(opened, "Imported")
    made = evaluation(opened, wrong=3)
    names = [f"photo-{number:032x}" for number in range(len(made.answers))]
    answers = tuple(replace(answer, key=name, file=name) for answer, name in zip(made.answers, names, strict=True))
    said: list[object] = []
    opened.said.connect(said.append)
    asked: list[object] = []
    view.photo.evidence.explain_wanted.connect(lambda *what: asked.append(what))
    write_evaluation(opened, record, replace(made, answers=answers))
    tile = view.photos._tile(shown_keys(view)[0])
    assert "Stayed" in tile.problem
    assert "stayed where the model was trained" in view.photo.evidence.viewer.photo.accessibleDescription()
    assert view.photo.verdict.text().startswith("Labelled")
    assert not view.photo.evidence.explains
    with qtbot.waitSignal(view.reports._reporting.ended) as written:
        view.reports.write(tmp_path / "report.html")
    assert written.args == [tmp_path / "report.html"]
    qtbot.wait(2 * WAIT_MS)
    assert asked == []
    assert [one for one in said if isinstance(one, Banner) and one.kind != "info"] == []


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
