"""Why there is no engine, in words for the user."""

from typing import Final

from tldesk.core.errors import EngineError

_CAN_NOT_LOAD: Final = (
    "The engine can't start: {reason}.",
    "Install tldesk again, on Windows also the Microsoft Visual C++ Redistributable; tldesk --diagnose says more.",
)
_DID_NOT_START: Final = (
    "The engine's process did not start: {reason}.",
    "Close other programs to free memory and start tldesk again; tldesk --diagnose says more.",
)
SAID_OF_ENGINES: Final = tuple(" ".join(sentences) for sentences in (_CAN_NOT_LOAD, _DID_NOT_START))
"""All that is said of engines that can't start."""


def can_not_load(cause: BaseException) -> EngineError:
    """What the engine needs can't be imported: a library is missing, damaged, or fits no other."""
    return _error(_CAN_NOT_LOAD, str(cause) or type(cause).__name__)


def did_not_start(reason: str) -> EngineError:
    """The engine's process ended before it was ready, or the system let none start."""
    return _error(_DID_NOT_START, reason)


def _error(sentences: tuple[str, str], reason: str) -> EngineError:
    # Loaders write paths and advice over several lines.
    said = " ".join(reason.split()).rstrip(".")
    return EngineError(sentences[0].format(reason=said), remedy=sentences[1])
