"""Settings of the validation: which photos are kept apart, and how answers are given."""

from typing import Literal

from pydantic import BaseModel

from tldesk.core.recipe.knob import knob


class ValidationSettings(BaseModel):
    """Splits, groups, folds and answers."""

    validation_percent: int = knob(
        15,
        label="Validation share",
        help="Share of the labelled photos that stops the training. Used only where the photos have no splits yet.",
        group="Validation",
        unit="%",
        ge=5,
        le=50,
    )
    test_percent: int = knob(
        15,
        label="Test share",
        help="Share of the labelled photos kept apart for the final figures. Locked once made.",
        group="Validation",
        unit="%",
        ge=5,
        le=50,
    )
    group_by: Literal["nothing", "folder", "burst", "pattern"] = knob(
        "nothing",
        label="Keep together",
        help=(
            "Photos that show the same thing must not sit in two splits. folder: those of one folder inside a class. "
            "burst: those taken within 30 seconds of each other. pattern: those whose name matches the same text. "
            "Near-duplicates are always kept together."
        ),
        group="Validation",
        level="basic",
    )
    group_pattern: str = knob(
        "",
        label="Name pattern",
        help="A regular expression, such as ^plate\\d+; photos whose file name gives the same match stay together.",
        group="Validation",
        needs={"group_by": ["pattern"]},
    )
    folds: int = knob(
        0,
        label="Cross-validation folds",
        help=(
            "Trains again for each fold of the training and validation photos, and says mean and spread of the figures: how much they "
            "hang on which photos happen to validate. The model is the one without; 0 or 1 is off. The test photos are never touched."
        ),
        group="Validation",
        ge=0,
        le=10,
    )
    mirrored_answers: Literal["none", "horizontal", "both"] = knob(
        "none",
        label="Mirrored answers",
        help=(
            "Test-time augmentation: the answer is computed from the photo and its mirror pictures together. "
            "A little more accurate, two or four times as slow."
        ),
        group="Validation",
    )
