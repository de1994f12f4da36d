"""Training the head by gradient steps on features computed once: for hidden layers, and wherever the recipe prefers steps to L-BFGS.

Features are standardised for it, and the standardisation is folded into the first layer, so that the head takes features as they come.
"""

import copy
import math
import time
from collections.abc import Generator

import torch
from torch import nn
from torch.nn import functional

from tldesk.core.messages import Event, Progress, Step
from tldesk.core.recipe import Recipe
from tldesk.core.results import Phase
from tldesk.engine.ears import Ears
from tldesk.engine.head import Set, standardised
from tldesk.engine.journal import Journal
from tldesk.engine.losses import Criterion
from tldesk.engine.network import head
from tldesk.engine.optimisation import Average, Rate, optimiser_for, set_share
from tldesk.engine.sampling import judged_of, order_of
from tldesk.engine.schedules import Plateau, share
from tldesk.engine.steps import Stepper, Sums

AUTO_BATCH = 32


class HeadSteps:
    """A head that learns from the features of `train`, a copy of the head of `model`."""

    def __init__(self, model: nn.Module, recipe: Recipe, train: Set, *, classes: int) -> None:
        self._recipe, self._layer = recipe, head(model)
        self._worker = copy.deepcopy(self._layer).train()
        self._mean, self._scale, self._standard = standardised(train.features)
        self._labels = train.labels
        parameters = dict(self._worker.named_parameters())
        rates = {
            name: Rate(recipe.learning_rate, recipe.weight_decay if parameter.ndim > 1 else 0.0) for name, parameter in parameters.items()
        }
        self._average = Average(recipe.average, parameters) if recipe.average else None
        self._batch = (recipe.batch_size or AUTO_BATCH) * recipe.accumulate
        self._per_epoch = math.ceil(len(train.labels) / self._batch)
        self._classes = classes
        self.plateau = Plateau()
        self._stepper = Stepper(
            recipe,
            logits=lambda rows: self._worker(functional.dropout(rows, recipe.dropout)),
            criterion=Criterion(recipe, labels=train.labels.tolist(), classes=classes, device=torch.device("cpu")),
            parameters=parameters,
            optimiser=optimiser_for(recipe, parameters, rates),
            piece=self._batch,
        )

    def epoch(self, number: int, ears: Ears) -> tuple[Sums, float]:
        """One pass over the features; what it gave, and the share of the learning rate at its end."""
        recipe, sums, at = self._recipe, Sums(), 1.0
        rows = order_of(range(len(self._labels)), self._labels.tolist(), recipe, epoch=number)
        for step, start in enumerate(range(0, len(rows), self._batch)):
            ears.listen()
            chosen = torch.tensor(rows[start : start + self._batch])
            labels = self._labels[chosen]
            at = self.plateau.share * share(
                recipe, number * self._per_epoch + step, steps=recipe.head_epochs * self._per_epoch, per_epoch=self._per_epoch
            )
            set_share(self._stepper.optimiser, at)
            targets = functional.one_hot(labels, self._classes).float()
            sums.add(*self._stepper.step(self._standard[chosen].__getitem__, targets, labels), len(chosen))
            if self._average:
                self._average.take(dict(self._worker.named_parameters()))
        self._give()
        return sums, at

    @torch.no_grad()
    def _give(self) -> None:
        """Give the network's head what was learned, for features as they come."""
        values = self._average.values if self._average else dict(self._worker.named_parameters())
        self._layer.load_state_dict({name: tensor.detach() for name, tensor in values.items()})
        first = self._layer if isinstance(self._layer, nn.Linear) else next(m for m in self._layer.modules() if isinstance(m, nn.Linear))
        first.weight.div_(self._scale)
        first.bias.sub_(first.weight @ self._mean)


def train_head_by_steps(
    model: nn.Module, recipe: Recipe, train: Set, validation: Set, *, classes: int, journal: Journal, ears: Ears
) -> Generator[Event, None, None]:
    """Epochs over the features until the validation figure no longer improves; `model` gets the head of each.

    Raises:
        JobCancelledError: heard between steps. TldeskError: the loss is not a number.
    """
    torch.manual_seed(recipe.seed)
    steps = HeadSteps(model, recipe, train, classes=classes)
    layer = head(model)
    for number in range(recipe.head_epochs):
        began = time.perf_counter()
        sums, at = steps.epoch(number, ears)
        with torch.no_grad():
            judged = judged_of(layer(validation.features), validation.labels)
        steps.plateau.heard(recipe, judged.loss)
        yield Progress(Step.HEAD, number + 1, recipe.head_epochs)
        yield journal.ended(
            Phase.HEAD,
            train=sums.means,
            validation=judged,
            learning_rate=recipe.learning_rate * at,
            seconds=time.perf_counter() - began,
            state=model.state_dict,
        )
        ears.listen()
        if journal.over or ears.stopping:
            return
