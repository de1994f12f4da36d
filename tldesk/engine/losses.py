"""What a training minimises, and the mixing of photos and labels that goes with it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch.nn import functional
from torchvision.transforms import v2

from tldesk.core.messages import RequestedPhoto
from tldesk.core.recipe import Recipe


def class_weights(labels: Sequence[int], classes: int) -> torch.Tensor:
    """Float32 `classes`: `N / (C n_c)`, scikit-learn's "balanced"; their mean over the photos is 1. An absent class weighs 1."""
    counts = Counter(labels)
    present = len(counts)
    return torch.tensor([len(labels) / (present * counts[index]) if counts[index] else 1.0 for index in range(classes)])


def labels_of(photos: Sequence[RequestedPhoto]) -> list[int]:
    """The labels of `photos`, all of which have one."""
    labels = [photo.label for photo in photos]
    return [label for label in labels if label is not None]


class Criterion:
    """The loss of each photo, by the recipe: cross-entropy or focal (Lin et al. 2017, section 3), smoothed, weighted by class."""

    def __init__(self, recipe: Recipe, *, labels: Sequence[int], classes: int, device: torch.device) -> None:
        """`labels`: those of all training photos, for the class weights."""
        self._smoothing = recipe.label_smoothing
        self._gamma = recipe.focal_gamma if recipe.loss == "focal" else 0.0
        weighted = recipe.imbalance == "class-weights"
        self._weights = (class_weights(labels, classes) if weighted else torch.ones(classes)).to(device)

    def __call__(self, logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Losses `N` in nats, of `logits` `N, C` and `targets` `N, C` (shares of each class, summing to 1)."""
        if not self._gamma:
            return functional.cross_entropy(logits, targets, weight=self._weights, label_smoothing=self._smoothing, reduction="none")
        targets = targets * (1 - self._smoothing) + self._smoothing / targets.shape[1]
        logs = logits.log_softmax(1)
        return -(targets * self._weights * (1 - logs.exp()) ** self._gamma * logs).sum(1)


class Mixer:
    """Mixup (Zhang et al. 2018) and cutmix (Yun et al. 2019) as the recipe says, by torchvision; with both, either by turns."""

    def __init__(self, recipe: Recipe, *, classes: int) -> None:
        self._classes = classes
        self._ways: list[v2.Transform] = []
        if recipe.mixup:
            self._ways.append(v2.MixUp(alpha=recipe.mixup, num_classes=classes))
        if recipe.cutmix:
            self._ways.append(v2.CutMix(alpha=recipe.cutmix, num_classes=classes))

    def __call__(self, labels: torch.Tensor, *, side: int) -> "Mixing":
        """How the batch with these labels (int64 `N`) is mixed, of photos of `side` pixels."""
        if not self._ways or len(labels) < 2:
            return Mixing(functional.one_hot(labels, self._classes).float())
        way = self._ways[int(torch.randint(len(self._ways), ()))]
        drawn = way.make_params([torch.empty(()).expand(1, 3, side, side)])
        targets: torch.Tensor = way.transform(labels, {**drawn, "labels": labels})
        return Mixing(targets, way, drawn)


@dataclass(frozen=True, slots=True)
class Mixing:
    """How one batch is mixed, drawn once: any piece of it can then be made by itself, however often the memory is too small.

    Attributes:
        targets: float32 `N, C`, shares of each class.
    """

    targets: torch.Tensor
    way: v2.Transform | None = None
    drawn: dict[str, Any] = field(default_factory=dict)

    def inputs(self, pixels: torch.Tensor, part: slice, *, prepare: Callable[[torch.Tensor], torch.Tensor]) -> torch.Tensor:
        """The network's input of `pixels[part]`, `pixels` being the whole batch; `prepare` makes inputs `n, 3, S, S` of pixels."""
        if self.way is None:
            return prepare(pixels[part])
        # torchvision mixes each photo with the one before it, the first with the last.
        rows = torch.arange(len(pixels))[part]
        given = prepare(pixels[torch.cat([rows[:1] - 1, rows])])
        mixed: torch.Tensor = self.way.transform(given, {**self.drawn, "labels": None, "batch_size": len(given)})
        return mixed[1:]
