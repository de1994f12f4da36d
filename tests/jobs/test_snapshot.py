from pathlib import Path

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
