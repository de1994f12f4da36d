"""Opening a project: the one value that all verbs of this package take first."""

import stat
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from tldesk.core.errors import ProjectError
from tldesk.photos.names import is_speakable, printable
from tldesk.project.database import Database
from tldesk.project.layout import Layout, layout_for, on_network, photo_folder
from tldesk.project.migrations import migrate

if TYPE_CHECKING:
    # At run time it would make the window come up later, as psutil and NumPy would: what needs them imports them where it does.
    from filelock import BaseFileLock


class Project:
    """An open project. It belongs to the thread that opened it; close it, or use it in a `with` block.

    Attributes:
        root: the photo folder, absolute.
        layout: where the project's own files lie.
        database: for the verbs of this package only.
        training: locks of the runs that this program plans or trains, by run id.
    """

    def __init__(self, root: Path, *, layout: Layout, database: Database) -> None:
        self.root: Final = root
        self.layout: Final = layout
        self.database: Final = database
        self.training: Final[dict[str, BaseFileLock]] = {}

    def close(self) -> None:
        """Close the database and let go of every lock; safe to call twice."""
        for lock in self.training.values():
            lock.release(force=True)
        self.training.clear()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_project(folder: Path, *, elsewhere: Path | None = None) -> Project:
    """Open the project of the photo folder `folder`, and begin one where there is none.

    Args:
        folder: also the project's own folder, and what lies in it.
        elsewhere: where projects of read-only photo folders are kept; the user's data folder by default.

    Raises:
        ProjectError: `folder` is not there or not a folder; the project is locked, damaged, or made by a newer tldesk; the disk is full
            or can't be written. A damaged file is never overwritten.
    """
    root = _checked(photo_folder(folder))
    layout = layout_for(root, elsewhere=elsewhere)
    database = Database(layout.database, network=on_network(layout.folder))
    try:
        migrate(database)
    except ProjectError:
        database.close()
        raise
    return Project(root, layout=layout, database=database)


def look_aside(root: Path, layout: Layout) -> Project:
    """An open project once more, for another thread: it answers every question, and nothing can be changed by it. Close it soon.

    Raises:
        ProjectError: the project's file is gone, locked or damaged.
    """
    return Project(root, layout=layout, database=Database(layout.database, aside=True))


def _checked(folder: Path) -> Path:
    try:
        mode = folder.stat().st_mode
        root = folder.resolve()
    except FileNotFoundError as error:
        raise ProjectError(
            f"There is no folder {folder}.",
            kept="Nothing was changed.",
            remedy="Check the name, and that the disk or share is connected.",
        ) from error
    except OSError as error:
        raise ProjectError(
            f"The folder {folder} can't be read ({error.strerror or type(error).__name__}).",
            kept="Nothing was changed.",
            remedy="Check that you may read it, and that the disk or share is connected.",
        ) from error
    if not stat.S_ISDIR(mode):
        raise ProjectError(
            f"{folder} is a file, not a folder.", kept="Nothing was changed.", remedy=f"Open the folder it lies in: {folder.parent}."
        )
    if not is_speakable(str(root)):
        raise ProjectError(
            f"The folder {printable(str(root))} has a name that is not valid text.",
            kept="Nothing was changed.",
            remedy="Rename the folder and open it again.",
        )
    return root
