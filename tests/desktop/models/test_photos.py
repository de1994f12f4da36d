from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.desktop.taking import take_folders
from tldesk.core.filters import NATURAL, PhotoFilter, PhotoOrder, Sort
from tldesk.core.photo import ScannedPhoto
from tldesk.core.results import Answer
from tldesk.desktop.models.photos import FEW, ID_ROLE, KEPT, SMALL, PhotosModel
from tldesk.desktop.session import Session
from tldesk.project import finding, predictions
from tldesk.project.photos import record_scan
from tldesk.project.store import Project


def _names(model: PhotosModel) -> list[Any]:
    return [model.index(row).data() for row in range(model.rowCount())]


def _project(session: Session) -> Project:
    assert session.project is not None
    return session.project


def _is_true(model: PhotosModel, session: Session) -> bool:
    """Whether the model shows what a fresh look at the project finds."""
    return model.ids == finding.find(_project(session), model.filter, model.order)


def test_the_model_keeps_qts_rules_while_the_project_changes(
    session: Session, folder: Path, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    model = PhotosModel(session)
    qtmodeltester.check(model, force_py=False)
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.open(folder)
    take_folders(session)
    model.set_filter(PhotoFilter(unlabelled=True))
    session.labelling.undo()
    session.close()
    assert model.rowCount() == 0
    assert model.total == 0


def test_photos_stand_in_natural_order(opened: Session) -> None:
    model = PhotosModel(opened)
    assert _names(model)[:6] == [f"round {number}.jpg" for number in (1, 3, 5, 7, 9, 11)]
    assert model.index(0).data(Qt.ItemDataRole.ToolTipRole) == "round/round 1.jpg"
    assert model.index(0).data(ID_ROLE) == model.ids[0]


def test_a_filter_narrows_and_follows_the_labels(opened: Session) -> None:
    model = PhotosModel(opened)
    take_folders(opened)
    one = model.photo(model.ids[0]).class_id
    assert one is not None
    model.set_filter(PhotoFilter(classes=frozenset({one})))
    assert model.rowCount() == 6
    opened.labelling.label(model.ids[:2], None)
    assert model.rowCount() == 4
    model.set_filter(PhotoFilter(unlabelled=True))
    assert model.rowCount() == 2
    opened.labelling.undo()
    assert model.rowCount() == 0
    model.set_filter(PhotoFilter())
    assert model.rowCount() == model.total == 12


def test_a_label_that_moves_no_row_only_marks_it_changed(opened: Session, qtbot: QtBot) -> None:
    model = PhotosModel(opened)
    photo_class = opened.labelling.add_class("Rods")
    assert photo_class is not None
    third = model.ids[2]
    before = model.ids
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as changed:
        opened.labelling.label([third], photo_class.id)
    assert (changed.args[0].row(), changed.args[1].row()) == (2, 2)
    assert model.photo(third).class_id == photo_class.id
    assert model.ids is before


@pytest.mark.parametrize("sort", [Sort.NAME, Sort.CLASS, Sort.LABELLED, Sort.SIZE])
@pytest.mark.parametrize("wanted", [PhotoFilter(), PhotoFilter(unlabelled=True), PhotoFilter(unsure=True), PhotoFilter(problem=True)])
def test_whatever_is_done_the_filter_and_the_order_hold(opened: Session, sort: Sort, wanted: PhotoFilter) -> None:
    model = PhotosModel(opened)
    labelling = opened.labelling
    some = list(model.ids)
    rods, cocci = labelling.add_class("Rods"), labelling.add_class("Cocci")
    assert rods is not None
    assert cocci is not None
    model.set_filter(wanted)
    model.set_order(PhotoOrder(sort))
    steps = [
        lambda: labelling.label([some[3]], cocci.id),
        lambda: labelling.label([some[7]], rods.id),
        lambda: labelling.label(some[2:9], rods.id),
        lambda: labelling.flag(some[4:6], unsure=True),
        lambda: labelling.report_problems({some[0]: "cut off", some[11]: "empty"}),
        labelling.undo,
        labelling.undo,
        labelling.redo,
        lambda: labelling.reorder_classes([cocci.id, rods.id]),
        lambda: labelling.delete_class(rods.id),
        labelling.undo,
        lambda: labelling.report_problems({some[0]: ""}),
    ]
    for number, step in enumerate(steps):
        step()
        assert _is_true(model, opened), number
        assert [model.photo(one).id for one in model.ids] == list(model.ids)


def test_an_order_turns_the_photos_round_and_another_project_begins_anew(opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    model = PhotosModel(opened)
    names = _names(model)
    model.set_order(PhotoOrder(descending=True))
    assert _names(model) == names[::-1]
    other = tmp_path / "other"
    other.mkdir()
    with qtbot.waitSignal(opened.scanning, check_params_cb=lambda progress: progress.finished):
        opened.open(other)
    assert (model.order, model.filter, len(model.ids)) == (NATURAL, PhotoFilter(), 0)


def test_a_new_photo_takes_its_place_and_a_missing_one_leaves(opened: Session, folder: Path, qtbot: QtBot) -> None:
    model = PhotosModel(opened)
    Image.new("RGB", (8, 8)).save(folder / "round" / "round 2.png")
    (folder / "round" / "round 1.jpg").unlink()
    with qtbot.waitSignal(opened.scanning, check_params_cb=lambda progress: progress.finished):
        opened.rescan()
    assert _names(model)[:2] == ["round 2.png", "round 3.jpg"]
    assert model.total == 12
    model.set_filter(PhotoFilter(missing=True))
    assert _names(model) == ["round 1.jpg"]
    assert model.photo(model.ids[0]).missing


def test_undo_does_not_bring_a_missing_photo_back_on_screen(opened: Session, folder: Path, qtbot: QtBot) -> None:
    model = PhotosModel(opened)
    rods = opened.labelling.add_class("Rods")
    assert rods is not None
    lost, *_ = model.ids
    opened.labelling.label([lost], rods.id)
    (folder / "round" / "round 1.jpg").unlink()
    with qtbot.waitSignal(opened.scanning, check_params_cb=lambda progress: progress.finished):
        opened.rescan()
    assert lost not in model.ids
    opened.labelling.undo()
    assert lost not in model.ids
    assert model.total == 11


def test_answers_come_with_the_photos_and_follow_the_predictions(opened: Session, qtbot: QtBot) -> None:
    project = _project(opened)
    model = PhotosModel(opened)
    first, second = model.ids[:2]
    files = {one: str(project.root / model.photo(one).path) for one in (first, second)}
    set_id, _ = predictions.begin(project, run_id="run", classes=["Rods", "Cocci"], files=files.values())
    predictions.add(project, set_id, [Answer(files[first], files[first], (0.25, 0.75))])
    assert model.answer(first) is None
    with qtbot.waitSignal(model.dataChanged):
        model.set_answers(set_id)
    answer = model.answer(first)
    assert answer is not None
    assert (answer.prediction, answer.confidence) == ("Cocci", 0.75)
    assert model.answer(second) is None
    with qtbot.waitSignal(model.dataChanged):
        opened.changed.emit(predictions.add(project, set_id, [Answer(files[second], files[second], (1.0, 0.0))]))
    later = model.answer(second)
    assert later is not None
    assert later.prediction == "Rods"
    model.set_answers("")
    assert model.answer(second) is None


def test_many_photos_are_read_as_they_are_looked_at(opened: Session, qtbot: QtBot) -> None:
    project = _project(opened)
    model = PhotosModel(opened)
    many = [ScannedPhoto(f"many/{number}.jpg", 1, 1, f"{number:032x}") for number in range(SMALL + KEPT)]
    opened.changed.emit(record_scan(project, many, complete=False))
    assert model.total == 12 + SMALL + KEPT
    assert len(model._photos) == 0
    model.read(model.ids[:50])
    assert len(model._photos) == 50
    for start in range(0, len(model.ids), 500):
        model.read(model.ids[start : start + 500])
    assert len(model._photos) <= KEPT
    assert model.photo(model.ids[0]).id == model.ids[0]
    # Of further ones a large project takes notice a moment later, all at once.
    more = [ScannedPhoto(f"more/{number}.jpg", 1, 1, f"{number:031x}m") for number in range(FEW + 1)]
    with qtbot.waitSignal(model.modelReset):
        opened.changed.emit(record_scan(project, more, complete=False))
    assert len(model.ids) == 12 + SMALL + KEPT + FEW + 1
    assert model.total == len(model.ids)
    model.join()


def test_in_a_large_project_what_changes_while_it_is_looked_at_is_looked_at_again(opened: Session, qtbot: QtBot) -> None:
    project = _project(opened)
    record_scan(project, [ScannedPhoto(f"many/{number}.jpg", 1, 1, f"{number:032x}") for number in range(SMALL)], complete=False)
    model = PhotosModel(opened)
    model.set_filter(PhotoFilter(unlabelled=True))
    rods = opened.labelling.add_class("Rods")
    assert rods is not None
    ids = list(model.ids)
    with qtbot.waitSignal(model._later.timeout):
        opened.labelling.label(ids[: 2 * FEW], rods.id)
    # The look has begun, and does not know of what comes next.
    assert model._looking.busy
    opened.labelling.label(ids[2 * FEW : 2 * FEW + 1], rods.id)
    qtbot.waitUntil(lambda: list(model.ids) == ids[2 * FEW + 1 :])
    model.join()


def test_a_photo_that_is_nowhere_is_a_key_error(opened: Session) -> None:
    model = PhotosModel(opened)
    with pytest.raises(KeyError):
        model.photo(999)
