"""One step down: a batch in pieces that fit the memory, its gradients added up, clipped, and given to the optimiser."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from tldesk.core.errors import TldeskError
from tldesk.core.recipe import Recipe
from tldesk.engine.device import Shortage
from tldesk.engine.optimisation import l1_of
from tldesk.engine.ranks import Ranks

Inputs = Callable[[slice], torch.Tensor]
"""Makes the inputs of a part of a batch: only when it is their turn, so that they too fit into a small memory."""


@dataclass(slots=True)
class Sums:
    """Loss, right answers and photos of an epoch so far."""

    loss: float = 0.0
    right: float = 0.0
    photos: int = 0

    def add(self, loss: float, right: float, photos: int) -> None:
        """Add a batch's summed loss, right answers and photos."""
        self.loss, self.right, self.photos = self.loss + loss, self.right + right, self.photos + photos

    @property
    def means(self) -> tuple[float, float]:
        """Mean loss in nats and accuracy 0..1."""
        return self.loss / max(1, self.photos), self.right / max(1, self.photos)


def figures(logits: torch.Tensor, labels: torch.Tensor) -> tuple[float, float]:
    """A batch's summed cross-entropy in nats, without smoothing or weights, and the number of right answers.

    Args:
        logits: `N, C`. labels: int64 `N`.
    """
    with torch.no_grad():
        return float(functional.cross_entropy(logits, labels, reduction="sum")), float((logits.argmax(1) == labels).sum())


class Stepper:
    """Takes steps with one optimiser.

    Attributes:
        piece: photos in one forward and backward pass; halved when the memory is too small.
        optimiser: may be replaced when parameters thaw.
    """

    def __init__(
        self,
        recipe: Recipe,
        *,
        logits: Callable[[torch.Tensor], torch.Tensor],
        criterion: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
        parameters: Mapping[str, nn.Parameter],
        optimiser: torch.optim.Optimizer,
        piece: int,
        scaler: torch.amp.GradScaler | None = None,
        ranks: Ranks | None = None,
    ) -> None:
        """`logits` of inputs, with gradients; `criterion`: losses of logits and targets; `scaler`: for float16.

        `ranks`: processes that take each step together; None: this one alone.
        """
        self._recipe = recipe
        self._logits = logits
        self._criterion = criterion
        self._parameters = list(parameters.values())
        self._scaler = scaler or torch.amp.GradScaler("cpu", enabled=False)
        self._ranks = ranks
        self.optimiser = optimiser
        self.piece = piece
        self._first_piece, self._shortage = piece, Shortage()

    def step(self, inputs: Inputs, targets: torch.Tensor, labels: torch.Tensor) -> tuple[float, float]:
        """One step; gives the `figures` from before it, of all processes.

        Args:
            inputs: of parts of the batch, `n, ...`; made anew where the memory was too small.
            targets: `N, C`. labels: `N`.

        Raises:
            TldeskError: the loss is not a number, or another process has ended.
            RuntimeError, MemoryError: the memory is too small for a single photo.
        """
        while (found := self._gradients(inputs, targets, labels)) is None:
            gc.collect()
            if labels.device.type == "cuda":
                torch.cuda.empty_cache()
        taken = self._taken(found, len(labels))
        assert taken is not None
        return taken

    def follow(self) -> tuple[float, float] | None:
        """Take the step of the other processes with no photo of its own; gives their `figures`, None where none of them has a photo.

        Raises:
            TldeskError: another process has ended.
        """
        if self._ranks is None or self._ranks.count == 1:
            return None
        self.optimiser.zero_grad(set_to_none=True)
        # float16: it makes its scale when it is first used.
        self._scaler.scale(torch.zeros((), device=self._parameters[0].device))
        return self._taken((0.0, 0.0), 0)

    def _taken(self, found: tuple[float, float], photos: int) -> tuple[float, float] | None:
        """Give the optimiser the gradients, a mean over `photos`, together with those of the other processes."""
        if self._ranks is not None:
            photos, (loss, right) = self._ranks.averaged(self._parameters, photos=photos, sums=found)
            found = loss, right
        if not photos:
            return None
        if self._recipe.clip:
            self._scaler.unscale_(self.optimiser)
            nn.utils.clip_grad_norm_(self._parameters, self._recipe.clip)
        self._scaler.step(self.optimiser)
        self._scaler.update()
        return found

    def _gradients(self, inputs: Inputs, targets: torch.Tensor, labels: torch.Tensor) -> tuple[float, float] | None:
        """Mean gradients of the whole batch, and its figures; None where the memory was too small: the next piece is half as large."""
        sums = Sums()
        try:
            self.optimiser.zero_grad(set_to_none=True)
            for start in range(0, len(labels), self.piece):
                part = slice(start, start + self.piece)
                logits = self._logits(inputs(part))
                loss = self._criterion(logits, targets[part]).sum() / len(labels)
                self._require_number(loss)
                self._scaler.scale(loss).backward()  # type: ignore[no-untyped-call]
                sums.add(*figures(logits.detach(), labels[part]), len(logits))
            if self._recipe.l1:
                self._scaler.scale(self._recipe.l1 * l1_of(self._parameters)).backward()  # type: ignore[no-untyped-call]
        except (MemoryError, RuntimeError) as error:
            if not self._shortage.may_be(error):
                raise
            if self.piece == 1:
                if self._shortage.meant_by(error):
                    raise MemoryError(str(error)) from error
                raise
            self.piece = max(1, min(self.piece, len(labels)) // 2)
            return None
        self._shortage.known |= self.piece < self._first_piece
        return sums.loss, sums.right

    def _require_number(self, loss: torch.Tensor) -> None:
        if bool(torch.isfinite(loss)):
            return
        rate = max(group["lr"] for group in self.optimiser.param_groups)
        raise TldeskError(
            f"The loss is no longer a number: at the learning rate {rate:.2g} the training has run away.",
            kept="The best epoch before it is kept.",
            remedy=f"Choose a learning rate of {self._recipe.learning_rate / 10:.2g} or less, or let the learning-rate test propose one.",
        )
