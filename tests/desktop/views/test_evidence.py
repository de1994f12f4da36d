"""Two classes side by side, heatmaps as pictures, feature maps. The engine's part is told by hand."""

from array import array
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import make_run
from tldesk.core.feature_maps import FeatureMaps, LayerMaps
from tldesk.core.heatmap import HeatmapMethod
from tldesk.core.messages import Cancelled, Explained, ExplainRequest, Failed, FeatureMapsDrawn, FeatureMapsRequest, Finished, Request
from tldesk.core.previews import Picture
from tldesk.core.results import Heatmap
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.session.engines import Engine
from tldesk.desktop.session.values import Job
from tldesk.desktop.views.evidence.desk import HeatmapDesk
from tldesk.desktop.views.evidence.feature_sheet import FeatureSheet
from tldesk.desktop.views.evidence.sheet import HeatmapSheet
from tldesk.desktop.widgets.evidence import Evidence, EvidencePanel
from tldesk.photos.overlay import heatmap_values

NAMES = ("rods", "cocci", "yeast")


class Wishes(Engine):
    """An engine that only notes what it was asked to draw."""

    def __init__(self, session: Session) -> None:
        super().__init__(parent=session)
        self.asked: list[Request] = []
        self._session = session
        session._jobs.answerer = self

    def submit(self, request: Request, title: str) -> None:
        del title
        self.asked.append(request)

    def submit_beside(self, request: Request) -> None:
        self.asked.append(request)

    def draw(self, *, peak: float) -> int:
        """Do as the engine does with the last wish."""
        request = self.asked[-1]
        assert isinstance(request, ExplainRequest)
        assert request.class_index is not None
        values = array("f", [1, 1, 0, 0, 1, 1, 0, 0]).tobytes()
        drawn = Heatmap(request.photo.key, request.class_index, HeatmapMethod.GRAD_CAM, 2, 4, values, (0.1, 0.7, 0.2), peak)
        self._session.heard.emit(request, Explained(drawn, (HeatmapMethod.GRAD_CAM,)))
        self._session.ended.emit(request, Finished())
        return request.class_index


@pytest.fixture
def wishes(opened: Session) -> Wishes:
    return Wishes(opened)


@pytest.fixture
def desk(opened: Session, preferences: Preferences, wishes: Wishes, tmp_path: Path, qtbot: QtBot) -> Iterator[HeatmapDesk]:
    """A panel in a window, whose photo has the heatmap of its most probable class."""
    file = tmp_path / "photo.jpg"
    Image.new("RGB", (160, 80), (128, 128, 128)).save(file)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    panel = EvidencePanel(window)
    run = make_run(opened)
    desk = HeatmapDesk(opened, preferences, panel, lambda: run.id)
    window.show()
    panel.show_evidence(Evidence(file, NAMES, (0.1, 0.7, 0.2)), explain=True)
    assert not desk.deeds.two_classes.isEnabled()
    qtbot.waitUntil(lambda: bool(wishes.asked))
    assert wishes.draw(peak=4.0) == 1
    assert all(action.isEnabled() for action in desk.deeds.actions)
    yield desk
    for sheet in QApplication.topLevelWidgets():
        if isinstance(sheet, HeatmapSheet | FeatureSheet):
            sheet.close()


def sheet_of(kind: type) -> QWidget:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
    assert len(found) == 1
    return found[0]


def save_as(owner: QWidget, file: Path) -> None:
    """Choose a file in the dialog that is open, and say yes to whatever it asks."""
    (dialog,) = (each for each in owner.findChildren(QFileDialog) if each.isVisible())
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText(str(file))
    dialog.accept()


def test_two_classes_are_drawn_one_after_the_other_and_share_scale_look_and_zoom(desk: HeatmapDesk, wishes: Wishes, qtbot: QtBot) -> None:
    desk.deeds.two_classes.trigger()
    sheet = sheet_of(HeatmapSheet)
    assert isinstance(sheet, HeatmapSheet)
    left, right = sheet.sides
    assert (left.class_index, right.class_index) == (1, 2)
    assert not sheet.buttons[1].isEnabled()
    assert wishes.draw(peak=1.0) == 2
    assert [heatmap_values(each).max() for _, each in sheet.picture.heatmaps] == [1.0, 0.25]
    sheet.scale_box.click()
    assert [heatmap_values(each).max() for _, each in sheet.picture.heatmaps] == [1.0, 1.0]
    left.combo.setFocus()
    qtbot.keyClick(left.combo, Qt.Key.Key_End)
    assert wishes.draw(peak=0.0) == 0
    assert [name for name, _ in sheet.picture.heatmaps] == ["rods", "yeast"]
    assert sheet.said.text() == "Grad-CAM. Nothing in this photo speaks for rods."
    asked = len(wishes.asked)
    qtbot.keyClick(left.combo, Qt.Key.Key_Home)  # drawn already
    assert len(wishes.asked) == asked
    qtbot.waitUntil(lambda: not (left.view.size_in_pixels.isEmpty() or right.view.size_in_pixels.isEmpty()))
    right.view.zoom(3)
    assert left.view.scale == right.view.scale
    assert left.view.photo_rect() == right.view.photo_rect()
    with qtbot.waitSignal(sheet.look_changed):
        sheet.look_row.slider.setValue(80)
    assert desk.deeds._panel.viewer.look_row.look.opacity == 0.8


def test_a_heatmap_that_fails_is_said_on_the_sheet(desk: HeatmapDesk, wishes: Wishes, opened: Session) -> None:
    desk.deeds.compare()
    sheet = sheet_of(HeatmapSheet)
    assert isinstance(sheet, HeatmapSheet)
    opened.ended.emit(wishes.asked[-1], Failed("The photo is gone.", "Bring it back."))
    assert sheet.said.text() == "The photo is gone. Bring it back."
    assert not sheet.buttons[0].isEnabled()


def test_a_heatmap_that_was_cancelled_is_said_and_asked_for_again(desk: HeatmapDesk, wishes: Wishes, opened: Session, qtbot: QtBot) -> None:
    desk.deeds.compare()
    sheet = sheet_of(HeatmapSheet)
    assert isinstance(sheet, HeatmapSheet)
    left, right = sheet.sides
    asked = len(wishes.asked)
    qtbot.keyClick(left.combo, Qt.Key.Key_End)
    opened.ended.emit(wishes.asked[-1], Cancelled())  # of the right side; the left one still has to come
    assert sheet.said.text() == "The heatmap was cancelled"
    assert len(wishes.asked) == asked + 1
    assert wishes.draw(peak=1.0) == left.class_index == 0
    assert not sheet.buttons[0].isEnabled()
    qtbot.keyClick(right.combo, Qt.Key.Key_Home)
    qtbot.keyClick(right.combo, Qt.Key.Key_Down)
    assert wishes.draw(peak=1.0) == right.class_index == 2
    assert sheet.buttons[0].isEnabled()


def test_a_wish_that_gave_way_is_asked_for_again_after_the_other(desk: HeatmapDesk, wishes: Wishes, opened: Session, qtbot: QtBot) -> None:
    desk.deeds.compare()
    first = wishes.asked[-1]
    asked = len(wishes.asked)
    opened.dropped.emit(first)
    assert len(wishes.asked) == asked
    opened.ended.emit(replace(first, class_index=0), Finished())
    qtbot.waitUntil(lambda: len(wishes.asked) == asked + 1)
    assert wishes.asked[-1] == first


def test_the_engine_tells_which_waiting_wish_gave_way(desk: HeatmapDesk, wishes: Wishes, opened: Session, qtbot: QtBot) -> None:
    request = wishes.asked[-1]
    engine = Engine(parent=desk)
    engine.job = Job(request, "Drawing")
    waiting, newer = (replace(request, class_index=index) for index in (0, 2))
    with qtbot.assertNotEmitted(engine.dropped):
        engine.submit(waiting, "Drawing")
        engine.submit(replace(waiting), "Drawing")
    with qtbot.waitSignal(engine.dropped) as heard:
        engine.submit(newer, "Drawing")
    assert heard.args == [waiting]


def test_the_heatmap_is_saved_and_copied_as_it_is_seen(desk: HeatmapDesk, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    desk.deeds._panel.viewer.look_row.slider.setValue(100)
    with qtbot.waitSignal(opened.said) as heard:
        desk.deeds.save.trigger()
        save_as(desk.deeds._panel, tmp_path / "out.png")
    assert heard.args is not None
    assert heard.args[0].text == "The heatmap is in out.png"
    with Image.open(tmp_path / "out.png") as picture:
        pixels = np.asarray(picture)
    assert pixels.shape == (80, 160, 3)
    assert (abs(pixels[:, -10:].astype(int) - 128) < 8).all()  # no evidence there: the photo as it is
    assert (abs(pixels[:, :20].astype(int) - 128).max(2) > 60).all()
    with qtbot.waitSignal(opened.said):
        desk.deeds.copy.trigger()
    assert QGuiApplication.clipboard().image().size().toTuple() == (160, 80)


def test_a_heatmap_is_saved_over_no_photo_and_not_among_those_of_the_project(
    desk: HeatmapDesk, opened: Session, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    before = {file: file.read_bytes() for file in (tmp_path / "photo.jpg", *folder.rglob("*.jpg"))}
    for target, words in (
        (tmp_path / "photo.jpg", "is the photo itself"),
        (folder / "round" / "round 1.jpg", f"outside of {folder}"),
        (folder / "new.png", f"outside of {folder}"),
        (tmp_path / "no folder" / "out.png", "can't be written"),
    ):
        with qtbot.waitSignal(opened.said) as heard:
            desk.deeds.save.trigger()
            save_as(desk.deeds._panel, target)
        assert heard.args is not None
        assert heard.args[0].kind == "error"
        assert words in heard.args[0].text
    assert before == {file: file.read_bytes() for file in before}
    assert not (folder / "new.png").exists()


def test_the_dialog_begins_outside_of_the_projects_photos(
    desk: HeatmapDesk, folder: Path, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    for last, begins_there in ((folder / "round", False), (tmp_path, True)):
        preferences.set_value("heatmap/folder", str(last))
        desk.deeds.save.trigger()
        (dialog,) = (each for each in desk.deeds._panel.findChildren(QFileDialog) if each.isVisible())
        assert (Path(dialog.directory().absolutePath()) == last) == begins_there
        assert not Path(dialog.directory().absolutePath()).is_relative_to(folder)
        dialog.reject()


def test_both_sides_are_one_picture_with_their_names(desk: HeatmapDesk, wishes: Wishes, tmp_path: Path, qtbot: QtBot) -> None:
    desk.deeds.compare()
    sheet = sheet_of(HeatmapSheet)
    assert isinstance(sheet, HeatmapSheet)
    wishes.draw(peak=4.0)
    assert sheet.picture.name == "photo cocci yeast"
    with qtbot.waitSignal(sheet._pictures.saved):
        qtbot.mouseClick(sheet.buttons[1], Qt.MouseButton.LeftButton)
        save_as(sheet, tmp_path / "both.png")
    with Image.open(tmp_path / "both.png") as picture:
        assert picture.width > 2 * 160
        above = np.asarray(picture.convert("L"))[: picture.height - 80]
    assert above.min() < 128 < above.max()  # black words on white


def test_feature_maps_are_asked_for_and_each_layer_is_a_grid(desk: HeatmapDesk, wishes: Wishes, opened: Session, qtbot: QtBot) -> None:
    desk.deeds.feature_maps.trigger()
    sheet = sheet_of(FeatureSheet)
    assert isinstance(sheet, FeatureSheet)
    request = wishes.asked[-1]
    assert isinstance(request, FeatureMapsRequest)
    first = LayerMaps("conv", 2, 4, 4, (1, 0), bytes(range(0, 256, 8)), (0.0, -1.0), (2.0, 1.5))
    last = LayerMaps("norm", 900, 2, 2, (7,), bytes((0, 85, 170, 255)), (0.0,), (1.0,))
    opened.heard.emit(request, FeatureMapsDrawn(FeatureMaps(Picture(2, 2, bytes(12)), (first, last))))
    assert sheet.said.text() == "900 maps of 2 × 2, each with its own scale. Shown are the 1 that vary most over this photo."
    assert sheet.grid.count() == 1
    assert [sheet.layer_combo.itemText(place) for place in range(2)] == [
        "1 of 2 · often edges and colours · conv · 2 × 4 × 4",
        "2 of 2 · often parts and wholes · norm · 900 × 2 × 2",
    ]
    assert sheet.last_button.isChecked()
    qtbot.mouseClick(sheet.first_button, Qt.MouseButton.LeftButton)
    assert sheet.grid.count() == 2
    assert sheet.layer_combo.currentIndex() == 0
    assert not sheet.last_button.isChecked()
    sheet.layer_combo.setCurrentIndex(1)
    assert sheet.grid.count() == 1
    sheet.layer_combo.setCurrentIndex(0)
    sheet.grid.setFocus()
    qtbot.keyClick(sheet.grid, Qt.Key.Key_Right)
    assert sheet.figures.text() == "Map 0 of conv: -1 (dark) to 1.5 (bright)"
    shown = sheet.large.pixmap().toImage()
    dark, bright = (shown.pixelColor(at, at).lightness() for at in (2, shown.width() - 3))
    assert dark < bright


def test_feature_maps_that_cant_be_drawn_say_why(desk: HeatmapDesk, wishes: Wishes, opened: Session) -> None:
    desk.deeds.show_feature_maps()
    sheet = sheet_of(FeatureSheet)
    assert isinstance(sheet, FeatureSheet)
    opened.heard.emit(wishes.asked[-1], Failed("photo.jpg can't be read.", "Open it."))
    assert sheet.said.text() == "photo.jpg can't be read. Open it."
