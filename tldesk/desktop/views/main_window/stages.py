"""The four stages, in the order of the work."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP

StageKey = Literal["label", "train", "results", "predict"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: `name` is to be translated in the context "Stages"."""

    key: StageKey
    name: str
    icon: str


STAGES: Final = (
    Stage("label", str(QT_TRANSLATE_NOOP("Stages", "Label")), "tag-multiple-outline"),
    Stage("train", str(QT_TRANSLATE_NOOP("Stages", "Train")), "school-outline"),
    Stage("results", str(QT_TRANSLATE_NOOP("Stages", "Results")), "chart-box-outline"),
    Stage("predict", str(QT_TRANSLATE_NOOP("Stages", "Predict")), "image-search-outline"),
)


def stage_key(text: str) -> StageKey:
    """The stage that `text` names, the first one where it names none."""
    return next((stage.key for stage in STAGES if stage.key == text), STAGES[0].key)
