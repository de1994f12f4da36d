"""The network as an ONNX file, and whether ONNX Runtime answers from it as torch does."""

import importlib
import warnings
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import nn

from tldesk.core.errors import TravelError
from tldesk.core.exported import OnnxCheck
from tldesk.core.run_values import ModelFacts
from tldesk.engine.data import normalised
from tldesk.engine.device import out_of_memory
from tldesk.engine.network import MIRRORS, feature_map, head, pool
from tldesk.photos.framing import Preparation

TOLERANCE: Final = 1e-4
"""Largest difference of a probability between ONNX Runtime and torch; rounding alone makes about 1e-6."""

OPSET: Final = 17

_CPU: Final = torch.device("cpu")


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
        inputs = [normalised(view, self.preparation, device=_CPU) for view in views]
        pooled = torch.stack([pool(self.model, feature_map(self.model, one)) for one in inputs]).mean(0)
        answer: torch.Tensor = torch.softmax(head(self.model)(pooled), dim=1)
        return answer

    def example(self) -> torch.Tensor:
        """Two photos of noise, as it takes them."""
        side, generator = self.preparation.input_size, torch.Generator().manual_seed(0)
        if self.whole:
            return torch.randint(0, 256, (2, side, side, 3), generator=generator, dtype=torch.uint8)
        return torch.rand((2, 3, side, side), generator=generator).mul_(2).sub_(1)


def require_onnx() -> None:
    """See that what an ONNX file is written and checked with is installed.

    Raises:
        TravelError: it is not.
    """
    for name in ("onnx", "onnxruntime"):
        try:
            importlib.import_module(name)
        except ImportError as error:
            raise TravelError(
                f"An ONNX file needs the package {name}, which is not installed.",
                kept="The run is untouched.",
                remedy='Install it: pip install "tldesk[onnx]"; or export without ONNX.',
            ) from error


def write_onnx(file: Path, answering: Answering) -> None:
    """Write `answering` as an ONNX file for any number of photos; its input is `photos`, its output `probabilities` or `logits`.

    Raises:
        TravelError: the network has a part that ONNX does not know.
    """
    output = "probabilities" if answering.whole else "logits"
    try:
        with warnings.catch_warnings():
            # The exporter by tracing says that it is the older one, and warns of every number that is fixed for one image size.
            warnings.simplefilter("ignore")
            torch.onnx.export(
                answering.eval(),
                (answering.example(),),
                str(file),
                dynamo=False,
                opset_version=OPSET,
                input_names=["photos"],
                output_names=[output],
                dynamic_axes={"photos": {0: "photos"}, output: {0: "photos"}},
            )
    except (AssertionError, RuntimeError, TypeError, ValueError) as error:
        if out_of_memory(error):
            raise
        raise TravelError(
            f"This network can't be written as ONNX: {str(error).strip().splitlines()[0]}",
            kept="Nothing was written.",
            remedy="Export it without ONNX.",
        ) from error


class Comparison:
    """Answers of ONNX Runtime from `file` beside those of torch."""

    def __init__(self, file: Path, answering: Answering) -> None:
        import onnxruntime

        options: Any = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        self._answering = answering
        self._photos = self._same = 0
        self._worst = 0.0

    def add(self, pixels: torch.Tensor) -> None:
        """Answer for real photos, uint8 `N, S, S, 3`, with both."""
        given = pixels if self._answering.whole else normalised(pixels, self._answering.preparation, device=_CPU)
        with torch.no_grad():
            ours = self._probabilities(self._answering(given))
        # The first alone: a number of photos that tracing took for fixed shows here.
        parts = [self._session.run(None, {"photos": part.numpy()})[0] for part in (given[:1], given[1:]) if len(part)]
        theirs = self._probabilities(torch.from_numpy(np.concatenate(parts)))
        self._worst = max(self._worst, float((ours - theirs).abs().max()))
        self._same += int((ours.argmax(1) == theirs.argmax(1)).sum())
        self._photos += len(pixels)

    def found(self) -> OnnxCheck:
        """What came of it.

        Raises:
            TravelError: there was no photo, or a probability differs by more than `TOLERANCE`.
        """
        if not self._photos:
            raise TravelError(
                "There is no photo that the ONNX file could be checked on.",
                kept="Nothing was written; the run is untouched.",
                remedy="Put some photos like those it is for into the project's folder, or export without ONNX.",
            )
        if not self._worst <= TOLERANCE:
            raise TravelError(
                f"The ONNX file does not answer as the model does: on {self._photos} photos a probability differs by {self._worst:.1e}.",
                kept="Nothing was written; the run is untouched.",
                remedy="Export it without ONNX.",
            )
        return OnnxCheck(self._photos, self._worst, self._same)

    def _probabilities(self, answers: torch.Tensor) -> torch.Tensor:
        return answers if self._answering.whole else torch.softmax(answers, dim=1)
