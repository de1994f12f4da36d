import json

import pytest
import timm
from timm.models import get_pretrained_cfg

from tldesk.core.backbones import COLUMNS, CURATED, FILE, Backbone, backbone, catalogue, families, is_known
from tldesk.core.backbones.torchvision_files import ONLY_THEIRS
from tldesk.core.recipe import EMBEDDED_BACKBONE
from tldesk.engine.network import create, preparation_for
from tldesk.photos.framing import EMBEDDED_PREPARATION, Preparation


def named(name: str) -> Backbone:
    found = backbone(name)
    assert found is not None
    return found


def test_it_holds_every_pretrained_network_of_this_timm_and_those_that_torchvision_alone_has_weights_of() -> None:
    if json.loads(FILE.read_text(encoding="utf-8"))["timm"] != timm.__version__:
        pytest.skip("the catalogue was made for another timm")
    assert {one.name for one in catalogue()} == {*timm.list_pretrained(), *ONLY_THEIRS}
    assert not set(ONLY_THEIRS) & {name.partition(".")[0] for name in timm.list_pretrained()}
    assert len(json.loads(FILE.read_text(encoding="utf-8"))["columns"]) == len(COLUMNS)


def test_a_recipe_may_name_a_network_that_nobody_has_weights_of() -> None:
    made_for = json.loads(FILE.read_text(encoding="utf-8"))["timm"]
    names = timm.list_models() if made_for == timm.__version__ else ["nf_resnet26", "resnet18"]
    assert [name for name in (*names, "resnet18.untrained") if not is_known(name)] == []
    assert [name for name in ("resnet9999", "hf-hub:resnet18", "resnet18.a/b", "local-dir:x", "", ".a1_in1k") if is_known(name)] == []


def test_published_figures_come_through() -> None:
    vgg = named("vgg16.tv_in1k")
    assert vgg.parameters == 138_357_544
    assert vgg.gmacs == pytest.approx(15.5, abs=0.1)
    assert (vgg.top1, vgg.input_size, vgg.pretraining) == (71.6, 224, "ImageNet-1k")
    assert (vgg.licence, vgg.commercial) == ("BSD 3-Clause", True)
    assert vgg.page == "https://huggingface.co/timm/vgg16.tv_in1k"


def test_what_is_not_published_is_unknown() -> None:
    assert named("vit_small_patch14_dinov2.lvd142m").top1 is None
    assert named("vit_pe_core_base_patch16_224.fb").pretraining == "unknown"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("vit_base_patch16_224.augreg_in21k_ft_in1k", "ImageNet-21k, then ImageNet-1k"),
        ("convnextv2_tiny.fcmae_ft_in22k_in1k", "ImageNet-1k without labels (FCMAE), then ImageNet-22k, then ImageNet-1k"),
        ("vit_small_patch14_dinov2.lvd142m", "142 million web photos without labels (DINOv2)"),
        ("vit_base_patch16_clip_224.openai", "400 million photos with texts (OpenAI CLIP)"),
    ],
)
def test_tags_are_put_in_words(name: str, words: str) -> None:
    assert named(name).pretraining == words


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("tf_efficientnet_lite0.in1k", "EfficientNet-Lite"),
        ("legacy_seresnet50.in1k", "ResNet"),
        ("vit_small_patch14_dinov2.lvd142m", "DINOv2"),
        ("convnext_tiny.dinov3_lvd1689m", "DINOv3"),
        ("inception_resnet_v2.tf_in1k", "Inception"),
        ("mobilenetv4_conv_small.e2400_r224_in1k", "MobileNet"),
        ("swinv2_tiny_window8_256.ms_in1k", "Swin"),
        ("eva02_tiny_patch14_336.mim_in22k_ft_in1k", "EVA"),
        ("dm_nfnet_f0.dm_in1k", "NFNet"),
    ],
)
def test_families_are_those_people_know(name: str, family: str) -> None:
    assert named(name).family == family


def test_every_curated_family_has_backbones_and_stands_first() -> None:
    present = {one.family for one in catalogue()}
    assert present >= set(CURATED)
    assert tuple(families(present)[: len(CURATED)]) == CURATED
    assert families(present)[-1].startswith("Miniature")
    assert catalogue()[0].architecture == EMBEDDED_BACKBONE


def test_a_name_without_a_tag_means_timms_default() -> None:
    for name in ("resnet50", "vit_base_patch16_224", EMBEDDED_BACKBONE):
        assert named(name).name == f"{name}.{get_pretrained_cfg(name).tag}"
    assert backbone("resnet19") is None


@pytest.mark.parametrize("name", ["tf_efficientnet_lite0", "resnet18", "inception_v3", "vit_tiny_patch16_224", "mobilenetv3_small_050"])
def test_the_preparation_is_the_engines(name: str) -> None:
    one, ours = named(name), preparation_for(create(name, classes=2))
    assert (one.input_size, one.resize, one.interpolation) == (ours.input_size, ours.resize, ours.interpolation)
    assert one.mean == pytest.approx(ours.mean, abs=1e-6)
    assert one.std == pytest.approx(ours.std, abs=1e-6)


def test_the_windows_own_preparation_is_that_of_the_embedded_backbone() -> None:
    one = named(EMBEDDED_BACKBONE)
    assert Preparation(one.input_size, one.resize, one.interpolation, one.mean, one.std) == EMBEDDED_PREPARATION


def test_the_file_says_where_its_figures_come_from() -> None:
    sources = json.loads(FILE.read_text(encoding="utf-8"))["sources"]
    assert "results-imagenet.csv" in sources["top1"]
    assert "pytorch-image-models" in sources["configurations"]
