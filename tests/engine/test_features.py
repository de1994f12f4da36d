from pathlib import Path

import pytest
import torch

from tests.engine.conftest import noise_photos
from tldesk.core.errors import TldeskError
from tldesk.core.messages import Command, PhotoFailed, Progress, RequestedPhoto
from tldesk.engine import features
from tldesk.engine.augmentation import Alteration
from tldesk.engine.device import best_device
from tldesk.engine.ears import Ears, JobCancelledError
from tldesk.engine.features import Features, FeatureStore, Views
from tldesk.engine.network import FrozenNetwork, create, preparation_for

HOW = Alteration(flip="both", crop=0.5)


@pytest.fixture(scope="module")
def network() -> FrozenNetwork:
    torch.manual_seed(0)
    model = create("test_efficientnet", classes=3)
    return FrozenNetwork(model, preparation_for(model, image_size=64), best_device())


def computed(network: FrozenNetwork, photos, cache: Path, *, heard=lambda: None, views: Views | None = None, weights: str = "w"):
    events = []
    job = features.compute(network, photos, weights=weights, cache=cache, ears=Ears(heard), views=views)
    while True:
        try:
            events.append(next(job))
        except StopIteration as end:
            found: Features = end.value
            return found, events


@pytest.fixture
def photos(tmp_path: Path) -> list[RequestedPhoto]:
    return noise_photos(tmp_path, 6, width=90, height=70)


def test_a_second_time_no_photo_is_read(network, photos, tmp_path):
    first, events = computed(network, photos, tmp_path / "cache", views=Views(1, 7, HOW))
    assert first.pooled.shape == (6, 2, network.dimensions)
    assert [e.done for e in events if isinstance(e, Progress)][-1] == 6
    for photo in photos:
        Path(photo.file).unlink()
    again, _ = computed(network, photos, tmp_path / "cache", views=Views(1, 7, HOW))
    assert torch.equal(again.pooled, first.pooled)
    assert again.photos == first.photos


def test_the_plain_view_serves_every_seed(network, photos, tmp_path):
    first, _ = computed(network, photos, tmp_path / "cache", views=Views(1, 7, HOW))
    for photo in photos:
        Path(photo.file).unlink()
    plain, _ = computed(network, photos, tmp_path / "cache")
    assert torch.equal(plain.pooled[:, 0], first.pooled[:, 0])
    other, _ = computed(network, photos, tmp_path / "cache", views=Views(1, 8, HOW))
    assert len(other.failed) == 6


def test_other_weights_and_other_preparations_do_not_share(network, photos, tmp_path):
    computed(network, photos, tmp_path / "cache")
    for photo in photos:
        Path(photo.file).unlink()
    found, events = computed(network, photos, tmp_path / "cache", weights="other")
    assert found.photos == ()
    assert len([e for e in events if isinstance(e, PhotoFailed)]) == 6


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "text"])
def test_a_damaged_cache_is_built_again(network, photos, tmp_path, damage):
    first, _ = computed(network, photos, tmp_path / "cache")
    (shard,) = (tmp_path / "cache").rglob("*.safetensors")
    content = bytearray(shard.read_bytes())
    content[-40] ^= 0xFF
    shard.write_bytes({"cut": bytes(content[:-100]), "flip": bytes(content), "empty": b"", "text": b"not a shard at all"}[damage])
    again, _ = computed(network, photos, tmp_path / "cache")
    assert torch.allclose(again.pooled, first.pooled, atol=1e-6)
    assert list((tmp_path / "cache").rglob("*.safetensors")) != [shard]
    assert not shard.exists()


def test_what_was_computed_before_a_cancel_is_kept(network, photos, tmp_path):
    many = [RequestedPhoto(f"{photo.key}-{i}", photo.file, f"{photo.fingerprint}-{i}") for i in range(20) for photo in photos]
    with pytest.raises(JobCancelledError):
        computed(network, many, tmp_path / "cache", heard=lambda: Command.CANCEL)
    assert not list((tmp_path / "cache").rglob("*.part"))
    asked, events = computed(network, many, tmp_path / "cache")
    assert len(asked.photos) == 120
    # The first batch was computed before the cancel was heard.
    assert next(event.done for event in events if isinstance(event, Progress)) == best_device().batch


def test_a_photo_without_fingerprint_is_computed_but_not_kept(network, photos, tmp_path):
    nameless = [RequestedPhoto(photo.key, photo.file, "") for photo in photos]
    found, _ = computed(network, nameless, tmp_path / "cache")
    known, _ = computed(network, photos, tmp_path / "other")
    assert torch.allclose(found.pooled, known.pooled, atol=1e-6)
    assert not list((tmp_path / "cache").rglob("*.safetensors"))


def test_two_writers_add_to_one_cache(tmp_path):
    one, two = FeatureStore(tmp_path, "space"), FeatureStore(tmp_path, "space")
    one.put("a", torch.ones(4))
    two.put("b", torch.zeros(4))
    one.flush()
    two.flush()
    both = FeatureStore(tmp_path, "space")
    assert torch.equal(both.get("a"), torch.ones(4))
    assert torch.equal(both.get("b"), torch.zeros(4))
    assert FeatureStore(tmp_path, "another").get("a") is None


def test_a_network_that_gives_no_numbers_is_said(photos, tmp_path):
    model = create("test_efficientnet", classes=3)
    network = FrozenNetwork(model, preparation_for(model, image_size=64), best_device())
    network.model.conv_stem.weight.data[:] = float("nan")
    with pytest.raises(TldeskError, match="not numbers"):
        computed(network, photos, tmp_path / "cache")
