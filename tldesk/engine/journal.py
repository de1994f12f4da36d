"""What a training writes as it goes: the epochs, and the best network so far."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import torch
from safetensors.torch import load_file

from tldesk.core.errors import TldeskError
from tldesk.core.messages import EpochEnded
from tldesk.core.recipe import Recipe
from tldesk.core.results import EpochMetrics, Phase
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import ModelFacts
from tldesk.engine.checkpoint import save_checkpoint
from tldesk.engine.device import memory_taken
from tldesk.engine.ears import Ears
from tldesk.engine.sampling import Judged


class Journal:
    """Keeps the best epoch, by what the recipe monitors, on disk and in memory.

    Attributes:
        since_best: epochs since the best one of this phase. A fine-tuning starts at a high rate and first falls behind the head
            it began with, so patience looks at its own phase only; what is kept is the best of all.
    """

    def __init__(self, folder: RunFolder, facts: ModelFacts, recipe: Recipe, *, ears: Ears) -> None:
        """`facts`: of the network that trains; their epoch is set by the journal."""
        self._folder = folder
        self._facts = facts
        self._recipe = recipe
        self._ears = ears
        self._epoch = 0
        self._phase: Phase | None = None
        self._phase_cost = math.inf
        self._best_cost = math.inf
        self._best: dict[str, torch.Tensor] | None = None
        self.since_best = 0

    @property
    def classes(self) -> int:
        """How many classes the network tells apart."""
        return len(self._facts.classes)

    @property
    def over(self) -> bool:
        """Whether early stopping says that it is enough."""
        return self.since_best >= self._recipe.patience

    def kept(self) -> dict[str, torch.Tensor]:
        """The state dict of the best epoch; there must have been one."""
        assert self._best is not None
        return self._best

    def ended(
        self,
        phase: Phase,
        *,
        train: tuple[float, float],
        validation: Judged,
        learning_rate: float,
        seconds: float,
        state: Callable[[], dict[str, torch.Tensor]],
        photos: int = 0,
        thawed: int = 0,
    ) -> EpochEnded:
        """Write down an epoch, with its checkpoint first where it is the best so far.

        Args:
            train: loss in nats and accuracy 0..1.
            state: gives the network's state dict under timm's names; asked only where it is kept.
            photos: that went through the network. thawed: stages of the backbone that trained.

        Raises:
            TldeskError: the loss is not a number.
            OSError: the folder can't be written.
        """
        self._require_numbers(train[0], validation.loss)
        self._epoch += 1
        better = self._judge(phase, validation, state)
        measured = (*train, validation.loss, validation.accuracy, learning_rate, seconds)
        metrics = EpochMetrics(
            self._epoch,
            phase,
            *measured,
            best=better,
            recalls=validation.recalls,
            photos=photos,
            memory=memory_taken(),
            thawed=thawed,
            stops=self.over,
        )
        self._folder.add_epoch(metrics)
        return EpochEnded(metrics)

    def _require_numbers(self, *losses: float) -> None:
        if not all(map(math.isfinite, losses)):
            raise TldeskError(
                "The loss is no longer a number: the training has run away.",
                kept="The best epoch before it is kept." if self._best else "",
                remedy="Choose a smaller learning rate and train again.",
            )

    def _judge(self, phase: Phase, validation: Judged, state: Callable[[], dict[str, torch.Tensor]]) -> bool:
        """Whether this epoch is the best so far; then its network is kept."""
        cost = validation.cost(self._recipe.monitor)
        if phase is not self._phase or cost < self._phase_cost - self._recipe.least_gain:
            self._phase, self._phase_cost, self.since_best = phase, cost, 0
        else:
            self.since_best += 1
        better = cost < self._best_cost
        if better:
            self._best_cost = cost
            self._best = {name: tensor.detach().cpu().clone() for name, tensor in state().items()}
            save_checkpoint(self._folder, self._best, replace(self._facts, epoch=self._epoch))
            self._ears.keeps = True
        return better

    def memory(self) -> dict[str, Any]:
        """All it knows but the best network, which is on disk."""
        return {
            "epoch": self._epoch,
            "phase": self._phase and self._phase.value,
            "phase_cost": self._phase_cost,
            "best_cost": self._best_cost,
            "since_best": self.since_best,
        }

    def remember(self, memory: dict[str, Any]) -> None:
        """Go on from `memory`; epochs that were written down after it are struck out.

        The checkpoint on disk may be of such a later epoch, which then comes again just the same and replaces it.
        """
        self._epoch = memory["epoch"]
        self._phase = Phase(memory["phase"]) if memory["phase"] else None
        self._phase_cost, self._best_cost, self.since_best = memory["phase_cost"], memory["best_cost"], memory["since_best"]
        self._best = load_file(self._folder.model_file)
        self._ears.keeps = True
        self._folder.keep_epochs(self._epoch)
