"""Draws the four stages for `resources/screenshots/`: drawn specimens and a real training, light and dark, 1440x900.

make screenshots
"""

import sys

from studio import Studio, settle, studio, wait_for

from tldesk.core.recipe import preset
from tldesk.desktop.views.main_window.stages import STAGES
from tldesk.photos.specimens import draw_mixed, draw_specimens
from tldesk.project import photos, runs


def prepare(one: Studio) -> None:
    """An open project with labels (some of them lacking), two runs to compare and one prediction."""
    draw_specimens(one.folder / "specimens", per_class=60)
    draw_mixed(one.folder / "new photos", count=48, seed=7)
    one.open_folder(one.folder / "specimens")
    label, session = one.window.pages.label, one.session
    label.intake.offer.accept_button.click()
    wait_for(lambda: label.classes.labelled == label.classes.total > 0)
    assert session.project is not None
    session.labelling.label([photo.id for photo in photos.all_photos(session.project)][5::17], None)
    for key in ("quick-look", "standard"):
        session.train(preset(key).recipe)
        wait_for(lambda: session.training is None)
    predict = one.window.pages.predict
    predict.show_run(runs.runs(session.project)[0].id)
    predict.predict([one.folder / "new photos"])
    wait_for(lambda: session.answering is None and predict.answers.model.rowCount() == 48)


def choose(one: Studio) -> None:
    """On every page something is selected, as in the middle of work."""
    assert one.session.project is not None
    one.window.pages.label.grid.select_index(6)
    one.window.pages.results.show_run(runs.runs(one.session.project)[0].id)
    one.window.show_stage("results")
    settle()
    one.window.show_stage("predict")
    one.window.pages.predict.answers.view.selectRow(3)
    settle()


def main() -> int:
    with studio() as one:
        prepare(one)
        choose(one)
        for stage in STAGES:
            one.window.show_stage(stage.key)
            settle()
            one.take(stage.key)
    return 0


if __name__ == "__main__":
    sys.exit(main())
