"""The order in which an epoch shows the training photos, and how a network's answers on the others are judged."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch.nn import functional

from tldesk.core.errors import RecipeError
from tldesk.core.recipe import Recipe

T = TypeVar("T")


def order_of(things: Sequence[T], labels: Sequence[int], recipe: Recipe, *, epoch: int) -> list[T]:
    """As many of `things` as there are, shuffled anew each epoch.

    With balanced sampling drawn with replacement, so that each class is as likely as any other.
    """
    rng = random.Random(f"{recipe.seed}/{epoch}")
    if recipe.imbalance == "balanced-sampling":
        counts = Counter(labels)
        return rng.choices(things, weights=[1 / counts[label] for label in labels], k=len(things))
    order = list(things)
    rng.shuffle(order)
    return order


@dataclass(frozen=True, slots=True)
class Judged:
    """How a network did on the validation photos: mean loss in nats, accuracy, recall of each class (None without photos), 0..1."""

    loss: float
    accuracy: float
    recalls: tuple[float | None, ...]

    @property
    def balanced(self) -> float:
        """The mean recall over the classes that are there."""
        known = [recall for recall in self.recalls if recall is not None]
        return sum(known) / len(known)

    def cost(self, monitor: str) -> float:
        """What the best epoch has the least of; `monitor` as in the recipe."""
        return {"loss": self.loss, "accuracy": -self.accuracy, "balanced accuracy": -self.balanced}[monitor]


def judged_of(logits: torch.Tensor, labels: torch.Tensor) -> Judged:
    """Of logits `N, C` and labels `N`.

    Raises:
        RecipeError: there are none.
    """
    if not len(labels):
        raise RecipeError(
            "No validation photo can be read any more, so nothing says when to stop.",
            remedy="Look whether the disk with the photos is there.",
        )
    right = (logits.argmax(1) == labels).double()
    there = torch.bincount(labels, minlength=logits.shape[1]).tolist()
    hits = torch.bincount(labels, right, minlength=logits.shape[1]).tolist()
    recalls = tuple(hit / count if count else None for hit, count in zip(hits, there, strict=True))
    return Judged(float(functional.cross_entropy(logits, labels)), float(right.mean()), recalls)
