"""Why a model calls none of its answers "not sure", in words: whoever reads them had better know that even noise gets a class."""

from typing import Final

from tldesk.core.abstention import ACCEPTED, Abstention, abstention
from tldesk.core.photo import Split
from tldesk.core.run_folder import RunFolder

_NONE: Final = "Without validation photos of this model nothing is called not sure."
_ONE: Final = "1 validation photo is too few: nothing is called not sure."
_FEW: Final = "{count} validation photos are too few, or mistaken too often: nothing is called not sure."
_NOT_CHOSEN: Final = "Nothing is called not sure until somebody chooses, in Results, which share of wrong answers is accepted."

REASONS: Final = (_NONE, _ONE, _FEW, _NOT_CHOSEN)
"""All there are, for those who translate them; `{count}` stands for the validation photos."""


def reason(found: Abstention) -> str:
    """Why a run that goes by no threshold says "not sure" of nothing, where `found` is what its validation photos come to."""
    if found.threshold is not None:
        return _NOT_CHOSEN
    return {0: _NONE, 1: _ONE}.get(found.photos, _FEW)


def why_never_unsure(folder: RunFolder) -> tuple[str, int]:
    """The reason, one of `REASONS`, and how many validation photos there are; "" where the model does say "not sure".

    Raises:
        RunError: a file of the run is missing or damaged.
    """
    facts = folder.facts()
    if facts.sure_from is not None:
        return "", 0
    evaluation = folder.evaluation(Split.VALIDATION)
    accepted = ACCEPTED if facts.accepted_error is None else facts.accepted_error
    found = abstention(() if evaluation is None else evaluation.answers, accepted=accepted)
    return reason(found), found.photos
