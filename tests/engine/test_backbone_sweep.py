"""A small network of every curated family, with random weights: the head is trained, the last stage fine-tuned, one photo explained."""

from collections.abc import Iterable, Sequence

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from tldesk.core.backbones import CURATED, backbone
from tldesk.core.messages import EpochEnded, Explained, Finished, RequestedPhoto
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.results import Heatmap, Phase
from tldesk.engine.data import normalised, plain
from tldesk.engine.device import best_device
from tldesk.engine.explain import drawn, looked_at
from tldesk.engine.freezing import stages
from tldesk.engine.network import FrozenNetwork, preparation_for
from tldesk.engine.weights import backbone_for
from tldesk.photos.framing import read

SMALL = {
    "tf_efficientnet_lite0": 64,
    "efficientnet_b0": 64,
    "mobilenetv1_100": 64,
    "mobilenetv2_050": 64,
    "mobilenetv3_small_050": 64,
    "mobilenetv4_conv_small_050": 64,
    "resnet10t": 64,
    "resnetv2_18": 64,
    "densenet121": 64,
    "convnext_zepto_rms": 64,
    "regnety_002": 64,
    "vit_tiny_patch16_224": 64,
    "deit_tiny_distilled_patch16_224": 64,
    "eva02_tiny_patch14_224": 56,
}

HEAVY = {
    "vgg11": 64,
    "inception_v3": 80,
    "inception_v4": 80,
    "inception_resnet_v2": 80,
    "legacy_xception": 64,
    "beit_base_patch16_224": 64,
    "swin_tiny_patch4_window7_224": 64,
    "vit_small_patch14_dinov2": 56,
    "vit_small_patch16_dinov3": 64,
}
"""Networks of 20 million parameters and more, where a family has no smaller one: one step in memory, without a run's checkpoints."""


def recipe_for(name: str) -> Recipe:
    return Recipe(
        backbone=name,
        weights="random",
        image_size=(SMALL | HEAVY)[name],
        method="two-stage",
        epochs=1,
        thaw_stages=1,
        batch_size=4,
        views=0,
        flip="none",
        # The probe that decides between precisions costs more than the step.
        precision="float32",
    )


def few(photos: Sequence[RequestedPhoto]) -> list[RequestedPhoto]:
    """Two photos a class to train, one to validate."""
    return [
        photo
        for label in range(3)
        for split, count in ((Split.TRAIN, 2), (Split.VALIDATION, 1))
        for photo in _first(photos, label, split, count)
    ]


def _first(photos: Sequence[RequestedPhoto], label: int, split: Split, count: int) -> list[RequestedPhoto]:
    return [photo for photo in photos if photo.label == label and photo.split is split][:count]


def test_every_curated_family_is_swept() -> None:
    assert {one.family for name in SMALL | HEAVY if (one := backbone(name))} == set(CURATED)


@pytest.mark.parametrize("name", SMALL)
def test_it_trains_its_last_stage_and_explains(lab, name):
    recipe, photos = recipe_for(name), few(lab.photos)
    before = backbone_for(recipe, classes=3)
    found = stages(before)
    assert sorted(one for stage in found for one in stage) == sorted(one for one, _ in before.named_parameters())
    events = lab.said(lab.training(recipe, photos=photos))
    assert isinstance(events[-1], Finished), events[-1]
    assert any(event.metrics.phase is Phase.FINE_TUNE for event in lab.only(events, EpochEnded))
    after = load_file(lab.run.model_file)
    assert all(torch.equal(after[one], before.get_parameter(one)) for one in found[0])
    assert_evidence(lab.only(lab.said(lab.explanation(photos[0], label)), Explained)[0].heatmap for label in range(3))


def assert_evidence(heatmaps: Iterable[Heatmap]) -> None:
    """In 0..1, and not nothing for all classes; nothing for one of them is an honest answer."""
    for heatmap in heatmaps:
        values = np.frombuffer(heatmap.values, np.float32)
        assert np.isfinite(values).all()
        assert values.min() >= 0
        if values.max() > 0:
            assert values.max() == pytest.approx(1, abs=0.3)
            return
    pytest.fail("no evidence for any class")


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_one_takes_a_step_of_its_last_stage_and_explains(lab, name):
    model = backbone_for(recipe_for(name), classes=3)
    found = stages(model)
    assert sorted(one for stage in found for one in stage) == sorted(one for one, _ in model.named_parameters())
    preparation = preparation_for(model, image_size=HEAVY[name])
    for parameter, value in model.named_parameters():
        value.requires_grad_(parameter in found[-2])
    before = {one: model.get_parameter(one).detach().clone() for one in (*found[0], *found[-2])}
    pixels = torch.from_numpy(np.stack([plain(read(photo.file, preparation), preparation) for photo in few(lab.photos)[:3]]))
    logits = model(normalised(pixels, preparation, device=torch.device("cpu")))
    torch.nn.functional.cross_entropy(logits, torch.tensor([0, 1, 2])).backward()
    torch.optim.SGD([value for value in model.parameters() if value.requires_grad], lr=1e-2).step()
    moved = {one for one, value in before.items() if not torch.equal(model.get_parameter(one), value)}
    assert moved
    assert moved <= set(found[-2])
    network = FrozenNetwork(model, preparation, best_device())
    photo = lab.photos[0]
    target, size = looked_at(network, photo.file)
    assert_evidence(drawn(network, target, size, key=photo.key, class_index=label)[0] for label in range(3))
