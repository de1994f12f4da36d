from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from tests.desktop.taking import take_folders
from tldesk.core.changes import Change
from tldesk.core.filters import PhotoFilter
from tldesk.core.photo import ScannedPhoto
from tldesk.core.recipe import Recipe
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.session import folder as folder_of_session
from tldesk.desktop.session.labelling import AT_ONCE
from tldesk.photos.thumbnails import thumbnail_file
from tldesk.project import classes, finding, labels, photos
from tldesk.project.store import open_project


def _said(session: Session) -> list[Banner]:
    heard: list[Banner] = []
    session.said.connect(heard.append)
    return heard


def _labels(session: Session) -> list[str | None]:
    assert session.project is not None
    names = {c.id: c.name for c in classes.classes(session.project)}
    return [names.get(p.class_id) if p.class_id else None for p in photos.all_photos(session.project)]


def _ids(session: Session) -> list[int]:
    assert session.project is not None
    return [p.id for p in photos.all_photos(session.project)]


def test_opening_a_folder_finds_its_photos_and_remembers_it(opened: Session, folder: Path) -> None:
    assert opened.project is not None
    assert len(_ids(opened)) == 12
    assert not opened.folder.busy
    assert opened.preferences.recent == [folder]


def test_a_folder_that_is_not_there_is_said_and_what_was_open_stays(opened: Session, tmp_path: Path) -> None:
    said, before = _said(opened), opened.project
    assert not opened.open(tmp_path / "nowhere")
    assert [(banner.kind, "nowhere" in banner.text) for banner in said] == [("error", True)]
    assert opened.project is before


def test_a_photo_that_appears_is_found_again_and_one_that_goes_is_marked(opened: Session, folder: Path, qtbot: QtBot) -> None:
    Image.new("RGB", (32, 32), (1, 2, 3)).save(folder / "late.png")
    (folder / "round" / "round 1.jpg").unlink()
    with qtbot.waitSignal(opened.scanning, check_params_cb=lambda progress: progress.finished):
        opened.rescan()
    assert opened.project is not None
    found = {p.path: p.missing for p in photos.all_photos(opened.project)}
    assert found["late.png"] is False
    assert found["round/round 1.jpg"] is True


def test_a_label_is_on_disk_at_once_and_undo_takes_it_back(opened: Session, qtbot: QtBot) -> None:
    photo_class = opened.labelling.add_class("Rods")
    assert photo_class is not None
    first, second, *_ = _ids(opened)
    with qtbot.waitSignal(opened.changed) as heard:
        opened.labelling.label([first], photo_class.id)
    assert heard.args[0].labels == {first}
    opened.labelling.label([second], photo_class.id)
    assert _labels(opened)[:3] == ["Rods", "Rods", None]
    assert opened.labelling.next_undo is not None
    assert opened.labelling.next_redo is None
    opened.labelling.undo()
    assert _labels(opened)[:3] == ["Rods", None, None]
    opened.labelling.redo()
    assert _labels(opened)[:3] == ["Rods", "Rods", None]


def test_labelling_many_says_so_and_offers_undo(opened: Session) -> None:
    said = _said(opened)
    photo_class = opened.labelling.add_class("Rods")
    assert photo_class is not None
    opened.labelling.label(_ids(opened), photo_class.id)
    assert [(b.text, b.action) for b in said] == [("12 photos labelled Rods", "Undo")]
    assert said[0].act is not None
    said[0].act()
    assert set(_labels(opened)) == {None}


def test_labelling_one_is_done_without_a_word(opened: Session) -> None:
    said = _said(opened)
    photo_class = opened.labelling.add_class("Rods")
    assert photo_class is not None
    opened.labelling.label(_ids(opened)[:1], photo_class.id)
    assert said == []


def test_a_class_name_that_is_taken_is_said_and_nothing_happens(opened: Session) -> None:
    said = _said(opened)
    assert opened.labelling.add_class("Rods") is not None
    assert opened.labelling.add_class("rods") is None
    assert [b.kind for b in said] == ["error"]
    assert opened.project is not None
    assert [c.name for c in classes.classes(opened.project)] == ["Rods"]


def test_a_deleted_class_comes_back_with_its_labels(opened: Session) -> None:
    said = _said(opened)
    photo_class = opened.labelling.add_class("Rods")
    assert photo_class is not None
    opened.labelling.label(_ids(opened)[:1], photo_class.id)
    opened.labelling.delete_class(photo_class.id)
    assert _labels(opened)[0] is None
    assert said[-1].act is not None
    said[-1].act()
    assert _labels(opened)[0] == "Rods"


def test_a_class_can_be_renamed_and_recoloured(opened: Session) -> None:
    photo_class = opened.labelling.add_class("Rods")
    assert photo_class is not None
    opened.labelling.rename_class(photo_class.id, "Cocci")
    opened.labelling.recolour_class(photo_class.id, "#112233")
    assert opened.project is not None
    assert [(c.name, c.colour) for c in classes.classes(opened.project)] == [("Cocci", "#112233")]


def test_photos_are_flagged_and_noted_in_one_step_that_can_be_undone(opened: Session) -> None:
    said = _said(opened)
    ids = _ids(opened)
    opened.labelling.flag(ids[:1], unsure=True)
    assert said == []
    opened.labelling.flag(ids[:2], unsure=True, note="two kinds?")
    opened.labelling.flag(ids[:2], unsure=False)
    assert [b.action for b in said] == ["Undo", "Undo"]
    assert said[-1].act is not None
    said[-1].act()
    assert opened.project is not None
    assert [(p.unsure, p.note) for p in photos.all_photos(opened.project)[:3]] == [(True, "two kinds?")] * 2 + [(False, "")]


def test_merged_classes_come_back_with_their_labels(opened: Session) -> None:
    said = _said(opened)
    rods, cocci = (opened.labelling.add_class(name) for name in ("Rods", "Cocci"))
    assert rods is not None
    assert cocci is not None
    opened.labelling.label(_ids(opened)[:1], rods.id)
    opened.labelling.merge_classes([rods.id, cocci.id], cocci.id)
    assert _labels(opened)[0] == "Cocci"
    assert "Cocci" in said[-1].text
    assert said[-1].act is not None
    said[-1].act()
    assert _labels(opened)[0] == "Rods"


def test_classes_get_another_key_and_another_order(opened: Session) -> None:
    rods, cocci = (opened.labelling.add_class(name) for name in ("Rods", "Cocci"))
    assert rods is not None
    assert cocci is not None
    opened.labelling.set_key(cocci.id, "1")
    opened.labelling.reorder_classes([cocci.id])
    assert opened.project is not None
    assert [(c.name, c.key) for c in classes.classes(opened.project)] == [("Cocci", "1"), ("Rods", "")]


def test_a_filter_is_kept_under_its_name_until_it_is_forgotten(opened: Session) -> None:
    changed: list[Change] = []
    opened.changed.connect(changed.append)
    opened.labelling.save_filter("To check", PhotoFilter(unsure=True))
    assert opened.project is not None
    assert [each.filter for each in finding.saved_filters(opened.project)] == [PhotoFilter(unsure=True)]
    opened.labelling.forget_filter("to check")
    assert finding.saved_filters(opened.project) == []
    assert changed == [Change(filters=frozenset({"To check"}))] * 2


def test_sub_folders_become_classes_in_one_step_that_can_be_undone(opened: Session, qtbot: QtBot) -> None:
    said = _said(opened)
    opened.exchange.take_folders()
    qtbot.waitUntil(lambda: bool(said))
    assert _labels(opened) == ["round"] * 6 + ["square"] * 6
    assert said[-1].text == "12 photos labelled from the folders"
    opened.labelling.undo()
    assert set(_labels(opened)) == {None}


def test_why_a_photo_can_not_be_read_is_kept(opened: Session) -> None:
    first = _ids(opened)[0]
    opened.labelling.report_problems({first: "cut off"})
    assert opened.project is not None
    assert photos.photo(opened.project, first).problem == "cut off"


def test_without_a_project_nothing_is_done_and_nothing_raised(session: Session) -> None:
    said = _said(session)
    session.labelling.label([1], None)
    session.labelling.undo()
    session.rescan()
    session.close()
    assert session.labelling.add_class("Rods") is None
    assert session.labelling.next_undo is None
    assert said == []


def test_closing_says_so_and_labels_survive(opened: Session, folder: Path, qtbot: QtBot) -> None:
    photo_class = opened.labelling.add_class("Rods")
    assert photo_class is not None
    opened.labelling.label(_ids(opened)[:1], photo_class.id)
    with qtbot.waitSignal(opened.opened):
        opened.close()
    assert opened.project is None
    opened.open(folder)
    assert _labels(opened)[0] == "Rods"
    assert opened.project is not None
    assert [entry.who for entry in labels.history(opened.project, _ids(opened)[0])] == [opened.preferences.who]


def test_a_folder_closed_while_it_is_read_leaves_no_thread_behind(session: Session, folder: Path, qtbot: QtBot) -> None:
    session.open(folder)
    session.close()
    session.join()
    assert not session.folder.busy
    assert session.project is None


def test_thumbnails_beyond_the_limit_go_when_the_project_is_opened(session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_project(folder) as project:
        file = thumbnail_file(project.layout.thumbnails, fingerprint="ab" * 16, side=256)
    file.parent.mkdir(parents=True)
    file.write_bytes(bytes(1000))
    session.open(folder)
    session.close()
    session.join()
    assert file.exists()
    monkeypatch.setattr(folder_of_session, "THUMBNAIL_BYTES", 999)
    session.open(folder)
    session.close()
    session.join()
    assert not file.exists()


def test_a_training_that_can_not_be_says_why_and_leaves_the_engine_free(opened: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.said) as said:
        opened.train(Recipe())
    assert said.args[0].kind == "error"
    assert "two classes" in said.args[0].text
    assert opened.training is None


def test_cancelling_a_plan_ends_it_at_once(opened: Session) -> None:
    take_folders(opened)
    opened.train(Recipe())
    assert opened.training is not None
    assert opened.training.request is None
    opened.stop_training()
    assert opened.training is None


def test_there_is_nothing_to_explain_without_a_model(opened: Session, folder: Path) -> None:
    said = _said(opened)
    opened.explain("no-such-run", folder / "round" / "round 1.jpg")
    assert [b.kind for b in said] == ["error"]


def test_thousands_of_photos_are_labelled_and_undone_beside_the_window(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    with open_project(tmp_path) as project:
        photos.record_scan(project, [ScannedPhoto(f"{number}.jpg", 1, 1, str(number)) for number in range(AT_ONCE + 1)])
        ids = [photo.id for photo in photos.all_photos(project)]
        rods = classes.add_class(project, "Rods")[0].id
    session._access.project = open_project(tmp_path)
    labelling, told = session.labelling, []
    session.changed.connect(lambda change: told.append(len(change.labels)))
    labelling.turned_back.connect(lambda change: told.append(-len(change.labels)))
    # A key that is pressed meanwhile counts after it, and undo takes back what was done last.
    assert labelling.label(ids, rods)
    assert labelling.label(ids[:1], None)
    labelling.undo()
    labelling.undo()
    qtbot.waitUntil(lambda: len(told) == 6)
    assert told == [AT_ONCE + 1, 1, 1, -1, AT_ONCE + 1, -AT_ONCE - 1]
    assert labelling.next_redo is not None
    assert all(photo.class_id is None for photo in photos.all_photos(session.project))


def test_a_class_and_its_first_labels_come_together_or_not_at_all(opened: Session) -> None:
    said, made = _said(opened), []
    ids = _ids(opened)
    assert opened.labelling.label_anew(ids[:1], "Rods", made.append)
    assert not opened.labelling.label_anew(ids[1:3], "rods", made.append)
    assert [banner.kind for banner in said] == ["error"]
    assert opened.project is not None
    assert [one.id for one in classes.classes(opened.project)] == made
    assert _labels(opened)[:3] == ["Rods", None, None]
    opened.labelling.undo()
    assert _labels(opened)[0] is None
    opened.labelling.undo()
    assert classes.classes(opened.project) == []
