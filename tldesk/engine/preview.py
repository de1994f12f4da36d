"""What training photos look like to the network: drawn by what prepares and alters them in training."""

from collections.abc import Generator
from dataclasses import astuple

from PIL import Image

from tldesk.core.errors import PhotoError
from tldesk.core.messages import Event, PhotoFailed, Previewed, PreviewRequest, RequestedPhoto
from tldesk.core.previews import PhotoPreview, Picture
from tldesk.engine.augmentation import UNALTERED, Alteration, altered
from tldesk.engine.data import view_rng
from tldesk.engine.ears import Ears
from tldesk.engine.network import preparation_of
from tldesk.photos.framing import Preparation, prepared, read, seen_part


def preview(request: PreviewRequest, ears: Ears) -> Generator[Event, None, None]:
    """Draw the photos; the same `draw` gives the same random views, however the recipe's settings move.

    Yields:
        `PhotoFailed` for each that can't be read, then `Previewed`.

    Raises:
        WeightsError: there is no such backbone.
    """
    recipe = request.recipe
    preparation = preparation_of(recipe.backbone, image_size=recipe.image_size, framing=recipe.framing)
    how = Alteration.of(recipe) if recipe.alters else UNALTERED
    drawn = []
    for photo in request.photos:
        ears.listen()
        try:
            drawn.append(_drawn(photo, preparation, how, request))
        except PhotoError as error:
            yield PhotoFailed(photo.key, photo.file, error.cause, error.lasting)
    yield Previewed(tuple(drawn))


def _drawn(photo: RequestedPhoto, preparation: Preparation, how: Alteration, request: PreviewRequest) -> PhotoPreview:
    decoded = read(photo.file, preparation)
    views = []
    for number in range(request.views if how != UNALTERED else 0):
        pixels = altered(decoded, preparation, how, rng=view_rng(request.draw, number, photo))
        views.append(_picture(Image.fromarray(pixels), request.side))
    return PhotoPreview(
        key=photo.key,
        photo=_picture(decoded, request.side),
        seen=astuple(seen_part(*decoded.size, preparation)),
        plain=_picture(prepared(decoded, preparation), request.side),
        views=tuple(views),
    )


def _picture(drawn: Image.Image, side: int) -> Picture:
    """No side longer than `side`."""
    scale = min(1.0, side / max(drawn.size))
    size = max(1, round(drawn.width * scale)), max(1, round(drawn.height * scale))
    small = drawn if size == drawn.size else drawn.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return Picture(*size, small.tobytes())
