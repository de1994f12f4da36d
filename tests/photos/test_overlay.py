from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from tldesk.core.results import Heatmap
from tldesk.photos.overlay import Colours, Look, heatmap_colours, heatmap_outline, heatmap_values, on_one_scale, overlay


def _heatmap(values: list[list[float]]) -> Heatmap:
    array = np.array(values, dtype=np.float32)
    return Heatmap("photo", 0, "Grad-CAM", array.shape[0], array.shape[1], array.tobytes(), (1.0,))


def test_values_come_back_as_they_were_and_safe() -> None:
    values = heatmap_values(_heatmap([[0.0, 0.25, np.nan], [1.5, -0.5, 1.0]]))
    assert values.tolist() == [[0.0, 0.25, 0.0], [1.0, 0.0, 1.0]]


@pytest.mark.parametrize("scale", Colours)
def test_no_evidence_is_clear_and_more_is_brighter_and_more_opaque(scale: Colours) -> None:
    colours = np.asarray(heatmap_colours(_heatmap([np.linspace(0, 1, 11).tolist()]), colours=scale), dtype=float)
    assert colours.shape == (1, 11, 4)
    assert colours[0, 0, 3] == 0
    assert colours[0, -1, 3] == 255
    assert (np.diff(colours[0, :, 3]) > 0).all()
    brightness = colours[0, :, :3] @ [0.2126, 0.7152, 0.0722]
    assert (np.diff(brightness) > 5).all()


def test_the_map_covers_the_whole_photo() -> None:
    # One hot cell in each corner of a 4 x 4 map: its centre lies an eighth of the side from the photo's edge.
    for row, column in ((0, 0), (0, 3), (3, 0), (3, 3)):
        values = np.zeros((4, 4))
        values[row, column] = 1
        alpha = np.asarray(heatmap_colours(_heatmap(values.tolist()), size=(400, 200)).getchannel("A"))
        assert alpha.shape == (200, 400)
        at_corner = alpha[0 if row == 0 else -1, 0 if column == 0 else -1]
        assert at_corner > 200
        ys, xs = np.nonzero(alpha > 250)
        assert ys.mean() == pytest.approx(25 if row == 0 else 175, abs=12)
        assert xs.mean() == pytest.approx(50 if column == 0 else 350, abs=24)
        assert alpha[199 if row == 0 else 0].max() == 0


def test_a_flat_map_colours_every_pixel_alike() -> None:
    photo = Image.new("RGB", (37, 23), (10, 200, 30))
    shown = np.asarray(overlay(photo, _heatmap([[1.0, 1.0], [1.0, 1.0]]), Look(opacity=1.0)))
    assert (shown == shown[0, 0]).all()
    assert bytes(shown[0, 0]).hex() == "fcffa4"


@pytest.mark.parametrize("opacity", [0.0, 0.5, 1.0])
def test_opacity_mixes_photo_and_colour(opacity: float) -> None:
    photo = Image.new("RGB", (8, 8), (100, 100, 100))
    hot = np.array([0xFC, 0xFF, 0xA4], dtype=float)
    shown = np.asarray(overlay(photo, _heatmap([[1.0]]), Look(opacity=opacity)), dtype=float)[4, 4]
    assert np.abs(shown - (100 * (1 - opacity) + hot * opacity)).max() <= 1


def test_where_the_value_is_zero_the_photo_is_unchanged() -> None:
    photo = Image.effect_noise((60, 40), 80).convert("RGB")
    values = np.zeros((4, 6))
    values[:, 4:] = 1
    shown = overlay(photo, _heatmap(values.tolist()), Look(opacity=0.8))
    assert np.array_equal(np.asarray(shown)[:, :30], np.asarray(photo)[:, :30])
    assert not np.array_equal(np.asarray(shown)[:, 50:], np.asarray(photo)[:, 50:])
    assert shown.size == photo.size
    assert shown.mode == "RGB"


def test_the_outline_runs_where_the_map_passes_the_share() -> None:
    ramp = np.tile(np.linspace(0, 0.8, 101), (40, 1))
    line = np.asarray(heatmap_outline(_heatmap(ramp.tolist()), 0.5, size=(404, 160)))
    at = np.flatnonzero(line[80, :, 3])
    # Half of the maximum, not of 1.
    assert at.mean() == pytest.approx(201.5, abs=2)
    assert 3 <= len(at) <= 8
    assert line[80, round(at.mean()), :3].min() > 200
    assert heatmap_outline(_heatmap([[0.0, 0.0], [0.0, 0.0]]), 0.5, size=(20, 20)).getchannel("A").getbbox() is None
    plain = Image.new("RGB", (404, 160), (90, 90, 90))
    assert overlay(plain, _heatmap(ramp.tolist()), Look(opacity=0, outline=0.5)).getextrema()[0][1] > 200


def test_maps_on_one_scale_keep_their_relation_and_the_strongest_is_one() -> None:
    strong, weak = replace(_heatmap([[1.0, 0.5]]), peak=4.0), replace(_heatmap([[0.0, 1.0]]), peak=1.0)
    first, second = on_one_scale([strong, weak])
    assert heatmap_values(first).tolist() == [[1.0, 0.5]]
    assert heatmap_values(second).tolist() == [[0.0, 0.25]]
    nothing = replace(weak, peak=0.0)
    assert on_one_scale([nothing, nothing]) == [nothing, nothing]
