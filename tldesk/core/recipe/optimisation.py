"""Settings of the optimisation: steps, rates, penalties, losses, stopping, and how the computer does it."""

from typing import Literal

from pydantic import BaseModel

from tldesk.core.recipe.knob import knob

Optimiser = Literal[
    "adamw", "adam", "sgd", "rmsprop", "nadam", "nadamw", "radam", "radamw", "adamax", "adamp", "adabelief", "adafactor", "adagrad",
    "adadelta", "adan", "adopt", "adoptw", "lamb", "lambw", "laprop", "lars", "larc", "lion", "madgrad", "madgradw", "mars", "momentum",
    "muon", "nadamuon", "novograd", "rmsproptf", "sgdp", "sgdw", "cadamw", "clion",
]  # fmt: skip
"""timm's names; "sgd" has Nesterov momentum, "momentum" is SGD with the classical one, a leading c is the cautious kind."""

Schedule = Literal["cosine", "one-cycle", "triangular", "step", "plateau", "constant"]


class OptimisationSettings(BaseModel):
    """Optimiser, schedule, regularisation, loss, stopping and speed."""

    optimiser: Optimiser = knob(
        "adamw",
        label="Optimiser",
        help=(
            "How a step is made from the gradient. adamw is a safe choice; sgd (with Nesterov momentum) wants ten to a hundred times "
            "the rate, lion a third."
        ),
        group="Optimisation",
        needs={"takes_steps": [True]},
    )
    learning_rate: float = knob(
        1e-3,
        label="Learning rate",
        help="Step size of the head at its highest. The learning-rate test proposes one.",
        group="Optimisation",
        needs={"takes_steps": [True]},
        gt=0,
        le=10,
    )
    backbone_rate: float = knob(
        0.3,
        label="Rate of thawed stages",
        help="The thawed stages' learning rate, as a fraction of the head's. Pretrained layers need smaller steps.",
        group="Optimisation",
        needs={"fine_tunes": [True]},
        gt=0,
        le=1,
    )
    layer_decay: float = knob(
        1.0,
        label="Layer-wise decay",
        help="Each stage further from the head gets this fraction of the rate of the one after it. 1: all thawed stages the same.",
        group="Optimisation",
        needs={"fine_tunes": [True]},
        gt=0,
        le=1,
    )
    momentum: float = knob(
        0.9,
        label="Momentum",
        help="How much of the last step goes on into the next.",
        group="Optimisation",
        needs={
            "takes_steps": [True],
            "optimiser": ["sgd", "momentum", "rmsprop", "rmsproptf", "sgdp", "sgdw", "lars", "larc", "madgrad", "madgradw", "muon"],
        },
        ge=0,
        le=0.999,
    )
    schedule: Schedule = knob(
        "cosine",
        label="Schedule",
        help=(
            "How the learning rate goes. cosine: down to nearly nothing. one-cycle: up, then down. triangular: up and down again "
            "and again. step: down at intervals. plateau: down when the validation loss rests. constant: as it is."
        ),
        group="Optimisation",
        needs={"takes_steps": [True]},
    )
    warm_up: float = knob(
        10.0,
        label="Warm-up",
        help="Share of all steps in which the learning rate rises from nearly nothing.",
        group="Optimisation",
        unit="%",
        needs={"takes_steps": [True], "schedule": ["cosine", "step", "plateau", "constant"]},
        ge=0,
        le=50,
    )
    cycle_epochs: int = knob(
        2,
        label="Length of a cycle",
        help="Epochs from one low of the triangular schedule to the next.",
        group="Optimisation",
        unit="epochs",
        needs={"takes_steps": [True], "schedule": ["triangular"]},
        ge=1,
        le=100,
    )
    step_epochs: int = knob(
        3,
        label="Epochs to a drop",
        help="step: epochs from one drop of the rate to the next. plateau: epochs without a better validation loss before a drop.",
        group="Optimisation",
        unit="epochs",
        needs={"takes_steps": [True], "schedule": ["step", "plateau"]},
        ge=1,
        le=100,
    )
    step_factor: float = knob(
        0.3,
        label="Drop to",
        help="What a drop leaves of the learning rate.",
        group="Optimisation",
        needs={"takes_steps": [True], "schedule": ["step", "plateau"]},
        gt=0,
        le=0.99,
    )
    batch_size: int = knob(
        32,
        label="Batch size",
        help="Photos in one step. 0: 32 on a processor; on a graphics card up to 256, in pieces that fit its memory.",
        group="Optimisation",
        unit="photos",
        needs={"takes_steps": [True]},
        ge=0,
        le=1024,
    )
    accumulate: int = knob(
        1,
        label="Accumulate",
        help="Batches whose gradients are added up before a step: the effect of a larger batch in the memory of a small one.",
        group="Optimisation",
        unit="batches",
        needs={"takes_steps": [True]},
        ge=1,
        le=64,
    )
    clip: float = knob(
        1.0,
        label="Gradient clipping",
        help="Longest gradient; longer ones are shortened to it. 0: none is.",
        group="Optimisation",
        needs={"takes_steps": [True]},
        ge=0,
        le=1000,
    )
    weight_decay: float = knob(
        0.01,
        label="Weight decay",
        help="How strongly large weights are pulled back (L2). Biases and norms are left alone.",
        group="Optimisation",
        needs={"takes_steps": [True]},
        ge=0,
        le=1,
    )
    l1: float = knob(
        0.0,
        label="L1 penalty",
        help="Times the sum of the absolute weights, added to the loss: it sets weights to zero. 0: none; try 1e-6.",
        group="Optimisation",
        needs={"takes_steps": [True]},
        ge=0,
        le=1,
    )
    average: float = knob(
        0.0,
        label="Weight averaging",
        help="Keeps a running average of the weights (EMA) and judges and saves that one. The share kept at each step, as 0.99; 0: none.",
        group="Optimisation",
        needs={"takes_steps": [True]},
        ge=0,
        le=0.99999,
    )
    loss: Literal["cross-entropy", "focal"] = knob(
        "cross-entropy",
        label="Loss",
        help="focal: photos the model is already sure of count less, so that it works on the hard ones.",
        group="Loss",
        needs={"takes_steps": [True]},
    )
    focal_gamma: float = knob(
        2.0,
        label="Focus",
        help="How much less the easy photos count; 0 is cross-entropy.",
        group="Loss",
        needs={"takes_steps": [True], "loss": ["focal"]},
        ge=0,
        le=10,
    )
    label_smoothing: float = knob(
        0.05,
        label="Label smoothing",
        help="Share of each label given to the other classes, against overconfidence.",
        group="Loss",
        needs={"takes_steps": [True]},
        ge=0,
        le=0.5,
    )
    imbalance: Literal["nothing", "class-weights", "balanced-sampling"] = knob(
        "nothing",
        label="Rare classes",
        help=(
            "Whether rare classes are helped, which costs frequent ones a little. "
            "class-weights: a photo of a rare class counts more in the loss. balanced-sampling: it is shown more often."
        ),
        group="Loss",
        level="basic",
    )
    monitor: Literal["loss", "accuracy", "balanced accuracy"] = knob(
        "loss",
        label="Best by",
        help=(
            "What the best epoch is chosen by on the validation photos, and what early stopping waits for. balanced accuracy: "
            "the mean over classes, so that rare ones count as much."
        ),
        group="Stopping",
    )
    patience: int = knob(
        3,
        label="Patience",
        help="Stop when the validation figure has not improved for this many epochs; the best epoch is kept.",
        group="Stopping",
        unit="epochs",
        ge=1,
        le=500,
    )
    least_gain: float = knob(
        0.0,
        label="Least gain",
        help="An epoch counts as an improvement only if it is better by more than this: nats of loss, or a share of accuracy.",
        group="Stopping",
        ge=0,
        le=1,
    )
    seed: int = knob(0, label="Seed", help="The same seed on the same CPU gives the same run.", group="Stopping", ge=0, le=2**31 - 1)
    deterministic: bool = knob(
        False,
        label="Deterministic",
        help="Only operations that give the same result each time, on a graphics card too; slower there, no difference on a processor.",
        group="Speed",
    )
    precision: Literal["auto", "float32", "bfloat16", "float16"] = knob(
        "auto",
        label="Precision",
        help=(
            "What the training computes in; figures and answers are always computed in float32. "
            "auto: half precision where a probe shows that this computer is faster in it. "
            "On a processor only the frozen stages use half precision. float16 needs an NVIDIA graphics card."
        ),
        group="Speed",
    )
    channels_last: bool = knob(
        True,
        label="Channels last",
        help="The order of pixels in memory that most processors are faster with. Changes no result but for rounding.",
        group="Speed",
    )
    compile: bool = knob(
        False,
        label="Compile",
        help="Let torch compile the network first: some minutes that pay off in long trainings on a graphics card. Needs a C++ compiler.",
        group="Speed",
        needs={"fine_tunes": [True]},
    )
