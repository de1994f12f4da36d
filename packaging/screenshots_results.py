"""Draws what Results and Predict have beside their first faces, on made and on trained runs.

The matrix of 4 and of 121 classes, compared runs, mistakes, heatmaps of a CNN and of a ViT, two classes side by side, feature maps, the map
of photos, the predictions as table and grid, their class folders, a watched folder, the first pages of the report as a PDF.

python packaging/screenshots_results.py [matrices] [heatmaps] [predictions] [report]

The report is drawn by pdftoppm (poppler-utils).
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Final

import numpy as np
from PIL import Image
from screenshots_train import take_sheet
from studio import TARGET, Studio, settle, studio, wait_for

from tldesk.core.changes import Change
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe, preset
from tldesk.core.results import Answer, Evaluation
from tldesk.core.run_values import RunState
from tldesk.desktop.views.predict.folders_sheet import FoldersSheet
from tldesk.desktop.views.results.export_choices import ExportChoices
from tldesk.desktop.widgets.button import Button
from tldesk.engine.metrics import evaluation_of
from tldesk.photos.specimens import draw_mixed, draw_specimens
from tldesk.project import classes, photos, runs

LOOK: Final = "Quick look"
GAP: Final = 24
SHOWN: Final = 1440
"""Pixels between the pages of a report, and across all of them."""

MANY: Final = tuple(f"Species with a long name {number:03}" for number in range(1, 122))


def prepare(at: Studio, *, with_vit: bool) -> None:
    """A project labelled by its folders, with a short training of a CNN, and where it is wanted one of a small ViT."""
    draw_specimens(at.folder / "specimens", per_class=40)
    draw_mixed(at.folder / "new photos", count=48, seed=7)
    at.open_folder(at.folder / "specimens")
    label = at.window.pages.label
    label.intake.offer.accept_button.click()
    wait_for(lambda: label.classes.labelled == label.classes.total > 0)
    scratch = preset("scratch").recipe.with_values({"backbone": "test_vit", "epochs": 4})
    for name, recipe in [("Small ViT", scratch)] * with_vit + [(LOOK, preset("quick-look").recipe)]:
        at.session.train(recipe, name=name)
        wait_for(lambda: at.session.training is None)


def quick_look(at: Studio) -> str:
    """The id of the trained CNN."""
    project = at.session.project
    assert project is not None
    return next(one.id for one in runs.runs(project) if one.name == LOOK)


def made(at: Studio, name: str, answers: list[Answer], names: tuple[str, ...]) -> str:
    """A run without a model, but with figures; its id."""
    project = at.session.project
    assert project is not None
    record, change = runs.create_run(project, name=name, recipe=Recipe())
    figures: Evaluation = evaluation_of(answers, split=Split.TEST, classes=names)
    project.layout.run(record.id).write_evaluation(figures)
    change |= runs.set_state(project, record.id, RunState.FINISHED)
    at.session.changed.emit(change | Change(runs=frozenset({record.id})))
    return record.id


def guessed(at: Studio, count: int, *, sharpness: float, seed: int) -> list[Answer]:
    """Answers of `count` classes on the photos of the project, the more of them right the higher the sharpness."""
    project = at.session.project
    assert project is not None
    index_of = {one.id: place for place, one in enumerate(classes.classes(project))}
    rng, answers = np.random.default_rng(seed), []
    every = photos.all_photos(project)
    for number in range(max(len(every), 8 * count)):
        photo = every[number % len(every)]
        label = index_of[photo.class_id or 0] if count == len(index_of) else number % count
        logits = rng.normal(size=count)
        logits[label] += sharpness
        logits[(label + 1) % count] += sharpness / 2
        shares = np.exp(1.6 * logits)
        key = str(photo.id) if number < len(every) else f"{photo.id}-{number}"
        answers.append(Answer(key, str(photos.file_of(project, photo)), tuple((shares / shares.sum()).tolist()), label))
    return answers


def take_matrices(at: Studio) -> None:
    """Matrix with 4 and with 121 classes, and two runs compared."""
    project, page = at.session.project, at.window.pages.results
    assert project is not None
    names = tuple(one.name for one in classes.classes(project))
    older = made(at, "Older", guessed(at, len(names), sharpness=1.6, seed=1), names)
    page.show_run(made(at, "Newer", guessed(at, len(names), sharpness=2.4, seed=2), names))
    settle()
    at.take("results-mistakes")
    page.figures.confusion.matrix.choose((1, 2))
    settle()
    at.take("results-matrix-4")
    page.figures.confusion.matrix.choose(None)
    combo = page.comparison.run_combo
    combo.setCurrentIndex(combo.findData(older))
    combo.activated.emit(combo.currentIndex())
    settle()
    at.take("results-compare")
    page.show_run(made(at, "Species", guessed(at, len(MANY), sharpness=4.0, seed=3), MANY))
    settle()
    at.take("results-matrix-121")


def take_heatmaps(at: Studio) -> None:
    """Of the CNN and the ViT; and the sheets."""
    project, page = at.session.project, at.window.pages.results
    assert project is not None
    trained = {one.name: one.id for one in runs.runs(project)}
    for name, title in (("Small ViT", "results-heatmap-vit"), (LOOK, "results-heatmap-cnn")):
        page.show_run(trained[name])
        settle(0.5)
        if page.photos.current is None:
            page.figures.confusion.matrix.choose((0, 0))
        wait_for(lambda: page.photo.evidence.heatmap is not None)
        settle()
        at.take(title)
    page.photo.heatmaps.deeds.compare()
    settle(4)
    take_sheet(at, "results-two-classes")
    page.photo.heatmaps.deeds.show_feature_maps()
    settle(4)
    take_sheet(at, "results-feature-maps")
    page.export_model()
    choices = page.findChildren(ExportChoices)[-1]
    for box in (choices.onnx_box, choices.int8_box, choices.program_box):
        box.setChecked(True)
    take_sheet(at, "export-model")
    next(button for button in page.figures.findChildren(Button) if button.text() == "Map").click()
    page.figures.map.wanted.emit()
    wait_for(lambda: "t-SNE" in page.figures.map.said.text())
    settle()
    at.take("results-map")


def take_predictions(at: Studio) -> None:
    """The answers as a grid."""
    page = at.window.pages.predict
    at.window.show_stage("predict")
    page.show_run(quick_look(at))
    page.predict([at.folder / "new photos"])
    wait_for(lambda: at.session.answering is None and page.answers.model.rowCount() == 48)
    page.answers.view.selectRow(3)
    settle()
    at.take("predict-table")
    page.answers.show_as("grid")
    settle()
    at.take("predict-grid")
    page.answers.show_as("table")
    page.head.folders_button.click()
    sheet = page.findChild(FoldersSheet)
    assert sheet is not None
    wait_for(lambda: not at.session.sorting.busy)
    at.take("predict-folders", sheet=sheet)
    sheet.reject()
    watch(at)


def watch(at: Studio) -> None:
    """A folder that is watched, with a table that is kept up to date."""
    page, watched, new = at.window.pages.predict, at.session.watched, at.folder / "from the microscope"
    new.mkdir()
    page.watching.watch(new)
    wait_for(lambda: page.answers.model.shown is not None and page.answers.model.total == 0)
    watched.keep_table(at.folder / "answers.csv")
    for file in sorted((at.folder / "new photos").iterdir())[:12]:
        shutil.copy(file, new)
    wait_for(lambda: watched.answered == 12 and page.answers.model.total == 12)
    page.answers.view.selectRow(2)
    settle()
    at.take("predict-watch")
    watched.stop()


def take_report(at: Studio) -> None:
    """The first pages of the trained run's report, beside each other; paper is light."""
    page, file = at.window.pages.results, at.folder / "report.pdf"
    at.window.show_stage("results")
    page.show_run(quick_look(at))
    settle()
    page.reports.write(file)
    wait_for(file.exists)
    subprocess.run(["pdftoppm", "-png", "-r", "110", "-l", "3", str(file), str(at.folder / "page")], check=True)
    pages = [Image.open(one) for one in sorted(at.folder.glob("page-*.png"))]
    wide, high = pages[0].size
    beside = Image.new("RGB", (GAP + len(pages) * (wide + GAP), high + 2 * GAP), "#c8c8c8")
    for place, one in enumerate(pages):
        beside.paste(one, (GAP + place * (wide + GAP), GAP))
    beside.resize((SHOWN, round(SHOWN * beside.height / beside.width)), Image.Resampling.LANCZOS).save(TARGET / "report.png")


PARTS: Final[dict[str, Callable[[Studio], None]]] = {
    "matrices": take_matrices,
    "heatmaps": take_heatmaps,
    "predictions": take_predictions,
    "report": take_report,
}


def main(wanted: list[str]) -> int:
    with studio() as at:
        prepare(at, with_vit="heatmaps" in (wanted or PARTS))
        at.window.show_stage("results")
        for name in wanted or PARTS:
            PARTS[name](at)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
