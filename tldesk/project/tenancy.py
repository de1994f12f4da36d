"""Who has a project open: one file inside `.tldesk`, so that a second window can say it instead of showing labels that grow old.

It keeps nobody from anything: the database and the runs have locks of their own. It is made by exclusive creation and moved aside by
renaming, both of which are one step on network shares too (open(2), rename(2)), where locks of the operating system often are none.
"""

import json
import os
import platform
import time
import uuid
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tldesk.core import numbers
from tldesk.core.errors import ProjectError
from tldesk.project.layout import Layout, cannot_write

FILE_NAME: Final = "in-use.json"

UNWRITTEN_SECONDS: Final = 10.0
"""A file without content is one that is just being written; after this long, one whose writer died at it."""

SAME_START_SECONDS: Final = 2.0
"""How far two readings of a process's start may lie apart."""


@dataclass(frozen=True, slots=True)
class Tenant:
    """A window that has a project open.

    Attributes:
        who: the name that stands in the history of labels.
        host: the computer's name, for people.
        machine: what tells that computer from others of the same name.
        process, began: number and start (seconds since 1970) of the process; numbers are used again, starts are not.
        since: when it opened the project, seconds since 1970.
        key: of this one opening.
    """

    who: str
    host: str
    machine: str
    process: int
    began: float
    since: float
    key: str

    @property
    def is_here(self) -> bool:
        """Whether it runs on this computer."""
        return self.machine == _machine()

    @property
    def is_gone(self) -> bool:
        """Whether it is known to have ended: only of a process on this computer can that be known."""
        return self.is_here and not _runs(self.process, self.began)

    @property
    def words(self) -> str:
        """Who it is, for people: "Ada on lab-pc-3 (process 4711, since 14:02)"."""
        return f"{self.who} on {self.host} (process {self.process}, since {numbers.when(self.since)})"


class HeldError(ProjectError):
    """Somebody has the project open.

    Attributes:
        tenant: who.
    """

    def __init__(self, tenant: Tenant, root: Path) -> None:
        remedy = "Go on in that window, or close it first."
        if not tenant.is_here:
            remedy = "Close it there first. If that computer crashed or was switched off, open the project anyway."
        super().__init__(f"{root.name or root} is open already: {tenant.words}.", kept="Nothing was changed.", remedy=remedy)
        self.tenant = tenant


def tenant_of(layout: Layout) -> Tenant | None:
    """Who has the project open, apart from this process; None where nobody has, or who had it is known to be gone."""
    found = _read(_file(layout))
    return None if found is None or found.is_gone or _is_own(found) else found


def move_in(layout: Layout, root: Path, *, who: str, anyway: bool = False) -> Tenant:
    """Note that this process has the project open, in place of one that is gone.

    Args:
        anyway: also in place of one that may still be there.

    Raises:
        HeldError: somebody has it open.
        ProjectError: the note can't be written.
    """
    own = _this_process(who)
    try:
        for _ in range(2):
            if _create(_file(layout), own):
                return own
            found = _read(_file(layout))
            if found is not None and not (anyway or found.is_gone or _is_own(found)):
                raise HeldError(found, root)
            _put_aside(_file(layout), found)
    except OSError as error:
        raise cannot_write(layout.folder, error) from error
    raise ProjectError(
        f"Another tldesk is just opening {root.name or root}.", kept="Nothing was changed.", remedy="Wait some seconds and try again."
    )


def move_out(layout: Layout, tenant: Tenant) -> None:
    """Take the note away again, if it still is `tenant`'s; a share that has gone away meanwhile is no error."""
    try:
        if _read(_file(layout)) == tenant:
            _file(layout).unlink(missing_ok=True)
    except OSError:
        return


def _file(layout: Layout) -> Path:
    return layout.folder / FILE_NAME


def _create(file: Path, tenant: Tenant) -> bool:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(asdict(tenant), stream)
        stream.flush()
        os.fsync(stream.fileno())
    return True


def _read(file: Path) -> Tenant | None:
    """Who is noted; None where nobody is, or the note makes no sense."""
    try:
        return Tenant(**json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, TypeError, OSError):
        return None


def _put_aside(file: Path, judged: Tenant | None) -> None:
    """Take away the note that was `judged` to be nobody's; one that somebody else wrote meanwhile is put back."""
    if judged is None and file.exists() and time.time() - file.stat().st_mtime < UNWRITTEN_SECONDS:
        return
    aside = file.with_name(f"{file.name}.{uuid.uuid4().hex}")
    try:
        file.rename(aside)
    except FileNotFoundError:
        return
    if _read(aside) == judged:
        aside.unlink()
    elif not file.exists():
        aside.rename(file)


def _is_own(tenant: Tenant) -> bool:
    return tenant.is_here and tenant.process == os.getpid()


def _this_process(who: str) -> Tenant:
    import psutil

    began = psutil.Process().create_time()
    return Tenant(who, platform.node() or "this computer", _machine(), os.getpid(), began, time.time(), uuid.uuid4().hex)


def _runs(process: int, began: float) -> bool:
    import psutil

    try:
        return bool(abs(psutil.Process(process).create_time() - began) < SAME_START_SECONDS)
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True


@cache
def _machine() -> str:
    """The computer's name, and what its system calls it where it does: two may have the same name."""
    try:
        own = Path("/etc/machine-id").read_text(encoding="ascii").strip()
    except (OSError, UnicodeError):
        own = ""
    return f"{platform.node()} {own}".strip()
