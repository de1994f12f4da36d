"""What a model's training began from, and what that means for whoever gets the model: on what and under which licence."""

from dataclasses import dataclass
from typing import Final

from tldesk.core.backbones import Backbone, backbone
from tldesk.core.backbones.began import began_from, is_own
from tldesk.core.backbones.licences import WORDS
from tldesk.core.errors import RecipeError, RunError
from tldesk.core.run_folder import RunFolder

_OF_THE_HUB: Final = frozenset(
    {
        "apache-2.0",
        "mit",
        "bsd-3-clause",
        "cc-by-4.0",
        "cc-by-nc-4.0",
        "apple-amlr",
        "apple-ascl",
        "fair-noncommercial-research-license",
        "gemma",
    }
)
"""Those of our licences that the hub has an identifier for, which is ours (huggingface.co/docs/hub/repositories-licenses)."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a training began from.

    Attributes:
        weights: "pretrained" or "random", as the recipe has it; empty where no recipe says it, and nothing else is claimed then.
        base: id on the Hugging Face hub of the weights it began from. pretraining: what those learned from, in words.
        licence: of those weights, in words; empty where it is unknown. page: where they are described, a web address.
        front: key and value of what the head of a model card has to say of the licence.
    """

    weights: str = ""
    base: str = ""
    pretraining: str = ""
    licence: str = ""
    page: str = ""
    front: tuple[tuple[str, str], ...] = ()


def origin_of(folder: RunFolder) -> Origin:
    """What the model in `folder` began from: random weights have no licence, and a backbone that lent its shape alone gives none."""
    try:
        weights = folder.recipe().weights
    except (RecipeError, RunError):
        return Origin()
    if weights == "random":
        return Origin(weights)
    facts = folder.facts()
    known = backbone(facts.backbone)
    if known is None:
        return Origin(weights, front=(("license", "unknown"),))
    # Those of a run from before this was kept are told by what lies here now.
    began = facts.began or began_from(facts.backbone)
    if began is not None and began.source and not is_own(known, began.source):
        key = _key(began.licence, known)
        return Origin(weights, licence=began.licence if key else "", front=_front(key, ""))
    key = _key(known.licence, known)
    return Origin(weights, known.hub, known.pretraining, known.licence if key else "", known.page, _front(key, known.page))


def _key(licence: str, known: Backbone) -> str:
    """The identifier of a licence that is told in words; empty for an unknown one, or words that a model came with and nobody knows."""
    return next((key for key, (words, _) in WORDS.items() if words == licence), licence if licence == known.licence else "")


def _front(key: str, page: str) -> tuple[tuple[str, str], ...]:
    """The hub takes identifiers of its list alone; others have a name and a link."""
    if not key:
        return (("license", "unknown"),)
    if key in _OF_THE_HUB:
        return (("license", key),)
    return (("license", "other"), ("license_name", key), *([("license_link", page)] if page else []))
