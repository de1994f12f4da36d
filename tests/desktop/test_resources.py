import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tldesk.desktop import resources, theme


def _inks(icon: QIcon) -> set[str]:
    image = icon.pixmap(QSize(20, 20)).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = [image.pixelColor(x, y) for x in range(20) for y in range(20)]
    return {QColor(p.red(), p.green(), p.blue()).name() for p in pixels if p.alpha() == 255}


def test_an_icon_follows_the_theme_by_itself(qapp: QApplication) -> None:
    icon = resources.icon("tag-multiple")
    assert _inks(icon) == {theme.LIGHT.text.name()}
    theme.apply(qapp, "dark")
    assert _inks(icon) == {theme.DARK.text.name()}


def test_an_icon_takes_a_colour_of_its_own_and_the_prefix_of_qtawesome(qapp: QApplication) -> None:
    assert _inks(resources.icon("mdi6.tag-multiple", colour="#ff0000")) == {"#ff0000"}
    assert _inks(resources.icon("tag-multiple", colour=lambda: QColor("#00ff00"))) == {"#00ff00"}


def test_an_icon_that_is_not_there_is_a_bug(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        resources.icon("no-such-icon")


def test_the_words_outlive_a_file_that_is_written_anew(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = shutil.copytree(resources.resources_folder() / "translations", tmp_path / "translations")
    monkeypatch.setattr(resources, "resources_folder", lambda: tmp_path)
    words = resources.Words("de")
    before = words.translate("CurvesPanel", "Epochs")
    assert before == "Epochen"
    (made / "tldesk_de.qm").write_bytes(b"")
    assert words.translate("CurvesPanel", "Epochs") == before
    assert resources.Words("de").translate("CurvesPanel", "Epochs") == "Epochs"


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 photos in classes"), (1, "1 photo in class"), (2, "2 photos in classes"), (12345, "12\u202f345 photos in classes")],
)
def test_counted_strings_read_right(qapp: QApplication, count: int, said: str) -> None:
    assert QCoreApplication.translate("x", "%n photo(s) in class(es)", "", count) == said


def test_strings_without_a_count_stay_as_they_are(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    assert label.tr("Folder(s) of %n") == "Folder(s) of %n"


def test_the_stylesheet_names_only_colours_there_are(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        resources.stylesheet({})
    assert "$" not in qapp.styleSheet()
