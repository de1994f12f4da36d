"""The foot of the recipe: the button that starts a training, and those that hold, stop or give up the one under way."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.core.messages import TrainRequest
from tldesk.desktop import theme
from tldesk.desktop.resources import icon
from tldesk.desktop.session.values import Job
from tldesk.desktop.widgets.button import Button


class TrainingButtons(QWidget):
    """Says why one can't train, where one can't.

    When a training begins or ends, other buttons come to lie where one was pressed: none takes the second click of a double click.

    Signals:
        label_wanted(): the reason is to be mended on the Label page.
        pause_wanted(), resume_wanted(): hold the training under way, let it go on.
        stop_wanted(): stop and keep the best epoch. cancel_wanted(): give the training up.
    """

    label_wanted = Signal()
    pause_wanted = Signal()
    resume_wanted = Signal()
    stop_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paused = self._running = False
        self._settling = QTimer(self, singleShot=True)
        self._settling.timeout.connect(lambda: self._take_clicks(yes=True))
        self.train_button = Button(self.tr("Train"))
        self.train_button.setIcon(icon("play", colour=partial(self._ink, self.train_button)))
        self.train_button.setToolTip(self.tr("Train this recipe (Ctrl+Return)"))
        self.pause_action = QAction(self.tr("Pause the training, or let it go on"), self)
        self.pause_action.setShortcut(QKeySequence("Ctrl+P"))
        self.pause_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.pause_button = Button()
        self.stop_button = Button(self.tr("Stop and keep the best"))
        self.stop_button.setToolTip(self.tr("End the training now. The best epoch so far is measured and can predict."))
        self.cancel_button = Button(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Give the training up. Finished epochs are kept."))
        self.label_button = Button(self.tr("Label photos"))
        self.reason = QLabel(wordWrap=True)
        theme.look(self.reason, "muted")
        self._lay_out()
        self.pause_action.triggered.connect(self._on_pause)
        self.pause_button.clicked.connect(self._on_pause)
        self.stop_button.clicked.connect(self.stop_wanted)
        self.cancel_button.clicked.connect(self.cancel_wanted)
        self.label_button.clicked.connect(self.label_wanted)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        row.addWidget(self.pause_button, 1)
        row.addWidget(self.cancel_button, 1)
        column = QVBoxLayout(self)
        # As wide as the settings above, which a scroll bar stands beside.
        column.setContentsMargins(theme.S16, theme.S12, theme.S16 + theme.S12, theme.S16)
        column.setSpacing(theme.S8)
        for widget in (self.reason, self.label_button, self.train_button, self.stop_button):
            column.addWidget(widget)
        column.addLayout(row)

    def show_state(self, job: Job | None, *, obstacle: str, wrong: str, again: bool) -> None:
        """What can be done now.

        Args:
            job: the training under way. obstacle: why there is nothing to train on. wrong: what is to be corrected in the recipe.
            again: the recipe is that of a run, unchanged.
        """
        running, trains = job is not None, job is not None and isinstance(job.request, TrainRequest)
        self._paused = job is not None and job.paused
        if running != self._running:
            self._running = running
            self._take_clicks(yes=False)
            self._settling.start(QApplication.doubleClickInterval())
        self.reason.setText(obstacle or wrong)
        self.reason.setVisible(bool(obstacle or wrong))
        self.label_button.setVisible(bool(obstacle) and not running)
        self.train_button.setText(self._train_words(running=running, again=again))
        queues = self.tr("Put this recipe into the queue; it is trained when the training under way has ended (Ctrl+Return)")
        self.train_button.setToolTip(queues if running else self.tr("Train this recipe (Ctrl+Return)"))
        self.train_button.setEnabled(not obstacle and not wrong)
        self.train_button.setAccessibleDescription(self.reason.text())
        for button in self._of_training:
            button.setVisible(running)
        for part in (self.pause_action, self.pause_button, self.stop_button):
            part.setEnabled(trains)
        self.pause_button.setText(self.tr("Go on") if self._paused else self.tr("Pause"))
        theme.look(self.pause_button, "accent", self._paused)
        ink = partial(self._ink, self.pause_button)
        self.pause_button.setIcon(icon("play" if self._paused else "pause", colour=ink))
        self.pause_button.setToolTip(
            self.tr("Go on where it was held (Ctrl+P)") if self._paused else self.tr("Hold the training between two steps (Ctrl+P)")
        )

    @property
    def _of_training(self) -> tuple[Button, ...]:
        """Those for the training under way."""
        return self.pause_button, self.stop_button, self.cancel_button

    def _take_clicks(self, *, yes: bool) -> None:
        for button in (self.train_button, *self._of_training):
            button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not yes)

    def _train_words(self, *, running: bool, again: bool) -> str:
        if running:
            return self.tr("Train the same afterwards") if again else self.tr("Train afterwards")
        return self.tr("Train the same again") if again else self.tr("Train")

    def show_next(self, *, training: bool) -> None:
        """Whether training is the page's one obvious next step."""
        theme.look(self.train_button, "accent", training)
        self.train_button.setIcon(icon("play", colour=partial(self._ink, self.train_button)))

    def _on_pause(self) -> None:
        (self.resume_wanted if self._paused else self.pause_wanted).emit()

    def _ink(self, button: Button) -> QColor:
        palette = theme.colours()
        return palette.accent_text if button.property("accent") else palette.text
