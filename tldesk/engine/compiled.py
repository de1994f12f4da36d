"""The network compiled by OpenVINO for this processor: the same pooled features in float32, 1.4 times as fast as torch's.

The converted network takes the uint8 pixels as they are and normalises them itself. It is made anew in each process, which takes about
a second, and checked against torch before use; a network that can't be converted, or does not agree, is answered by torch.
OpenVINO's own `convert_model` sends usage statistics to Google unless it is told not to: it isn't used, and its package for that is
kept from being loaded.
"""

import copy
import os
import sys
import threading
import warnings
from typing import Any, Final

import torch
from torch import nn

from tldesk.engine.device import out_of_memory
from tldesk.engine.network import FrozenNetwork, feature_map, pool

TOLERANCE: Final = 1e-3
"""Largest difference allowed between OpenVINO's features and torch's, both float32, as a fraction of the largest; usual is 1e-6."""

MOST_STREAMS: Final = 8
"""Each holds the activations of a batch of its own."""


def streams() -> int:
    """How many batches are answered at once: one a core, within reason."""
    return max(1, min(MOST_STREAMS, os.cpu_count() or 1))


class CompiledNetwork(FrozenNetwork):
    """A frozen network whose features OpenVINO computes; its head stays torch's. May be asked from several threads at once."""

    def __init__(self, network: FrozenNetwork, compiled: Any) -> None:
        """`compiled`: OpenVINO's compiled model, uint8 `N, S, S, 3` to float32 `N, D`."""
        self.__dict__.update(network.__dict__)
        self._compiled = compiled
        self._own = threading.local()

    def _pooled(self, pixels: torch.Tensor) -> torch.Tensor:
        if not hasattr(self._own, "request"):
            self._own.request = self._compiled.create_infer_request()
        answer = self._own.request.infer([pixels.contiguous().numpy()], share_inputs=True)
        return torch.from_numpy(answer[0].copy())


def compiled(network: FrozenNetwork) -> FrozenNetwork | None:
    """`network` compiled for this processor.

    None where the network lives on a graphics card, OpenVINO is not there, or what it made does not agree with torch.
    """
    if network.device.torch.type != "cpu":
        return None
    # Where it can't be imported, OpenVINO does without.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    try:
        import openvino
        import openvino.frontend
    except ImportError:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            converted = _converted(network)
        options = {"INFERENCE_PRECISION_HINT": "f32", "NUM_STREAMS": streams(), "INFERENCE_NUM_THREADS": streams()}
        made = CompiledNetwork(network, openvino.Core().compile_model(converted, "CPU", options))
        return made if _same(made, network) else None
    except _failures() as error:
        if out_of_memory(error):
            raise
        return None


def _failures() -> tuple[type[Exception], ...]:
    """What tracing and converting raise on networks they don't know, or where a part of OpenVINO is missing, whose errors have no base."""
    from openvino import frontend

    own = [getattr(frontend, name) for name in dir(frontend) if name.endswith("Failure")]
    return *own, AttributeError, ImportError, IndexError, KeyError, NotImplementedError, OSError, RuntimeError, TypeError, ValueError


class _Features(nn.Module):
    """From normalised inputs to pooled features, as one module."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        return pool(self.model, feature_map(self.model, inputs))


def _converted(network: FrozenNetwork) -> Any:
    """OpenVINO's graph of `network`, uint8 `N, S, S, 3` in."""
    import openvino
    from openvino.frontend import FrontEndManager
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder
    from openvino.preprocess import PrePostProcessor

    preparation = network.preparation
    side = preparation.input_size
    example = torch.zeros(2, 3, side, side)
    features = _Features(copy.deepcopy(network.model).to(memory_format=torch.contiguous_format)).eval()
    with torch.no_grad():
        trace: Any = torch.jit.trace
        traced = trace(features, example, check_trace=False, strict=False)
    frontend = FrontEndManager().load_by_framework("pytorch")
    # OpenVINO does not hold on to the decoder that it reads from.
    decoder = TorchScriptPythonDecoder(traced, example_input=example)
    graph = frontend.convert(frontend.load(decoder))
    graph.reshape(openvino.PartialShape([-1, 3, side, side]))
    steps = PrePostProcessor(graph)
    steps.input().tensor().set_element_type(openvino.Type.u8).set_layout(openvino.Layout("NHWC"))
    steps.input().model().set_layout(openvino.Layout("NCHW"))
    normalising = steps.input().preprocess().convert_element_type(openvino.Type.f32)
    normalising.mean([255 * value for value in preparation.mean]).scale([255 * value for value in preparation.std])
    return steps.build()


def _example(network: FrozenNetwork, photos: int) -> torch.Tensor:
    side = network.preparation.input_size
    return torch.randint(0, 256, (photos, side, side, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(photos))


def _same(ours: FrozenNetwork, torchs: FrozenNetwork) -> bool:
    """Whether both give the same features, for batches of more than one size."""
    for photos in (3, 1):
        pixels = _example(torchs, photos)
        expected = torchs.pooled(pixels)
        if bool((ours.pooled(pixels) - expected).abs().max() > TOLERANCE * expected.abs().max().clamp_min(1e-6)):
            return False
    return True
