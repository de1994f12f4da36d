"""The pages of the stages: made when first needed, then in idle moments, and joined to one another here and nowhere else."""

from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.main_window.stages import STAGES, StageKey

if TYPE_CHECKING:
    from tldesk.desktop.views.label.view import LabelView
    from tldesk.desktop.views.predict.view import PredictView
    from tldesk.desktop.views.results.view import ResultsView
    from tldesk.desktop.views.train.view import TrainView

SETTLE_MS: Final = 800
"""What the page in view shows comes first: photos that have just been opened appear before pages that nobody looks at are made."""


class Preloader(QThread):
    """Imports the modules of the pages beside the window: in the GUI thread they would hold it up for a second.

    They make no `QObject` when they are imported, so it does not matter which thread does it.
    """

    def run(self) -> None:
        """Import them, and what opening a project needs."""
        for name in ("psutil", "filelock", *(f"tldesk.desktop.views.{stage.key}.view" for stage in STAGES)):
            import_module(name)


@runtime_checkable
class HasThreads(Protocol):
    """A page that has threads of its own."""

    def shut_down(self) -> None:
        """Tell them to end; returns at once."""
        ...

    def join(self) -> None:
        """Wait for them."""
        ...


class Pages(QObject):
    """Makes and keeps the pages. Their modules are imported with them, so that the window is up before charts are.

    Signals:
        wanted(str): a page asks for another stage.
        counted(str, str): a stage's key and its count, for the rail.
        weights_wanted(str): weights are to be seen, added or fetched; of this backbone, where one is named.
    """

    wanted = Signal(str)
    weights_wanted = Signal(str)
    counted = Signal(str, str)

    def __init__(self, session: Session, preferences: Preferences, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._session, self._preferences, self._stack = session, preferences, stack
        self._made: dict[StageKey, QWidget] = {}

    def page(self, key: StageKey) -> QWidget:
        """The page of a stage, made now if it was not yet."""
        match key:
            case "label":
                return self.label
            case "train":
                return self.train
            case "results":
                return self.results
            case "predict":
                return self.predict

    @cached_property
    def label(self) -> "LabelView":
        """Where labels are given."""
        from tldesk.desktop.views.label.view import LabelView

        page = LabelView(self._session, self._preferences)
        page.count_changed.connect(partial(self.counted.emit, "label"))
        page.train_now.connect(self._train_now)
        self._keep("label", page)
        page.announce_count()
        return page

    @cached_property
    def train(self) -> "TrainView":
        """Where models are made."""
        from tldesk.desktop.views.train.view import TrainView

        page = TrainView(self._session, self._preferences)
        page.count_changed.connect(partial(self.counted.emit, "train"))
        page.go_label.connect(partial(self.wanted.emit, "label"))
        page.show_results.connect(self._show_results)
        page.weights_wanted.connect(self.weights_wanted)
        self._keep("train", page)
        return page

    @cached_property
    def results(self) -> "ResultsView":
        """Where runs are judged."""
        from tldesk.desktop.views.results.view import ResultsView

        page = ResultsView(self._session, self._preferences)
        page.count_changed.connect(partial(self.counted.emit, "results"))
        page.go_train.connect(partial(self.wanted.emit, "train"))
        page.go_predict.connect(self._go_predict)
        page.go_label.connect(self._go_label)
        self._keep("results", page)
        page.announce_count()
        return page

    @cached_property
    def predict(self) -> "PredictView":
        """Where new photos are answered."""
        from tldesk.desktop.views.predict.view import PredictView

        page = PredictView(self._session, self._preferences)
        page.count_changed.connect(partial(self.counted.emit, "predict"))
        page.go_train.connect(partial(self.wanted.emit, "train"))
        self._keep("predict", page)
        page.announce_count()
        return page

    def look_for_weights(self) -> None:
        """Others may be here now."""
        if "train" in self._made:
            self.train.recipe.backbones.look()

    def make_rest(self, *, after_ms: int = SETTLE_MS) -> None:
        """Make the pages that are lacking, one in each idle moment, so that a click on the rail never waits."""
        lacking = next((stage.key for stage in STAGES if stage.key not in self._made), None)
        if lacking is not None:
            QTimer.singleShot(after_ms, self, partial(self._make_one, lacking))

    def _make_one(self, key: StageKey) -> None:
        self.page(key)
        self.make_rest(after_ms=0)

    def shut_down(self) -> None:
        """Tell the threads of all pages to end; returns at once."""
        for page in self._made.values():
            if isinstance(page, HasThreads):
                page.shut_down()

    def join(self) -> None:
        """Wait for them."""
        for page in self._made.values():
            if isinstance(page, HasThreads):
                page.join()

    def _keep(self, key: StageKey, page: QWidget) -> None:
        self._made[key] = page
        self._stack.addWidget(page)

    def _train_now(self) -> None:
        self.wanted.emit("train")
        self.train.train()

    def _show_results(self, run_id: str) -> None:
        self.results.show_run(run_id)
        self.wanted.emit("results")

    def _go_predict(self, run_id: str) -> None:
        self.predict.show_run(run_id)
        self.wanted.emit("predict")

    def _go_label(self, photo_ids: list[int]) -> None:
        self.wanted.emit("label")
        self.label.show_photos(photo_ids)
