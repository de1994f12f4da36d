"""Settings of the augmentation: how training photos are altered at random, so that the network learns what does not matter."""

from typing import Literal

from pydantic import BaseModel

from tldesk.core.recipe.knob import Needs, knob

_ALTERS: Needs = {"alters": [True]}


class AugmentationSettings(BaseModel):
    """Alterations, drawn anew for each photo and epoch (with the features method: for each view)."""

    views: int = knob(
        1,
        label="Augmented views",
        help="How many altered copies of each training photo the head also learns from. One is worth about a point; more add little.",
        group="Augmentation",
        needs={"head_first": [True]},
        ge=0,
        le=8,
    )
    flip: Literal["none", "horizontal", "both"] = knob(
        "horizontal",
        label="Flips",
        help="Mirror training photos at random. Choose both where there is no up or down, as under a microscope.",
        group="Augmentation",
        level="basic",
        needs=_ALTERS,
    )
    crop: float = knob(
        0.5,
        label="Random crop",
        help="Smallest share of the photo's area that a random, slightly stretched crop keeps. 1: no random crop.",
        group="Augmentation",
        needs=_ALTERS,
        ge=0.05,
        le=1,
    )
    rotation: float = knob(
        0.0,
        label="Rotation",
        help="Turn by up to this angle either way. 180 where there is no up or down.",
        group="Augmentation",
        unit="°",
        needs=_ALTERS,
        ge=0,
        le=180,
    )
    shift: float = knob(
        0.0, label="Shift", help="Move by up to this share of the side.", group="Augmentation", unit="%", needs=_ALTERS, ge=0, le=50
    )
    zoom: float = knob(
        0.0,
        label="Zoom",
        help="Make larger or smaller by up to this share. Leave 0 where size tells the classes apart.",
        group="Augmentation",
        unit="%",
        needs=_ALTERS,
        ge=0,
        le=90,
    )
    colour: float = knob(
        0.0,
        label="Colour",
        help="Change brightness, contrast and saturation by up to this share, the hue by a tenth of it. Leave 0 where colour is evidence.",
        group="Augmentation",
        unit="%",
        needs=_ALTERS,
        ge=0,
        le=100,
    )
    blur: float = knob(
        0.0,
        label="Blur",
        help="Blur half of the photos by up to this radius, as a lens out of focus.",
        group="Augmentation",
        unit="px",
        needs=_ALTERS,
        ge=0,
        le=20,
    )
    noise: float = knob(
        0.0,
        label="Noise",
        help="Add noise of up to this strength, as a camera in the dark.",
        group="Augmentation",
        unit="%",
        needs=_ALTERS,
        ge=0,
        le=50,
    )
    erasing: float = knob(
        0.0,
        label="Erasing",
        help="Share of the photos in which a rectangle is painted over, so that no single detail decides.",
        group="Augmentation",
        unit="%",
        needs=_ALTERS,
        ge=0,
        le=100,
    )
    policy: Literal["none", "randaugment", "trivialaugment"] = knob(
        "none",
        label="Policy",
        help="randaugment: some alterations out of fourteen, all of one strength. trivialaugment: one of them, of any strength.",
        group="Augmentation",
        needs=_ALTERS,
    )
    policy_count: int = knob(
        2,
        label="Alterations at once",
        help="How many alterations RandAugment applies to a photo.",
        group="Augmentation",
        needs={**_ALTERS, "policy": ["randaugment"]},
        ge=1,
        le=6,
    )
    policy_strength: float = knob(
        30.0,
        label="Strength",
        help="How strong RandAugment's alterations are.",
        group="Augmentation",
        unit="%",
        needs={**_ALTERS, "policy": ["randaugment"]},
        ge=0,
        le=100,
    )
    mixup: float = knob(
        0.0,
        label="Mixup",
        help="Blend pairs of photos and their labels; the larger, the more evenly. 0: none, 0.2 is usual.",
        group="Augmentation",
        needs={"fine_tunes": [True]},
        ge=0,
        le=10,
    )
    cutmix: float = knob(
        0.0,
        label="Cutmix",
        help="Paste a piece of one photo into another, and share the label; 0: none, 1 is usual. With mixup, either by turns.",
        group="Augmentation",
        needs={"fine_tunes": [True]},
        ge=0,
        le=10,
    )
