"""The errors a lab accepts, and what comes of them."""

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import CLASSES, make_run
from tldesk.core.photo import Split
from tldesk.core.results import Answer
from tldesk.desktop.session import Session
from tldesk.desktop.views.results.sureness import Sureness
from tldesk.desktop.views.results.sureness_panel import SurenessPanel
from tldesk.engine.metrics import evaluation_of
from tldesk.project import predictions


def validation(count: int) -> list[Answer]:
    """The surer, the more often right; every tenth of the unsure ones is wrong."""
    shares = [0.55 + 0.4 * number / count for number in range(count)]
    return [Answer(str(n), "", (p, 1 - p), int(p < 0.75 and n % 5 == 0)) for n, p in enumerate(shares)]


@pytest.fixture
def panel(qtbot: QtBot) -> SurenessPanel:
    panel = SurenessPanel()
    qtbot.addWidget(panel)
    panel.show()
    return panel


def test_it_says_what_is_promised_and_what_is_an_estimate(panel: SurenessPanel, qtbot: QtBot) -> None:
    for answers, accepted, expected in (
        (400, 0.05, "with 95 % certainty"),
        (60, 0.05, "An estimate, no promise"),
        (8, 0.05, "8 validation photos are too few"),
        (400, None, "does not go by it yet"),
    ):
        panel.show_answers(validation(answers), accepted)
        qtbot.waitUntil(lambda: expected in panel.said.text())  # noqa: B023
        assert f"{answers} validation photos" in panel.said.text()
    panel.show_answers((), None)
    assert not panel.spin.isEnabled()


def test_a_choice_is_kept_with_the_model_and_old_predictions_follow(panel: SurenessPanel, opened: Session, qtbot: QtBot) -> None:
    run = make_run(opened)
    assert opened.project is not None
    folder = opened.project.layout.run(run.id)
    folder.write_evaluation(evaluation_of(validation(400), split=Split.VALIDATION, classes=CLASSES))
    set_id, _ = predictions.begin(opened.project, run_id=run.id, classes=CLASSES, files=["/a.jpg"])
    sureness = Sureness(opened, panel)
    sureness.show_run(folder)
    qtbot.waitUntil(panel.spin.isEnabled)
    assert panel.spin.value() == 5
    with qtbot.waitSignal(opened.changed) as heard:
        panel.spin.setValue(10)
    assert heard.args is not None
    assert heard.args[0].predictions == {set_id}
    facts = folder.facts()
    assert facts.accepted_error == 0.1
    assert facts.sure_from == predictions.sets(opened.project)[0].sure_from
    assert facts.sure_from is not None
    panel.show_answers((), None)
    sureness.show_run(folder)
    qtbot.waitUntil(panel.spin.isEnabled)
    assert panel.spin.value() == 10
    qtbot.waitUntil(lambda: panel.said.text().startswith("Answers below"))
    assert "does not go by it yet" not in panel.said.text()
