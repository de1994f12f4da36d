"""What a preview of the augmentation shows, as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """`width * height` RGB pixels of a byte a channel, row-major, without padding."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class PhotoPreview:
    """One photo as the user took it, as the network sees it in an answer, and as it may see it in training.

    Attributes:
        photo: the whole of it, upright. seen: left, top, right and bottom of what the framing keeps, as shares of its width and height.
        plain: the network's square without any alteration. views: the same square, altered at random; none where nothing is altered.
    """

    key: str
    photo: Picture
    seen: tuple[float, float, float, float]
    plain: Picture
    views: tuple[Picture, ...]
