"""What torchvision calls its files of weights, and the backbones here that are the same network or have the very same weights.

Names as in torchvision 0.29 (`torchvision/models/*.py`, the `url` of each entry of weights) and before. Each ends in the first digits of
the file's hash, so it tells the weights. Which of timm's are the same is told by the address that timm has of them (`timm/models/*.py`);
where torchvision has saved weights anew, by the name that they had there before.
"""

import re
from typing import Final

from tldesk.core.backbones.catalogue import Backbone, backbone

_SAME: Final[dict[str, str]] = {
    "resnet18.tv_in1k": "resnet18-f37072fd",
    "resnet34.tv_in1k": "resnet34-b627a593",
    "resnet50.tv_in1k": "resnet50-0676ba61",
    "resnet50.tv2_in1k": "resnet50-11ad3fa6",
    "resnet101.tv_in1k": "resnet101-63fe2227",
    "resnet101.tv2_in1k": "resnet101-cd907fc2",
    "resnet152.tv_in1k": "resnet152-394f9c45",
    "resnet152.tv2_in1k": "resnet152-f82ba261",
    "resnext50_32x4d.tv_in1k": "resnext50_32x4d-7cdf4587",
    "resnext50_32x4d.tv2_in1k": "resnext50_32x4d-1a0047aa",
    "resnext101_32x8d.tv_in1k": "resnext101_32x8d-8ba56ff5",
    "resnext101_32x8d.tv2_in1k": "resnext101_32x8d-110c445d",
    "resnext101_64x4d.tv_in1k": "resnext101_64x4d-173b62eb",
    "wide_resnet50_2.tv_in1k": "wide_resnet50_2-95faca4d",
    "wide_resnet50_2.tv2_in1k": "wide_resnet50_2-9ba9bcbe",
    "wide_resnet101_2.tv_in1k": "wide_resnet101_2-32ee1156",
    "wide_resnet101_2.tv2_in1k": "wide_resnet101_2-d733dc28",
    "regnetx_004_tv.tv2_in1k": "regnet_x_400mf-62229a5f",
    "regnetx_008.tv2_in1k": "regnet_x_800mf-94a99ebd",
    "regnetx_016.tv2_in1k": "regnet_x_1_6gf-a12f2b72",
    "regnetx_032.tv2_in1k": "regnet_x_3_2gf-7071aa85",
    "regnetx_080.tv2_in1k": "regnet_x_8gf-2b70d774",
    "regnetx_160.tv2_in1k": "regnet_x_16gf-ba3796d7",
    "regnetx_320.tv2_in1k": "regnet_x_32gf-6eb8fdc6",
    "regnety_004.tv2_in1k": "regnet_y_400mf-e6988f5f",
    "regnety_008_tv.tv2_in1k": "regnet_y_800mf-58fc7688",
    "regnety_016.tv2_in1k": "regnet_y_1_6gf-0d7bc02a",
    "regnety_032.tv2_in1k": "regnet_y_3_2gf-9180c971",
    "regnety_080_tv.tv2_in1k": "regnet_y_8gf-dc2b1b54",
    "regnety_160.tv2_in1k": "regnet_y_16gf-3e4a00f9",
    "regnety_160.swag_ft_in1k": "regnet_y_16gf_swag-43afe44d",
    "regnety_160.swag_lc_in1k": "regnet_y_16gf_lc_swag-f3ec0043",
    "regnety_320.tv2_in1k": "regnet_y_32gf-8db6d4b5",
    "regnety_320.swag_ft_in1k": "regnet_y_32gf_swag-04fdfa75",
    "regnety_320.swag_lc_in1k": "regnet_y_32gf_lc_swag-e1583746",
    "regnety_1280.swag_ft_in1k": "regnet_y_128gf_swag-c8ce3e52",
    "regnety_1280.swag_lc_in1k": "regnet_y_128gf_lc_swag-cbe8ce12",
    "vgg11.tv_in1k": "vgg11-8a719046",
    "vgg11_bn.tv_in1k": "vgg11_bn-6002323d",
    "vgg13.tv_in1k": "vgg13-19584684",
    "vgg13_bn.tv_in1k": "vgg13_bn-abd245e5",
    "vgg16.tv_in1k": "vgg16-397923af",
    "vgg16_bn.tv_in1k": "vgg16_bn-6c64b313",
    "vgg19.tv_in1k": "vgg19-dcbb9e9d",
    "vgg19_bn.tv_in1k": "vgg19_bn-c79401a0",
    "densenet121.tv_in1k": "densenet121-a639ec97",
    "densenet161.tv_in1k": "densenet161-8d451a50",
    "densenet169.tv_in1k": "densenet169-b2777c0a",
    "densenet201.tv_in1k": "densenet201-c1103571",
    "inception_v3.tv_in1k": "inception_v3_google-0cc3c7bd",
    # torchvision took these over from timm.
    "efficientnet_b0.ra_in1k": "efficientnet_b0_rwightman-7f5810bc",
    "efficientnet_b1.ft_in1k": "efficientnet_b1_rwightman-bac287d4",
    "efficientnet_b2.ra_in1k": "efficientnet_b2_rwightman-c35c1473",
    "efficientnet_b3.ra2_in1k": "efficientnet_b3_rwightman-b3899882",
    "efficientnet_b4.ra2_in1k": "efficientnet_b4_rwightman-23ab8bcd",
}

_BEFORE: Final[dict[str, tuple[str, ...]]] = {
    "resnet18.tv_in1k": ("resnet18-5c106cde",),
    "resnet34.tv_in1k": ("resnet34-333f7ec4",),
    "resnet50.tv_in1k": ("resnet50-19c8e357",),
    "resnet101.tv_in1k": ("resnet101-5d3b4d8f",),
    "resnet152.tv_in1k": ("resnet152-b121ed2d",),
    "inception_v3.tv_in1k": ("inception_v3_google-1a9a5a14",),
    "efficientnet_b0.ra_in1k": ("efficientnet_b0_rwightman-3dd342df", "efficientnet_b0_ra-3dd342df"),
    "efficientnet_b1.ft_in1k": ("efficientnet_b1_rwightman-533bc792", "efficientnet_b1-533bc792"),
    "efficientnet_b2.ra_in1k": ("efficientnet_b2_rwightman-bcdf34b7", "efficientnet_b2_ra-bcdf34b7"),
    "efficientnet_b3.ra2_in1k": ("efficientnet_b3_rwightman-cf984f9c", "efficientnet_b3_ra2-cf984f9c"),
    "efficientnet_b4.ra2_in1k": ("efficientnet_b4_rwightman-7eb33cd5", "efficientnet_b4_ra2_320-7eb33cd5"),
}
"""The names of older files with the very same weights, and timm's own of those that torchvision took over."""

_ANEW: Final[dict[str, str]] = {
    "efficientnet_b5_lukemelas-b6417697": "efficientnet_b5_lukemelas-1a07897c",
    "efficientnet_b6_lukemelas-c76e70fd": "efficientnet_b6_lukemelas-24a108a5",
    "efficientnet_b7_lukemelas-dcc49843": "efficientnet_b7_lukemelas-c5b4e57e",
}
"""Older files of weights that timm hasn't, and the name that torchvision gives the same weights now."""

_BY_FILE: Final = {file: name for name, now in _SAME.items() for file in (now, *_BEFORE.get(name, ()))}

_NETWORKS: Final[dict[str, str]] = {
    "convnext_tiny": "convnext_tiny.fb_in1k",
    "convnext_small": "convnext_small.fb_in1k",
    "convnext_base": "convnext_base.fb_in1k",
    "convnext_large": "convnext_large.fb_in1k",
    "efficientnet_b5": "efficientnet_b5.sw_in12k_ft_in1k",
    "efficientnet_b6": "efficientnet_b6",
    "efficientnet_b7": "efficientnet_b7",
    "efficientnet_v2_s": "efficientnetv2_s",
    "efficientnet_v2_m": "efficientnetv2_m",
    "efficientnet_v2_l": "efficientnetv2_l",
    "mnasnet0.5": "mnasnet_050",
    "mnasnet0_75": "mnasnet_075",
    "mnasnet1.0": "mnasnet_100.rmsp_in1k",
    "mobilenet_v2": "mobilenetv2_100.ra_in1k",
    "mobilenet_v3_large": "mobilenetv3_large_100.ra_in1k",
    "mobilenet_v3_small": "mobilenetv3_small_100.lamb_in1k",
    "swin_t": "swin_tiny_patch4_window7_224.ms_in1k",
    "swin_s": "swin_small_patch4_window7_224.ms_in1k",
    "swin_b": "swin_base_patch4_window7_224.ms_in1k",
    "swin_v2_t": "swinv2_tiny_window8_256.ms_in1k",
    "swin_v2_s": "swinv2_small_window8_256.ms_in1k",
    "swin_v2_b": "swinv2_base_window8_256.ms_in1k",
    "vit_b_16": "deit_base_patch16_224.fb_in1k",
    "vit_b_16_swag": "deit_base_patch16_384.fb_in1k",
    "vit_b_32": "vit_base_patch32_224.augreg_in1k",
    "vit_l_16": "vit_large_patch16_224.mae",
    "vit_l_32": "vit_large_patch32_224.orig_in21k",
    "vit_h_14": "vit_huge_patch14_224.mae",
}
"""The backbone that is the same network, where another than the one that has this network's weights of torchvision; and one that prepares
photos as torchvision does (`prepares_alike`), where there is any."""

ONLY_THEIRS: Final = tuple(name for name in _NETWORKS.values() if "." not in name)
"""Networks of timm's of which only torchvision has weights."""

_NONE: Final = ("alexnet", "googlenet", "maxvit_t", "mnasnet1_3", "shufflenetv2_", "squeezenet", "vgg16_features")
"""How names begin of networks that timm hasn't or computes otherwise, and of a file without the last layers."""

_FILE: Final = re.compile(r"(?P<network>.+?)(?:_top1_[\d.]+|_rwightman|_lukemelas|_google|_lc_swag)?-[0-9a-f]{8,10}")
"""A network's name, at times who trained it or how well, and the first digits of the hash."""

_COPY: Final = re.compile(r" ?\(\d+\)$")
"""What a browser adds to the name of a file that it has loaded before."""

_HASHED: Final = re.compile(r"-(?P<digits>[0-9a-f]{8,64})$")
"""What torch saves a file's hash as in its name (https://docs.pytorch.org/docs/stable/hub.html, `check_hash`)."""

_DAY: Final = re.compile(r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
"""A day as people write it at a name's end, which looks like a hash."""

THEIRS: Final = "BSD 3-Clause"
"""The licence of torchvision and of the weights that it learned (https://github.com/pytorch/vision)."""

SWAG: Final = "CC BY-NC 4.0"
"""The licence of the weights that torchvision calls SWAG (https://github.com/facebookresearch/SWAG)."""


def named_after(stem: str) -> Backbone | None:
    """The backbone that a file is named after: by its own name, or by torchvision's of the very same or the only weights; otherwise None.

    Args:
        stem: the file's name without what tells its kind, here and below.
    """
    only = _NETWORKS.get(_network(stem), "")
    return backbone(stem) or backbone(_BY_FILE.get(_COPY.sub("", stem), "")) or (backbone(only) if only in ONLY_THEIRS else None)


def same_network(stem: str) -> Backbone | None:
    """The backbone that torchvision's file may be added as: the same network, whose weights here are others; None where there is none."""
    network = _network(stem)
    return backbone(_NETWORKS.get(network) or _NETWORKS.get(network.removesuffix("_swag")) or _OF_SAME.get(network, ""))


def without_network(stem: str) -> bool:
    """Whether it is torchvision's file of a network that no backbone here computes."""
    return _network(stem).startswith(_NONE)


def prepares_alike(one: Backbone) -> bool:
    """Whether it sees colours as torchvision's networks do: Inception, which scales them itself, as its own weights want it."""
    return one.mean == (0.485, 0.456, 0.406) or one.architecture == "inception_v3"


def licence_of(stem: str) -> str:
    """The licence in words of the weights that a file is named after, or of torchvision's others; empty for other files' names."""
    named = named_after(stem)
    if named is not None:
        return named.licence
    return (SWAG if "_swag" in stem else THEIRS) if same_network(stem) else ""


def hashes_named(stem: str) -> tuple[str, ...]:
    """How the file's SHA-256 may begin after its name, the name's own digits first; empty where the name tells none.

    More than one where torchvision has saved the same weights anew: for a while it gave the newer file under the older name
    (https://github.com/pytorch/vision/issues/8060).
    """
    plain = _COPY.sub("", stem)
    found = _HASHED.search(plain)
    if found is None or _DAY.fullmatch(found["digits"]):
        return ()
    newer = _SAME.get(_BY_FILE.get(plain, ""), _ANEW.get(plain, "")).rpartition("-")[2]
    return (found["digits"], newer) if newer not in ("", found["digits"]) else (found["digits"],)


def _network(stem: str) -> str:
    """What torchvision calls the network, with "_swag" for weights that want a larger photo; empty for other files' names."""
    found = _FILE.fullmatch(_COPY.sub("", stem))
    return found["network"] if found else ""


_OF_SAME: Final = {_network(file): name for name, file in reversed(_SAME.items())}
"""The network of each file whose weights are here: for those of its files whose weights are not."""
