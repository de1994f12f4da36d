"""Which photos of an evaluation may be listed."""

from enum import Enum, auto
from typing import Final


class Listing(Enum):
    """Photos one may want to look at, and their order; the last three need a run to compare with."""

    CONFIDENT_MISTAKES = auto()
    WORST_LOSSES = auto()
    NEAR_TIES = auto()
    FIXED = auto()
    BROKEN = auto()
    STILL_WRONG = auto()


OF_COMPARISON: Final[tuple[Listing, ...]] = (Listing.FIXED, Listing.BROKEN, Listing.STILL_WRONG)
