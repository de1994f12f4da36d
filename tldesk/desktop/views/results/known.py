"""What the project knows now of the photos behind an evaluation: their content, and labels that changed since."""

from collections.abc import Mapping
from dataclasses import dataclass

from tldesk.core.errors import TldeskError
from tldesk.core.photo import PhotoClass
from tldesk.core.results import Evaluation
from tldesk.desktop.session import Session, banner_of
from tldesk.project import classes as classes_of
from tldesk.project import photos as photos_of


@dataclass(frozen=True, slots=True)
class Known:
    """Fingerprints by the answers' keys, and how many of the photos have another label now."""

    fingerprints: Mapping[str, str]
    changed: int


def known_classes(session: Session) -> dict[str, PhotoClass]:
    """The classes there are, by name; an error is said."""
    project = session.project
    try:
        return {one.name: one for one in classes_of.classes(project)} if project is not None else {}
    except TldeskError as error:
        session.said.emit(banner_of(error))
        return {}


def known_photos(session: Session, shown: Evaluation, classes: Mapping[str, PhotoClass]) -> Known | None:
    """What holds for the photos of `shown`; None where the project can't be asked, which is said."""
    project = session.project
    if project is None:
        return None
    try:
        known = photos_of.photos_of(project, [int(answer.key) for answer in shown.answers if answer.key.isdecimal()])
    except TldeskError as error:
        session.said.emit(banner_of(error))
        return None
    names = {one.id: one.name for one in classes.values()}
    now = {str(one.id): names.get(one.class_id or 0) for one in known.values()}
    changed = sum(now[a.key] != shown.classes[a.label] for a in shown.answers if a.key in now and a.label is not None)
    return Known({str(one.id): one.fingerprint for one in known.values()}, changed)
