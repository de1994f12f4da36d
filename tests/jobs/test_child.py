"""What the engine's process hears."""

import pickle

from tldesk.jobs.child import Job

unpacked: list[str] = []


def unpack() -> str:
    unpacked.append("once")
    return "request"


class Told:
    """A request that says when it is unpickled, which is when its modules would be imported."""

    def __reduce__(self) -> tuple[object, tuple[()]]:
        return unpack, ()


def test_hearing_of_a_job_imports_nothing_of_its_request() -> None:
    # The listener hears of it beside the imports of the main thread, which unpacks it when they are done.
    heard = pickle.loads(pickle.dumps(Job.of(1, Told())))  # type: ignore[arg-type]
    assert unpacked == []
    assert str(heard.request()) == "request"
    assert unpacked == ["once"]
