import random
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from tldesk.core.recipe import Recipe
from tldesk.engine.augmentation import OPERATIONS, UNALTERED, Alteration, altered, operated
from tldesk.photos.framing import EMBEDDED_PREPARATION, prepared

SMALL = replace(EMBEDDED_PREPARATION, input_size=64, resize=72)


@pytest.fixture
def photo() -> Image.Image:
    """A bright spot left of the middle on a grey ramp, with some texture."""
    rng = np.random.default_rng(0)
    pixels = np.linspace(60, 160, 120)[None, :, None] + rng.normal(0, 6, (90, 120, 3))
    pixels[40:50, 45:55] = (250, 120, 40)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def views(photo: Image.Image, count: int = 12, **how: object) -> list[np.ndarray]:
    return [altered(photo, SMALL, replace(UNALTERED, **how), rng=random.Random(number)).astype(int) for number in range(count)]


def spot(view: np.ndarray) -> tuple[float, float]:
    rows, columns = np.nonzero(view[..., 0] - view[..., 2] > 120)
    return float(rows.mean()), float(columns.mean())


@pytest.mark.parametrize("framing", ["crop", "squash", "letterbox"])
def test_nothing_is_altered_where_nothing_is_asked_for(photo, framing):
    preparation = replace(SMALL, framing=framing)
    assert np.array_equal(altered(photo, preparation, UNALTERED, rng=random.Random(0)), np.asarray(prepared(photo, preparation)))


@pytest.mark.parametrize("framing", ["crop", "squash", "letterbox"])
def test_a_random_crop_shows_parts_of_what_prediction_shows(photo, framing):
    preparation = replace(SMALL, framing=framing)
    sizes = []
    for number in range(12):
        view = altered(photo, preparation, replace(UNALTERED, crop=0.3), rng=random.Random(number)).astype(int)
        assert view.shape == (64, 64, 3)
        sizes.append(int((view[..., 0] - view[..., 2] > 120).sum()))
    whole = int(
        (np.asarray(prepared(photo, preparation)).astype(int)[..., 0] - np.asarray(prepared(photo, preparation))[..., 2] > 120).sum()
    )
    assert max(sizes) > 1.3 * whole
    assert len(set(sizes)) > 6


def test_rotation_turns_within_its_angle(photo):
    plain = spot(views(photo, 1)[0])
    angles = []
    for view in views(photo, rotation=20.0):
        row, column = spot(view)
        angles.append(np.degrees(np.arctan2(row - 31.5, column - 31.5) - np.arctan2(plain[0] - 31.5, plain[1] - 31.5)))
    turned = (np.array(angles) + 180) % 360 - 180
    assert np.abs(turned).max() < 25
    assert turned.max() > 3
    assert turned.min() < -3


def test_shift_moves_within_its_share(photo):
    plain = np.array(spot(views(photo, 1)[0]))
    moved = np.array([np.array(spot(view)) - plain for view in views(photo, shift=20.0)])
    assert np.abs(moved).max() <= 0.2 * 64 + 1
    assert moved.std(0).min() > 3


def test_zoom_changes_the_size(photo):
    sizes = [int((view[..., 0] - view[..., 2] > 120).sum()) for view in views(photo, zoom=40.0)]
    plain = int((views(photo, 1)[0][..., 0] - views(photo, 1)[0][..., 2] > 120).sum())
    assert min(sizes) < 0.8 * plain
    assert max(sizes) > 1.2 * plain


def test_colour_changes_brightness_contrast_and_saturation(photo):
    changed = views(photo, colour=50.0)
    plain = views(photo, 1)[0]
    assert np.std([view.mean() for view in changed]) > 5
    assert np.std([view.std() for view in changed]) > 2
    assert np.std([np.ptp(view, axis=2).max() for view in changed]) > 5
    assert abs(spot(plain)[0] - spot(changed[0])[0]) < 1


def test_blur_takes_detail_away_from_half_of_the_photos(photo):
    detail = [float(np.abs(np.diff(view, axis=1)).mean()) for view in views(photo, 24, blur=3.0)]
    plain = float(np.abs(np.diff(views(photo, 1)[0], axis=1)).mean())
    assert 6 <= sum(value < 0.98 * plain for value in detail) <= 18


def test_noise_adds_as_much_as_it_says(photo):
    plain = views(photo, 1)[0]
    deviations = [float((view - plain).std()) for view in views(photo, noise=10.0)]
    assert max(deviations) < 0.1 * 255 + 1
    assert max(deviations) > 0.05 * 255


def test_erasing_paints_a_rectangle_over(photo):
    plain = views(photo, 1)[0]
    share = [float((view != plain).any(2).mean()) for view in views(photo, 24, erasing=50.0)]
    assert 5 <= sum(value > 0 for value in share) <= 19
    assert max(share) < 0.4


@pytest.mark.parametrize("policy", ["randaugment", "trivialaugment"])
def test_policies_alter_most_photos_each_in_its_own_way(photo, policy):
    plain = views(photo, 1)[0]
    found = views(photo, 20, policy=policy)
    assert sum(not np.array_equal(view, plain) for view in found) >= 12
    assert len({view.tobytes() for view in found}) >= 12


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_grows_with_its_strength(photo, operation):
    square = prepared(photo, SMALL)

    def change(strength: float) -> float:
        after = operated(square, operation, strength=strength, sign=-1, wide=True, ground=(127, 127, 127))
        assert after.size == square.size
        return float(np.abs(np.asarray(after).astype(int) - np.asarray(square).astype(int)).mean())

    if operation in {"identity", "auto-contrast", "equalize"}:
        assert change(0.2) == change(0.9)
        assert (change(0.5) > 0) == (operation != "identity")
    else:
        assert change(0.9) > change(0.2)


def test_the_recipes_words_arrive():
    recipe = Recipe(rotation=15.0, policy="randaugment", flip="both", noise=2.0)
    assert Alteration.of(recipe) == Alteration(flip="both", crop=0.5, rotation=15.0, noise=2.0, policy="randaugment")
