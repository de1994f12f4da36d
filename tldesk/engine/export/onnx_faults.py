"""What onnx and ONNX Runtime raise where they can't do with a network: their errors have no base, and hardly one is a RuntimeError."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tldesk.engine.device import out_of_memory
from tldesk.engine.export.answering import refused

_FAULTS: Final = (AssertionError, AttributeError, IndexError, KeyError, NotImplementedError, RuntimeError, TypeError, ValueError)
_NO_MEMORY: Final = ("failed to allocate memory", "bad_alloc", "bad allocation")


@contextmanager
def known_faults(what: str) -> Iterator[None]:
    """Inside, what they raise becomes the reason why there is no such form of a network as `what`.

    Raises:
        TravelError: with the reason.
        MemoryError, RuntimeError: the memory was too small, see `device.out_of_memory`.
    """
    try:
        yield
    except _faults() as error:
        if out_of_memory(error):
            raise
        if any(words in str(error).lower() for words in _NO_MEMORY):
            raise MemoryError(str(error)) from error
        raise refused(what, error) from error


def _faults() -> tuple[type[Exception], ...]:
    import onnx
    from google.protobuf import message  # type: ignore[import-untyped]
    from onnxruntime.capi import onnxruntime_pybind11_state as runtime

    kinds = [kind for kind in vars(runtime).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    return (*_FAULTS, *kinds, onnx.checker.ValidationError, onnx.shape_inference.InferenceError, message.Error)
