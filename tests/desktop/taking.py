"""Labels for tests that begin with labelled photos."""

from tldesk.desktop.session import Session
from tldesk.project.splits import import_folders


def take_folders(session: Session) -> None:
    """Take classes, labels and splits from the sub-folders of the open project, all before this returns."""
    assert session.project is not None
    session.changed.emit(import_folders(session.project, who=session.preferences.who))
