"""Settings of the network: the backbone, how photos reach it, and the head on top."""

from typing import Final, Literal

from pydantic import BaseModel

from tldesk.core.recipe.knob import knob

EMBEDDED_BACKBONE: Final = "tf_efficientnet_lite0"
"""The backbone whose ImageNet weights come with the program (Apache-2.0)."""

Framing = Literal["crop", "squash", "letterbox"]
"""How a photo becomes the network's square."""


class NetworkSettings(BaseModel):
    """Backbone and head."""

    backbone: str = knob(
        EMBEDDED_BACKBONE,
        label="Backbone",
        help="The pretrained network the features come from. Any timm name.",
        group="Backbone",
        level="basic",
        min_length=1,
    )
    weights: Literal["pretrained", "random"] = knob(
        "pretrained",
        label="Weights",
        help="Pretrained weights know edges, textures and shapes already; random ones know nothing and are a baseline.",
        group="Backbone",
    )
    image_size: int = knob(
        0,
        label="Image size",
        help="Side of the square the network sees. 0 takes the size the backbone was trained with.",
        group="Backbone",
        unit="px",
        ge=0,
        le=1024,
    )
    framing: Framing = knob(
        "crop",
        label="Framing",
        help=(
            "crop: the middle square of the photo, its edges are not seen. squash: the whole photo, its proportions are lost. "
            "letterbox: the whole photo on a plain square, smaller. The same in training and prediction."
        ),
        group="Backbone",
    )
    pooling: Literal["backbone", "avg", "max", "both"] = knob(
        "backbone",
        label="Pooling",
        help=(
            "How the last feature map becomes one vector: its average, its maximum, or both side by side. "
            "backbone: as the network was trained. Max suits small things on an empty ground."
        ),
        group="Head",
    )
    hidden_layers: str = knob(
        "",
        label="Hidden layers",
        help="Widths of layers between the features and the answer, such as 256 or 512, 128. Empty: a linear head, which suffices mostly.",
        group="Head",
        pattern=r"^\s*([1-9]\d{0,3}(\s*,\s*[1-9]\d{0,3}){0,3})?\s*$",
    )
    activation: Literal["relu", "gelu", "silu", "leaky_relu", "elu", "tanh"] = knob(
        "relu", label="Activation", help="The bend after each hidden layer.", group="Head", needs={"hidden_layers": []}
    )
    dropout: float = knob(
        0.0,
        label="Dropout",
        help="Share of the head's inputs, and of its hidden values, that is left out at random while it learns, against overfitting.",
        group="Head",
        needs={"takes_steps": [True]},
        ge=0,
        le=0.9,
    )
