from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from tldesk.core.messages import Explained, Failed, Finished, RequestedPhoto
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.results import Heatmap
from tldesk.engine.cam.gradients import grad_cam
from tldesk.engine.cam.methods import scaled
from tldesk.engine.data import normalised, plain
from tldesk.engine.device import best_device
from tldesk.engine.explain import LONG_SIDE, drawn, looked_at
from tldesk.engine.network import FrozenNetwork, create, preparation_for
from tldesk.photos.framing import Preparation, over_photo, read

CORNERS = {"top left": (0.25, 0.25), "top right": (0.75, 0.25), "bottom left": (0.25, 0.75), "bottom right": (0.75, 0.75)}


def picture(size: tuple[int, int], *, seed: int, marker: tuple[float, float] | None) -> Image.Image:
    """Grey noise, with a bright red and white target at `marker`, in shares of width and height."""
    rng = np.random.default_rng(seed)
    pixels = rng.normal(110, 25, (size[1], size[0], 3))
    if marker is not None:
        y, x = np.mgrid[: size[1], : size[0]]
        radius = np.hypot(x - marker[0] * size[0], y - marker[1] * size[1]) / min(size)
        pixels[radius < 0.14] = (235, 40, 30)
        pixels[radius < 0.07] = (250, 250, 250)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


@pytest.fixture(scope="module")
def marked(tmp_path_factory, trained):
    """A lab trained on the embedded weights to tell photos with the marker, anywhere, from those without."""
    ready = replace(trained, folder=tmp_path_factory.mktemp("marked"), classes=("marker", "none"))
    rng = np.random.default_rng(0)
    photos = []
    for number in range(32):
        split = Split.VALIDATION if number >= 24 else Split.TRAIN
        place = (rng.uniform(0.2, 0.8), rng.uniform(0.2, 0.8))
        for label, marker in enumerate((place, None)):
            photos.append(ready.photo(f"{label}-{number}.jpg", picture((240, 240), seed=2 * number + label, marker=marker), label, split))
    events = ready.said(ready.training(Recipe(), photos=photos, classes=ready.classes))
    assert isinstance(events[-1], Finished)
    assert ready.run.evaluation(Split.VALIDATION).accuracy.value >= 0.9
    return ready


def explained(lab, photo: RequestedPhoto, class_index: int | None = None) -> Heatmap:
    (event,) = lab.only(lab.said(lab.explanation(photo, class_index)), Explained)
    return event.heatmap


def values_of(heatmap: Heatmap) -> np.ndarray:
    values = np.frombuffer(heatmap.values, np.float32).reshape(heatmap.rows, heatmap.columns)
    assert values.min() >= 0
    assert values.max() <= 1
    return values


def centre(heatmap: Heatmap) -> tuple[float, float]:
    """Centre of mass, in shares of width and height."""
    values = values_of(heatmap)
    y, x = np.mgrid[: heatmap.rows, : heatmap.columns]
    mass = values.sum()
    return float((values * (x + 0.5)).sum() / mass / heatmap.columns), float((values * (y + 0.5)).sum() / mass / heatmap.rows)


@pytest.mark.parametrize("corner", CORNERS)
@pytest.mark.parametrize("size", [(240, 240), (400, 300), (300, 400)])
def test_the_heatmap_lies_on_the_marker(marked, corner, size):
    place = CORNERS[corner]
    heatmap = explained(marked, marked.photo("asked.jpg", picture(size, seed=99, marker=place)), 0)
    assert heatmap.class_index == 0
    assert heatmap.method == "Grad-CAM"
    assert heatmap.columns / heatmap.rows == pytest.approx(size[0] / size[1], rel=0.02)
    x, y = centre(heatmap)
    assert abs(x - place[0]) < 0.17
    assert abs(y - place[1]) < 0.17


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_the_heatmap_is_that_of_the_upright_photo(marked, orientation):
    place = CORNERS["top right"]
    upright = picture((400, 300), seed=98, marker=place)
    # What the camera stored: the upright photo turned so that EXIF turns it back.
    turn = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    heatmap = explained(marked, marked.photo("turned.jpg", upright.transpose(turn), exif=exif, quality=95), 0)
    assert heatmap.columns > heatmap.rows
    x, y = centre(heatmap)
    assert abs(x - place[0]) < 0.17
    assert abs(y - place[1]) < 0.17


def test_what_the_network_did_not_see_is_zero(marked):
    heatmap = explained(marked, marked.photo("wide.jpg", picture((800, 200), seed=97, marker=(0.5, 0.5))), 0)
    values = values_of(heatmap)
    seen = np.flatnonzero(values.any(axis=0))
    # The square of 224 of a photo scaled to 1024 by 256.
    assert seen.min() >= heatmap.columns * 0.38
    assert seen.max() <= heatmap.columns * 0.62
    assert values.max() > 0.9


def test_without_a_class_the_most_probable_is_explained(marked):
    photo = marked.photo("best.jpg", picture((240, 240), seed=96, marker=(0.5, 0.5)))
    heatmap = explained(marked, photo)
    assert heatmap.class_index == int(np.argmax(heatmap.probabilities)) == 0
    assert sum(heatmap.probabilities) == pytest.approx(1)
    assert explained(marked, photo, 1).class_index == 1


def test_a_class_the_model_does_not_know_is_said(marked):
    ending = marked.said(marked.explanation(marked.photo("x.jpg", picture((240, 240), seed=1, marker=None)), 9))[-1]
    assert isinstance(ending, Failed)


def test_a_photo_that_cannot_be_read_is_said(marked, tmp_path):
    ending = marked.said(marked.explanation(RequestedPhoto("gone", str(tmp_path / "gone.jpg"), "")))[-1]
    assert isinstance(ending, Failed)
    assert "gone.jpg" in ending.what


def heatmap_of(network: FrozenNetwork, file: str, *, class_index: int) -> Heatmap:
    target, size = looked_at(network, file)
    return drawn(network, target, size, key="k", class_index=class_index)[0]


def frozen(backbone: str, *, size: int = 0) -> FrozenNetwork:
    torch.manual_seed(0)
    model = create(backbone, classes=3, image_size=size)
    return FrozenNetwork(model, preparation_for(model, image_size=size), best_device())


@pytest.mark.parametrize(
    "backbone", ["test_efficientnet", "test_resnet", "test_vit", "test_convnext", "swin_tiny_patch4_window7_224", "test_vit2"]
)
def test_every_family_has_a_heatmap(backbone, coloured):
    network = frozen(backbone)
    heatmaps = [heatmap_of(network, coloured[0].file, class_index=index) for index in range(3)]
    assert {(heatmap.columns, heatmap.rows) for heatmap in heatmaps} == {(192, 160)}
    # With random weights nothing at all may speak for one class; there is something for another.
    values = max((values_of(heatmap) for heatmap in heatmaps), key=np.max)
    assert values.max() > 0
    assert len(np.unique(values.round(3))) > 10


def test_the_map_is_that_of_a_whole_backward_pass(coloured):
    network = frozen("test_resnet")
    preparation: Preparation = network.preparation
    heatmap = heatmap_of(network, coloured[0].file, class_index=1)
    photo = read(coloured[0].file, preparation)
    inputs = normalised(torch.from_numpy(plain(photo, preparation).copy())[None], preparation, device=torch.device("cpu"))
    features = network.model.forward_features(inputs.requires_grad_())
    (gradient,) = torch.autograd.grad(network.model.forward_head(features)[0, 1], features)
    raw = grad_cam(features.detach()[0], gradient[0])
    evidence = scaled(raw).numpy()
    expected = over_photo(evidence, photo.size, preparation, long_side=LONG_SIDE)
    assert np.allclose(values_of(heatmap), expected, atol=1e-5)
    assert heatmap.peak == pytest.approx(float(raw.max()), rel=1e-4)


def test_no_evidence_gives_an_empty_map(coloured):
    network = frozen("test_resnet")
    network.model.fc.weight.data.zero_()
    heatmap = heatmap_of(network, coloured[0].file, class_index=0)
    assert not values_of(heatmap).any()
    assert heatmap.peak == 0
