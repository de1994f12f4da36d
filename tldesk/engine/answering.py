"""Answers for photos outside of training: each photo's probabilities, and how far it is from the training photos.

Figures (training, evaluation, calibration, heatmaps) are torch's, in float32. Answers for folders come from the quickest pass this
computer has: OpenVINO's where it is worth its second of preparation, else torch's, and bfloat16 where the processor computes in it.
bfloat16 alone changed the best class of 3 of 240 photos of clothing and of 9 of 400 mixed ones (rms 0.07 to 0.08 in a logit; a probability
moved by 0.08 and 0.15 at most, a confidence by 0.05 and 0.07 in all but one of a hundred). So answers that hang on it are computed again in
float32: those whose best two classes are close, and those near the thresholds of "not sure" and "unlike the training photos". Rounding
can still decide a rare photo, and confidences that were not computed again differ from an evaluation's by so much.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import torch

from tldesk.core.messages import RequestedPhoto
from tldesk.core.results import Answer
from tldesk.core.run_folder import ModelFacts
from tldesk.engine import precision
from tldesk.engine.compiled import compiled
from tldesk.engine.likeness import Likeness
from tldesk.engine.network import FrozenNetwork, probabilities

CLOSE: Final = 0.35
"""The best two classes are close when their log-probabilities differ by less. bfloat16 moved that by 0.38 in one of 100 photos."""

NEAR_SURE: Final = 0.05
"""How near a confidence is to the threshold of "not sure" for rounding to decide, nearly always: see above."""

NEAR_UNLIKE: Final = 0.02
"""The same for the distance to the training photos; bfloat16 moves it by 0.003, at most 0.02."""


@dataclass(frozen=True, slots=True)
class Passes:
    """Two networks that are one but for their rounding."""

    quick: FrozenNetwork
    exact: FrozenNetwork


def torch_passes(network: FrozenNetwork, *, backbone: str) -> Passes:
    """torch's: in bfloat16 where that is clearly faster on this processor."""
    return Passes(precision.for_training(network, backbone=backbone), network)


def compiled_passes(network: FrozenNetwork) -> Passes | None:
    """OpenVINO's, or None where it can't; see `compiled`."""
    made = compiled(network)
    return Passes(*made) if made else None


@dataclass(frozen=True, slots=True)
class Answering:
    """One run's answers, from `passes`."""

    passes: Passes
    facts: ModelFacts
    likeness: Likeness | None

    def answers(self, photos: Sequence[RequestedPhoto], pixels: torch.Tensor) -> tuple[Answer, ...]:
        """The answers for `photos`, whose pixels are uint8 `N, S, S, 3`."""
        exact = self.passes.exact
        pooled = self.passes.quick.pooled(pixels)
        if self.passes.quick is not exact:
            again = self._undecided(pooled)
            if bool(again.any()):
                pooled[again] = exact.pooled(pixels[again])
        rows = zip(photos, probabilities(exact.logits(pooled)), self._distances(pooled), strict=True)
        return tuple(Answer(photo.key, photo.file, row, photo.label, distance=distance) for photo, row, distance in rows)

    def _distances(self, pooled: torch.Tensor) -> list[float] | list[None]:
        return self.likeness.distances(pooled).tolist() if self.likeness else [None] * len(pooled)

    def _undecided(self, pooled: torch.Tensor) -> torch.Tensor:
        """Which photos' answers rounding could change: bool `N`."""
        shares = torch.softmax(self.passes.exact.logits(pooled), dim=1)
        best = shares.topk(min(2, shares.shape[1]), dim=1).values
        close = best[:, 0].log() - best[:, -1].log() < CLOSE
        if self.facts.sure_from is not None:
            close |= (best[:, 0] - self.facts.sure_from).abs() < NEAR_SURE
        if self.likeness and self.facts.unlike_from is not None:
            close |= (self.likeness.distances(pooled) - self.facts.unlike_from).abs() < NEAR_UNLIKE
        return close
