"""One export of everything there is, made once for all tests that only read it."""

import pytest

from tests.engine.export.making import SNAPSHOT
from tldesk.core.exported import Forms
from tldesk.core.messages import Exported, ExportRequest
from tldesk.core.photo import Split
from tldesk.core.run_values import RunRecord, RunState


@pytest.fixture(scope="session")
def exported(trained, tmp_path_factory):
    """Everything there is, of the run that was trained; where it is, and what was said."""
    trained.run.write_record(RunRecord("run", 'Three colours: "1"', RunState.FINISHED, 1.0, 2.0))
    target = tmp_path_factory.mktemp("export") / "Käfer model"
    counts = (("blue", 6, 3, 3), ("green", 6, 3, 3), ("red", 6, 3, 3))
    request = ExportRequest(
        str(trained.run.path),
        str(target),
        snapshot=SNAPSHOT,
        counts=counts,
        forms=Forms(onnx=True, int8=True, program=True),
        photos=trained.of(Split.TEST),
        ranges=trained.of(Split.TRAIN),
        measured=trained.of(Split.VALIDATION),
    )
    (event,) = trained.only(trained.said(request), Exported)
    return target, event
