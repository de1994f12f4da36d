"""How heatmaps are drawn and tested, as plain values."""

from dataclasses import dataclass
from enum import StrEnum


class HeatmapMethod(StrEnum):
    """A way to draw a heatmap, by the name it was published under."""

    GRAD_CAM = "Grad-CAM"
    GRAD_CAM_PLUS_PLUS = "Grad-CAM++"
    HIRES_CAM = "HiResCAM"
    LAYER_CAM = "LayerCAM"
    ABLATION_CAM = "Ablation-CAM"
    EIGEN_CAM = "Eigen-CAM"
    ATTENTION_ROLLOUT = "Attention rollout"


METHOD_WORDS: dict[HeatmapMethod, str] = {
    HeatmapMethod.GRAD_CAM: "Each feature map counts as much as it raises the class on average. The usual choice.",
    HeatmapMethod.GRAD_CAM_PLUS_PLUS: "Like Grad-CAM, but covers several objects of the class more evenly.",
    HeatmapMethod.HIRES_CAM: "Counts every place by itself: never shows places the network did not use.",
    HeatmapMethod.LAYER_CAM: "Only places that raise the class count; finer outlines.",
    HeatmapMethod.ABLATION_CAM: "Switches feature maps off one by one and sees how the class drops. No gradients; slower.",
    HeatmapMethod.EIGEN_CAM: "What stands out to the network, the same for every class.",
    HeatmapMethod.ATTENTION_ROLLOUT: "Where the transformer's attention goes, the same for every class.",
}
"""What each method does, in one line for the user."""


class Doubt(StrEnum):
    """Why a heatmap is not to be trusted, in words for the user."""

    EMPTY = "Nothing in this photo speaks for this class."
    SILENT = "The probability of this class hardly changes, whatever part of the photo is hidden, so the map can't be tested."
    CHANCE = "Hiding what the map shows changes the answer no more than hiding other places."
    HEAD = "A network with a shuffled head draws nearly the same map, so it does not show what speaks for this class."
    STAGE = "A network with a shuffled last stage draws nearly the same map, so it does not show what was learned."


@dataclass(frozen=True, slots=True)
class Removal:
    """How a class's probability follows an order of places; all in 0..1.

    Attributes:
        insertion: its mean while places appear in a blurred photo, the most important first; high is good.
        deletion: its mean while they are hidden, the most important first; low is good.
    """

    insertion: float
    deletion: float

    @property
    def gap(self) -> float:
        """How much better than nothing the order is: 1 at best, about 0 for random places."""
        return self.insertion - self.deletion


@dataclass(frozen=True, slots=True)
class HeatmapCheck:
    """What came of testing one heatmap.

    Attributes:
        heatmap: deletion and insertion in the map's order (Petsiuk et al. 2018). centre: in that of a spot in the middle of the photo.
        chance: of the same map, carried elsewhere at random.
        head, stage: mean rank correlation (-1..1) with the maps of a network whose head, or head and last stage, are shuffled
            (Adebayo et al. 2018).
        doubts: why it is not to be trusted; empty where it passed.
    """

    heatmap: Removal
    centre: Removal
    chance: tuple[Removal, ...]
    head: float
    stage: float
    doubts: tuple[Doubt, ...]

    @property
    def trusted(self) -> bool:
        """Whether it passed every test."""
        return not self.doubts

    @property
    def only_middle(self) -> bool:
        """Whether a spot in the middle of the photo explains the answer as well."""
        return self.centre.gap >= self.heatmap.gap


def sentences(check: HeatmapCheck) -> tuple[str, ...]:
    """The outcome for the user, sentence by sentence."""
    if check.doubts:
        return ("Don't trust this map.", *(doubt.value for doubt in check.doubts))
    words = "This map passed: hiding what it shows changes the answer, and networks that know nothing draw other maps."
    return (words, "A plain spot in the middle of the photo does as well.") if check.only_middle else (words,)


def verdict(check: HeatmapCheck) -> str:
    """The outcome in words for the user."""
    return " ".join(sentences(check))
