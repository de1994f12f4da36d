"""What a training begins from: where its weights came from, which the backbone's name alone does not tell."""

from contextlib import suppress
from pathlib import PurePath

from tldesk.core.backbones.catalogue import Backbone, backbone
from tldesk.core.backbones.places import Places, Where
from tldesk.core.backbones.receipts import read_receipt
from tldesk.core.backbones.torchvision_files import licence_of, named_after
from tldesk.core.run_values import Began


def began_from(name: str) -> Began | None:
    """What is known of the weights that a training of the backbone `name` takes here; None where it isn't in the catalogue.

    A receipt tells it where it is of the file that lies there; otherwise the file's name does.
    """
    known = backbone(name)
    if known is None:
        return None
    place = Places().of(name)
    if place.where is not Where.FOLDER or place.file is None:
        return Began(known.page, known.licence)
    receipt = read_receipt(place.file)
    with suppress(OSError):
        if receipt is not None and receipt.size == place.file.stat().st_size:
            return Began(receipt.source, receipt.licence, receipt.sha256)
    return Began(place.file.name, known.licence)


def is_own(one: Backbone, source: str) -> bool:
    """Whether weights from `source`, a web address or a file's name, are known to be those that `one` names, and none that stand in."""
    if "://" in source:
        return bool(one.hub) and f"/{one.hub}/" in f"{source}/"
    return named_after(PurePath(source).stem) == one


def licence_for(one: Backbone, source: str) -> str:
    """The licence in words of weights from `source` that are kept for `one`; of those that stand in for its own, where it is known."""
    if "://" in source or is_own(one, source):
        return one.licence
    return licence_of(PurePath(source).stem) or one.licence
