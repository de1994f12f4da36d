import pytest

from tldesk.core.backbones import Backbone, catalogue, search


def names(text: str) -> list[str]:
    return [one.name for one in search(text)]


def test_no_words_give_all_in_order() -> None:
    assert search("") == list(catalogue())
    assert search("   ") == list(catalogue())


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("resnet 50", "resnet50.a1_in1k"),
        ("ResNet-50", "resnet50.a1_in1k"),
        ("vit base dinov2", "vit_base_patch14_dinov2.lvd142m"),
        ("efficientnet lite", "tf_efficientnet_lite0.in1k"),
        ("eficientnet lite", "tf_efficientnet_lite0.in1k"),
        ("vgg 16", "vgg16.tv_in1k"),
        ("mobilenet v2", "mobilenetv2_100.ra_in1k"),
        ("deit tiny", "deit_tiny_patch16_224.fb_in1k"),
    ],
)
def test_plain_words_find_the_network_that_is_meant(text: str, first: str) -> None:
    assert first in names(text)[:3]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("under 10M", lambda one: one.parameters < 10e6),
        ("over 1 billion parameters", lambda one: one.parameters > 1e9),
        ("under 0.5 gmacs", lambda one: one.gmacs <= 0.5),
        ("384 px", lambda one: one.input_size == 384),
        ("license mit", lambda one: one.licence == "MIT"),
        ("commercial", lambda one: one.commercial is True),
        ("non-commercial", lambda one: one.commercial is False),
        ("satellite", lambda one: "satellite" in one.pretraining),
        ("swin under 30M", lambda one: "swin" in one.name and one.parameters < 30e6),
    ],
)
def test_sizes_and_licences_can_be_asked_for(text: str, holds) -> None:
    found = search(text)
    assert found
    assert all(holds(one) for one in found)
    assert len(found) < len(catalogue())


def test_small_and_fast_gives_the_cheapest_first() -> None:
    found = search("small fast")
    costs = [one.gmacs for one in found if one.curated]
    assert costs == sorted(costs)
    assert len(costs) > 20


def test_accurate_gives_the_most_accurate_first() -> None:
    found = [one.top1 for one in search("accurate") if one.curated]
    assert found == sorted(found, reverse=True)
    assert found[0] > 90


def test_curated_families_come_first() -> None:
    order = [one.curated for one in search("imagenet")]
    assert order == sorted(order, reverse=True)
    assert not all(order)


@pytest.mark.parametrize("text", ["microscopy", "xyzzy", "resnet xyzzy"])
def test_what_nobody_pretrained_is_not_found(text: str) -> None:
    assert search(text) == []


def test_a_part_of_the_catalogue_can_be_searched() -> None:
    part: list[Backbone] = [one for one in catalogue() if one.family == "VGG"]
    assert {one.family for one in search("16", part)} == {"VGG"}
