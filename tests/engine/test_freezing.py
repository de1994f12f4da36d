import pytest
import timm

from tldesk.engine.freezing import stages, thawed

FAMILIES = [
    "tf_efficientnet_lite0",
    "resnet10t",
    "mobilenetv3_small_050",
    "convnext_atto",
    "vit_tiny_patch16_224",
    "swin_tiny_patch4_window7_224",
    "densenet121",
    "vgg11_bn",
    "regnetx_002",
]


@pytest.mark.parametrize("name", FAMILIES)
def test_stages_hold_every_parameter_once_in_order(name: str):
    model = timm.create_model(name, num_classes=3)
    found = stages(model)
    assert sorted(n for names in found for n in names) == sorted(n for n, _ in model.named_parameters())
    assert 5 <= len(found) <= 15
    head = {id(parameter) for parameter in model.get_classifier().parameters()}
    assert head <= {id(model.get_parameter(n)) for n in found[-1]}


@pytest.mark.parametrize("name", FAMILIES)
def test_thawing_adds_stages_from_the_end(name: str):
    model = timm.create_model(name, num_classes=3)
    one, two, all_of_them = thawed(model, 1), thawed(model, 2), thawed(model, 20)
    assert one < two < all_of_them
    assert all_of_them == {n for n, _ in model.named_parameters()}
    assert set(stages(model)[0]).isdisjoint(two)


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        (
            "tf_efficientnet_lite0",
            ["blocks.5.0.conv_pw.weight", "blocks.6.0.conv_pw.weight", "conv_head.weight"],
            "blocks.4.2.conv_pw.weight",
        ),
        ("resnet10t", ["layer3.0.conv1.weight", "layer4.0.conv1.weight"], "layer2.0.conv1.weight"),
        ("vit_tiny_patch16_224", ["blocks.10.norm1.weight", "blocks.11.norm1.weight", "norm.weight"], "blocks.9.norm1.weight"),
        ("vgg11_bn", ["features.22.weight", "pre_logits.fc1.weight", "pre_logits.fc2.weight"], "features.15.weight"),
    ],
)
def test_two_stages_are_those_a_person_would_name(name: str, inside: list[str], outside: str):
    names = thawed(timm.create_model(name, num_classes=3), 2)
    assert set(inside) <= names
    assert outside not in names
