import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QKeySequence
from pytestqt.qtbot import QtBot

from tests.desktop.views.exchanging import idle, label_of
from tldesk.core.photo import Split
from tldesk.desktop.models.column_roles import Role
from tldesk.desktop.models.import_lists import ListKind
from tldesk.desktop.session import Session
from tldesk.desktop.views.label.exchange_pages import ExchangePages, label_file_in
from tldesk.project import photos

HEAD = "photo,label,split\n"


@pytest.fixture
def write(tmp_path: Path):  # type: ignore[no-untyped-def]
    def write(text: str, name: str = "labels.csv") -> Path:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_notes_and_flags_are_counted_apart_from_labels(pages: ExchangePages, opened: Session, write, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    text = "Datei,Klasse,Unsicher,Bemerkung\nround/round 1.jpg,Rod,ja,\nround/round 5.jpg,,?,blurred\nround/round 3.jpg,,,out of focus\n"
    pages.import_labels(write(text))
    idle(qtbot, opened)
    assert pages.labels.next_button.text() == "Take 1 label, 2 flags, 2 notes"
    with qtbot.waitSignal(opened.said) as said:
        pages.labels.next_button.click()
    assert said.args is not None
    assert said.args[0].text == "labels.csv: 1 photo labelled, 3 flagged or noted"


def test_labels_are_looked_at_taken_and_undone(pages: ExchangePages, opened: Session, write, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    pages.import_labels(write(HEAD + "round/round 1.jpg,Rod,train\nround/round 3.jpg,Coccus,\n"))
    idle(qtbot, opened)
    assert pages.currentWidget() is pages.labels
    assert pages.labels.next_button.text() == "Take 2 labels, 1 split"
    assert set(label_of(opened).values()) == {None}
    with qtbot.waitSignals([pages.taken, pages.left]), qtbot.waitSignal(opened.said) as said:
        qtbot.keyClick(pages.labels.next_button, Qt.Key.Key_Return)
    banner = said.args[0]
    assert banner.text == "labels.csv: 2 photos labelled, 1 put into splits"
    assert label_of(opened)["round/round 1.jpg"] == "Rod"
    banner.act()
    assert set(label_of(opened).values()) == {None}


def test_a_persons_label_is_replaced_only_where_it_is_ticked(pages: ExchangePages, opened: Session, write, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    assert opened.project is not None
    rod = opened.labelling.add_class("Rod")
    assert rod is not None
    opened.labelling.label([photo.id for photo in photos.all_photos(opened.project)][:2], rod.id)
    first, second = list(label_of(opened))[:2]
    pages.import_labels(write(f"{HEAD}{first},Coccus,\n{second},Coccus,\n"))
    idle(qtbot, opened)
    assert pages.labels.next_button.text() == "Nothing to take"
    assert not pages.labels.next_button.isEnabled()
    kinds = [each.kind for each in pages.labels._found]
    pages.labels._lists_view.selectRow(kinds.index(ListKind.CONFLICTS) + pages.labels._first)
    table = pages.labels.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert pages.labels.next_button.text() == "Take 1 label"
    with qtbot.waitSignal(pages.taken):
        pages.labels.next_button.click()
    assert (label_of(opened)[first], label_of(opened)[second]) == ("Rod", "Coccus")


def test_a_column_that_was_guessed_wrong_is_corrected(pages: ExchangePages, opened: Session, write, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    rows = "".join(f"{path},{'uv'[n % 2]},{'wxyz'[n % 4]}\n" for n, path in enumerate(label_of(opened)))
    pages.import_labels(write("file,kind,shape\n" + rows))
    idle(qtbot, opened)
    page = pages.labels
    assert "Which column gives the class?" in page.said.text()
    assert page.next_button.isHidden()
    chooser = page.sheet.cellWidget(0, 2)
    assert chooser.accessibleName() == "Role of the column shape"
    chooser.setCurrentIndex(chooser.findData(Role.CLASS))
    chooser.activated.emit(chooser.currentIndex())
    idle(qtbot, opened)
    assert page.next_button.text() == "Take 12 labels"
    assert not page.next_button.isHidden()


def test_numbers_get_names_from_a_file(pages: ExchangePages, opened: Session, write, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    names = write("rod\ncoccus\n", "classes.txt")
    rows = "".join(f"{path},{n % 2}\n" for n, path in enumerate(label_of(opened)))
    pages.import_labels(write("photo,label\n" + rows))
    idle(qtbot, opened)
    assert "numbers" in pages.labels.said.text()
    pages.labels.source._name_classes(names)
    idle(qtbot, opened)
    assert "classes.txt" in pages.labels.source.names.text()
    assert pages.labels._seen is not None
    assert set(pages.labels._seen.counts) == {"rod", "coccus"}


def test_another_sheet_of_a_workbook_is_chosen(pages: ExchangePages, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for name, label in (("first", "Rod"), ("second", "Coccus")):
        sheet = book.create_sheet(name)
        sheet.append(["photo", "label"])
        sheet.append(["round/round 1.jpg", label])
    book.save(tmp_path / "labels.xlsx")
    pages.import_labels(tmp_path / "labels.xlsx")
    idle(qtbot, opened)
    strip = pages.labels.source
    assert [strip.sheet.itemText(n) for n in range(strip.sheet.count())] == ["first", "second"]
    strip.sheet.setCurrentIndex(1)
    strip.sheet.activated.emit(1)
    idle(qtbot, opened)
    assert pages.labels._seen is not None
    assert pages.labels._seen.counts == {"Coccus": 1}
    assert strip.sheet.currentText() == "second"


def test_a_file_that_can_not_be_read_says_why_and_another_is_read_after_it(
    pages: ExchangePages, opened: Session, write, qtbot: QtBot
) -> None:  # type: ignore[no-untyped-def]
    pages.import_labels(write("{", "broken.json"))
    idle(qtbot, opened)
    assert "broken.json, line 1" in pages.labels.said.text()
    assert pages.labels.next_button.isHidden()
    pages.import_labels(write(HEAD + "round/round 1.jpg,Rod,\n"))
    idle(qtbot, opened)
    assert pages.labels.next_button.text() == "Take 1 label"
    assert pages.labels.said.text() == ""


def test_esc_leaves_and_the_keys_of_the_photos_do_nothing_here(pages: ExchangePages, opened: Session, write, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    pages.import_labels(write(HEAD + "round/round 1.jpg,Rod,\n"))
    idle(qtbot, opened)
    pressed: list[str] = []
    for key in ("1", "Ctrl+A", "Ctrl+Shift+A", "Ctrl+K"):
        action = QAction(key, pages, shortcut=QKeySequence(key))
        action.triggered.connect(lambda _checked, key=key: pressed.append(key))
        pages.addAction(action)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(pages.labels.leave_button, Qt.Key.Key_1)
    qtbot.keyClick(pages.labels.leave_button, Qt.Key.Key_A, control)
    qtbot.keyClick(pages.labels.leave_button, Qt.Key.Key_A, control | shift)
    qtbot.keyClick(pages.labels.leave_button, Qt.Key.Key_K, control)
    assert pressed == ["Ctrl+K"]
    with qtbot.waitSignal(pages.left):
        qtbot.keyClick(pages.labels.leave_button, Qt.Key.Key_Escape)
    assert pages.currentIndex() == 0


def test_photos_inside_a_teachable_machine_project_are_unpacked_and_labelled(
    pages: ExchangePages, opened: Session, tmp_path: Path, folder: Path, qtbot: QtBot
) -> None:
    photo = (folder / "round" / "round 1.jpg").read_bytes()
    with zipfile.ZipFile(tmp_path / "my pets.tm", "w") as packed:
        for name in ("Cat-!-0.jpg", "Cat-!-1.jpg", "Dog-!-0.jpg"):
            packed.writestr(name, photo + name.encode())
    pages.import_labels(tmp_path / "my pets.tm")
    idle(qtbot, opened)
    page = pages.labels
    assert page.next_button.text() == "Unpack 3 photos"
    assert page.unpacking.name.text() == "my pets"
    page.unpacking.name.setText("round")
    assert not page.next_button.isEnabled()
    page.unpacking.name.setText("../elsewhere")
    assert not page.next_button.isEnabled()
    page.unpacking.name.setText("pets")
    page.next_button.click()
    qtbot.waitUntil(lambda: page.next_button.text() == "Take 3 labels")
    qtbot.waitUntil(page.next_button.isEnabled)
    with qtbot.waitSignal(pages.taken):
        page.next_button.click()
    assert {path: name for path, name in label_of(opened).items() if path.startswith("pets")} == {
        "pets/Cat/Cat-!-0.jpg": "Cat",
        "pets/Cat/Cat-!-1.jpg": "Cat",
        "pets/Dog/Dog-!-0.jpg": "Dog",
    }


def test_folders_are_renamed_merged_and_left_out_before_they_are_taken(pages: ExchangePages, opened: Session, qtbot: QtBot) -> None:
    pages.look_at_folders()
    idle(qtbot, opened)
    page = pages.folders
    assert page.next_button.text() == "Take 12 labels"
    assert page.name.text() == "round"
    page.name.setText("Discs")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    page.table.selectRow(1)
    page.split.setCurrentIndex(page.split.findData(Split.TEST))
    page.split.activated.emit(page.split.currentIndex())
    assert "2 classes" in page.summary.text()
    assert "test 6" in page.summary.text()
    with qtbot.waitSignal(pages.taken):
        page.next_button.click()
    assert set(label_of(opened).values()) == {"Discs", "square"}
    assert opened.project is not None
    assert sum(photo.split is Split.TEST for photo in photos.all_photos(opened.project)) == 6


def test_photos_that_have_a_label_are_not_promised_another(pages: ExchangePages, opened: Session, qtbot: QtBot) -> None:
    assert opened.project is not None
    rod = opened.labelling.add_class("Rod")
    assert rod is not None
    opened.labelling.label([photo.id for photo in photos.all_photos(opened.project)][:3], rod.id)
    pages.look_at_folders()
    idle(qtbot, opened)
    assert pages.folders.next_button.text() == "Take 9 labels"
    assert "3 keep the label they have" in pages.folders.summary.text()


def test_the_files_of_a_data_set_are_read_together(pages: ExchangePages, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    for split, name in (("train", "round 1.jpg"), ("valid", "round 3.jpg"), ("test", "round 5.jpg")):
        (tmp_path / "set" / split).mkdir(parents=True)
        (tmp_path / "set" / split / "_classes.csv").write_text(f"filename, Rod, Coccus\n{name}, 1, 0\n", encoding="utf-8")
    pages.import_labels(tmp_path / "set" / "train" / "_classes.csv")
    idle(qtbot, opened)
    page = pages.labels
    assert page.next_button.text() == "Take 1 label, 1 split"
    assert page.source.whole.text() == "Read all files of set"
    page.source.whole.click()
    idle(qtbot, opened)
    assert page.next_button.text() == "Take 3 labels, 3 splits"
    assert page.source.whole.isHidden()
    assert page._seen is not None
    assert {split.value for split in page._seen.splits.values()} == {"train", "validation", "test"}


def drop(*places: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(place)) for place in places])
    # The event does not keep its data alive.
    drop.data = data  # type: ignore[attr-defined]
    return QDropEvent(QPointF(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def test_a_label_file_that_is_dropped_is_looked_at(pages: ExchangePages, opened: Session, write, tmp_path: Path, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    file = write(HEAD + "round/round 1.jpg,Rod,\n")
    assert label_file_in(drop(tmp_path)) is None
    assert label_file_in(drop(file, file)) is None
    assert label_file_in(drop(write("", "photo.jpg"))) is None
    pages.dropEvent(drop(file))
    idle(qtbot, opened)
    assert pages.labels.next_button.text() == "Take 1 label"


def test_another_project_shows_its_photos(pages: ExchangePages, opened: Session, write, tmp_path: Path, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    pages.import_labels(write(HEAD + "round/round 1.jpg,Rod,\n"))
    opened.close()
    assert pages.currentIndex() == 0
    pages.export_labels()
    assert pages.currentIndex() == 0
