"""The network as an ONNX file."""

import importlib
import warnings
from pathlib import Path
from typing import Any, Final

import torch

from tldesk.core.errors import TravelError
from tldesk.engine.device import out_of_memory
from tldesk.engine.export.answering import Answering, Form, refused
from tldesk.engine.export.onnx_faults import known_faults

OPSET: Final = 17


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
                remedy='Export without ONNX; or use tldesk from Python, with what pip install "tldesk[onnx]" brings.',
            ) from error
    # What reports through Windows itself heeds no variable of the environment, see `tldesk.engine`.
    importlib.import_module("onnxruntime").disable_telemetry_events()


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
        raise refused("ONNX", error) from error


def onnx_answers(file: Path, *, what: str = "ONNX") -> Form:
    """ONNX Runtime's answers from `file`, on the CPU.

    Raises:
        TravelError: it can't compute the file, which is called `what`; so does the form that is given back.
    """
    import onnxruntime

    options: Any = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    with known_faults(what):
        session: Any = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def answers(given: torch.Tensor) -> torch.Tensor:
        with known_faults(what):
            return torch.from_numpy(session.run(None, {"photos": given.numpy()})[0])

    return answers
