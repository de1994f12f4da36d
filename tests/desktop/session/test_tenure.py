import json
from dataclasses import asdict
from pathlib import Path

from tldesk.desktop.session import Banner, Session
from tldesk.project.tenancy import FILE_NAME, Tenant

ELSEWHERE = Tenant("Grace", "lab-pc-3", machine="lab-pc-3 77", process=4711, began=1e9, since=1.7e9, key="k")


def _note(folder: Path) -> Path:
    return folder / ".tldesk" / FILE_NAME


def test_an_open_project_says_so_to_others_until_it_is_closed(opened: Session, folder: Path) -> None:
    assert json.loads(_note(folder).read_text())["who"] == opened.preferences.who
    opened.open(folder)
    assert _note(folder).is_file()
    opened.close()
    assert not _note(folder).exists()


def test_a_second_window_is_told_who_has_it_and_may_open_it_anyway(session: Session, folder: Path) -> None:
    _note(folder).parent.mkdir()
    _note(folder).write_text(json.dumps(asdict(ELSEWHERE)))
    said: list[Banner] = []
    session.said.connect(said.append)
    assert not session.open(folder)
    assert session.project is None
    (banner,) = said
    assert "Grace on lab-pc-3" in banner.text
    assert banner.action == "Open anyway"
    assert banner.act is not None
    banner.act()
    assert session.project is not None
    assert json.loads(_note(folder).read_text())["host"] != "lab-pc-3"
