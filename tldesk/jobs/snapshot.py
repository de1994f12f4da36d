"""A run's `snapshot.csv`: the photos it was given, with label, split and fingerprint."""

import csv
import io
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from tldesk.core.errors import ProjectError, RunError
from tldesk.core.files import write_atomically
from tldesk.core.photo import Split
from tldesk.core.run_folder import RunFolder

_COLUMNS = ("path", "label", "split", "fingerprint", "group")


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """One photo as it was when the run was planned; `path` relative to the project's folder, `label` the class's name.

    `group` is empty where it stood alone; None in the snapshots of older versions, which don't tell.
    """

    path: str
    label: str
    split: Split
    fingerprint: str
    group: str | None = None


def snapshot_text(rows: Iterable[SnapshotRow]) -> bytes:
    """A snapshot as it is written: UTF-8, one line a photo."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows((row.path, row.label, row.split.value, row.fingerprint, row.group or "") for row in rows)
    return text.getvalue().encode()


def write_snapshot(folder: RunFolder, text: bytes) -> None:
    """Write what `snapshot_text` gave; the engine waits for the disk when it begins.

    Raises:
        ProjectError: the folder can't be written.
    """
    try:
        write_atomically(folder.snapshot_file, text, durable=False)
    except OSError as error:
        raise ProjectError(
            f"The run's folder {folder.path} can't be written: {error.strerror or error}.",
            kept="All labels and splits are kept.",
            remedy="Free some space or check that the disk is there, then train again.",
        ) from error


def read_part(folder: RunFolder, root: Path) -> tuple[list[SnapshotRow], int]:
    """The photos of a run that took part in it, and how many did not because they could not be read.

    Those to test on were read later than the others: of them the evaluation tells. `root`: the project's folder.

    Raises:
        RunError: the snapshot is damaged, or the evaluation.
    """
    rows, test = read_snapshot(folder), folder.evaluation(Split.TEST)
    away = folder.unreadable()
    paths = {row.path for row in rows}
    away |= {_in_snapshot(file, root, paths) for file, _ in test.unreadable} if test else set()
    part = [row for row in rows if row.path not in away]
    return part, len(rows) - len(part)


def _in_snapshot(file: str, root: Path, paths: Collection[str]) -> str:
    """Which of `paths` an evaluation means by `file`, which is absolute; "" where it is none.

    It may have been written where the project's folder had another place, on another system too.
    """
    with suppress(ValueError):
        return Path(file).relative_to(root).as_posix()
    parts = (PurePosixPath(file) if file.startswith("/") else PureWindowsPath(file)).parts
    return next((end for start in range(1, len(parts)) if (end := "/".join(parts[start:])) in paths), "")


def read_snapshot(folder: RunFolder) -> list[SnapshotRow]:
    """The photos of a run; none where it has no snapshot, as one that was trained elsewhere may not.

    Raises:
        RunError: the snapshot is damaged.
    """
    if not folder.snapshot_file.is_file():
        return []
    try:
        with folder.snapshot_file.open(encoding="utf-8", newline="") as stream:
            return [
                SnapshotRow(row["path"], row["label"], Split(row["split"]), row["fingerprint"], row.get("group"))
                for row in csv.DictReader(stream, strict=True)
            ]
    except (OSError, UnicodeDecodeError, csv.Error, KeyError, ValueError) as error:
        raise RunError(
            f"The run '{folder.path.name}' can't be read: {folder.snapshot_file.name} is damaged ({type(error).__name__}).",
            kept="The photos and labels are untouched.",
            remedy="Train again, or copy the run's folder here once more.",
        ) from error
