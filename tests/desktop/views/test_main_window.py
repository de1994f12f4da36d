import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import made_set, make_run
from tests.desktop.taking import take_folders
from tldesk.core.backbones.places import own_folder
from tldesk.core.engine_trouble import can_not_load
from tldesk.core.processor import cpu_in_words
from tldesk.core.recipe import preset
from tldesk.desktop import theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.main_window import MainWindow
from tldesk.desktop.views.main_window.stages import STAGES
from tldesk.desktop.views.main_window.status_bar import StatusBar
from tldesk.desktop.views.weights import WeightsSheet
from tldesk.desktop.widgets.command_palette import CommandPalette
from tldesk.desktop.widgets.help_sheet import HelpSheet
from tldesk.project.store import open_project


class Windows(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_widget_flashes_up_as_a_window(
    session: Session, preferences: Preferences, folder: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    window = MainWindow(session, preferences)
    qtbot.addWidget(window)
    window.show()
    session.open(folder)
    qtbot.waitUntil(lambda: window.stack.count() == 5)
    qapp.removeEventFilter(windows)
    assert windows.shown == ["MainWindow"]
    window.close()
    window.join()


def test_without_a_project_there_is_the_start_page_alone(window: MainWindow) -> None:
    assert window.stack.currentWidget() is window.start
    assert not window.rail.isVisible()
    assert window.windowTitle() == "tldesk"
    window.show_stage("train")
    assert window.stack.currentWidget() is window.start


def test_a_project_shows_its_stages_and_its_name(working: MainWindow) -> None:
    assert working.rail.isVisible()
    assert working.stack.currentWidget() is working.pages.label
    assert working.windowTitle() == "colonies – tldesk"
    assert working.rail.buttons["label"].accessibleDescription() == "12"


def test_answers_given_earlier_are_counted_on_the_rail(opened: Session, preferences: Preferences, folder: Path, qtbot: QtBot) -> None:
    made_set(opened, make_run(opened).id, folder)
    window = MainWindow(opened, preferences)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.stack.count() == 5)
    assert window.rail.buttons["predict"].accessibleDescription() == "3"
    window.close()
    window.join()


def test_the_keyboard_and_the_rail_reach_each_stage(working: MainWindow, qtbot: QtBot) -> None:
    pages = working.pages
    keys = {Qt.Key.Key_2: pages.train, Qt.Key.Key_3: pages.results, Qt.Key.Key_4: pages.predict, Qt.Key.Key_1: pages.label}
    for key, page in keys.items():
        qtbot.keyClick(working, key, Qt.KeyboardModifier.ControlModifier)
        assert working.stack.currentWidget() is page
    qtbot.mouseClick(working.rail.buttons["results"], Qt.MouseButton.LeftButton)
    assert working.stack.currentWidget() is pages.results
    assert working.rail.buttons["results"].isChecked()


def test_closing_while_a_model_is_trained_is_asked_first(working: MainWindow, session: Session, qtbot: QtBot) -> None:
    take_folders(session)
    session.train(preset("quick-look").recipe)
    assert not working.close()
    assert session.training is not None
    assert working.isVisible()
    assert working.banners.texts[-1].startswith("A model is being trained.")
    qtbot.keyClick(working, Qt.Key.Key_Escape)  # who closes the question has not agreed
    assert not working.close()
    assert working.banners.rows[-1].action_button.text() == "Stop the training and close"
    working.banners.rows[-1].action_button.click()
    assert not working.isVisible()
    assert session.project is None


def test_another_folder_is_opened_over_a_training_when_it_is_asked_for_twice(
    working: MainWindow, session: Session, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other colonies"
    shutil.copytree(folder, other)
    take_folders(session)
    session.train(preset("quick-look").recipe)
    working.open_folder(other)
    assert session.project is not None
    assert session.project.root == folder
    working.open_folder(other)
    assert session.project.root == other
    assert session.training is None
    assert not any(text.startswith("A model is being trained.") for text in working.banners.texts)


def test_training_has_its_key_wherever_the_focus_is(working: MainWindow, session: Session, qtbot: QtBot) -> None:
    take_folders(session)
    working.show_stage("train")
    working.rail.buttons["label"].setFocus()
    qtbot.keyClick(working.rail.buttons["label"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert session.training is not None


def test_a_page_may_ask_for_another_stage(working: MainWindow) -> None:
    working.pages.train.go_label.emit()
    assert working.stack.currentWidget() is working.pages.label
    working.pages.results.go_train.emit()
    assert working.stack.currentWidget() is working.pages.train


def test_closing_the_project_goes_back_to_the_start(working: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(working, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert working.stack.currentWidget() is working.start
    assert not working.rail.isVisible()


@pytest.mark.parametrize("place", ["", ".tldesk", ".tldesk/project.sqlite"])
def test_a_folder_or_its_project_that_is_dropped_is_opened(
    window: MainWindow, session: Session, folder: Path, qtbot: QtBot, place: str
) -> None:
    open_project(folder).close()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder / place))])
    actions, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), actions, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(session.opened):
        QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), actions, data, buttons, keys))
    assert session.project is not None
    assert session.project.root == folder.resolve()


def test_a_text_that_is_dropped_is_refused(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("not a folder")
    actions, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), actions, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()


def test_weights_open_over_the_sheet_of_backbones_which_then_looks_again(working: MainWindow, qtbot: QtBot) -> None:
    working.show_stage("train")
    picker = working.pages.train.recipe.backbones.open("resnet18", random=False)
    qtbot.waitUntil(picker.isVisible)
    qtbot.waitUntil(lambda: not picker._looking.busy)
    assert not picker.use_button.isEnabled()
    picker.weights_button.click()
    sheet = picker.findChild(WeightsSheet)
    assert sheet is not None
    assert sheet.name.text() == "resnet18.a1_in1k"
    own_folder().mkdir(parents=True)
    (own_folder() / "resnet18.a1_in1k.safetensors").write_bytes(b"weights")
    sheet.reject()
    qtbot.waitUntil(picker.use_button.isEnabled)
    picker.reject()


def test_any_command_is_found_by_its_name(working: MainWindow, qtbot: QtBot) -> None:
    working.open_palette()
    palette = working.findChild(CommandPalette)
    assert palette is not None
    field = palette.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "go to predict")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert working.stack.currentWidget() is working.pages.predict


@pytest.mark.parametrize("key", ["label", "train", "results", "predict"])
def test_the_help_sheet_opens_on_each_page(working: MainWindow, qtbot: QtBot, key: str) -> None:
    working.rail.buttons[key].click()
    working.open_help()
    sheet = working.findChild(HelpSheet)
    assert sheet is not None
    assert sheet.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_the_choice_of_colours_is_shown_and_kept(working: MainWindow, preferences: Preferences) -> None:
    working.set_scheme("dark")
    assert theme.colours() is theme.DARK
    assert preferences.scheme == "dark"


def test_window_and_page_are_remembered(working: MainWindow, session: Session, folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    working.show_stage("results")
    working.close()
    working._preferences._settings.sync()
    kept = Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))
    other = Session(kept)
    again = MainWindow(other, kept)
    qtbot.addWidget(again)
    other.open(folder)
    assert not kept.state("window/geometry").isEmpty()
    assert again.stack.currentWidget() is again.pages.results
    again.close()
    again.join()
    other.join()


def test_every_control_of_every_page_has_a_name(working: MainWindow) -> None:
    pages = [working.start, *(working.pages.page(stage.key) for stage in STAGES)]
    nameless = [
        (type(page).__name__, type(widget).__name__)
        for page in pages
        for widget in page.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit)
        and widget.isVisibleTo(page)
        and not (widget.accessibleName() or widget.text() or widget.toolTip())
        and not widget.objectName().startswith("qt_")
        and not _belongs_to_a_qt_editor(widget)
    ]
    assert nameless == []


def _belongs_to_a_qt_editor(widget: QWidget) -> bool:
    """The line of a spin box, the corner of a table, the button in a line edit: they speak through their owner."""
    parent = widget.parentWidget()
    return parent is not None and type(parent).__name__ in {
        "QSpinBox",
        "QDoubleSpinBox",
        "QComboBox",
        "QTableView",
        "QLineEdit",
        "PageField",
    }


def test_no_key_means_two_things_on_a_page(working: MainWindow) -> None:
    for stage in STAGES:
        page = working.pages.page(stage.key)
        keys = [key.toString() for action in [*working.actions(), *page.actions()] for key in action.shortcuts()]
        assert len(keys) == len(set(keys)), (stage.key, sorted(keys))


def test_the_foot_says_what_computes_and_why_or_what_keeps_the_engine_from_it(session: Session, qtbot: QtBot) -> None:
    bar = StatusBar(session)
    qtbot.addWidget(bar)
    device = bar._device
    assert device.text() == "Starting the engine"
    session._be_in_trouble(str(can_not_load(OSError("libcudart.so.13: cannot open shared object file"))))
    bar.resize(300, bar.height())
    bar.grab()
    for told in (device.text(), device.toolTip(), StatusBar(session)._device.text()):
        assert told.startswith("The engine can't start: libcudart.so.13")
        assert told.endswith("tldesk --diagnose says more.")
    session._be_ready("NVIDIA RTX 4060, 8 GB", "")
    bar.grab()
    assert (device.text(), device.toolTip()) == ("NVIDIA RTX 4060, 8 GB", "")
    session._be_ready(cpu_in_words(8), "No NVIDIA card was found.")
    bar.grab()
    assert (device.text(), device.toolTip()) == ("CPU, 8 threads", "No NVIDIA card was found.")
