"""One fetch of a backbone into a folder at a time, across programs and computers: two would write into the same half file."""

import errno
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import BaseFileLock, FileLock, SoftFileLock, Timeout

from tldesk.core import numbers
from tldesk.core.errors import WeightsError

_WITHOUT_LOCKS: Final = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})
"""What shares and sticks answer whose file system knows no locks."""


@contextmanager
def alone(name: str, folder: Path) -> Iterator[None]:
    """Be the only one who fetches the backbone `name` into `folder`. The system frees the lock of a program that is killed.

    Where the file system knows no locks a file that is made exclusively stands for one. It names its process, so that one
    of a process that is gone counts for nothing on its own computer; on others somebody has to remove it.

    Raises:
        WeightsError: another fetch of it is under way.
        OSError: the folder can't be written.
    """
    lock, note = _taken(name, folder), folder / f".{name}.fetching"
    try:
        # Beside the lock, as nobody else can read a locked file on Windows. It is for people: without it one goes on.
        with suppress(OSError):
            note.write_text(f"{platform.node() or 'this computer'} (process {os.getpid()})", encoding="utf-8")
        yield
    finally:
        _let_go(lock, note)


def _taken(name: str, folder: Path) -> BaseFileLock:
    # What a killed program leaves on a share must be open to all who may write there.
    lock: BaseFileLock = FileLock(folder / f".{name}.lock", timeout=0, mode=0o666, thread_local=False)
    try:
        try:
            lock.acquire()
        except OSError as error:
            if isinstance(error, Timeout) or error.errno not in _WITHOUT_LOCKS:
                raise
            lock = SoftFileLock(folder / f".{name}.held", timeout=0, thread_local=False)
            lock.acquire()
    except Timeout as error:
        raise _refusal(name, folder, Path(lock.lock_file)) from error
    return lock


def _let_go(lock: BaseFileLock, note: Path) -> None:
    """Leave nothing behind."""
    with suppress(OSError):
        note.unlink(missing_ok=True)
    held = Path(lock.lock_file)
    removes = isinstance(lock, SoftFileLock)
    if os.name == "posix" and not removes:
        # Its name goes while it is held: who has opened it just now sees that it has none, and makes another.
        with suppress(OSError):
            held.unlink(missing_ok=True)
    lock.release()
    if os.name == "nt" and not removes:
        # Windows refuses this while it is held, and where another one has opened it meanwhile.
        with suppress(OSError):
            held.unlink(missing_ok=True)


def _refusal(name: str, folder: Path, lock: Path) -> WeightsError:
    who, note = "another tldesk", folder / f".{name}.fetching"
    with suppress(OSError, UnicodeError):
        began = min(note.stat().st_mtime, time.time())
        who = f"{note.read_text(encoding='utf-8')}, since {numbers.when(began)}"
    remedy = "Wait until it is there, or cancel it where it was begun."
    if lock.suffix == ".held":
        remedy += f" If that computer was switched off, remove {lock}."
    return WeightsError(
        f"The weights of {name} are being fetched into {folder} already: by {who}.", kept="That fetch goes on.", remedy=remedy
    )
