"""Settings of the method: what is frozen, what thaws, and for how long it is trained."""

from typing import Literal

from pydantic import BaseModel

from tldesk.core.recipe.knob import knob

Method = Literal["features", "last-stages", "two-stage", "gradual", "whole"]


class TrainingSettings(BaseModel):
    """Method, freezing and length."""

    method: Method = knob(
        "features",
        label="Method",
        help=(
            "features: the backbone stays as it is and only the head is trained; fast. last-stages: head and last stages from the first "
            "step on. two-stage: the head first, then the last stages at a lower rate. gradual: the head first, then one more stage "
            "every few epochs. whole: everything from the first step on."
        ),
        group="Training",
        level="basic",
    )
    epochs: int = knob(
        4,
        label="Fine-tuning epochs",
        help="At most this many passes over the training photos while stages of the backbone train; early stopping may end it sooner.",
        group="Training",
        level="basic",
        unit="epochs",
        needs={"fine_tunes": [True]},
        ge=1,
        le=500,
    )
    thaw_stages: int = knob(
        2,
        label="Thawed stages",
        help="How many of the backbone's last stages are trained (with gradual, in the end); the rest stays frozen. 20 thaws all.",
        group="Training",
        unit="stages",
        needs={"method": ["last-stages", "two-stage", "gradual"]},
        ge=1,
        le=20,
    )
    thaw_every: int = knob(
        1,
        label="Thaw a stage every",
        help="With gradual thawing, the epochs from one stage to the next.",
        group="Training",
        unit="epochs",
        needs={"method": ["gradual"]},
        ge=1,
        le=100,
    )
    norm_statistics: Literal["auto", "frozen", "live"] = knob(
        "auto",
        label="Batch-norm statistics",
        help=(
            "frozen: those of the pretraining, best for a few thousand photos. live: thawed stages learn new ones; frozen stages never do. "
            "auto: live only where the whole network learns from random weights."
        ),
        group="Training",
        needs={"fine_tunes": [True]},
    )
    head_solver: Literal["auto", "l-bfgs", "gradient"] = knob(
        "auto",
        label="Solver of the head",
        help=(
            "l-bfgs: the exact optimum of a linear head in seconds, its penalty chosen on the validation photos. gradient: steps of the "
            "optimiser below, as hidden layers need. auto: l-bfgs for a linear head."
        ),
        group="Training",
        needs={"head_first": [True]},
    )
    head_epochs: int = knob(
        30,
        label="Head epochs",
        help="At most this many passes over the cached features where the head is trained by gradient steps.",
        group="Training",
        unit="epochs",
        needs={"solver": ["gradient"]},
        ge=1,
        le=1000,
    )
