"""The photos on which a recipe's augmentation is shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tldesk.core.messages import PreviewRequest, RequestedPhoto
from tldesk.core.photo import Photo
from tldesk.project.photos import file_of
from tldesk.project.store import Project

if TYPE_CHECKING:
    from tldesk.core.recipe import Recipe


def plan_preview(project: Project, recipe: "Recipe", photos: Sequence[Photo], *, views: int, side: int, draw: int) -> PreviewRequest:
    """Show what `recipe` makes of `photos`; see `PreviewRequest`. No file is touched here."""
    requested = tuple(RequestedPhoto(str(photo.id), str(file_of(project, photo)), photo.fingerprint) for photo in photos)
    return PreviewRequest(recipe, requested, views=views, side=side, draw=draw)
