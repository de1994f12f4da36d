"""What a table of runs shows of each, read from its folder."""

from contextlib import suppress
from dataclasses import dataclass, field

from tldesk.core.errors import RecipeError, RunError
from tldesk.core.photo import Split
from tldesk.core.results import EpochMetrics, Figure, Interval
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import Remark, RunRecord


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as a table shows it.

    Attributes:
        remark: star and note.
        epochs: how many ended. seconds: wall time from its making to its end, None before.
        validation: accuracy 0..1 of the epoch that was kept, None before the first epoch.
        test, f1: accuracy and macro F1 on the test split, None where it was not measured.
        backbone: timm's name. preset: the name of the nearest one. changed: settings that differ from it. All empty where the
            recipe can't be read.
        has_model: the run can predict.
        measured: the splits there are figures on.
    """

    record: RunRecord
    remark: Remark = field(default_factory=Remark)
    epochs: int = 0
    seconds: float | None = None
    validation: float | None = None
    test: Interval | None = None
    f1: Interval | None = None
    backbone: str = ""
    preset: str = ""
    changed: int = 0
    has_model: bool = False
    measured: frozenset[Split] = frozenset()


def read_row(record: RunRecord, folder: RunFolder) -> RunRow:
    """What a table shows of one run. A file that is damaged or absent leaves its part empty."""
    epochs: list[EpochMetrics] = []
    with suppress(RunError):
        epochs = folder.epochs()
    kept = [epoch for epoch in epochs if epoch.best]
    remark, figures = Remark(), None
    with suppress(RunError):
        remark = folder.remark()
    with suppress(RunError):
        figures = folder.figures(Split.TEST)
    backbone, preset, changed = _recipe(folder)
    return RunRow(
        record,
        remark,
        epochs=len(epochs),
        seconds=None if record.ended is None else max(0.0, record.ended - record.created),
        validation=kept[-1].validation_accuracy if kept else None,
        test=figures.get(Figure.ACCURACY) if figures else None,
        f1=figures.get(Figure.MACRO_F1) if figures else None,
        backbone=backbone,
        preset=preset,
        changed=changed,
        has_model=folder.has_model,
        measured=frozenset(split for split in Split if folder.is_measured(split)),
    )


def _recipe(folder: RunFolder) -> tuple[str, str, int]:
    # Imported here because its libraries would make the window come up later.
    from tldesk.core.recipe import nearest_preset

    try:
        recipe = folder.recipe()
    except (RunError, RecipeError):
        return "", "", 0
    nearest = nearest_preset(recipe)
    return recipe.backbone, nearest.name, len(recipe.differing_from(nearest.recipe))
