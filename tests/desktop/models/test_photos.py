from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tldesk.core.filters import PhotoFilter
from tldesk.desktop.models.photos import ID_ROLE, PhotosModel
from tldesk.desktop.session import Session


def _names(model: PhotosModel) -> list[object]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules_while_the_project_changes(
    session: Session, folder: Path, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    model = PhotosModel(session)
    qtmodeltester.check(model, force_py=False)
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.open(folder)
    session.labelling.import_folders()
    model.set_filter(PhotoFilter(unlabelled=True))
    session.labelling.undo()
    session.close()
    assert model.rowCount() == 0


def test_photos_stand_in_natural_order(opened: Session) -> None:
    model = PhotosModel(opened)
    assert _names(model)[:6] == [f"round {number}.jpg" for number in (1, 3, 5, 7, 9, 11)]
    assert model.index(0).data(Qt.ItemDataRole.ToolTipRole) == "round/round 1.jpg"
    assert model.index(0).data(ID_ROLE) == model.ids[0]


def test_a_filter_narrows_and_follows_the_labels(opened: Session) -> None:
    model = PhotosModel(opened)
    opened.labelling.import_folders()
    one = model.photo(model.ids[0]).class_id
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
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as changed:
        opened.labelling.label([third], photo_class.id)
    assert changed.args[0].row() == 2
    assert model.photo(third).class_id == photo_class.id


def test_a_new_photo_takes_its_place_and_a_missing_one_leaves(opened: Session, folder: Path, qtbot: QtBot) -> None:
    model = PhotosModel(opened)
    Image.new("RGB", (8, 8)).save(folder / "round" / "round 2.png")
    (folder / "round" / "round 1.jpg").unlink()
    with qtbot.waitSignal(opened.scanning, check_params_cb=lambda progress: progress.finished):
        opened.rescan()
    assert _names(model)[:2] == ["round 2.png", "round 3.jpg"]
    assert model.total == 12


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
