"""From any of Pillow's modes to 8-bit sRGB, so that the photo looks as in a good viewer."""

import io
from functools import lru_cache
from typing import Any, Final

import numpy as np
from PIL import Image, ImageCms, TiffImagePlugin

from tldesk.photos.levels import eight_bit

_DEEP: Final = frozenset({"I", "F", "I;16", "I;16L", "I;16B", "I;16N"})
_MINISWHITE: Final = 0
_WHITE: Final = (255, 255, 255, 255)
_PROFILE_FAULTS: Final = (ImageCms.PyCMSError, OSError, ValueError, TypeError, SyntaxError)


def to_rgb(image: Image.Image) -> Image.Image:
    """The loaded `image` as 8-bit sRGB.

    Deep greys are scaled (`levels.eight_bit`), transparency is laid on white, LAB and embedded ICC profiles are converted to sRGB;
    a damaged or unfitting profile is ignored.
    """
    profile = image.info.get("icc_profile")
    if image.mode in _DEEP:
        image = _grey(image)
    if image.has_transparency_data:
        image = _on_white(image)
    if image.mode == "LAB":
        return ImageCms.applyTransform(image, _lab_to_srgb()) or image
    if isinstance(profile, bytes) and profile:
        image = _through_profile(image, profile)
    return image if image.mode == "RGB" else image.convert("RGB")


def _grey(image: Image.Image) -> Image.Image:
    """A deep grey `image` as 8-bit grey; a transparent value (PNG's tRNS) becomes white."""
    values = np.asarray(image)
    grey = eight_bit(values)
    if isinstance(image, TiffImagePlugin.TiffImageFile) and image.tag_v2.get(TiffImagePlugin.PHOTOMETRIC_INTERPRETATION) == _MINISWHITE:
        # Pillow inverts 8-bit WhiteIsZero files itself, deeper ones not.
        grey = np.subtract(255, grey)
    transparent = image.info.get("transparency")
    if isinstance(transparent, int):
        grey[values == transparent] = 255
    return Image.fromarray(grey)


def _on_white(image: Image.Image) -> Image.Image:
    rgba = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", rgba.size, _WHITE), rgba).convert("RGB")


def _through_profile(image: Image.Image, profile: bytes) -> Image.Image:
    if image.mode not in {"RGB", "L", "CMYK"}:
        return image
    try:
        transform = _profile_to_srgb(profile, image.mode)
        return image if transform is None else ImageCms.applyTransform(image, transform) or image
    except _PROFILE_FAULTS:
        return image


@lru_cache(maxsize=32)
def _profile_to_srgb(profile: bytes, mode: str) -> Any:
    """The transform from `profile` to sRGB; None where it is sRGB already or is for another kind of picture."""
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    space = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK"}[mode]
    if source.profile.xcolor_space != space or "sRGB" in (source.profile.profile_description or ""):
        return None
    return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")


@lru_cache(maxsize=1)
def _lab_to_srgb() -> Any:
    return ImageCms.buildTransform(ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB")
