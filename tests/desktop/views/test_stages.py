"""Train, Results and Predict with the real engine, as a person uses them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.taking import take_folders
from tldesk.core.photo import Split
from tldesk.core.run_values import RunState
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.predict.view import PredictView
from tldesk.desktop.views.results.view import ResultsView
from tldesk.desktop.views.train.view import TrainView
from tldesk.jobs.report import worst_mistakes
from tldesk.photos.specimens import draw_mixed, draw_specimens

LONG = 180_000
"""Milliseconds to wait for the engine on a busy machine."""


@pytest.fixture
def specimens(session: Session, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """An open project of a few drawn specimens, labelled by their folders."""
    draw_specimens(tmp_path / "specimens", per_class=8, seed=4)
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.open(tmp_path / "specimens")
    take_folders(session)
    yield session
    session.cancel_answering()


def shown(qtbot: QtBot, view: TrainView | ResultsView | PredictView) -> None:
    qtbot.addWidget(view)
    view.resize(1300, 800)
    with qtbot.waitExposed(view):
        view.show()


def test_train_then_look_then_predict(specimens: Session, preferences: Preferences, tmp_path: Path, qtbot: QtBot) -> None:
    train = TrainView(specimens, preferences)
    shown(qtbot, train)
    qtbot.waitUntil(train.recipe.buttons.train_button.isEnabled)
    qtbot.mouseClick(train.recipe.buttons.train_button, Qt.MouseButton.LeftButton)
    assert train.recipe.buttons.cancel_button.isVisible()
    qtbot.waitUntil(lambda: len(train.curves.curves.epochs) > 0, timeout=LONG)
    qtbot.waitUntil(lambda: specimens.training is None, timeout=LONG)
    run = train.runs.run
    assert run is not None
    assert run.record.state is RunState.FINISHED
    assert train.curves.figure.text().startswith("Test ")
    assert train.recipe.buttons.train_button.isVisible()
    assert train.curves.results_button.property("accent")

    results = ResultsView(specimens, preferences)
    shown(qtbot, results)
    results.show_run(run.record.id)
    assert results.headline.figure.text().endswith("%")
    assert sum(map(sum, results.figures.confusion.matrix._table.counts)) == len(results._evaluation.answers if results._evaluation else ())
    results.show_split(Split.VALIDATION)
    assert results.headline.figure.text().endswith("%")
    cell = (0, 0) if results.photos.current is None else None
    if cell:
        results.figures.confusion.matrix.choose(cell)
    qtbot.waitUntil(lambda: results.photo.evidence.heatmap is not None, timeout=LONG)
    with qtbot.waitSignal(results.reports._reporting.ended, timeout=LONG) as written:
        results.reports.write(tmp_path / "report.html")
    assert written.args == [tmp_path / "report.html"]
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    evaluation = specimens.project.layout.run(run.record.id).evaluation(Split.TEST) if specimens.project else None
    assert evaluation is not None
    assert page.count(" with its heatmap") == len(worst_mistakes(evaluation))
    assert results.bar.report_button.isVisible()
    results._maps._draw()
    qtbot.waitUntil(lambda: "t-SNE" in results.figures.map.said.text(), timeout=LONG)
    assert len(results.figures.map.chart._places) == 32
    results.hide()

    predict = PredictView(specimens, preferences)
    shown(qtbot, predict)
    predict.show_run(run.record.id)
    mixed = tmp_path / "new photos"
    draw_mixed(mixed, count=5, seed=9)
    (mixed / "broken.jpg").write_bytes(b"\xff\xd8 no photo")
    predict.predict([mixed])
    qtbot.waitUntil(lambda: specimens.answering is None and predict.answers.model.rowCount() == 6, timeout=LONG)
    assert predict.head.summary.text() == "6 photos  ·  1 unreadable"
    row = next(i for i, r in enumerate(predict.answers.model.rows) if r.probabilities)
    predict.answers.view.selectRow(row)
    qtbot.waitUntil(lambda: predict.photo.evidence.heatmap is not None, timeout=LONG)
    predict.export_to(tmp_path / "out.csv")
    qtbot.waitUntil((tmp_path / "out.csv").exists)
    assert len((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()) == 7

    # A prediction does not wait for a heatmap.
    (mixed / "broken.jpg").unlink()
    qtbot.waitUntil(lambda: specimens.answering is None, timeout=LONG)
    assert specimens.explain(run.record.id, next(mixed.iterdir()))
    assert specimens.answering is not None
    predict.predict([mixed])
    qtbot.waitUntil(lambda: predict.answers.model.rowCount() == 5, timeout=LONG)
    qtbot.waitUntil(predict.head.export_button.isEnabled, timeout=LONG)
    results.shut_down()
    results.join()


def test_a_cancelled_training_says_so_and_leaves_the_page_ready(specimens: Session, preferences: Preferences, qtbot: QtBot) -> None:
    train = TrainView(specimens, preferences)
    shown(qtbot, train)
    qtbot.waitUntil(train.recipe.buttons.train_button.isEnabled)
    train.train()
    qtbot.waitUntil(lambda: train.runs.run is not None and train.runs.run.record.state is RunState.TRAINING, timeout=LONG)
    qtbot.mouseClick(train.recipe.buttons.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: specimens.training is None, timeout=LONG)
    assert train.runs.run is not None
    assert train.runs.run.record.state is RunState.CANCELLED
    assert train.curves.said.isVisible()
    assert train.recipe.buttons.train_button.isEnabled()
