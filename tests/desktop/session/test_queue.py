"""The queue with a project and an engine that is a list: what it begins, and when."""

import pytest
from pytestqt.qtbot import QtBot

from tldesk.core.messages import Command, TrainRequest
from tldesk.core.recipe import Recipe
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Job, Session
from tldesk.desktop.session.queue import TrainingQueue
from tldesk.desktop.session.values import Banner


def recipe(seed: int) -> Recipe:
    return Recipe(seed=seed)


class Bench:
    """A queue and the one engine it is for."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        self.begun: list[int] = []
        self.job: Job | None = None
        self.queue = TrainingQueue(session._access, preferences, train=self.train, under_way=lambda: self.job, parent=session)
        self.queue.start_over()

    def train(self, recipe: Recipe) -> None:
        self.begun.append(recipe.seed)
        self.job = Job(None, "Training")
        self.queue.on_job()

    def run(self) -> None:
        """The training got as far as the engine."""
        self.job = Job(TrainRequest("", Recipe(), (), (), ""), "Training")
        self.queue.on_job()

    def end(self) -> None:
        self.job = None
        self.queue.on_job()

    @property
    def waiting(self) -> list[tuple[int, bool]]:
        return [(item.recipe.seed, item.held) for item in self.queue.items]


@pytest.fixture
def bench(opened: Session, preferences: Preferences) -> Bench:
    """Training number 1, and 2 and 3 that wait for it."""
    bench = Bench(opened, preferences)
    for seed in (1, 2, 3):
        bench.queue.add(recipe(seed))
    bench.run()
    return bench


def test_one_after_the_other(bench: Bench, qtbot: QtBot) -> None:
    assert (bench.begun, bench.waiting) == ([1], [(2, False), (3, False)])
    bench.end()
    bench.job = Job(None, "Measuring")  # a run that was trained is measured before the next begins
    qtbot.wait(1)
    assert bench.begun == [1]
    bench.end()
    qtbot.waitUntil(lambda: bench.begun == [1, 2])
    bench.run()
    bench.end()
    qtbot.waitUntil(lambda: bench.begun == [1, 2, 3])
    assert bench.waiting == []


def test_order_and_hold_are_the_users(bench: Bench, qtbot: QtBot) -> None:
    second, third = bench.queue.items
    bench.queue.move(third.number, -1)
    bench.queue.move(third.number, -1)
    assert bench.waiting == [(3, False), (2, False)]
    bench.queue.hold(third.number, on=True)
    bench.end()
    qtbot.waitUntil(lambda: bench.begun == [1, 2])
    assert bench.waiting == [(3, True)]
    bench.queue.hold(third.number, on=False)
    bench.run()
    bench.end()
    qtbot.waitUntil(lambda: bench.begun == [1, 2, 3])
    assert second.number != third.number


def test_after_a_cancelled_training_the_queue_is_held_until_one_says_go_on(bench: Bench, opened: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.said) as said:
        bench.queue.on_stop(Command.CANCEL)
    bench.end()
    qtbot.wait(1)
    assert bench.begun == [1]
    assert bench.queue.held
    assert said.args is not None
    assert said.args[0].text == "Cancelled. 2 trainings wait, and the queue is held."
    said.args[0].act()
    qtbot.waitUntil(lambda: bench.begun == [1, 2])


def test_a_training_that_was_stopped_to_keep_its_best_is_followed_by_the_next(bench: Bench, qtbot: QtBot) -> None:
    bench.queue.on_stop(Command.STOP)
    bench.end()
    qtbot.waitUntil(lambda: bench.begun == [1, 2])


def test_a_training_that_could_not_begin_is_held_and_those_behind_it_go_on(bench: Bench, qtbot: QtBot) -> None:
    bench.end()
    qtbot.waitUntil(lambda: bench.begun == [1, 2])
    bench.end()  # no request was made of it
    qtbot.waitUntil(lambda: bench.begun == [1, 2, 3])
    assert bench.waiting == [(2, True)]


def test_what_is_taken_out_comes_back_to_its_place(bench: Bench, opened: Session) -> None:
    said: list[Banner] = []
    opened.said.connect(said.append)
    bench.queue.remove(bench.queue.items[0].number)
    assert bench.waiting == [(3, False)]
    act = said[0].act
    assert act is not None
    act()
    assert bench.waiting == [(2, False), (3, False)]


def test_what_waits_is_there_on_hold_when_the_project_is_opened_again(bench: Bench, opened: Session, preferences: Preferences) -> None:
    bench.queue.hold(bench.queue.items[1].number, on=True)
    again = Bench(opened, preferences)
    assert again.waiting == [(2, False), (3, True)]
    assert again.queue.held
    assert again.begun == []
