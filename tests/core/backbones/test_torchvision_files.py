import pytest
import timm
import torchvision.models as theirs

from tldesk.core.backbones import backbone
from tldesk.core.backbones.torchvision_files import (
    _ANEW,
    _BEFORE,
    SWAG,
    hashes_named,
    licence_of,
    named_after,
    prepares_alike,
    same_network,
    without_network,
)


def files() -> list[str]:
    """What torchvision calls its files of weights, without ".pth"."""
    every = [one for name in theirs.list_models(module=theirs) for one in theirs.get_model_weights(name)]
    return [one.url.rpartition("/")[2].removesuffix(".pth") for one in every]


def test_each_of_torchvisions_files_has_a_backbone_or_none_that_answers_the_same() -> None:
    for stem in files():
        assert ((named_after(stem) or same_network(stem)) is None) == without_network(stem), stem


def test_photos_are_prepared_as_torchvision_does_it_but_where_no_backbone_of_the_network_does() -> None:
    otherwise = {stem.partition("-")[0] for stem in files() if (one := named_after(stem) or same_network(stem)) and not prepares_alike(one)}
    assert otherwise == {"vit_b_32", "vit_l_32"}


def test_the_very_same_weights_are_those_that_timm_has_from_that_address() -> None:
    told = {name: timm.models.get_pretrained_cfg(name).url for name in timm.list_pretrained()}
    names = {url.rpartition("/")[2].removesuffix(".pth"): name for name, url in told.items() if url}
    both = (set(files()) | {stem for before in _BEFORE.values() for stem in before}) & names.keys()
    assert len(both) > 35
    assert both >= {"inception_v3_google-1a9a5a14", "efficientnet_b1-533bc792"}
    for stem in both:
        found = named_after(stem)
        assert found is not None
        assert found.name == names[stem]


def test_a_file_is_known_by_its_name_a_second_copy_too_and_by_being_the_only_one_of_its_network() -> None:
    assert named_after("resnet50-11ad3fa6 (1)") == backbone("resnet50.tv2_in1k")
    assert named_after("efficientnet_v2_s-dd5fe13b") == backbone("efficientnetv2_s")
    assert named_after("resnet18.tv_in1k") == backbone("resnet18.tv_in1k")


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("resnet50-19c8e357", "resnet50.tv_in1k"),
        ("resnet50-0676ba61", "resnet50.tv_in1k"),
        ("inception_v3_google-1a9a5a14", "inception_v3.tv_in1k"),
        ("efficientnet_b1-533bc792", "efficientnet_b1.ft_in1k"),
        ("efficientnet_b4_rwightman-7eb33cd5 (2)", "efficientnet_b4.ra2_in1k"),
    ],
)
def test_older_files_have_the_very_same_weights(stem: str, name: str) -> None:
    assert named_after(stem) == backbone(name)


def test_the_names_of_older_files_end_in_the_hash_of_timms_own_where_torchvision_took_them_over() -> None:
    for name, before in _BEFORE.items():
        digits = {stem.rpartition("-")[2] for stem in before}
        assert len(digits) == 1
        assert name.startswith(("resnet", "inception")) or f"-{digits.pop()}." in timm.models.get_pretrained_cfg(name).url


def test_a_name_tells_how_the_hash_begins_and_of_an_older_file_that_of_the_newer_too() -> None:
    assert all(hashes_named(stem) == (stem.rpartition("-")[2],) for stem in files() if not without_network(stem))
    assert hashes_named("efficientnet_b2_rwightman-bcdf34b7 (1)") == ("bcdf34b7", "c35c1473")
    assert all(hashes_named(older)[1] in newer for older, newer in _ANEW.items())
    assert set(_ANEW.values()) <= set(files())
    # A day, and a word.
    assert hashes_named("resnet18-20260131") == hashes_named("resnet18-best") == hashes_named("") == ()


def test_other_weights_of_the_same_network_are_not_taken_for_those_of_a_name() -> None:
    for stem in ("resnet50-00000000", "vit_b_16-c867db91", "efficientnet_b1-c27df63c", "my-photos", ""):
        assert named_after(stem) is None
    assert same_network("resnet50-00000000") in {backbone("resnet50.tv_in1k"), backbone("resnet50.tv2_in1k")}
    assert same_network("vit_h_14_swag-80465313") == backbone("vit_huge_patch14_224.mae")
    assert same_network("my-photos") is None


def test_weights_for_which_money_may_not_be_earned_are_told() -> None:
    assert licence_of("vit_b_16_lc_swag-4e70ced5") == SWAG
    assert licence_of("vit_l_16-852ce7e3") == licence_of("swin_t-704ceda3") == licence_of("vit_b_16-c867db91") == "BSD 3-Clause"
    assert licence_of("efficientnet_b0_rwightman-7f5810bc") == "Apache 2.0"
    assert licence_of("model") == licence_of("alexnet-owt-7be5be79") == ""
    found = backbone("regnety_160.swag_lc_in1k")
    assert found is not None
    assert found.licence == SWAG
