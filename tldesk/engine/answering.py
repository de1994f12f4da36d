"""Answers for photos outside of training: each photo's probabilities, and how far it is from the training photos.

Whatever computes them, they are those of an evaluation, in float32 and from the same pixels: what a table says of a photo, its heatmap and
the run's figures do not contradict each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from tldesk.core.messages import RequestedPhoto
from tldesk.core.results import Answer
from tldesk.engine.likeness import Likeness
from tldesk.engine.network import FrozenNetwork, probabilities


@dataclass(frozen=True, slots=True)
class Answering:
    """One run's answers."""

    network: FrozenNetwork
    likeness: Likeness | None

    def answers(self, photos: Sequence[RequestedPhoto], pixels: torch.Tensor) -> tuple[Answer, ...]:
        """The answers for `photos`, whose pixels are uint8 `N, S, S, 3`."""
        pooled = self.network.pooled(pixels)
        distances = self.likeness.distances(pooled).tolist() if self.likeness else [None] * len(pooled)
        rows = zip(photos, probabilities(self.network.logits(pooled)), distances, strict=True)
        return tuple(Answer(photo.key, photo.file, row, photo.label, distance=distance) for photo, row, distance in rows)
