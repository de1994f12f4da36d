"""Networks that can't be rounded: the reason is told, and nothing is left of the tries."""

from collections.abc import Sequence
from pathlib import Path

import onnx
import pytest
import torch
from onnx import TensorProto, helper

from tldesk.core.errors import TravelError
from tldesk.engine.device import out_of_memory
from tldesk.engine.ears import Ears
from tldesk.engine.export.int8_file import write_int8

PHOTOS = torch.ones(2, 3)


def network(file: Path, nodes: Sequence[onnx.NodeProto]) -> Path:
    """An ONNX file of `nodes`, from `photos` to `logits`."""
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["photos", 3]) for name in ("photos", "logits")]
    huge = helper.make_tensor("huge", TensorProto.INT64, [1], [2**60])
    graph = helper.make_graph(nodes, "network", ends[:1], ends[1:], [huge])
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), file)
    return file


def round_into(export: Path, origin: Path) -> None:
    """Round `origin`; the tries are never seen in the export."""
    for _ in write_int8(export / "model-int8.onnx", origin, [PHOTOS], Ears(lambda: None)):
        assert list(export.iterdir()) == []


def refusal(place: Path, origin: Path) -> pytest.ExceptionInfo[Exception]:
    """What is raised by rounding `origin` for the folder of an export inside `place`, where nothing else may be left."""
    export = place / "model"
    export.mkdir()
    with pytest.raises((TravelError, MemoryError, RuntimeError)) as caught:
        round_into(export, origin)
    assert list(place.iterdir()) == [export]
    assert list(export.iterdir()) == []
    return caught


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "place").mkdir()
    return tmp_path / "place"


def test_a_file_that_is_none_is_refused(place: Path, tmp_path: Path) -> None:
    (tmp_path / "damaged.onnx").write_bytes(b"nonsense")
    assert "can't be written as int8" in str(refusal(place, tmp_path / "damaged.onnx").value)


def test_a_layer_that_onnx_runtime_does_not_know_is_refused(place: Path, tmp_path: Path) -> None:
    origin = network(tmp_path / "odd.onnx", [helper.make_node("Odd", ["photos"], ["logits"])])
    caught = refusal(place, origin)
    assert isinstance(caught.value, TravelError)
    assert "No Op registered for Odd" in caught.value.what


def test_too_little_memory_is_not_taken_for_a_network_that_cant_be_rounded(place: Path, tmp_path: Path) -> None:
    nodes = [
        helper.make_node("Shape", ["photos"], ["shape"], start=0, end=1),
        helper.make_node("Mul", ["shape", "huge"], ["many"]),
        helper.make_node("ConstantOfShape", ["many"], ["zeros"]),
        helper.make_node("ReduceSum", ["zeros"], ["none"]),
        helper.make_node("Add", ["photos", "none"], ["logits"]),
    ]
    assert out_of_memory(refusal(place, network(tmp_path / "wide.onnx", nodes)).value)
