"""Labels and photos that leave, from the page of the window."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.desktop.views.exchanging import idle
from tldesk.desktop.session import Session
from tldesk.desktop.views.label.exchange_pages import ExchangePages
from tldesk.desktop.views.label.export_page import COPIES, Scope
from tldesk.project import photos


def test_all_photos_are_counted_with_those_that_are_missing(pages: ExchangePages, opened: Session, qtbot: QtBot) -> None:
    assert opened.project is not None
    everything = photos.all_photos(opened.project)
    for photo in everything[:2]:
        photos.file_of(opened.project, photo).unlink()
    found = photos.known(opened.project)
    photos.record_scan(opened.project, [found[photo.path] for photo in everything[2:]])
    page = pages.export
    page.begin(Scope((), (), len(everything) - 2, 2))
    idle(qtbot, opened)
    assert page.photos.itemText(0) == f"All photos ({len(everything)}, 2 of them missing)"
    assert page.rows.rowCount() == len(everything)
    assert "2 of them missing: the table keeps what is known of them" in page.summary.text()


def test_a_table_is_shown_then_written(pages: ExchangePages, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    pages.export_labels()
    idle(qtbot, opened)
    page = pages.export
    assert [page.photos.itemText(n) for n in range(page.photos.count())] == ["All photos (12)", "Photos shown (4)", "Photos selected (2)"]
    page.photos.setCurrentIndex(1)
    page.place.setText(str(tmp_path / "out.csv"))
    page._plan_anew()
    idle(qtbot, opened)
    assert page.rows.rowCount() == 4
    with qtbot.waitSignals([pages.left, opened.said]):
        page.next_button.click()
    assert len((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()) == 5


def test_class_folders_are_shown_then_made(pages: ExchangePages, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    assert opened.project is not None
    rod = opened.labelling.add_class("Rod")
    assert rod is not None
    opened.labelling.label([photo.id for photo in photos.all_photos(opened.project)][:3], rod.id)
    pages.export_labels()
    page = pages.export
    page.kind.setCurrentIndex(page.kind.findData(COPIES))
    page._follow_kind()
    page.place.setText(str(tmp_path / "by class"))
    page._plan_anew()
    idle(qtbot, opened)
    assert "9 without a class left out" in page.summary.text()
    with qtbot.waitSignal(pages.left):
        page.next_button.click()
    assert len(list((tmp_path / "by class" / "Rod").iterdir())) == 3
    page.place.setText(str(opened.project.root / "inside"))
    pages.export_labels()
    page._plan_anew()
    idle(qtbot, opened)
    assert "lies inside the photo folder" in page.said.text()
    assert not page.next_button.isEnabled()
