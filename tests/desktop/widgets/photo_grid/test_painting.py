from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tldesk.desktop import theme
from tldesk.desktop.widgets.photo_grid.dragging import SIDE, drag_pixmap
from tldesk.desktop.widgets.photo_grid.geometry import CAPTION
from tldesk.desktop.widgets.photo_grid.painting import TilePainter
from tldesk.desktop.widgets.photo_grid.tile import Tile, TileState

HERE = Path("photo.jpg")
BLUE, ORANGE = "#0072b2", "#e69f00"


def _picture(colour: str = "#808080") -> QImage:
    picture = QImage(512, 512, QImage.Format.Format_RGB32)
    picture.fill(QColor(colour))
    return picture


def _painted(tile: Tile, side: int = 160, *, picture: QImage | None = None, state: TileState | None = None) -> QImage:
    image = QImage(side, side + CAPTION, QImage.Format.Format_RGB32)
    image.fill(theme.colours().surface)
    painter = QPainter(image)
    TilePainter(painter).paint(QRectF(0, 0, side, side + CAPTION), tile, picture, state or TileState())
    painter.end()
    return image


def _share(image: QImage, colour: str, top: int, bottom: int) -> float:
    """How much of the rows between `top` and `bottom` is of `colour`."""
    wanted = QColor(colour).rgb()
    seen = [image.pixel(x, y) == wanted for y in range(top, bottom) for x in range(image.width())]
    return sum(seen) / len(seen)


def test_a_label_is_filled_and_a_suggestion_only_outlined() -> None:
    label = _painted(Tile(HERE, "", "", badge="Hat", badge_key="2", badge_colour=BLUE), picture=_picture())
    ghost = _painted(Tile(HERE, "", "", ghost="Hat", ghost_key="2", ghost_colour=BLUE), picture=_picture())
    assert _share(label, BLUE, 136, 156) > 0.2
    assert 0.005 < _share(ghost, BLUE, 136, 156) < 0.1


def test_a_suggestion_that_differs_stands_above_the_label_where_there_is_room() -> None:
    tile = Tile(HERE, "", "", badge="Hat", badge_colour=BLUE, ghost="Dress", ghost_colour=ORANGE)
    assert _share(_painted(tile, picture=_picture()), ORANGE, 112, 134) > 0.01
    assert _share(_painted(tile, 64, picture=_picture()), ORANGE, 0, 64) == 0


def test_unsure_and_missing_are_marked_at_every_size() -> None:
    warning, danger = theme.colours().warning.name(), theme.colours().danger.name()
    for side in (64, 160, 512):
        both = _painted(Tile(HERE, "", "", unsure=True, missing=True), side, picture=_picture())
        assert _share(both, warning, 0, 26) > 0
        assert _share(both, danger, 0, 26) > 0
        plain = _painted(Tile(HERE, "", ""), side, picture=_picture())
        assert _share(plain, warning, 0, 26) == _share(plain, danger, 0, 26) == 0


def test_the_picture_of_a_missing_photo_is_faded() -> None:
    shown = _painted(Tile(HERE, "", "", missing=True), picture=_picture("#000000")).pixelColor(80, 80)
    assert shown.lightness() > 120


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("side", [64, 96, 160, 512])
def test_a_reason_is_in_ink_inside_the_tile_at_every_size(qapp: QApplication, side: int, scheme: theme.Scheme) -> None:
    theme.apply(qapp, scheme)
    image = _painted(Tile(HERE, "", "", problem="the file is damaged (broken data stream when reading image file)"), side)
    danger = theme.colours().danger.name()
    assert _share(image, danger, side // 4, side) > 0
    assert _share(image, danger, side, side + CAPTION) == 0
    assert image.pixelColor(1, 1) == theme.colours().raised


@pytest.mark.parametrize("side", [64, 160])
def test_a_reason_stays_clear_of_the_badges(side: int) -> None:
    tile = Tile(HERE, "", "", badge="Hat", badge_colour=BLUE, problem="the file is damaged (broken data stream) " * 9)
    assert _share(_painted(tile, side), theme.colours().danger.name(), side - 24, side) == 0


def test_a_selected_tile_lies_on_the_colour_of_the_selection() -> None:
    image = _painted(Tile(HERE, "", "x"), state=TileState(selected=True))
    assert image.pixelColor(1, 162) == theme.colours().selection


def test_a_narrow_tile_with_a_confidence_leaves_its_name_out() -> None:
    both, alone = (_painted(Tile(HERE, "", caption, note="91.3 %"), 64) for caption in ("photo.jpg", ""))
    assert both == alone
    assert _painted(Tile(HERE, "", "photo.jpg"), 64) != alone


def test_a_tile_is_spoken() -> None:
    tile = Tile(HERE, "", "a.jpg", note="91.3 %", ghost="Hat", unsure=True, missing=True)
    assert tile.spoken == "a.jpg, suggested: Hat, 91.3 %, unsure, the file is missing"


def test_a_drag_shows_one_picture_and_how_many_there_are() -> None:
    one = drag_pixmap(_picture(ORANGE), 1, ratio=1.0).toImage()
    many = drag_pixmap(_picture(ORANGE), 1234, ratio=2.0).toImage()
    assert one.pixelColor(SIDE - 3, SIDE - 3) == QColor(ORANGE)
    assert (many.width(), many.pixelColor(10, 10)) == (2 * SIDE, QColor(ORANGE))
    assert many.pixelColor(QPoint(2 * SIDE - 12, 2 * SIDE - 4)) == theme.colours().accent_fill
    assert drag_pixmap(None, 2, ratio=1.0).toImage().pixelColor(5, 5) == theme.colours().raised
