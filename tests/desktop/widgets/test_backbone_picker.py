from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tldesk.core.backbones import CURATED, catalogue
from tldesk.desktop.widgets.backbone_picker import BackboneButton, BackbonePicker
from tldesk.desktop.widgets.backbone_picker.model import BackbonesModel
from tldesk.desktop.widgets.backbone_picker.picker import HERE


@pytest.fixture(autouse=True)
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer with the weights of one network besides the embedded ones."""
    monkeypatch.setenv("TLDESK_WEIGHTS", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    (tmp_path / "vgg16.tv_in1k.safetensors").write_bytes(b"weights")


def opened(qtbot: QtBot, chosen: str = "tf_efficientnet_lite0", *, random: bool = False) -> BackbonePicker:
    picker = BackbonePicker(chosen, random=random)
    qtbot.addWidget(picker)
    picker.open()
    qtbot.waitUntil(lambda: not picker._looking.busy)
    return picker


def test_it_opens_on_the_recipes_backbone_among_all(qtbot: QtBot) -> None:
    picker = opened(qtbot, "vgg16")
    assert len(picker.model.rows) == len(catalogue())
    assert picker.chosen is not None
    assert picker.chosen.name == "vgg16.tv_in1k"
    assert picker.details.text("pretraining") == "ImageNet-1k"
    assert picker.details.text("weights").endswith("vgg16.tv_in1k.safetensors")


def test_it_is_used_with_the_keyboard_alone(qtbot: QtBot) -> None:
    picker = opened(qtbot)
    qtbot.keyClicks(picker.field, "vgg 1")
    first = picker.chosen
    while picker.chosen is not None and picker.chosen.name != "vgg16.tv_in1k":
        qtbot.keyClick(picker.field, Qt.Key.Key_Down)
    assert first is not None
    with qtbot.waitSignal(picker.used) as heard:
        qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert heard.args == ["vgg16"]
    assert not picker.isVisible()


def test_weights_that_are_not_here_keep_one_from_using_it_and_it_says_why(qtbot: QtBot) -> None:
    picker = opened(qtbot)
    picker.field.setText("resnet18")
    assert not picker.use_button.isEnabled()
    assert "not on this computer" in picker.reason.text()
    assert "huggingface.co/timm/resnet18.a1_in1k" in picker.details.text("page")
    assert "resnet18.a1_in1k.safetensors" in picker.details.text("weights")
    with qtbot.assertNotEmitted(picker.used):
        qtbot.keyClick(picker.field, Qt.Key.Key_Return)


def test_the_sheet_of_weights_is_a_key_or_a_button_away(qtbot: QtBot) -> None:
    picker = opened(qtbot)
    picker.field.setText("resnet18")
    with qtbot.waitSignal(picker.weights_wanted) as heard:
        picker.weights_button.click()
    assert heard.args == ["resnet18.a1_in1k"]
    picker.field.setText("vgg16.tv")
    with qtbot.waitSignal(picker.weights_wanted) as heard:
        qtbot.keyClick(picker, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert heard.args == [""]
    assert picker.isVisible()


def test_with_random_weights_any_backbone_can_be_used(qtbot: QtBot) -> None:
    picker = opened(qtbot, random=True)
    picker.field.setText("resnet18 tv")
    with qtbot.waitSignal(picker.used) as heard:
        picker.use()
    assert heard.args == ["resnet18.tv_in1k"]


def test_nothing_found_says_what_to_do(qtbot: QtBot) -> None:
    picker = opened(qtbot)
    picker.field.setText("microscopy")
    assert picker.chosen is None
    assert "Take a word away" in picker.reason.text()
    assert not picker.use_button.isEnabled()


def test_families_narrow_the_table(qtbot: QtBot) -> None:
    picker = opened(qtbot)
    names = [picker.families.item(row).data(Qt.ItemDataRole.UserRole) for row in range(picker.families.count())]
    assert tuple(names[2 : 2 + len(CURATED)]) == CURATED
    picker.families.setCurrentRow(names.index("DenseNet"))
    assert {one.family for one in picker.model.rows} == {"DenseNet"}
    picker.field.setText("161")
    assert [one.name for one in picker.model.rows] == ["densenet161.tv_in1k"]
    picker.field.clear()
    picker.families.setCurrentRow(names.index(HERE))
    assert {one.name for one in picker.model.rows} == {"tf_efficientnet_lite0.in1k", "vgg16.tv_in1k"}


def test_a_column_sorts_and_what_is_unknown_stays_last(qtbot: QtBot) -> None:
    picker = opened(qtbot)
    chosen = picker.chosen
    picker.table.sortByColumn(BackbonesModel.TOP1, Qt.SortOrder.DescendingOrder)
    known = [one.top1 for one in picker.model.rows if one.top1 is not None]
    assert known == sorted(known, reverse=True)
    assert picker.model.rows[-1].top1 is None
    assert picker.chosen is chosen
    picker.model.sort(-1)
    assert list(picker.model.rows) == list(catalogue())


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    picker = opened(qtbot)
    QAbstractItemModelTester(picker.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    picker.field.setText("swin")
    picker.model.sort(BackbonesModel.PARAMETERS, Qt.SortOrder.AscendingOrder)
    picker.field.clear()


def test_everything_has_a_name_and_a_tip(qtbot: QtBot) -> None:
    picker = opened(qtbot)
    for control in (picker.field, picker.families, picker.table):
        assert control.accessibleName()
    for control in (picker.field, picker.families, picker.use_button, picker.cancel_button):
        assert control.toolTip()


def test_the_button_says_what_the_backbone_is(qtbot: QtBot) -> None:
    button = BackboneButton()
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.changed):
        button.set_value("vgg16")
    assert button.value() == "vgg16"
    assert button.text() == "VGG16"
    with qtbot.assertNotEmitted(button.changed):
        button.set_value("vgg16")
    button.set_value("no_such_network")
    assert button.text() == "no_such_network"
    button.resize(300, 48)
    assert not button.grab().isNull()
