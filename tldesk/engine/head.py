"""Training the head alone: multinomial logistic regression on features computed once.

Features are standardised, the weights are found by L-BFGS (Liu and Nocedal 1989, with strong Wolfe line search), and the strength of the
L2 penalty is chosen on the validation loss along a path from strong to weak, each candidate starting where the last one ended
(Friedman, Hastie, Tibshirani 2010, section 2.5). One candidate is what the user sees as an epoch. The standardisation is folded into the
weights, so that the result is a plain linear layer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import torch
from torch.nn import functional

from tldesk.core.errors import TldeskError
from tldesk.engine.ears import Ears
from tldesk.engine.sampling import Judged, judged_of

PENALTIES: Final = tuple(10.0 ** (-power / 2) for power in range(13))
"""Candidates for the L2 penalty, strong to weak, 1 to 1e-6, two a decade."""

ITERATIONS: Final = 20
"""L-BFGS iterations between two looks at what the user says."""

ROUNDS: Final = 6
"""At most this many times `ITERATIONS` for one candidate."""


@dataclass(frozen=True, slots=True)
class Set:
    """Features float32 `N, D` and labels int64 `N`."""

    features: torch.Tensor
    labels: torch.Tensor


@dataclass(frozen=True, slots=True)
class Candidate:
    """A head after one step of the path: `weight` `C, D` and `bias` `C`, for features as they come; loss in nats, accuracy 0..1."""

    penalty: float
    weight: torch.Tensor
    bias: torch.Tensor
    train_loss: float
    train_accuracy: float
    validation: Judged


def candidates(train: Set, validation: Set, *, classes: int, ears: Ears, weights: torch.Tensor | None = None) -> Iterator[Candidate]:
    """Heads of weaker and weaker penalty. The caller stops taking them when the validation loss no longer falls.

    Args:
        weights: what a photo of each class counts, `classes`; None: all the same.

    Raises:
        JobCancelledError: heard between rounds of iterations.
        TldeskError: the loss is not a number.
    """
    mean, scale, standard = standardised(train.features)
    weights = torch.ones(classes) if weights is None else weights
    weight = torch.zeros((classes, standard.shape[1]), requires_grad=True)
    bias = torch.zeros(classes, requires_grad=True)
    for penalty in PENALTIES:
        _minimise(Set(standard, train.labels), weights, weight, bias, penalty=penalty, ears=ears)
        plain_weight = weight.detach() / scale
        plain_bias = bias.detach() - plain_weight @ mean
        judged = judged_of(functional.linear(validation.features, plain_weight, plain_bias), validation.labels)
        yield Candidate(penalty, plain_weight, plain_bias, *measured(train, plain_weight, plain_bias), judged)


def standardised(features: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Mean `D`, scale `D`, and the features `N, D` less the mean over the scale."""
    mean, deviation = features.mean(0), features.std(0, correction=0)
    # A feature that never changes carries nothing; dividing by its zero would make it infinite.
    scale = torch.where(deviation > 1e-6, deviation, torch.ones_like(deviation))
    return mean, scale, (features - mean) / scale


def _minimise(train: Set, weights: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor, *, penalty: float, ears: Ears) -> None:
    optimiser = torch.optim.LBFGS(
        [weight, bias], max_iter=ITERATIONS, history_size=10, line_search_fn="strong_wolfe", tolerance_change=1e-7
    )

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        losses = functional.cross_entropy(functional.linear(train.features, weight, bias), train.labels, weight=weights, reduction="sum")
        loss = losses / len(train.labels) + penalty / 2 * weight.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    last = float("inf")
    for _ in range(ROUNDS):
        ears.listen()
        loss = float(optimiser.step(closure).detach())  # type: ignore[no-untyped-call]
        if not loss < float("inf"):
            raise TldeskError("Training the head gave a loss that is not a number.", remedy="Choose another backbone or other photos.")
        # `step` returns the loss it started from.
        if last - loss < 1e-4 * abs(last):
            return
        last = loss


def measured(photos: Set, weight: torch.Tensor, bias: torch.Tensor) -> tuple[float, float]:
    """Mean cross-entropy in nats and accuracy 0..1 of a head, `weight` `C, D` and `bias` `C`, on `photos`."""
    with torch.no_grad():
        logits = functional.linear(photos.features, weight, bias)
        loss = float(functional.cross_entropy(logits, photos.labels))
        return loss, float((logits.argmax(1) == photos.labels).double().mean())
