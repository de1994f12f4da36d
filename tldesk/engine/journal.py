"""What a training writes as it goes: the epochs, and the best network so far."""

from collections.abc import Callable

import torch

from tldesk.core.errors import TldeskError
from tldesk.core.messages import EpochEnded
from tldesk.core.results import EpochMetrics, Phase
from tldesk.core.run_folder import RunFolder
from tldesk.engine.checkpoint import facts_for, save_checkpoint
from tldesk.engine.ears import Ears
from tldesk.photos.framing import Preparation


class Journal:
    """Keeps the epoch with the lowest validation loss on disk and in memory.

    Attributes:
        since_best: epochs since the best one of this phase. A fine-tuning starts at a high rate and first falls behind the head
            it began with, so patience looks at its own phase only; what is kept is the best of all.
    """

    def __init__(self, folder: RunFolder, *, backbone: str, classes: tuple[str, ...], preparation: Preparation, ears: Ears) -> None:
        self._folder = folder
        self._backbone = backbone
        self._classes = classes
        self._preparation = preparation
        self._ears = ears
        self._epoch = 0
        self._phase: Phase | None = None
        self._phase_loss = float("inf")
        self._best_loss = float("inf")
        self._best: dict[str, torch.Tensor] | None = None
        self.since_best = 0

    def kept(self) -> dict[str, torch.Tensor]:
        """The state dict of the best epoch; there must have been one."""
        assert self._best is not None
        return self._best

    def ended(
        self,
        phase: Phase,
        *,
        train: tuple[float, float],
        validation: tuple[float, float],
        learning_rate: float,
        seconds: float,
        state: Callable[[], dict[str, torch.Tensor]],
    ) -> EpochEnded:
        """Write down an epoch, with its checkpoint first where it is the best so far.

        Args:
            train, validation: loss in nats and accuracy 0..1.
            state: gives the network's state dict under timm's names; asked only where it is kept.

        Raises:
            TldeskError: the loss is not a number.
            OSError: the folder can't be written.
        """
        if not all(value < float("inf") for value in (train[0], validation[0])):
            raise TldeskError(
                "The loss is no longer a number: the training has run away.",
                kept="The best epoch before it is kept." if self._best else "",
                remedy="Choose a smaller learning rate and train again.",
            )
        self._epoch += 1
        better = validation[0] < self._best_loss
        if phase is not self._phase or validation[0] < self._phase_loss:
            self._phase, self._phase_loss, self.since_best = phase, validation[0], 0
        else:
            self.since_best += 1
        if better:
            self._best_loss = validation[0]
            self._best = {name: tensor.detach().cpu().clone() for name, tensor in state().items()}
            facts = facts_for(self._preparation, backbone=self._backbone, classes=self._classes, epoch=self._epoch)
            save_checkpoint(self._folder, self._best, facts)
            self._ears.keeps = True
        metrics = EpochMetrics(self._epoch, phase, *train, *validation, learning_rate, seconds, better)
        self._folder.add_epoch(metrics)
        return EpochEnded(metrics)
