"""The photos of Results: mistakes, the chosen one, the map, and those that stayed elsewhere."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import evaluation, make_run, write_evaluation
from tldesk.core.messages import Mapped, MapRequest
from tldesk.core.run_values import RunRecord
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.views.results.listing import Listing
from tldesk.desktop.views.results.view import ResultsView
from tldesk.desktop.widgets.confusion import Order
from tldesk.desktop.widgets.evidence import WAIT_MS
from tldesk.project import classes, photos


@pytest.fixture
def view(results: ResultsView) -> ResultsView:
    return results


def shown_keys(view: ResultsView) -> list[object]:
    return list(view.photos.grid._keys)


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


@pytest.mark.parametrize("order", Order)
def test_every_cell_leads_to_its_photos_and_to_no_others(view: ResultsView, opened: Session, qtbot: QtBot, order: Order) -> None:
    made = evaluation(opened, wrong=3)
    write_evaluation(opened, make_run(opened), made)
    matrix = view.figures.confusion.matrix
    matrix.show_order(order)
    listed = 0
    for label, prediction in ((0, 1), (1, 0), (0, 0), (1, 1)):
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=matrix.cell_rect((label, prediction)).center())
        assert sorted(map(str, shown_keys(view))) == sorted(a.key for a in made.answers if (a.label, a.best) == (label, prediction))
        listed += len(shown_keys(view))
    assert listed == len(made.answers)


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
    assert view.photos.listing is Listing.CONFIDENT_MISTAKES, "what was chosen for another run says nothing of this one"
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
