from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from torchvision import transforms

from tldesk.photos.framing import EMBEDDED_PREPARATION, placement, prepared, seen_part


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_the_placement_is_torchvisions(width: int, height: int):
    if max(width, height) > 40 * min(width, height):
        return
    place = placement(width, height, EMBEDDED_PREPARATION)
    resize = transforms.functional._compute_resized_output_size((height, width), [EMBEDDED_PREPARATION.resize])
    assert [place.height, place.width] == list(resize)
    assert 0 <= place.left <= place.width - place.side
    assert 0 <= place.top <= place.height - place.side


def ramp(width: int, height: int) -> Image.Image:
    """Red grows to the right and green downwards, so that a pixel tells its place."""
    across, down = np.meshgrid(np.linspace(0, 255, width), np.linspace(0, 255, height))
    return Image.fromarray(np.dstack([across, down, np.zeros_like(across)]).round().astype(np.uint8))


@pytest.mark.parametrize("size", [(301, 224), (224, 301), (500, 375), (1023, 333), (64, 64), (3000, 2000), (9_000, 40), (40, 9_000)])
@pytest.mark.parametrize("resize", [224, 256, 320])
def test_the_part_that_is_drawn_is_the_one_the_network_gets(size: tuple[int, int], resize: int):
    preparation = replace(EMBEDDED_PREPARATION, resize=resize)
    photo = ramp(*size)
    part = seen_part(*size, preparation)
    box = (part.left * size[0], part.top * size[1], part.right * size[0], part.bottom * size[1])
    cut = photo.resize((preparation.input_size,) * 2, Image.Resampling.BICUBIC, box)
    seen = np.asarray(prepared(photo, preparation)).astype(int)
    # Rounding to whole pixels after resizing shifts the square by at most half a pixel; a ramp of 40 px climbs by 6 a pixel.
    steepest = 255 / (preparation.resize - 1)
    assert np.abs(seen - np.asarray(cut).astype(int)).max() <= steepest + 2


def test_the_part_of_a_landscape_photo_is_a_square_in_its_middle():
    part = seen_part(400, 200, EMBEDDED_PREPARATION)
    assert (part.right - part.left) * 400 == pytest.approx(175)
    assert (part.bottom - part.top) * 200 == pytest.approx(175)
    assert part.left + part.right == pytest.approx(1)
    assert part.top + part.bottom == pytest.approx(1)


@pytest.mark.parametrize("size", [(400, 200), (200, 400), (333, 332), (4000, 30)])
@pytest.mark.parametrize("framing", ["squash", "letterbox"])
def test_squash_and_letterbox_show_the_whole_photo(size: tuple[int, int], framing: str):
    preparation = replace(EMBEDDED_PREPARATION, framing=framing)
    part = seen_part(*size, preparation)
    assert (part.left, part.top, part.right, part.bottom) == pytest.approx((0, 0, 1, 1))
    seen = np.asarray(prepared(ramp(*size), preparation)).astype(int)
    assert seen.shape == (224, 224, 3)
    middle = seen[112] if size[0] > size[1] else seen[:, 112]
    channel = 0 if size[0] > size[1] else 1
    assert middle[0, channel] <= 3
    assert middle[-1, channel] >= 252
    assert (np.diff(middle[:, channel]) >= 0).all()


@pytest.mark.parametrize(("size", "rows", "columns"), [((400, 200), 112, 224), ((200, 400), 224, 112), ((4000, 4), 1, 224)])
def test_a_letterbox_keeps_proportions_on_plain_ground(size: tuple[int, int], rows: int, columns: int):
    preparation = replace(EMBEDDED_PREPARATION, framing="letterbox")
    seen = np.asarray(prepared(Image.new("RGB", size, (200, 0, 0)), preparation))
    photo = (seen == (200, 0, 0)).all(2)
    assert photo.any(1).sum() == rows
    assert photo.any(0).sum() == columns
    assert (seen[~photo] == preparation.ground).all()
    top = np.flatnonzero(photo.any(1))[0]
    assert abs(top - (224 - rows) / 2) <= 1
