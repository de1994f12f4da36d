"""Writing files so that a crash leaves either the old or the new content, and where our own files lie."""

import os
import tempfile
from pathlib import Path


def write_atomically(file: Path, content: bytes | str, *, durable: bool = True) -> None:
    """Write `content` (text as UTF-8) to `file` by way of a temporary file beside it, then replace it.

    `durable=False` leaves out the wait for the disk, for caches that are checked when read and for what is made durable later.

    Raises:
        OSError: when the folder can't be written or the disk is full; `file` is then unchanged.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name[:40]}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def move_to_free(file: Path, target: Path) -> None:
    """Give `file` the name `target` on the same disk, where no file has it yet.

    Raises:
        FileExistsError: there is one; both are then unchanged.
        OSError: the folder can't be written.
    """
    try:
        target.hardlink_to(file)
    except FileExistsError:
        raise
    except OSError as error:
        # Sticks and some shares know no hard links.
        if target.exists():
            raise FileExistsError(str(target)) from error
        file.rename(target)
    else:
        file.unlink()


def resources_folder() -> Path:
    """The folder of icons, stylesheet and templates: beside the package in a checkout and in the frozen program, inside it in a wheel."""
    package = Path(__file__).resolve().parents[1]
    beside = package.parent / "resources"
    return beside if beside.is_dir() else package / "resources"


def log_folder() -> Path:
    """Where the log and crash reports go; it may not be there yet."""
    from platformdirs import user_log_path

    return user_log_path("tldesk", appauthor=False)
