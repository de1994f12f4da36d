"""Licences of weights, in words."""

from typing import Final

WORDS: Final[dict[str, tuple[str, bool | None]]] = {
    "apache-2.0": ("Apache 2.0", True),
    "mit": ("MIT", True),
    "bsd-3-clause": ("BSD 3-Clause", True),
    "cc-by-4.0": ("CC BY 4.0", True),
    "nvidia-open-model-license": ("NVIDIA Open Model", True),
    "dinov3-license": ("DINOv3 licence", True),
    "cc-by-nc-4.0": ("CC BY-NC 4.0", False),
    "apple-amlr": ("Apple research licence", False),
    "seer-license": ("SEER licence", False),
    "fair-noncommercial-research-license": ("FAIR research licence", False),
    "apple-ascl": ("Apple sample code licence", None),
    "cvnets-license": ("Apple CVNets licence", None),
    "fastvit-license": ("Apple FastViT licence", None),
    "mobileone-license": ("Apple MobileOne licence", None),
    "sapiens2-license": ("Sapiens 2 licence", None),
    "qwen-community-1.0": ("Qwen community licence", None),
    "gemma": ("Gemma terms", None),
    "": ("unknown", None),
}
"""The licence's name, and whether it allows commercial use; None: read it."""


def in_words(licence: str) -> tuple[str, bool | None]:
    """Name of the licence, and whether commercial use is allowed (None: unknown, or under conditions to be read)."""
    return WORDS.get(licence, (licence, None))
