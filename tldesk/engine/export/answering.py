"""What other programs are given of a model, and whether they answer from it as torch does."""

from collections.abc import Callable, Mapping

import torch
from torch import nn

from tldesk.core.errors import TravelError
from tldesk.core.exported import FormCheck
from tldesk.core.run_values import ModelFacts
from tldesk.engine.data import normalised
from tldesk.engine.network import MIRRORS, feature_map, head, pool
from tldesk.photos.framing import Preparation

TOLERANCE = 1e-4
"""Largest difference of a probability between one form of a model and torch; rounding alone makes about 1e-6."""

CPU = torch.device("cpu")

Form = Callable[[torch.Tensor], torch.Tensor]
"""From what `Answering` takes to what it gives."""


class Answering(nn.Module):
    """`model` with all that is done to its input and output.

    Args:
        whole: bytes `N, S, S, 3` in and probabilities `N, classes` out, the mean over mirror pictures where the run has it; else normalised
            pixels `N, 3, S, S` in and logits out.
    """

    def __init__(self, model: nn.Module, facts: ModelFacts, *, whole: bool) -> None:
        super().__init__()
        self.model = model
        self.preparation = Preparation.of(facts)
        self.mirrors = MIRRORS[facts.mirrored] if whole else ((),)
        self.whole = whole

    def forward(self, given: torch.Tensor) -> torch.Tensor:
        """See `whole`."""
        if not self.whole:
            logits: torch.Tensor = self.model(given)
            return logits
        views = [given.flip(axes) if axes else given for axes in self.mirrors]
        inputs = [normalised(view, self.preparation, device=CPU) for view in views]
        pooled = torch.stack([pool(self.model, feature_map(self.model, one)) for one in inputs]).mean(0)
        answer: torch.Tensor = torch.softmax(head(self.model)(pooled), dim=1)
        return answer

    def example(self) -> torch.Tensor:
        """Two photos of noise, as it takes them."""
        side, generator = self.preparation.input_size, torch.Generator().manual_seed(0)
        if self.whole:
            return torch.randint(0, 256, (2, side, side, 3), generator=generator, dtype=torch.uint8)
        return torch.rand((2, 3, side, side), generator=generator).mul_(2).sub_(1)

    def taken(self, pixels: torch.Tensor) -> torch.Tensor:
        """What it takes, of photos as uint8 `N, S, S, 3`."""
        return pixels if self.whole else normalised(pixels, self.preparation, device=CPU)

    def probabilities(self, given: torch.Tensor) -> torch.Tensor:
        """Probabilities, of what it gave."""
        return given if self.whole else torch.softmax(given, dim=1)


class Comparison:
    """Answers of other `forms` of a model, by what they are called, beside those of torch."""

    def __init__(self, answering: Answering, forms: Mapping[str, Form]) -> None:
        self._answering, self._forms = answering, forms
        self._photos = 0
        self._same, self._worst = dict.fromkeys(forms, 0), dict.fromkeys(forms, 0.0)

    def add(self, pixels: torch.Tensor) -> None:
        """Answer for real photos, uint8 `N, S, S, 3`, with all."""
        given = self._answering.taken(pixels)
        with torch.no_grad():
            ours = self._answering.probabilities(self._answering(given))
            for name, form in self._forms.items():
                # The first alone: a number of photos that tracing took for fixed shows here.
                theirs = self._answering.probabilities(torch.cat([form(part) for part in (given[:1], given[1:]) if len(part)]))
                self._worst[name] = max(self._worst[name], float((ours - theirs).abs().max()))
                self._same[name] += int((ours.argmax(1) == theirs.argmax(1)).sum())
        self._photos += len(pixels)

    def found(self) -> dict[str, FormCheck]:
        """What came of it, by the names of the forms.

        Raises:
            TravelError: there was no photo, or a probability differs by more than `TOLERANCE`.
        """
        if not self._photos:
            raise TravelError(
                f"There is no photo that the {' and the '.join(self._forms)} could be checked on.",
                kept="Nothing was written; the run is untouched.",
                remedy="Put some photos like those it is for into the project's folder and open it in the window, "
                "or have it looked through by tldesk import FOLDER; or export without.",
            )
        for name, worst in self._worst.items():
            if not worst <= TOLERANCE:
                raise TravelError(
                    f"The {name} does not answer as the model does: on {self._photos} photos a probability differs by {worst:.1e}.",
                    kept="Nothing was written; the run is untouched.",
                    remedy="Export without it.",
                )
        return {name: FormCheck(self._photos, self._worst[name], self._same[name]) for name in self._forms}


def refused(what: str, error: Exception) -> TravelError:
    """Why there can be no such form of a network."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return TravelError(f"This network can't be written as {what}: {lines[0]}", kept="Nothing was written.", remedy="Export it without.")
