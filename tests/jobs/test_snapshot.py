from pathlib import Path

import pytest

from tldesk.core.photo import Split
from tldesk.core.results import Evaluation
from tldesk.core.run_folder import RunFolder
from tldesk.jobs.snapshot import SnapshotRow, read_part, read_snapshot, snapshot_text, write_snapshot


def test_snapshots_keep_any_name(tmp_path: Path) -> None:
    rows = [SnapshotRow('a "b", c/é 微.jpg', "=1+1\nx", Split.TRAIN, "0" * 32, "plate 1")]
    write_snapshot(RunFolder(tmp_path), snapshot_text(rows))
    assert read_snapshot(RunFolder(tmp_path)) == rows


def test_photos_that_could_not_be_read_took_no_part(tmp_path: Path) -> None:
    folder, root = RunFolder(tmp_path), tmp_path / "photos"
    rows = [SnapshotRow(f"{split}.jpg", "Rods", split, "0" * 32, "") for split in Split]
    write_snapshot(folder, snapshot_text(rows))
    assert read_part(folder, root) == (rows, 0)
    for _again in range(2):  # as where the training is resumed
        folder.add_unreadable("train.jpg")
    unread = ((str(root / "test.jpg"), "cut off"),)
    folder.write_evaluation(Evaluation(Split.TEST, ("Rods",), {}, (), (), (), (), unreadable=unread))
    assert read_part(folder, root) == ([row for row in rows if row.split is Split.VALIDATION], 2)


@pytest.mark.parametrize("before", ["/mnt/old/photos", "D:\\old\\photos", "//nas/photos"])
def test_what_could_not_be_tested_is_known_after_the_project_was_moved(tmp_path: Path, before: str) -> None:
    folder = RunFolder(tmp_path)
    rows = [SnapshotRow(path, "Rods", Split.TEST, "0" * 32, "") for path in ("a.jpg", "rods/a.jpg", "rods/b.jpg")]
    write_snapshot(folder, snapshot_text(rows))
    between = "\\" if before.startswith("D") else "/"
    unread = ((between.join((before, "rods", "a.jpg")), "cut off"),)
    folder.write_evaluation(Evaluation(Split.TEST, ("Rods",), {}, (), (), (), (), unreadable=unread))
    assert read_part(folder, tmp_path / "photos") == ([rows[0], rows[2]], 1)
