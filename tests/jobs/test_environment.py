"""What a diagnosis says of places."""

import os
from pathlib import Path

import pytest

from tldesk.jobs.environment import places


def test_each_share_is_asked_once_whether_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # One that is away can keep who asks waiting for half a minute.
    shares = [tmp_path / name for name in ("away", "here", "gone")]
    shares[1].mkdir()
    monkeypatch.setenv("TLDESK_WEIGHTS", os.pathsep.join(map(str, shares)))
    asked: list[Path] = []
    is_dir = Path.is_dir

    def asking(folder: Path) -> bool:
        asked.append(folder)
        return is_dir(folder)

    monkeypatch.setattr(Path, "is_dir", asking)
    said = [value.removeprefix(str(tmp_path)) for name, value in places() if name == "Shared weights"]
    assert [one[1:5] for one in said] == ["away", "here", "gone"]
    assert ["is its share connected?" in one for one in said] == [True, False, True]
    assert [asked.count(share) for share in shares] == [1, 1, 1]
