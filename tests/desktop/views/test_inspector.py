from pathlib import Path

import pytest
from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational
from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import make_run
from tests.desktop.views.inspecting import photo_at, rescanned, said_in
from tldesk.core.photo import Photo, PhotoClass, Split
from tldesk.core.results import Answer
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.views.label import LabelView
from tldesk.desktop.views.label.inspector.summary import Summary, Totals
from tldesk.desktop.widgets.confidence_bar import ConfidenceBar
from tldesk.project import photos, predictions, splits

Key = Qt.Key


def test_a_photo_is_shown_with_its_facts_and_history(taught: LabelView, session: Session, qtbot: QtBot):
    with qtbot.waitSignal(taught.inspector.view.shown):
        taught.grid.select_index(3)
    rods = taught.classes.classes[0].id
    session.labelling.label(taught.photos.ids[3:4], rods)
    session.labelling.flag(taught.photos.ids[3:4], unsure=True, note="two rods")
    who = session.preferences.who
    assert "round 7.jpg" in said_in(taught)
    for ending in (f"Rods, by {who}", f"unsure, by {who}", f"note “two rods”, by {who}"):
        assert any(text.endswith(ending) for text in said_in(taught)), ending
    session.labelling.undo()
    assert any(text.endswith("undid, now not unsure") for text in said_in(taught))
    qtbot.waitUntil(lambda: {"64 × 48", "JPEG, RGB", "round"} <= set(said_in(taught)))


def test_the_camera_the_exposure_and_the_place_are_told(taught: LabelView, session: Session, folder: Path, qtbot: QtBot):
    values = Image.Exif()
    values[ExifTags.Base.Make], values[ExifTags.Base.Model] = "Canon", "Canon EOS R6"
    base, gps = ExifTags.Base, ExifTags.GPS
    details = {
        base.DateTimeOriginal: "2024:05:06 07:08:09",
        base.LensModel: "RF 100mm",
        base.ExposureTime: IFDRational(1, 250),
        base.FNumber: IFDRational(28, 10),
        base.ISOSpeedRatings: 400,
        base.FocalLength: IFDRational(100),
    }
    values.get_ifd(ExifTags.IFD.Exif).update(details)
    angle = (IFDRational(33), IFDRational(30), IFDRational(0))
    values.get_ifd(ExifTags.IFD.GPSInfo).update(
        {gps.GPSLatitude: angle, gps.GPSLatitudeRef: "S", gps.GPSLongitude: angle, gps.GPSLongitudeRef: "E"}
    )
    Image.new("RGB", (2000, 1000)).save(folder / "a.jpg", exif=values)
    rescanned(session, qtbot)
    taught.grid.select_index(0)
    thin = "\u202f"
    expected = {
        "2024-05-06 07:08",
        "Canon EOS R6",
        "RF 100mm",
        f"1/250{thin}s  f/2.8  ISO{thin}400  100{thin}mm",
        "33.50000° S, 33.50000° E",
        f"2000 × 1000  (2.0{thin}MP)",
        # It lies in no sub-folder, so the project's own name stands there.
        folder.name,
    }
    qtbot.waitUntil(lambda: expected <= set(said_in(taught)))


def test_the_class_that_came_with_the_label_is_named_with_its_new_name(taught: LabelView, session: Session):
    rods = taught.classes.classes[0].id
    taught.grid.select_index(0)
    session.labelling.label(taught.photos.ids[:1], rods)
    assert taught.inspector._chip.accessibleName() == "Rods"
    session.labelling.rename_class(rods, "Colony")
    assert taught.inspector._chip.accessibleName() == "Colony"


def test_a_photo_that_can_not_be_read_says_why(taught: LabelView, session: Session, folder: Path, qtbot: QtBot):
    (folder / "a.jpg").write_bytes(b"\xff\xd8\xff\xe0 no more")
    rescanned(session, qtbot)
    with qtbot.waitSignal(taught.inspector.view.failed):
        taught.grid.select_index(0)
    qtbot.waitUntil(lambda: any(text.startswith("a.jpg: ") for text in said_in(taught)))
    assert "Problem" in said_in(taught)


def test_several_photos_show_what_they_have_in_common(taught: LabelView, session: Session, qtbot: QtBot):
    rods, cocci = (one.id for one in taught.classes.classes)
    ids = list(taught.photos.ids)
    session.labelling.label(ids[:2], rods)
    session.labelling.label(ids[2:3], cocci)
    session.labelling.flag(ids[:1], unsure=True, note="odd")
    taught.grid.select_index(0)
    for _ in range(4):
        qtbot.keyClick(taught.grid, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert "5 photos selected" in said_in(taught)
    words = said_in(taught)
    assert {"2", "1"} <= set(words)
    assert "Unlabelled" in words
    flags = taught.inspector.flags
    assert flags.unsure.checkState() == Qt.CheckState.PartiallyChecked
    assert flags.note.text() == ""
    qtbot.mouseClick(flags.unsure, Qt.MouseButton.LeftButton, pos=flags.unsure.rect().center() / 8)
    assert all(photo_at(session, taught, place).unsure for place in range(5))
    flags.note.setFocus()
    qtbot.keyClicks(flags.note, "second plate")
    qtbot.keyClick(flags.note, Key.Key_Return)
    assert {photo_at(session, taught, place).note for place in range(6)} == {"second plate", ""}
    session.labelling.undo()
    assert photo_at(session, taught, 0).note == "odd"


def test_many_photos_are_summed_bit_by_bit(taught: LabelView, session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot):
    monkeypatch.setattr("tldesk.desktop.views.label.inspector.summary.AT_ONCE", 5)
    monkeypatch.setattr("tldesk.desktop.views.label.inspector.summary.FEW", 5)
    session.labelling.flag(taught.photos.ids, note="all")
    with qtbot.waitSignal(taught.inspector._summing.summed) as summed:
        taught.grid.select_all()
    assert summed.args[0].photos == 12
    assert taught.inspector.flags.note.text() == "all"


def test_the_newest_predictions_are_shown_unless_others_are_chosen(taught: LabelView, session: Session, qtbot: QtBot):
    project = session.project
    assert project is not None
    files = [photos.file_of(project, photo) for photo in photos.all_photos(project)]
    made = []
    for name, share in (("First", 0.9), ("Second", 0.6)):
        record = make_run(session, name)
        set_id, change = predictions.begin(project, run_id=record.id, classes=("Rods", "Cocci"), files=files[:3])
        change |= predictions.add(project, set_id, [Answer(str(i), str(file), (share, 1 - share)) for i, file in enumerate(files[:3])])
        session.changed.emit(change)
        made.append(set_id)
    taught.grid.select_index(0)

    def shown() -> list[str]:
        return [bar.accessibleName() for bar in taught.inspector.findChildren(ConfidenceBar) if bar.isVisible()]

    assert shown() == ["Rods: 60.0\u202f%", "Cocci: 40.0\u202f%"]
    taught.finder.show_answers(made[0])
    assert shown() == ["Rods: 90.0\u202f%", "Cocci: 10.0\u202f%"]
    session.labelling.label(taught.photos.ids[:1], taught.classes.classes[1].id)
    assert shown()[1] == "Cocci (label): 10.0\u202f%"
    taught.grid.select_index(5)
    assert shown() == []


def test_a_photo_is_put_into_another_split_but_not_out_of_the_test_split(taught: LabelView, session: Session):
    project = session.project
    assert project is not None
    taught.grid.select_index(0)
    box = taught.inspector.split.box
    assert box.currentText() == "None yet"
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert photo_at(session, taught, 0).split is Split.VALIDATION
    assert box.currentText() == "Validation"
    session.changed.emit(splits.set_split(project, taught.photos.ids[1:3], Split.TEST))
    taught.grid.select_index(1)
    assert not box.isEnabled()
    assert "locked" in box.toolTip()
    taught.grid.select_index(0)
    assert box.isEnabled()
    box.activated.emit(3)
    assert photo_at(session, taught, 0).split is Split.VALIDATION


def test_what_the_network_gets_is_shown_with_the_name_of_the_model(taught: LabelView, session: Session, qtbot: QtBot):
    make_run(session, "Night run")
    taught.grid.select_index(0)
    taught.network.action.trigger()
    part = taught.inspector._input
    qtbot.waitUntil(lambda: part.picture.picture is not None)
    assert (part.picture.picture.width(), part.picture.picture.height()) == (224, 224)
    qtbot.waitUntil(lambda: any("Night run" in text and "224 × 224" in text for text in said_in(taught)))
    assert taught.inspector.view._seen is not None
    taught.network.action.trigger()
    assert not part.isVisible()


def test_of_a_photo_that_can_not_be_read_the_network_gets_nothing(taught: LabelView, session: Session, folder: Path, qtbot: QtBot):
    (folder / "a.jpg").write_bytes(b"\xff\xd8\xff\xe0 no more")
    rescanned(session, qtbot)
    taught.network.action.trigger()
    taught.grid.select_index(1)
    assert taught.inspector._input.isVisible()
    taught.grid.select_index(0)
    qtbot.waitUntil(lambda: not taught.inspector._input.isVisible())
    taught.grid.select_index(1)
    assert taught.inspector._input.isVisible()


def test_beside_the_loupe_only_the_words_are_shown(taught: LabelView, qtbot: QtBot):
    with qtbot.waitSignal(taught.inspector.view.shown):
        taught.grid.select_index(1)
    taught.open_loupe()
    assert not taught.inspector.view.isVisible()
    taught.loupe.step(1)
    assert "round 5.jpg" in said_in(taught)
    with qtbot.waitSignal(taught.inspector.view.shown) as shown:
        taught.close_loupe()
    assert shown.args[0].name == "round 5.jpg"


def test_the_path_is_copied_and_the_folder_shown(taught: LabelView, session: Session, folder: Path, qtbot: QtBot):
    opened: list[QUrl] = []

    class Handler(QLabel):
        @Slot(QUrl)
        def open(self, url: QUrl) -> None:
            opened.append(url)

    handler = Handler()
    qtbot.addWidget(handler)
    QDesktopServices.setUrlHandler("file", handler, "open")
    try:
        taught.grid.select_index(0)
        file = folder / taught.photos.photo(taught.photos.ids[0]).path
        qtbot.keyClick(taught.grid, Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        assert QGuiApplication.clipboard().text() == str(file)
        qtbot.keyClick(taught.grid, Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [Path(url.toLocalFile()) for url in opened] == [file.parent]


def test_a_folder_that_is_gone_is_said_with_what_to_do(taught: LabelView, session: Session, folder: Path, qtbot: QtBot):
    taught.grid.select_index(0)
    for file in (folder / "round").iterdir():
        file.unlink()
    (folder / "round").rmdir()
    with qtbot.waitSignal(session.said) as said:
        qtbot.keyClick(taught.grid, Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    banner = said.args[0]
    assert isinstance(banner, Banner)
    assert banner.action == "Copy path"
    assert banner.act is not None
    banner.act()
    assert QGuiApplication.clipboard().text().startswith(str(folder / "round"))


def test_without_a_selection_nothing_can_be_changed(taught: LabelView, session: Session):
    taught.grid.clear_selection()
    assert not taught.inspector.flags.isVisible()
    session.close()
    assert not taught.inspector.flags.isVisible()


def test_all_classes_of_a_large_selection_are_told_in_few_lines(qtbot: QtBot):
    there = [PhotoClass(number, f"Class {number}", "#888888", "", number) for number in range(20)]
    totals = Totals()
    for number in range(40):
        totals.add([Photo(number, f"{number}.jpg", str(number), 1_000_000, number % 20, width=1000, height=1000 * (1 + number % 3))])
    summary = Summary()
    qtbot.addWidget(summary)
    summary.show_totals(totals, there)
    summary.show()
    words = [label.text() for label in summary.findChildren(QLabel)]
    assert "40 photos selected" in words
    assert "8 more classes" in words
    assert words[words.index("8 more classes") + 1] == "16"
    assert "40.0\u202fMB in all" in words
    assert "1.0–3.0\u202fMP" in words
