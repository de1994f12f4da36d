import io
import random
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance

from tldesk.photos.decode import decode
from tldesk.photos.likeness import likeness, near_duplicates
from tldesk.photos.specimens import SPECIMEN_CLASSES, draw_specimen


def _apart(one: int, other: int) -> int:
    return (one ^ other).bit_count()


def _plainly(hashes: list[int], distance: int) -> list[int]:
    """The same by comparing every pair."""
    clusters = list(range(len(hashes)))
    for one, other in combinations(range(len(hashes)), 2):
        if _apart(hashes[one], hashes[other]) <= distance:
            old, new = clusters[other], clusters[one]
            clusters = [new if cluster == old else cluster for cluster in clusters]
    names: dict[int, int] = {}
    return [names.setdefault(cluster, len(names)) for cluster in clusters]


def _jpeg(photo: Image.Image, quality: int) -> Image.Image:
    buffer = io.BytesIO()
    photo.save(buffer, "JPEG", quality=quality)
    return Image.open(buffer)


def _noisy(photo: Image.Image) -> Image.Image:
    grain = np.random.default_rng(0).normal(0, 5, (photo.height, photo.width, 1))
    return Image.fromarray(np.clip(np.asarray(photo) + grain, 0, 255).astype(np.uint8))


def test_copies_are_alike(shared: Path) -> None:
    files = sorted((shared / "photos" / "clothing" / "test").glob("*/*.jpg"))[::25]
    for file in files:
        photo = decode(file)
        own = likeness(photo)
        copies = {
            "recompressed": _jpeg(photo, 40),
            "half as large": photo.resize((photo.width // 2, photo.height // 2)),
            "brighter": ImageEnhance.Brightness(photo).enhance(1.12),
            "noisy": _noisy(photo),
        }
        for name, copy in copies.items():
            assert _apart(own, likeness(copy)) <= 6, (file.name, name)


def test_different_photos_are_not(shared: Path) -> None:
    files = sorted((shared / "photos" / "clothing" / "test").glob("*/*.jpg"))[:200]
    clusters = near_duplicates([likeness(decode(file, at_least=64)) for file in files])
    assert len(set(clusters)) >= 198


def test_the_same_light_does_not_make_specimens_alike() -> None:
    photos = [draw_specimen(SPECIMEN_CLASSES[number % 4], np.random.default_rng([3, number])) for number in range(40)]
    assert len(set(near_duplicates([likeness(photo) for photo in photos]))) == 40


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_flat_photos_have_one_hash(mode: str) -> None:
    assert likeness(Image.new(mode, (50, 40), "white")) == likeness(Image.new("RGB", (3, 900), "gray")) == 0


def test_a_hash_has_64_bits() -> None:
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (100, 100, 3), dtype=np.uint8))
    assert 0 < likeness(noise) < 2**64


@given(
    st.lists(st.integers(0, 2**64 - 1), max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.sets(st.integers(0, 63), max_size=9)), max_size=12),
    st.sampled_from([0, 1, 4, 6, 9, 10, 12, 64]),
)
def test_clusters_are_exactly_those_of_comparing_all_pairs(seeds: list[int], flips: list[tuple[int, set[int]]], distance: int) -> None:
    hashes = [*seeds]
    for position, bits in flips:
        if position < len(seeds):
            hashes.append(seeds[position] ^ sum(1 << bit for bit in bits))
    assert near_duplicates(hashes, distance=distance) == _plainly(hashes, distance)


def test_twenty_thousand_photos_with_a_burst_of_a_thousand_frames() -> None:
    chance = random.Random(0)
    hashes = [chance.getrandbits(64) for _ in range(19_000)]
    frame = hashes[100]
    burst = [frame ^ (1 << chance.randrange(64)) ^ (1 << chance.randrange(64)) for _ in range(1_000)]
    clusters = near_duplicates(hashes + burst)
    assert set(clusters[19_000:]) == {clusters[100]}
    assert len(set(clusters)) == 19_000
