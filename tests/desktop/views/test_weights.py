"""The weights sheet, with the real engine in its process and a loopback stand-in for the hub."""

import hashlib
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.engine.made_hub import Hub, serving
from tldesk.core.backbones.places import own_folder
from tldesk.core.backbones.receipts import Receipt, write_receipt
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.weights import WeightsSheet

NAME = "test_resnet.r160_in1k"


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No weights but the embedded ones, and no proxy."""
    for name in ("TLDESK_WEIGHTS", "HF_ENDPOINT", "http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))


@pytest.fixture
def mine() -> Path:
    """A file in the user's folder, with a receipt."""
    own_folder().mkdir(parents=True)
    file = own_folder() / "vgg11.tv_in1k.safetensors"
    file.write_bytes(bytes(3_000_000))
    write_receipt(file, Receipt("vgg11.tv_in1k", "vgg11.pth", "0" * 64, 3_000_000, "BSD 3-Clause", "2026-01-31"))
    return file


@pytest.fixture
def sheet(session: Session, preferences: Preferences, qtbot: QtBot) -> WeightsSheet:
    sheet = WeightsSheet(session, preferences)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitUntil(lambda: sheet.model.rowCount() > 0)
    return sheet


def test_what_is_here_stands_in_the_table(mine: Path, sheet: WeightsSheet) -> None:
    said = [
        [str(sheet.model.index(row, column).data()) for column in range(sheet.model.columnCount())] for row in range(sheet.model.rowCount())
    ]
    assert [row[0] for row in said] == ["tf_efficientnet_lite0.in1k", "vgg11.tv_in1k"]
    assert said[0][3] == "Built in"
    assert [text.replace("\u202f", " ") for text in said[1][1:]] == ["3.0 MB", "BSD 3-Clause", "Your folder", "–", "0" * 12, "vgg11.pth"]
    assert not sheet.remove_button.isEnabled()
    # Not of vgg11.pth, which stands beside it.
    model, tip = sheet.model, Qt.ItemDataRole.ToolTipRole
    assert model.headerData(model.HASH, Qt.Orientation.Horizontal, tip) == "SHA-256 of the copy here"
    assert f"SHA-256 of the copy here: {'0' * 64}" in str(model.index(1, model.HASH).data(tip)).splitlines()


def test_a_shared_folder_that_is_away_is_said_until_it_is_there(
    sheet: WeightsSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert not sheet.folders.away.isVisible()
    share, other = tmp_path / "share", tmp_path / "other"
    monkeypatch.setenv("TLDESK_WEIGHTS", os.pathsep.join(map(str, (share, other))))
    sheet.look()
    qtbot.waitUntil(sheet.folders.away.isVisible)
    assert sheet.folders.away.text() == f"Shared folders not there: {share}, {other}. Is the share connected?"
    share.mkdir()
    sheet.look()
    qtbot.waitUntil(lambda: sheet.folders.away.text() == f"Shared folder not there: {other}. Is the share connected?")
    other.mkdir()
    sheet.look()
    qtbot.waitUntil(lambda: not sheet.folders.away.isVisible())


def test_removing_moves_the_file_and_its_receipt_to_the_trash(mine: Path, sheet: WeightsSheet, qtbot: QtBot, own_home: Path) -> None:
    sheet.table.selectRow(1)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 1)
    assert "in the trash" in sheet.said.text()
    assert list(own_folder().iterdir()) == []
    assert list(own_home.rglob("Trash/files/vgg11*")) != []


def test_the_network_is_off_until_it_is_allowed_here(sheet: WeightsSheet, preferences: Preferences, qtbot: QtBot) -> None:
    sheet.name.setText(NAME)
    assert (preferences.network_allowed, sheet.fetch_button.isEnabled()) == (False, False)
    sheet.allow_box.click()
    assert (preferences.network_allowed, sheet.fetch_button.isEnabled()) == (True, True)


def test_every_control_has_a_name(sheet: WeightsSheet) -> None:
    assert all(one.text() or one.accessibleName() for one in sheet.findChildren(QAbstractButton) if not one.objectName().startswith("qt_"))


def test_weights_are_fetched_verified_and_others_dropped_with_one_engine(
    sheet: WeightsSheet, session: Session, preferences: Preferences, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import timm
    from safetensors.torch import save

    content = save(timm.create_model("test_resnet").state_dict())
    with serving(Hub({f"timm/{NAME}/model.safetensors": content}, drops=1)) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        sheet.allow_box.click()
        sheet.name.setText(NAME)
        qtbot.mouseClick(sheet.fetch_button, Qt.MouseButton.LeftButton)
        assert sheet.progress.isVisible()
        qtbot.waitUntil(lambda: "is here" in sheet.said.text(), timeout=300_000)
    assert (own_folder() / f"{NAME}.safetensors").read_bytes() == content
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 2 and sheet.verify_button.isEnabled())
    assert sheet.model.index(1, sheet.model.HASH).data() == hashlib.sha256(content).hexdigest()[:12]
    sheet.table.selectRow(1)
    sheet.verify_button.click()
    qtbot.waitUntil(lambda: "hash is that it came with" in sheet.said.text(), timeout=120_000)
    qtbot.waitUntil(sheet.add_button.isEnabled)
    # The name would be said to be that of each file that is named otherwise.
    sheet.name.clear()
    (tmp_path / "vgg11.pth").write_bytes(b"no weights at all")
    others = [tmp_path / f"{name}.safetensors" for name in ("test_vit.r160_in1k", "test_efficientnet.r160_in1k")]
    for other in others:
        other.write_bytes(save(timm.create_model(other.name.split(".")[0]).state_dict()))
    # What comes while others are looked at waits for them, and is counted at the end.
    drop(sheet, others[0], tmp_path / "vgg11.pth")
    drop(sheet, others[1])
    assert sheet.said.text() == "Files that wait: 2"
    qtbot.waitUntil(lambda: "Here and checked" in sheet.said.text(), timeout=120_000)
    assert sheet.said.text().startswith("Here and checked: 2 of 3\nvgg11.pth was refused: ")
    assert "is damaged, or holds more than weights" in sheet.said.text()
    assert not (own_folder() / "vgg11.tv_in1k.safetensors").exists()
    sheet.close()
    assert verified_of(session, preferences, qtbot) == "Fits, hash right"
    # Another file in its place is one that nobody has verified.
    (own_folder() / f"{NAME}.safetensors").write_bytes(content + b" ")
    assert verified_of(session, preferences, qtbot) == "–"


def test_what_is_no_file_of_weights_is_refused_in_words_and_at_once(sheet: WeightsSheet, session: Session, tmp_path: Path) -> None:
    drop(sheet, tmp_path / "plate.jpg")
    assert sheet.said.text() == "plate.jpg was refused: it is no file of weights; those end in .safetensors, .pth, .pt, .bin"
    drop(sheet, tmp_path / "<b>x", tmp_path / "plate.jpg")
    assert sheet.said.text().splitlines()[:2] == [
        "Here and checked: 0 of 2",
        "<b>x was refused: it is no file of weights; those end in .safetensors, .pth, .pt, .bin",
    ]
    assert sheet.said.textFormat() == Qt.TextFormat.PlainText
    assert not session.weights.busy


def drop(sheet: WeightsSheet, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(9, 9), *how)
    sheet.dragEnterEvent(entering)
    assert entering.isAccepted()
    sheet.dropEvent(QDropEvent(QPointF(9, 9), *how))


def verified_of(session: Session, preferences: Preferences, qtbot: QtBot) -> str:
    """What a sheet that is opened now says of the weights that were fetched."""
    sheet = WeightsSheet(session, preferences)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 4)
    assert sheet.model.index(2, 0).data() == NAME
    said = str(sheet.model.index(2, sheet.model.VERIFIED).data())
    sheet.close()
    return said
