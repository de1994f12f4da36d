"""What the preview shows is what the training does."""

import numpy as np
import pytest
from PIL import Image

from tldesk.core.messages import Command, Failed, Finished, PhotoFailed, Previewed, PreviewRequest, RequestedPhoto
from tldesk.core.previews import PhotoPreview, Picture
from tldesk.engine.augmentation import Alteration, altered
from tldesk.engine.data import view_rng
from tldesk.engine.network import create, preparation_for, preparation_of
from tldesk.photos.framing import read


def pixels(picture: Picture) -> np.ndarray:
    return np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width, 3)


def shown(lab, photos=None, *, views: int = 3, side: int = 64, draw: int = 0, **values: object) -> list[PhotoPreview]:
    photos = lab.photos[:2] if photos is None else photos
    events = lab.said(PreviewRequest(lab.tiny.with_values(values), tuple(photos), views=views, side=side, draw=draw))
    assert isinstance(events[-1], Finished)
    (event,) = lab.only(events, Previewed)
    return list(event.photos)


def test_the_views_are_those_of_the_training(lab):
    values = {"rotation": 30, "colour": 40, "erasing": 100, "framing": "letterbox"}
    first, second = shown(lab, **values)
    recipe = lab.tiny.with_values(values)
    preparation = preparation_of(recipe.backbone, image_size=64, framing="letterbox")
    for number, view in enumerate(first.views):
        photo = lab.photos[0]
        expected = altered(read(photo.file, preparation), preparation, Alteration.of(recipe), rng=view_rng(0, number, photo))
        assert np.array_equal(pixels(view), expected)
    assert [first.key, second.key] == [photo.key for photo in lab.photos[:2]]


def test_a_setting_moves_the_same_views_and_another_draw_gives_others(lab):
    weak, strong = (shown(lab, flip="none", crop=1, noise=noise)[0] for noise in (1, 40))
    away = [[float(np.abs(pixels(view) - pixels(one.plain).astype(float)).mean()) for view in one.views] for one in (weak, strong)]
    assert all(5 * little < much for little, much in zip(*away, strict=True))
    assert shown(lab, noise=40, draw=1)[0].views != shown(lab, noise=40)[0].views


@pytest.mark.parametrize("values", [{"flip": "none", "crop": 1}, {"views": 0}])
def test_a_recipe_that_alters_nothing_shows_no_views(lab, values):
    assert [one.views for one in shown(lab, **values)] == [(), ()]


def test_what_the_framing_keeps_is_told(lab):
    wide = lab.photo("wide.png", Image.new("RGB", (200, 100), (0, 90, 0)))
    crop, letterbox = (shown(lab, [wide], framing=framing)[0] for framing in ("crop", "letterbox"))
    assert crop.seen[0] == pytest.approx(1 - crop.seen[2], abs=0.02)
    assert 0.2 < crop.seen[0] < 0.35
    assert letterbox.seen == (0, 0, 1, 1)
    assert (crop.photo.width, crop.photo.height) == (64, 32)
    assert (pixels(letterbox.plain)[0, 0] != pixels(letterbox.plain)[32, 32]).any()
    assert (pixels(crop.plain) == (0, 90, 0)).all()


def test_pictures_are_no_larger_than_asked(lab):
    (one, _) = shown(lab, side=20)
    assert (one.plain.width, one.plain.height, len(one.plain.pixels)) == (20, 20, 1200)
    assert max(one.photo.width, one.photo.height) == 20


def test_a_photo_that_cant_be_read_is_left_out(lab):
    gone = RequestedPhoto("gone", str(lab.folder / "gone.jpg"), "")
    events = lab.said(PreviewRequest(lab.tiny, (gone, lab.photos[0]), views=1, side=64))
    assert [event.key for event in lab.only(events, PhotoFailed)] == ["gone"]
    assert [one.key for one in lab.only(events, Previewed)[0].photos] == [lab.photos[0].key]


def test_it_ends_in_words_and_when_told(lab):
    ending = lab.said(PreviewRequest(lab.tiny.with_values({"backbone": "no_such"}), lab.photos[:1], views=1, side=64))[-1]
    assert isinstance(ending, Failed)
    assert "no_such" in ending.what
    assert not lab.only(lab.said(PreviewRequest(lab.tiny, lab.photos, views=1, side=64), lambda: Command.CANCEL), Previewed)


@pytest.mark.parametrize("backbone", ["test_resnet", "test_vit", "tf_efficientnet_lite0"])
def test_photos_are_prepared_as_for_the_network_itself(backbone):
    for size in (0, 96):
        assert preparation_of(backbone, image_size=size) == preparation_for(create(backbone, classes=2, image_size=size), image_size=size)
