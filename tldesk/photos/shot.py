"""How a photo was taken, as its EXIF says: lens, exposure, place."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import ExifTags

from tldesk.photos import exif
from tldesk.photos.opening import opened


@dataclass(frozen=True, slots=True)
class ShotFacts:
    """How a photo was taken; None or empty where the file does not say, or says nonsense.

    Attributes:
        exposure: seconds. aperture: the f-number. iso: the sensitivity. focal_length: mm, of the lens itself.
        latitude, longitude: degrees, north and east positive; both or none.
    """

    lens: str = ""
    exposure: float | None = None
    aperture: float | None = None
    iso: int | None = None
    focal_length: float | None = None
    latitude: float | None = None
    longitude: float | None = None


def shot_facts(file: Path) -> ShotFacts:
    """How the photo was taken.

    Raises:
        PhotoError: the header can't be read.
    """
    with opened(file) as image:
        details, place = exif.block(image, ExifTags.IFD.Exif), exif.block(image, ExifTags.IFD.GPSInfo)
    base = ExifTags.Base
    latitude = _degrees(place.get(ExifTags.GPS.GPSLatitude), place.get(ExifTags.GPS.GPSLatitudeRef), most=90)
    longitude = _degrees(place.get(ExifTags.GPS.GPSLongitude), place.get(ExifTags.GPS.GPSLongitudeRef), most=180)
    # Exactly 0, 0 is what devices without a fix write.
    known = latitude is not None and longitude is not None and (latitude, longitude) != (0, 0)
    iso = _positive(_first(details.get(base.ISOSpeedRatings)))
    return ShotFacts(
        lens=exif.words(details.get(base.LensModel)),
        exposure=_positive(details.get(base.ExposureTime)),
        aperture=_positive(details.get(base.FNumber)),
        iso=None if iso is None else round(iso),
        focal_length=_positive(details.get(base.FocalLength)),
        latitude=latitude if known else None,
        longitude=longitude if known else None,
    )


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, Sequence) and not isinstance(value, str | bytes) and value else value


def _number(value: Any) -> float | None:
    """A finite number; EXIF's fractions may have a zero below the line."""
    try:
        number = float(value)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _positive(value: Any) -> float | None:
    number = _number(value)
    return number if number is not None and number > 0 else None


def _degrees(parts: Any, side: Any, *, most: float) -> float | None:
    """Degrees, minutes and seconds as one signed number; None where they are no angle up to `most`."""
    if not isinstance(parts, Sequence) or isinstance(parts, str | bytes) or len(parts) != 3:
        return None
    numbers = [_number(part) for part in parts]
    if any(number is None or number < 0 for number in numbers):
        return None
    angle = math.fsum(number / 60.0**power for power, number in enumerate(numbers) if number is not None)
    if angle > most:
        return None
    return -angle if exif.words(side).upper() in {"S", "W"} else angle
