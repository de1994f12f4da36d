"""Engines that can't start, in real child processes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.broken_torch import LACKS, broken_torch
from tldesk.core.messages import Failed, Killed, VerifyWeightsRequest, phrase
from tldesk.desktop.engine_thread import EngineThread


@pytest.fixture
def thread() -> Iterator[EngineThread]:
    thread = EngineThread()
    yield thread
    thread.close()
    thread.wait()


@pytest.fixture
def request_() -> VerifyWeightsRequest:
    return VerifyWeightsRequest(backbone="test_resnet", file="none.safetensors", sha256="")


def test_a_library_that_is_missing_is_told_at_the_start_and_by_each_job(
    thread: EngineThread, request_: VerifyWeightsRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.syspath_prepend(broken_torch(tmp_path))
    with qtbot.waitSignal(thread.failed, timeout=60_000) as failed:
        thread.start()
    said = failed.args[0]
    assert said.startswith(f"The engine can't start: {LACKS}. Install tldesk again")
    for _ in range(2):
        with qtbot.assertNotEmitted(thread.ready), qtbot.waitSignal(thread.heard, timeout=60_000) as heard:
            thread.submit(request_)
        request, ending = heard.args
        assert request is request_
        assert isinstance(ending, Failed)
        assert phrase(ending) == said
        assert "Traceback" in ending.details


def test_an_engine_that_dies_while_it_warms_up_is_told(
    thread: EngineThread, request_: VerifyWeightsRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.syspath_prepend(broken_torch(tmp_path, "os._exit(3)"))
    with qtbot.waitSignal(thread.failed, timeout=60_000) as failed:
        thread.start()
    assert failed.args[0].startswith("The engine's process did not start: exit code 3. Close other programs")
    with qtbot.waitSignal(thread.heard, timeout=60_000) as heard:
        thread.submit(request_)
    assert heard.args == [request_, Killed(3)]
