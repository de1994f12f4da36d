from array import array
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tldesk.core.heatmap import Doubt, HeatmapCheck, HeatmapMethod, Removal
from tldesk.core.results import Heatmap
from tldesk.desktop.widgets.background import Latest
from tldesk.desktop.widgets.evidence import Evidence, EvidencePanel
from tldesk.desktop.widgets.heatmap_viewer import HeatmapViewer

METHODS = (HeatmapMethod.GRAD_CAM, HeatmapMethod.LAYER_CAM)


def left_half() -> Heatmap:
    """All evidence in the left half."""
    return Heatmap("1", 0, HeatmapMethod.GRAD_CAM, 2, 4, array("f", [1, 1, 0, 0, 1, 1, 0, 0]).tobytes(), (0.7, 0.3))


@pytest.fixture
def grey(tmp_path: Path) -> Path:
    file = tmp_path / "grey.jpg"
    Image.new("RGB", (1600, 800), (128, 128, 128)).save(file)
    return file


@pytest.fixture
def viewer(qtbot: QtBot) -> HeatmapViewer:
    viewer = HeatmapViewer()
    qtbot.addWidget(viewer)
    viewer.resize(400, 340)
    viewer.show()
    return viewer


def shot(viewer: HeatmapViewer) -> QImage:
    return viewer.photo.grab().toImage()


def test_a_photo_is_fitted_and_keeps_its_aspect(viewer: HeatmapViewer, grey: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(viewer.photo.shown) as heard:
        viewer.show_file(grey)
    assert heard.args == [grey]
    place = viewer.photo.photo_rect()
    assert place.width() == viewer.photo.width()
    assert place.width() / place.height() == pytest.approx(2, abs=0.02)


def test_the_heatmap_covers_its_half_as_strongly_as_the_slider_says(viewer: HeatmapViewer, grey: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(viewer.photo.overlaid):
        viewer.show_file(grey)
        viewer.show_heatmap(left_half())
    middle = round(viewer.photo.photo_rect().center().y())
    left, right = (viewer.photo.width() // 8, middle), (viewer.photo.width() * 7 // 8, middle)
    viewer.look_row.slider.setValue(100)
    full = shot(viewer)
    viewer.look_row.slider.setValue(30)
    weak = shot(viewer)
    viewer.look_row.slider.setValue(0)
    none = shot(viewer)
    plain = none.pixelColor(*left)
    assert plain == none.pixelColor(*right)
    assert full.pixelColor(*right) == plain
    distance = [abs(picture.pixelColor(*left).blue() - plain.blue()) for picture in (weak, full)]
    assert 0 < distance[0] < distance[1]


def test_the_slider_obeys_the_keyboard(viewer: HeatmapViewer, grey: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(viewer.photo.shown):
        viewer.show_file(grey)
    viewer.look_row.slider.setFocus()
    qtbot.keyClick(viewer.look_row.slider, Qt.Key.Key_End)
    assert viewer.look_row.look.opacity == 1
    qtbot.keyClick(viewer.look_row.slider, Qt.Key.Key_Left)
    assert viewer.look_row.look.opacity == 0.95


def test_a_file_that_is_no_photo_says_why(viewer: HeatmapViewer, tmp_path: Path, qtbot: QtBot) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"not a photo at all")
    with qtbot.waitSignal(viewer.photo.failed) as heard:
        viewer.show_file(broken)
    assert heard.args is not None
    assert "broken.jpg" in heard.args[0]
    assert viewer.photo.problem == heard.args[0]


def test_only_the_latest_photo_arrives(viewer: HeatmapViewer, tmp_path: Path, qtbot: QtBot) -> None:
    files = []
    for number in range(5):
        file = tmp_path / f"{number}.png"
        Image.new("RGB", (60, 40), (10 * number, 0, 0)).save(file)
        files.append(file)
    shown: list[object] = []
    viewer.photo.shown.connect(shown.append)
    for file in files:
        viewer.show_file(file)
    qtbot.waitUntil(lambda: bool(shown))
    qtbot.wait(50)
    assert shown == [files[-1]]


def test_the_panel_asks_for_the_heatmap_of_the_class_that_is_chosen(grey: Path, qtbot: QtBot) -> None:
    panel = EvidencePanel()
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitSignal(panel.explain_wanted) as heard:
        panel.show_evidence(Evidence(grey, ("rods", "cocci", "yeast"), (0.2, 0.7, 0.1), label="rods"), explain=True)
    assert heard.args == [grey, 1, None]
    with qtbot.assertNotEmitted(panel.viewer.photo.overlaid, wait=100):
        panel.show_heatmap(grey, 0, left_half(), METHODS)
    with qtbot.waitSignal(panel.viewer.photo.overlaid):
        panel.show_heatmap(grey, 1, left_half(), METHODS)
    with qtbot.waitSignal(panel.explain_wanted) as heard:
        panel.class_combo.setFocus()
        qtbot.keyClick(panel.class_combo, Qt.Key.Key_Down)
    assert heard.args == [grey, 0, None]


def test_a_hidden_panel_asks_for_the_heatmap_when_it_is_shown(grey: Path, qtbot: QtBot) -> None:
    panel = EvidencePanel()
    qtbot.addWidget(panel)
    with qtbot.assertNotEmitted(panel.explain_wanted, wait=300):
        panel.show_evidence(Evidence(grey, ("rods", "cocci"), (0.2, 0.8)), explain=True)
    with qtbot.waitSignal(panel.explain_wanted) as heard:
        panel.show()
    assert heard.args == [grey, 1, None]


def test_a_photo_without_an_answer_asks_for_nothing(grey: Path, qtbot: QtBot) -> None:
    panel = EvidencePanel()
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.assertNotEmitted(panel.explain_wanted, wait=300):
        panel.show_evidence(Evidence(grey), explain=True)
    assert not panel.class_combo.isVisible()


def test_work_that_was_forgotten_tells_nothing(qtbot: QtBot) -> None:
    latest = Latest()
    with qtbot.assertNotEmitted(latest.ready, wait=100):
        latest.ask(lambda: 1)
        latest.forget()
    assert not latest.busy


def test_another_method_and_a_check_are_asked_for_and_a_failed_one_says_so(grey: Path, qtbot: QtBot) -> None:
    panel = EvidencePanel()
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitSignal(panel.explain_wanted):
        panel.show_evidence(Evidence(grey, ("rods", "cocci"), (0.2, 0.8)), explain=True)
    assert not panel.method.check_button.isEnabled()
    panel.show_heatmap(grey, 1, left_half(), METHODS)
    with qtbot.waitSignal(panel.explain_wanted) as heard:
        panel.method.combo.setFocus()
        qtbot.keyClick(panel.method.combo, Qt.Key.Key_Down)
    assert heard.args == [grey, 1, HeatmapMethod.LAYER_CAM]
    panel.show_heatmap(grey, 1, left_half(), METHODS)
    with qtbot.waitSignal(panel.check_wanted) as heard:
        qtbot.mouseClick(panel.method.check_button, Qt.MouseButton.LeftButton)
    assert heard.args == [grey, 1, HeatmapMethod.LAYER_CAM]
    panel.show_checking(3, 12)
    assert "25" in panel.method.check_button.text()
    with qtbot.waitSignal(panel.cancel_wanted):
        qtbot.mouseClick(panel.method.check_button, Qt.MouseButton.LeftButton)
    low = Removal(0.1, 0.2)
    panel.show_check(grey, 1, HeatmapCheck(low, low, (Removal(0.5, 0.1),), 0.1, 0.1, (Doubt.CHANCE,)))
    assert panel.method.verdict.isVisible()
    assert panel.method.verdict.text().startswith("Don't trust this map")
    panel.show_evidence(Evidence(grey, ("rods", "cocci"), (0.8, 0.2)), explain=True)
    assert not panel.method.verdict.isVisible()


def test_colours_and_outline_are_shown_and_told(viewer: HeatmapViewer, grey: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(viewer.photo.overlaid):
        viewer.show_file(grey)
        viewer.show_heatmap(left_half())
    viewer.look_row.slider.setValue(100)
    before = shot(viewer)
    action = next(action for action in viewer.look_row.look_button.menu().actions() if action.text() == "Viridis")
    with qtbot.waitSignals([viewer.look_changed, viewer.photo.overlaid]):
        action.trigger()
    assert shot(viewer) != before
