"""The ONNX file with its weights, and mostly its intermediate numbers, rounded to 8 bits; and what that costs.

Why in this way says `.github/decisions/010-int8-is-measured.md`.
"""

import tempfile
import time
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch

from tldesk.core.exported import FormCheck, Int8Check
from tldesk.core.messages import Progress, RequestedPhoto, Step
from tldesk.core.photo import Split
from tldesk.core.results import Answer, Figure, Interval
from tldesk.engine.ears import Ears
from tldesk.engine.export.answering import Answering
from tldesk.engine.export.onnx_faults import known_faults
from tldesk.engine.export.onnx_file import onnx_answers
from tldesk.engine.metrics import evaluation_of

FIRST: Final = (3, 12)
"""So many of the first convolutions stay as they are, as the last layer does: their rounding costs most. More where fewer are not good."""

GOOD: Final = 0.99
"""Share of the photos that the ranges are taken from on which the answers must be the same for no further try."""

_ROUNDED: Final = ("Conv", "Gemm", "MatMul", "Relu", "Clip")
"""An activation goes with the layer before it, whose numbers then need the range that is left of them only."""

_LAYERS: Final = ("Gemm", "MatMul")


def write_int8(file: Path, origin: Path, taken: Sequence[torch.Tensor], ears: Ears) -> Generator[Progress, None, None]:
    """Write the ONNX file `origin` once more as `file`, rounded to int8.

    Args:
        file: in a folder of its own, beside which the tries are made.
        taken: batches of training photos as the network takes them, of which the ranges of its numbers are learned.

    Raises:
        TravelError: this network can't be rounded.
        MemoryError, RuntimeError: see `known_faults`.
    """
    beside = file.parent.parent
    with known_faults("int8"), tempfile.TemporaryDirectory(dir=beside, prefix=".rounding-", ignore_cleanup_errors=True) as made:
        yield from _write(file, origin, Path(made), taken, ears)


def _write(file: Path, origin: Path, made: Path, taken: Sequence[torch.Tensor], ears: Ears) -> Generator[Progress, None, None]:
    import onnx
    from onnxruntime import quantization
    from onnxruntime.quantization.shape_inference import quant_pre_process

    yield Progress(Step.ROUND, 0, len(FIRST) + 1)
    plain = made / "plain.onnx"
    quant_pre_process(str(origin), str(plain), skip_symbolic_shape=True)
    nodes: list[Any] = list(onnx.load(plain, load_external_data=False).graph.node)
    options: dict[str, Any] = {"per_channel": True, "weight_type": quantization.QuantType.QInt8}
    # 7 of the 8 bits: processors without VNNI add up two products in 16 bits, which 8 would overflow without a word.
    options["reduce_range"] = True
    if _is_transformer(nodes):
        quantization.quantize_dynamic(str(plain), str(file), op_types_to_quantize=list(_LAYERS), **options)
        return
    with torch.no_grad():
        answers = onnx_answers(origin)
        wanted = torch.cat([answers(batch).argmax(1) for batch in taken])
    best = -1.0
    for number, first in enumerate(FIRST, 1):
        yield Progress(Step.ROUND, number, len(FIRST) + 1)
        trial = made / "trial.onnx"
        quantization.quantize_static(
            str(plain),
            str(trial),
            _Reader(taken, ears),
            quant_format=quantization.QuantFormat.QDQ,
            activation_type=quantization.QuantType.QUInt8,
            calibrate_method=quantization.CalibrationMethod.MinMax,
            op_types_to_quantize=list(_ROUNDED),
            nodes_to_exclude=_left(nodes, first),
            **options,
        )
        rounded = onnx_answers(trial, what="int8")
        same = float((torch.cat([rounded(batch).argmax(1) for batch in taken]) == wanted).float().mean())
        if same > best:
            best = same
            trial.replace(file)
        if best >= GOOD:
            return


class _Reader:
    """Gives the photos to the one who looks for the ranges; a cancel unwinds from within."""

    def __init__(self, taken: Sequence[torch.Tensor], ears: Ears) -> None:
        self._batches: Iterator[torch.Tensor] = iter(taken)
        self._ears = ears

    def get_next(self) -> dict[str, Any] | None:
        """The next batch by the name of the input; None at the end."""
        self._ears.listen()
        batch = next(self._batches, None)
        return None if batch is None else {"photos": batch.numpy()}


def _is_transformer(nodes: Sequence[Any]) -> bool:
    """Whether it hardly convolves: the ranges of attention change from photo to photo, and are found while it answers then."""
    counts = Counter(node.op_type for node in nodes)
    return counts["Conv"] <= 2 and counts["MatMul"] > counts["Conv"]


def _left(nodes: Sequence[Any], first: int) -> list[str]:
    """The names of the nodes that stay as they are; each mirror picture has nodes of its own, with the weights of the others."""
    convolutions = dict.fromkeys(node.input[1] for node in nodes if node.op_type == "Conv")
    layers = dict.fromkeys(node.input[1] for node in nodes if node.op_type in _LAYERS)
    kept = {*list(convolutions)[:first], *list(layers)[-1:]}
    return [node.name for node in nodes if len(node.input) > 1 and node.input[1] in kept]


class Loss:
    """What `rounded`, made of the ONNX file `origin`, answers on labelled photos beside it."""

    def __init__(self, rounded: Path, origin: Path, answering: Answering, classes: tuple[str, ...]) -> None:
        self._files = (origin, rounded)
        self._forms = [onnx_answers(origin), onnx_answers(rounded, what="int8")]
        self._answering, self._classes = answering, classes
        self._answers: tuple[list[Answer], list[Answer]] = ([], [])
        self._seconds = [0.0, 0.0]

    def add(self, pixels: torch.Tensor, photos: Sequence[RequestedPhoto]) -> None:
        """Answer for real, labelled `photos`, of which these are the pixels, with both."""
        given = self._answering.taken(pixels)
        for place, form in enumerate(self._forms):
            began = time.perf_counter()
            answers = self._answering.probabilities(form(given))
            self._seconds[place] += time.perf_counter() - began
            self._answers[place].extend(map(_answer, photos, answers.tolist()))

    def found(self) -> Int8Check:
        """What came of it.

        Raises:
            RecipeError: none of the photos could be read.
        """
        before, after = (self._accuracy(answers) for answers in self._answers)
        old, new = (np.array([one.probabilities for one in answers]) for answers in self._answers)
        same = int((old.argmax(1) == new.argmax(1)).sum())
        check = FormCheck(len(old), float(np.abs(old - new).max()), same)
        size_before, size = (file.stat().st_size for file in self._files)
        seconds_before, seconds = (spent / len(old) for spent in self._seconds)
        return Int8Check(check, before, after, size, size_before, seconds, seconds_before)

    def _accuracy(self, answers: Sequence[Answer]) -> Interval:
        return evaluation_of(answers, split=Split.VALIDATION, classes=self._classes).figures[Figure.ACCURACY]


def _answer(photo: RequestedPhoto, probabilities: Sequence[float]) -> Answer:
    return Answer(photo.key, photo.file, tuple(probabilities), photo.label, photo.group)
