from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from tldesk.photos.levels import display_range, eight_bit


def _ramp(low: float, high: float, dtype: Any) -> Any:
    return np.linspace(low, high, 10_000).reshape(100, 100).astype(dtype)


@pytest.mark.parametrize(
    ("low", "high", "dtype", "white"),
    [
        (0, 250, np.uint16, 255),
        (0, 1000, np.uint16, 1023),
        (0, 4095, np.uint16, 4095),
        (100, 3000, np.uint16, 4095),
        (0, 16_000, np.uint16, 16_383),
        (0, 65_535, np.uint16, 65_535),
        (0, 60_000, np.int32, 65_535),
        (0, 1.0, np.float32, 1.0),
        (0, 200.0, np.float32, 255),
    ],
)
def test_a_used_camera_range_is_shown_whole(low: float, high: float, dtype: Any, white: float) -> None:
    assert display_range(_ramp(low, high, dtype)) == (0.0, white)


@pytest.mark.parametrize(
    ("low", "high", "dtype"),
    [(300, 700, np.uint16), (0, 1200, np.uint16), (-3.1, 3.1, np.float32), (-20_000, 30_000, np.int32), (0, 1e9, np.float32)],
)
def test_any_other_range_is_stretched(low: float, high: float, dtype: Any) -> None:
    shown = eight_bit(_ramp(low, high, dtype))
    assert shown.min() == 0
    assert shown.max() == 255
    assert 120 < shown.mean() < 135
    assert (np.diff(shown.ravel().astype(int)) >= 0).all()


def test_hot_pixels_do_not_darken_the_rest() -> None:
    values = _ramp(100, 4000, np.uint16)
    values[3, 5] = 65_535
    assert eight_bit(values).mean() > 100


def test_a_few_bright_cells_on_black_are_shown() -> None:
    values = np.zeros((200, 200), dtype=np.uint16)
    values[50:52, 50:52] = 900
    assert eight_bit(values)[50, 50] == 255


def test_nan_and_infinity_are_safe() -> None:
    values = _ramp(0, 1, np.float32)
    values[0, :3] = np.nan, np.inf, -np.inf
    shown = eight_bit(values)
    assert shown[0, :3].tolist() == [0, 255, 0]
    assert 125 <= int(shown[50, 0]) <= 129
    assert eight_bit(np.full((3, 4), np.nan)).tolist() == [[0] * 4] * 3


@given(
    nps.arrays(
        st.sampled_from([np.uint16, np.int32, np.float32, np.dtype(">u2")]),
        nps.array_shapes(min_dims=2, max_dims=2, max_side=6),
    )
)
def test_every_array_has_a_picture(values: Any) -> None:
    low, high = display_range(values)
    assert low < high
    shown = eight_bit(values)
    assert shown.shape == values.shape
    assert shown.dtype == np.uint8
    brightest = np.unravel_index(np.argmax(np.where(np.isfinite(values), values, -np.inf)), values.shape)
    assert shown[brightest] == shown[np.isfinite(values)].max(initial=0) or not np.isfinite(values).any()
