import shutil
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tldesk.core.files import resources_folder
from tldesk.desktop import theme
from tldesk.desktop.theme import DARK, LIGHT, Palette

SCHEMES = pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])


@SCHEMES
@pytest.mark.parametrize(
    ("ink", "ground"), list(product(["text", "muted", "accent", "danger", "warning", "good"], ["surface", "panel", "raised"]))
)
def test_words_can_be_read_on_every_ground(palette: Palette, ink: str, ground: str) -> None:
    assert theme.contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@SCHEMES
def test_words_can_be_read_on_buttons_and_selected_rows(palette: Palette) -> None:
    assert theme.contrast(palette.accent_text, palette.accent_fill) >= 4.5
    assert theme.contrast(palette.accent_text, palette.accent_hover) >= 4.5
    assert theme.contrast(palette.text, palette.selection) >= 4.5
    assert theme.contrast(palette.text, palette.pressed) >= 4.5


@SCHEMES
@pytest.mark.parametrize("ground", ["surface", "panel", "raised"])
def test_edges_that_mean_something_can_be_seen(palette: Palette, ground: str) -> None:
    assert theme.contrast(palette.edge, getattr(palette, ground)) >= 3


def test_the_greys_around_photos_have_no_tint() -> None:
    greys = [[getattr(p, name) for name in ("surface", "panel", "raised")] for p in (DARK, LIGHT)]
    assert [[g.red() for g in row] for row in greys] == [[24, 32, 42], [250, 242, 228]]
    assert all(g.red() == g.green() == g.blue() for row in greys for g in row)


def test_contrast_is_that_of_the_standard() -> None:
    assert theme.contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert theme.contrast(QColor("#767676"), QColor("#ffffff")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("ground", ["#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#999999"])
def test_the_key_can_be_read_on_each_class_colour(ground: str) -> None:
    assert theme.contrast(theme.ink_on(QColor(ground)), QColor(ground)) >= 4.5


def test_the_scheme_changes_live(qtbot: QtBot, qapp: QApplication) -> None:
    button = QPushButton("Train")
    qtbot.addWidget(button)
    theme.apply(qapp, "dark")
    assert theme.colours() is DARK
    assert button.palette().color(QPalette.ColorRole.ButtonText) == DARK.text
    theme.apply(qapp, "light")
    assert theme.colours() is LIGHT
    assert button.palette().color(QPalette.ColorRole.ButtonText) == LIGHT.text


def test_a_scheme_nobody_knows_is_that_of_the_system() -> None:
    assert [theme.scheme_of(text) for text in ("dark", "light", "sepia")] == ["dark", "light", "system"]


def test_figures_are_tabular_where_they_stand_in_columns(qapp: QApplication) -> None:
    assert [font().pixelSize() for font in (theme.body, theme.caption, theme.title, theme.headline)] == [13, 11, 15, 28]
    assert theme.headline().featureTags()


def test_the_look_is_read_also_from_a_folder_with_spaces_and_brackets(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stylesheet that can't be parsed is a warning of Qt, and so fails."""
    place = tmp_path / "Programm (neu) – ü"
    shutil.copytree(resources_folder(), place, ignore=shutil.ignore_patterns("screenshots"))
    monkeypatch.setattr(theme, "resources_folder", lambda: place)
    theme.apply(qapp, "dark")
    assert str(place / "icons" / "check.svg") in qapp.styleSheet()
