import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.engine.conftest import noise_photos
from tldesk.core.errors import PhotoError
from tldesk.core.messages import EpochEnded, RequestedPhoto
from tldesk.engine import pixels
from tldesk.engine.augmentation import Alteration, altered
from tldesk.engine.data import plain, view_rng
from tldesk.engine.pixels import PixelCache, plain_form, training_form
from tldesk.photos.framing import Preparation, read

PREPARATION = Preparation(64, 72, "bicubic", (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
HOW = Alteration(flip="both", crop=0.5)
FORM = training_form(PREPARATION, HOW)


@pytest.fixture
def photos(tmp_path: Path) -> list[RequestedPhoto]:
    return noise_photos(tmp_path, 4, width=300, height=150)


def filled(folder: Path, photos: list[RequestedPhoto], form=FORM, *, limit: int = pixels.LIMIT) -> list[np.ndarray]:
    cache = PixelCache(folder, PREPARATION, form, limit=limit)
    made = [np.asarray(cache.read(photo)) for photo in photos]
    cache.flush()
    return made


def gone(photos: list[RequestedPhoto]) -> None:
    for photo in photos:
        Path(photo.file).unlink()


def shards(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.safetensors"))


def test_a_photo_is_decoded_once_and_stays_the_same_bit_for_bit(photos, tmp_path):
    first = filled(tmp_path / "cache", photos)
    gone(photos)
    assert all(np.array_equal(a, b) for a, b in zip(filled(tmp_path / "cache", photos), first, strict=True))
    # Another size is another form.
    with pytest.raises(PhotoError):
        filled(tmp_path / "cache", photos, training_form(PREPARATION, Alteration(crop=0.3)))


def test_the_plain_form_is_what_the_network_sees(photos, tmp_path):
    seen = [plain(read(photo.file, PREPARATION), PREPARATION) for photo in photos]
    for _ in range(2):
        assert all(np.array_equal(a, b) for a, b in zip(filled(tmp_path, photos, plain_form(PREPARATION)), seen, strict=True))


@pytest.mark.parametrize("framing", ["crop", "squash", "letterbox"])
@pytest.mark.parametrize("size", [(1600, 1200), (700, 900), (300, 2400)])
def test_crops_from_the_smaller_picture_show_what_those_from_the_photo_show(framing, size):
    preparation = Preparation(64, 72, "bicubic", (0.5, 0.5, 0.5), (0.5, 0.5, 0.5), framing)
    waves = np.add.outer(np.sin(np.arange(size[1]) / size[1] * 9), np.cos(np.arange(size[0]) / size[0] * 7))
    photo = Image.fromarray(np.dstack([((waves + 2) * 63).astype(np.uint8)] * 3))
    small = training_form(preparation, HOW).made(photo)
    assert small.width * small.height < 0.5 * photo.width * photo.height
    assert max(small.size) >= 64
    for number in range(5):
        views = [altered(one, preparation, HOW, rng=view_rng(0, number, RequestedPhoto("k", "f", "f"))) for one in (photo, small)]
        assert np.abs(views[0].astype(int) - views[1]).mean() < 2.5


def test_small_photos_are_kept_as_they_are(photos):
    small = Image.new("RGB", (60, 64))
    assert FORM.made(small).size == (60, 64)


@pytest.mark.parametrize("damage", ["cut", "flip", "empty"])
def test_a_damaged_shard_is_made_again(photos, tmp_path, damage):
    cache = tmp_path / "cache"
    first = filled(cache, photos)
    (shard,) = shards(cache)
    content = bytearray(shard.read_bytes())
    content[-40] ^= 0xFF
    shard.write_bytes({"cut": bytes(content[:-100]), "flip": bytes(content), "empty": b""}[damage])
    for _ in range(2):
        assert all(np.array_equal(a, b) for a, b in zip(filled(cache, photos), first, strict=True))
    # What is sound needs no file any more.
    gone(photos)
    assert np.array_equal(filled(cache, photos)[0], first[0])


def test_the_cache_stays_within_its_limit_and_drops_what_was_used_longest_ago(photos, tmp_path):
    cache, each = tmp_path / "cache", training_form(PREPARATION, HOW).made(read(photos[0].file, PREPARATION))
    room = 2 * each.width * each.height * 3 + 1
    old, newer = training_form(PREPARATION, Alteration(crop=0.49)), training_form(PREPARATION, Alteration(crop=0.48))
    filled(cache, photos[:1], old)
    (oldest,) = shards(cache)
    os.utime(oldest, (1, 1))
    filled(cache, photos[1:2], newer)
    filled(cache, photos[2:3], limit=3 * each.width * each.height * 3)
    assert oldest not in shards(cache)
    # Its own form is never dropped for itself; what does not fit is decoded each time.
    made = filled(tmp_path / "other", photos, limit=room)
    assert len(made) == 4
    assert not shards(tmp_path / "other")


def test_two_runs_add_to_one_cache(photos, tmp_path):
    one, two = (PixelCache(tmp_path / "cache", PREPARATION, FORM) for _ in range(2))
    one.read(photos[0])
    two.read(photos[1])
    one.flush()
    two.flush()
    gone(photos)
    both = PixelCache(tmp_path / "cache", PREPARATION, FORM)
    assert both.read(photos[0]).size == both.read(photos[1]).size
    with pytest.raises(PhotoError):
        both.read(photos[2])


def test_a_cache_that_cannot_be_written_stops_nothing(photos, tmp_path):
    (tmp_path / "cache").write_text("a file where the cache should be")
    assert len(filled(tmp_path / "cache", photos)) == 4


def test_a_photo_without_fingerprint_is_not_cached(photos, tmp_path):
    filled(tmp_path / "cache", [RequestedPhoto("k", photos[0].file, "")])
    assert not shards(tmp_path / "cache")


def test_a_training_is_the_same_from_a_warm_cache(lab):
    recipe = lab.tiny.with_values({"method": "whole", "epochs": 1, "image_size": 32})

    def losses() -> list[float]:
        return [event.metrics.train_loss for event in lab.only(lab.said(lab.training(recipe)), EpochEnded)]

    cold = losses()
    assert shards(Path(lab.cache) / "pixels")
    assert losses() == cold
