import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import epoch, make_run
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import RunState
from tldesk.desktop.session import Session
from tldesk.desktop.session.values import Banner
from tldesk.project import runs


def open_again(session: Session, folder: Path, qtbot: QtBot) -> None:
    session.close()
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.open(folder)


def test_runs_are_read_when_a_project_is_opened_and_forgotten_when_it_is_closed(opened: Session, folder: Path, qtbot: QtBot) -> None:
    kept = make_run(opened, "Kept")
    dead = make_run(opened, "Dead", state=RunState.TRAINING)
    opened.close()
    assert list(opened.runs.rows) == []
    with qtbot.waitSignal(opened.runs.refreshed):
        opened.open(folder)
    assert [row.record.id for row in opened.runs.rows] == [dead.id, kept.id]
    # A crash left it so, as far as this program can tell.
    assert opened.runs.rows[0].record.state is RunState.INTERRUPTED
    assert opened.runs.rows[1].validation == 0.7


def test_a_run_that_is_made_while_the_others_are_read_is_not_lost(opened: Session, folder: Path, qtbot: QtBot) -> None:
    first = make_run(opened, "First")
    open_again(opened, folder, qtbot)
    second = make_run(opened, "Second")
    opened.runs.delete([first.id])
    qtbot.waitUntil(lambda: not opened.runs.busy)
    assert [row.record.id for row in opened.runs.rows] == [second.id]


def test_a_folder_that_appears_is_a_run_and_one_that_is_taken_away_is_none(opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not opened.runs.busy)
    record = make_run(opened)
    assert opened.project is not None
    place = opened.project.layout.runs
    shutil.copytree(place / record.id, place / "from the cluster")
    RunFolder(place / "from the cluster").add_epoch(epoch(7, best=True))
    opened.runs.look()
    assert {row.record.id: row.epochs for row in opened.runs.rows} == {record.id: 2, "from the cluster": 3}
    shutil.move(place / record.id, tmp_path)
    opened.runs.look()
    assert [row.record.id for row in opened.runs.rows] == ["from the cluster"]


def test_several_are_deleted_and_put_back_together(opened: Session) -> None:
    made = [make_run(opened, name) for name in ("One", "Two")]
    training = make_run(opened, "Three", state=RunState.TRAINING)
    said: list[Banner] = []
    opened.said.connect(said.append)
    opened.runs.delete([training.id, *(each.id for each in made)])
    assert [row.record.id for row in opened.runs.rows] == [training.id]
    assert "is training" in said[0].text
    assert said[1].text == "2 runs moved to the trash"
    act = said[1].act
    assert act is not None
    act()
    assert {row.record.name for row in opened.runs.rows} == {"One", "Two", "Three"}
    act()
    assert "no longer in the trash" in said[2].text


def test_star_and_note_lie_in_the_runs_folder(opened: Session, tmp_path: Path) -> None:
    made = [make_run(opened, name) for name in ("One", "Two")]
    opened.runs.star([each.id for each in made], on=True)
    opened.runs.note(made[0].id, "  Plates of May ")
    opened.runs.star([made[1].id], on=False)
    assert opened.project is not None
    remarks = [runs.run_folder(opened.project, each.id).remark() for each in made]
    assert [(remark.starred, remark.note) for remark in remarks] == [(True, "Plates of May"), (False, "")]
    row = opened.runs.row(made[0].id)
    assert row is not None
    assert row.remark == remarks[0]
