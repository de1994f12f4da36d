"""Draws the Train stage's other faces: all settings, the choice of a backbone, a training under way, a diagnosis, two runs compared.

python packaging/screenshots_train.py
"""

import sys
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QScrollArea
from studio import Studio, settle, studio, wait_for

from tldesk.core.changes import Change
from tldesk.core.messages import Command
from tldesk.core.recipe import preset
from tldesk.core.results import EpochMetrics, Phase
from tldesk.core.run_values import RunState
from tldesk.photos.specimens import draw_specimens
from tldesk.project import runs

LOSSES = ((1.2, 1.15), (0.8, 0.9), (0.5, 0.72), (0.31, 0.66), (0.18, 0.71), (0.09, 0.83), (0.05, 0.98), (0.02, 1.1))
"""Of the training and the validation photos, epoch by epoch: a run that learns its photos by heart."""

ABOVE = 100
"""Pixels of the settings above the one that is shown."""


def prepare(at: Studio, folder: Path) -> None:
    """A project labelled by its folders, with a finished run."""
    draw_specimens(folder, per_class=40)
    at.open_folder(folder)
    label = at.window.pages.label
    label.intake.offer.accept_button.click()
    wait_for(lambda: label.classes.labelled == label.classes.total > 0)
    train(at, "quick-look")
    train(at, "standard")


def train(at: Studio, key: str) -> None:
    at.session.train(preset(key).recipe)
    wait_for(lambda: at.session.training is None)


def learn_by_heart(at: Studio) -> str:
    """A run written as the engine writes them, whose curves part; its name."""
    project = at.session.project
    assert project is not None
    record, change = runs.create_run(project, name="Long", recipe=preset("thorough").recipe)
    folder = project.layout.run(record.id)
    best = min(validation for _, validation in LOSSES)
    for number, (loss, validation) in enumerate(LOSSES, 1):
        right = min(0.99, 0.62 + 0.05 * number)
        folder.add_epoch(EpochMetrics(number, Phase.FINE_TUNE, loss, right, validation, 0.78, 1e-3, 9.0, best=validation == best))
    change |= runs.set_state(project, record.id, RunState.FINISHED)
    at.session.changed.emit(change | Change(runs=frozenset({record.id})))
    return record.id


def main() -> int:
    with studio() as at:
        prepare(at, at.folder / "specimens")
        page = at.window.pages.train
        at.window.show_stage("train")
        page.show_run(learn_by_heart(at))
        at.take("train-diagnosis")

        row = page.recipe.form.reveal("hidden_layers")
        settle()
        area = page.recipe.findChild(QScrollArea)
        assert area is not None
        inner = area.widget()
        assert inner is not None
        area.verticalScrollBar().setValue(row.mapTo(inner, QPoint(0, -ABOVE)).y())
        at.take("train-settings")
        area.verticalScrollBar().setValue(0)
        page.recipe.form.advanced_button.setChecked(False)

        page.recipe.choose_backbone()
        settle()
        take_sheet(at, "train-backbones")

        page.runs.table.selectAll()
        page.runs.comparing.compare(page.runs.selected)
        settle()
        take_sheet(at, "train-compare")

        at.session.train(preset("standard").recipe.with_values({"epochs": 30, "patience": 30}))
        wait_for(lambda: sum(epoch.phase is Phase.FINE_TUNE for epoch in page.curves.curves.epochs) > 2)
        at.take("train-running")
        at.session.stop_training(Command.CANCEL)
        wait_for(lambda: at.session.training is None)
    return 0


def take_sheet(at: Studio, title: str) -> None:
    """The dialog that is open, then closed."""
    sheet = next(one for one in at.window.findChildren(QDialog) if one.isVisible())
    at.take(title, sheet=sheet)
    sheet.reject()
    settle(0.3)


if __name__ == "__main__":
    sys.exit(main())
