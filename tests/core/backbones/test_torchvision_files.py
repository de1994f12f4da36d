import timm
import torchvision.models as theirs

from tldesk.core.backbones import backbone
from tldesk.core.backbones.torchvision_files import SWAG, licence_of, named_after, prepares_alike, same_network, without_network


def files() -> list[str]:
    """What torchvision calls its files of weights, without ".pth"."""
    every = [one for name in theirs.list_models(module=theirs) for one in theirs.get_model_weights(name)]
    return [one.url.rpartition("/")[2].removesuffix(".pth") for one in every]


def test_each_of_torchvisions_files_has_a_backbone_or_none_that_answers_the_same() -> None:
    for stem in files():
        assert ((named_after(stem) or same_network(stem)) is None) == without_network(stem), stem


def test_photos_are_prepared_as_torchvision_does_it_but_where_no_backbone_of_the_network_does() -> None:
    otherwise = {stem.partition("-")[0] for stem in files() if (one := named_after(stem) or same_network(stem)) and not prepares_alike(one)}
    # torchvision's Inception takes the colours apart in the network itself.
    assert otherwise == {"vit_b_32", "vit_l_32", "inception_v3_google"}


def test_the_very_same_weights_are_those_that_timm_has_from_that_address() -> None:
    told = {name: timm.models.get_pretrained_cfg(name).url for name in timm.list_pretrained()}
    from_torchvision = {url.rpartition("/")[2].removesuffix(".pth"): name for name, url in told.items() if url and "pytorch.org" in url}
    both = set(files()) & from_torchvision.keys()
    assert len(both) > 30
    for stem in both:
        found = named_after(stem)
        assert found is not None
        assert found.name == from_torchvision[stem]


def test_a_file_is_known_by_its_name_a_second_copy_too_and_by_being_the_only_one_of_its_network() -> None:
    assert named_after("resnet50-11ad3fa6 (1)") == backbone("resnet50.tv2_in1k")
    assert named_after("efficientnet_v2_s-dd5fe13b") == backbone("efficientnetv2_s")
    assert named_after("resnet18.tv_in1k") == backbone("resnet18.tv_in1k")


def test_other_weights_of_the_same_network_are_not_taken_for_those_of_a_name() -> None:
    for stem in ("resnet50-00000000", "vit_b_16-c867db91", "efficientnet_b1-c27df63c", "my-photos", ""):
        assert named_after(stem) is None
    assert same_network("resnet50-00000000") in {backbone("resnet50.tv_in1k"), backbone("resnet50.tv2_in1k")}
    assert same_network("vit_h_14_swag-80465313") == backbone("vit_huge_patch14_224.mae")
    assert same_network("my-photos") is None


def test_weights_for_which_money_may_not_be_earned_are_told() -> None:
    assert licence_of("vit_b_16_lc_swag-4e70ced5") == SWAG
    assert licence_of("vit_b_16-c867db91") == ""
    found = backbone("regnety_160.swag_lc_in1k")
    assert found is not None
    assert found.licence == SWAG
