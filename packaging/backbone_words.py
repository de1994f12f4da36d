"""Names, families and pretraining of timm networks in plain words, read from their names and tags."""

import re
from typing import Final

_CURATED: Final[tuple[tuple[str, str], ...]] = (
    ("DINOv3", r"\.(.*_)?dinov3|dinov3"),
    ("DINOv2", r"dinov2|\.lvd142m"),
    ("EfficientNet-Lite", r"^(tf_)?efficientnet_lite"),
    ("EfficientNet", r"^(tf_|gc_)?efficientnet(v2)?_"),
    ("MobileNet", r"^(tf_)?mobilenet"),
    ("Inception", r"^inception_(v3|v4|resnet_v2)"),
    ("Xception", r"^(legacy_)?xception"),
    ("VGG", r"^vgg"),
    ("ResNet", r"^(wide_|legacy_)?(gc|eca_?|se)?(resnet|resnext)"),
    ("DenseNet", r"^densenet"),
    ("ConvNeXt", r"^convnext"),
    ("RegNet", r"^regnet"),
    ("DeiT", r"^deit"),
    ("BEiT", r"^beit"),
    ("EVA", r"^eva"),
    ("Swin", r"^swin"),
    ("ViT", r"^vit_"),
)
"""Families that most people look for, with what their names look like; the first that fits counts."""

_OTHERS: Final[tuple[tuple[str, str], ...]] = (
    ("Miniature, for tests", r"^test_"),
    ("CoAtNet and MaxViT", r"^(coatn|max?xvit|maxvit)"),
    ("CAFormer and kin", r"^(caformer|convformer|poolformer)"),
    ("CSPNet and Darknet", r"^(csp|cs3|darknet|sedarknet)"),
    ("NFNet", r"^(dm_nfnet|nfnet|eca_nfnet|nf_)"),
    ("MNASNet and kin", r"^(mnasnet|semnasnet|spnasnet|fbnet|tinynet|hardcorenas|mixnet|tf_mixnet|lcnet)"),
    ("Attention ResNet", r"^(botnet|eca_botnext|eca_halonext|halo|lambda|lamhalo|sebotnet|sehalonet|bat_|gernet|skres|legacy_senet|senet)"),
    ("EfficientViT", r"^efficientvit"),
    ("EfficientFormer", r"^efficientformer"),
    ("Levit", r"^levit"),
    ("MViT", r"^mvit"),
    ("MobileViT", r"^mobilevit"),
    ("MLP-Mixer and kin", r"^(mixer|resmlp|gmlp|gmixer)"),
    ("SAM", r"^(samvit|sam2|hieradet)"),
    ("NASNet", r"^p?nasnet"),
    ("HRNet", r"^hrnet"),
    ("GhostNet", r"^ghostnet"),
    ("Hiera", r"^hiera"),
    ("PVT", r"^pvt"),
    ("RepVGG", r"^repvgg"),
    ("Res2Net", r"^res2ne"),
    ("ResNeSt", r"^resnest"),
    ("VoVNet", r"^ese_vovnet"),
    ("HGNet", r"^hgnet"),
    ("XCiT", r"^xcit"),
    ("AIMv2", r"^aimv2"),
    ("Qwen vision", r"^qwen"),
    ("DPN", r"^dpn"),
    ("DLA", r"^dla"),
    ("PiT", r"^pit_"),
    ("TNT", r"^tnt_"),
    ("CaiT", r"^cait"),
    ("CoaT", r"^coat_"),
    ("GCViT", r"^gcvit"),
)

_SPELT: Final = {
    "cpubone": "CPUBone",
    "crossvit": "CrossViT",
    "csatv": "CSATv2",
    "davit": "DaViT",
    "deepseek": "DeepSeek vision",
    "edgenext": "EdgeNeXt",
    "efficientvim": "EfficientViM",
    "fasternet": "FasterNet",
    "fastvit": "FastViT",
    "flexivit": "FlexiViT",
    "focalnet": "FocalNet",
    "gemma": "Gemma vision",
    "iformer": "iFormer",
    "lowformer": "LowFormer",
    "mambaout": "MambaOut",
    "mobileone": "MobileOne",
    "naflexvit": "NaFlexViT",
    "nextvit": "Next-ViT",
    "rdnet": "RDNet",
    "repghostnet": "RepGhostNet",
    "repvit": "RepViT",
    "rexnet": "ReXNet",
    "rexnetr": "ReXNet",
    "selecsls": "SelecSLS",
    "shvit": "SHViT",
    "starnet": "StarNet",
    "swiftformer": "SwiftFormer",
    "tiny": "TinyViT",
    "tresnet": "TResNet",
    "vitamin": "ViTamin",
    "volo": "VOLO",
}

_STYLED: Final = {
    "resnet": "ResNet",
    "resnext": "ResNeXt",
    "efficientnet": "EfficientNet",
    "mobilenet": "MobileNet",
    "densenet": "DenseNet",
    "convnext": "ConvNeXt",
    "regnet": "RegNet",
    "inception": "Inception",
    "xception": "Xception",
    "vgg": "VGG",
    "vit": "ViT",
    "deit": "DeiT",
    "beit": "BEiT",
    "swin": "Swin",
    "eva": "EVA",
    "dinov": "DINOv",
}
"""Words inside names that have a spelling of their own."""


def family_of(name: str) -> str:
    """The family of the network `name` (with its tag) in words."""
    for words, pattern in (*_CURATED, *_OTHERS):
        if re.search(pattern, name):
            return words
    first = re.split(r"[_.\d]", name, maxsplit=1)[0]
    return _SPELT.get(first, first[:1].upper() + first[1:])


def title_of(name: str) -> str:
    """A network's name as people write it: "vit_small_patch16_224.dino" as "ViT small patch16 224"."""
    words = name.partition(".")[0].removeprefix("tf_").replace("_", " ")
    for plain, styled in _STYLED.items():
        words = re.sub(rf"(?<![a-z]){plain}", styled, words)
    words = words[:1].upper() + words[1:]
    return f"{words} (TensorFlow)" if name.startswith("tf_") else words


_SETS: Final[tuple[tuple[str, str], ...]] = (
    # Pretraining without labels or from texts first: their tags often name the set as well.
    (r"dinov3_lvd1689m", "1.7 billion web photos without labels (DINOv3)"),
    (r"sat493m", "493 million satellite photos without labels (DINOv3)"),
    (r"eupe_lvd1689m|lvd1689m", "1.7 billion web photos without labels"),
    (r"lvd142m", "142 million web photos without labels (DINOv2)"),
    (r"ijepa", "ImageNet without labels (I-JEPA)"),
    (r"fcmae", "ImageNet-1k without labels (FCMAE)"),
    (r"\bmae\b|^mae", "ImageNet-1k without labels (MAE)"),
    (r"\bdino\b|fb_dino", "ImageNet-1k without labels (DINO)"),
    (r"seer", "1 billion Instagram photos without labels (SEER)"),
    (r"swag", "3.6 billion Instagram photos by hashtag (SWAG)"),
    (r"ig1b", "1 billion Instagram photos by hashtag"),
    (r"yfcc100m", "YFCC-100M photos"),
    (r"openai", "400 million photos with texts (OpenAI CLIP)"),
    (r"laion2b|clip_laion2b", "2 billion photos with texts (LAION-2B, CLIP)"),
    (r"laiona", "900 million photos with texts (LAION-A, CLIP)"),
    (r"laion400m", "400 million photos with texts (LAION-400M, CLIP)"),
    (r"datacomp", "1.4 billion photos with texts (DataComp-1B, CLIP)"),
    (r"dfn2b", "2 billion photos with texts (DFN-2B, CLIP)"),
    (r"dfn5b", "5 billion photos with texts (DFN-5B, CLIP)"),
    (r"metaclip2", "photos with texts of many languages (MetaCLIP 2)"),
    (r"metaclip_2pt5b", "2.5 billion photos with texts (MetaCLIP)"),
    (r"metaclip", "400 million photos with texts (MetaCLIP)"),
    (r"merged2b", "2 billion photos with texts (EVA-CLIP)"),
    (r"v2_webli|webli", "web photos with texts (WebLI, SigLIP)"),
    (r"yfcc15m", "15 million photos with texts (YFCC-15M)"),
    (r"cc12m", "12 million photos with texts (CC-12M)"),
    (r"mclip", "photos with texts (MobileCLIP)"),
    (r"clip_ft", "photos with texts (CLIP)"),
    (r"m38m|m30m", "Merged-38M by masked modelling (EVA)"),
    (r"sa1b", "11 million photos with outlines (Segment Anything)"),
    (r"fb_r(896|1024)", "11 million photos with outlines (Segment Anything 2)"),
    (r"jft", "JFT-300M, partly without labels"),
    (r"apple_pt", "2 billion photos with texts (AIMv2)"),
    (r"bamboo", "Bamboo, 69 million photos"),
    (r"ssld_6m", "ImageNet-1k and 6 million photos of ImageNet-22k"),
)
"""Pieces of tags with what they mean; the first that fits is where the pretraining began."""

_IMAGENETS: Final = {"1k": "ImageNet-1k", "12k": "ImageNet-12k", "21k": "ImageNet-21k", "22k": "ImageNet-22k", "w21k": "ImageNet-21k"}


def pretraining_of(name: str) -> str:
    """The photos a network learned from, in words and in order: "ImageNet-21k, then ImageNet-1k"; "unknown" where the tag does not say."""
    tag = name.partition(".")[2]
    steps = [words for pattern, words in _SETS if re.search(pattern, tag)][:1]
    named = re.findall(r"in(w?\d+k)(?![a-z0-9])", tag)
    # The set of a pretraining without labels is named once already.
    if steps and "ImageNet" in steps[0] and "_ft_" not in tag:
        named = []
    for number in named:
        words = _IMAGENETS.get(number, f"ImageNet-{number}")
        if not steps or steps[-1] != words:
            steps.append(words)
    return ", then ".join(steps) if steps else "unknown"
