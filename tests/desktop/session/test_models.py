"""Taking an exported model into the open project."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.project.made_exports import export_to, zipped
from tldesk.desktop.session import Session


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return zipped(export_to(tmp_path / "model"))


def test_a_model_becomes_a_run_of_the_project_and_is_said(opened: Session, model: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignals([opened.changed, opened.said, opened.models.imported]) as _heard:
        opened.models.import_model(model)
    (row,) = opened.runs.rows
    assert (row.record.origin, row.has_model) == ("model.zip", True)
    with qtbot.waitSignal(opened.models.imported) as again:
        opened.models.import_model(model)
    assert again.args == [row.record.id]
    assert len(opened.runs.rows) == 1


def test_what_is_no_model_is_said_and_leaves_nothing(opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "notes.zip").write_text("none")
    with qtbot.waitSignal(opened.said) as said:
        opened.models.import_model(tmp_path / "notes.zip")
    assert "notes.zip can't be imported" in said.args[0].text
    assert opened.runs.rows == []
    assert not opened.models.busy


def test_after_a_bug_the_next_model_can_be_imported(opened: Session, model: Path, qtbot: QtBot) -> None:
    heard: list[object] = []
    with qtbot.captureExceptions() as bugs:
        with qtbot.waitSignal(opened.models.busy_changed, check_params_cb=lambda: not opened.models.busy):
            opened.models._run(lambda _report: 1 // 0, heard.append)
        opened.models.join()
    assert [bug[0] for bug in bugs] == [ZeroDivisionError]
    assert heard == []
    with qtbot.waitSignal(opened.models.imported):
        opened.models.import_model(model)
    assert not opened.models.busy
