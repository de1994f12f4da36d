import threading
from pathlib import Path

import numpy as np
import pytest
import timm
import torch
from PIL import Image
from torchvision import transforms

from tests.engine.conftest import imagenet_network
from tldesk.core.messages import RequestedPhoto
from tldesk.engine.augmentation import Alteration, altered
from tldesk.engine.data import batches, normalised, plain, view_rng
from tldesk.engine.device import best_device
from tldesk.engine.network import FrozenNetwork, preparation_for, probabilities
from tldesk.photos.framing import EMBEDDED_PREPARATION, prepared, read


def test_probabilities_equal_timms_on_real_photos(shared: Path):
    files = sorted((shared / "photos/clothing/test").rglob("*.jpg"))[::50]
    assert len(files) >= 5
    network = imagenet_network()
    preparation = preparation_for(network)
    frozen = FrozenNetwork(network, preparation, best_device())
    transform = timm.data.create_transform(**timm.data.resolve_data_config({}, model=network), is_training=False)
    for file in files:
        theirs = transform(Image.open(file).convert("RGB"))
        pixels = torch.from_numpy(plain(read(str(file), preparation), preparation).copy())[None]
        ours = normalised(pixels, preparation, device=torch.device("cpu"))
        assert torch.equal(ours[0], theirs)
        # The same weights, folded and channels-last: only the order of additions differs.
        with torch.no_grad():
            expected = network(theirs[None]).double().softmax(1)[0]
        assert np.allclose(probabilities(frozen.logits(frozen.pooled(pixels)))[0], expected, atol=1e-6)


@pytest.mark.parametrize("size", [(301, 224), (224, 301), (500, 375), (60, 40), (257, 256), (1023, 333)])
def test_pixels_equal_torchvisions(size: tuple[int, int]):
    photo = Image.fromarray(np.random.default_rng(0).integers(0, 256, (size[1], size[0], 3), np.uint8))
    bicubic = transforms.InterpolationMode.BICUBIC
    theirs = transforms.Compose([transforms.Resize(256, bicubic, antialias=True), transforms.CenterCrop(224)])(photo)
    assert np.array_equal(plain(photo, EMBEDDED_PREPARATION), np.asarray(theirs))


@pytest.mark.parametrize("size", [(60_000, 1), (1, 60_000), (9_000, 40)])
def test_of_a_thin_strip_only_the_middle_is_scaled(size: tuple[int, int]):
    photo = Image.new("RGB", size, (200, 0, 0))
    wide = size[0] > size[1]
    short, start = min(size), max(size) // 2 - 2 * min(size)
    photo.paste((0, 0, 200), (start, 0, start + 4 * short, short) if wide else (0, start, short, start + 4 * short))
    seen = plain(photo, EMBEDDED_PREPARATION)
    assert seen.shape == (224, 224, 3)
    assert (seen == (0, 0, 200)).all()


def test_the_picture_the_window_shows_is_the_networks_input_bit_for_bit(shared: Path):
    files = sorted((shared / "photos/clothing/test").rglob("*.jpg"))[::40]
    assert len(files) >= 5
    network = imagenet_network()
    assert preparation_for(network) == EMBEDDED_PREPARATION
    for file in files:
        picture = prepared(read(file, EMBEDDED_PREPARATION), EMBEDDED_PREPARATION)
        given = plain(read(str(file), preparation_for(network)), preparation_for(network))
        assert np.array_equal(np.asarray(picture), given)


def test_views_depend_on_seed_view_and_photo_only():
    photo = Image.fromarray(np.random.default_rng(0).integers(0, 256, (90, 120, 3), np.uint8))

    def view(seed: int, number: int, name: str) -> np.ndarray:
        return altered(
            photo, EMBEDDED_PREPARATION, Alteration(flip="both", crop=0.5), rng=view_rng(seed, number, RequestedPhoto("k", name, name))
        )

    assert view(1, 1, "a").shape == (224, 224, 3)
    assert view(1, 1, "a").dtype == np.uint8
    assert np.array_equal(view(1, 1, "a"), view(1, 1, "a"))
    others = [view(2, 1, "a"), view(1, 2, "a"), view(1, 1, "b")]
    assert not any(np.array_equal(view(1, 1, "a"), other) for other in others)


@pytest.mark.parametrize(("flip", "kinds"), [("none", 1), ("horizontal", 2), ("both", 4)])
def test_flips_are_those_of_the_recipe(flip: str, kinds: int):
    # Four quadrants of different brightness: which one is brightest tells the flip.
    quadrants = np.kron(np.array([[250, 10], [70, 130]], np.uint8), np.ones((50, 50), np.uint8))
    photo = Image.fromarray(np.dstack([quadrants] * 3))
    brightest = set()
    for number in range(60):
        rng = view_rng(0, number, RequestedPhoto("k", "f", "f"))
        view = altered(photo, EMBEDDED_PREPARATION, Alteration(flip=flip, crop=0.5), rng=rng)[:, :, 0].astype(int)
        corners = [view[4, 4], view[4, -5], view[-5, 4], view[-5, -5]]
        brightest.add(int(np.argmax(corners)))
    assert len(brightest) == kinds


def photos_named(count: int) -> list[RequestedPhoto]:
    return [RequestedPhoto(str(i), f"{i}.jpg", str(i)) for i in range(count)]


def test_batches_keep_the_order_and_leave_out_what_cannot_be_read(coloured, tmp_path: Path):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff nothing")
    asked = [coloured[0], RequestedPhoto("broken", str(broken), "x"), *coloured[1:6]]
    found = list(batches(asked, lambda photo: plain(read(photo.file, EMBEDDED_PREPARATION), EMBEDDED_PREPARATION), size=4))
    assert [photo.key for batch in found for photo in batch.photos] == [photo.key for photo in coloured[:6]]
    assert [failure.key for batch in found for failure in batch.failed] == ["broken"]
    assert [batch.asked for batch in found] == [4, 3]
    assert found[0].pixels is not None
    assert found[0].pixels.shape == (3, 224, 224, 3)


def test_a_batch_of_failures_has_no_pixels(tmp_path: Path):
    missing = [RequestedPhoto(str(i), str(tmp_path / f"{i}.jpg"), str(i)) for i in range(3)]
    (batch,) = batches(missing, lambda photo: plain(read(photo.file, EMBEDDED_PREPARATION), EMBEDDED_PREPARATION), size=4)
    assert batch.pixels is None
    assert len(batch.failed) == 3


def test_reading_ahead_is_bounded_and_stops_with_the_consumer():
    started: list[str] = []
    lock = threading.Lock()

    def load(photo: RequestedPhoto) -> np.ndarray:
        with lock:
            started.append(photo.key)
        return np.zeros((2, 2, 3), np.uint8)

    source = batches(photos_named(1000), load, size=10)
    next(source)
    source.close()
    seen = len(started)
    assert seen < 200
    assert len(started) == seen


def test_a_bug_in_the_loader_is_not_swallowed():
    def load(photo: RequestedPhoto) -> np.ndarray:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        next(batches(photos_named(3), load, size=2))
