import time

from tldesk.core.errors import ProjectError
from tldesk.desktop.session import Job, banner_of


def test_an_estimate_comes_from_the_pace_of_the_step() -> None:
    job = Job(None, "Training", done=25, total=100, began=time.monotonic() - 10)
    assert job.eta_seconds is not None
    assert 29 < job.eta_seconds < 32


def test_there_is_no_estimate_before_there_is_a_pace() -> None:
    long_ago = time.monotonic() - 10
    assert Job(None, "Training", done=0, total=100, began=long_ago).eta_seconds is None
    assert Job(None, "Training", done=5, total=0, began=long_ago).eta_seconds is None
    assert Job(None, "Training", done=5, total=100).eta_seconds is None


def test_an_error_says_what_was_kept_and_what_to_do() -> None:
    banner = banner_of(ProjectError("The disk is full.", kept="All labels are kept.", remedy="Free some space."))
    assert (banner.kind, banner.text) == ("error", "The disk is full. All labels are kept. Free some space.")
