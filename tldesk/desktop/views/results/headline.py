"""The one number of an evaluation, with its interval."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.cross_validation import CrossValidation
from tldesk.core.photo import Split
from tldesk.core.results import Evaluation
from tldesk.core.run_values import LeftOut
from tldesk.desktop import theme
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel


class Headline(QWidget):
    """The one number the page is about, with its interval, and which photos it is of.

    Signals:
        split_chosen(object): the `Split` to show.
        evaluate_wanted(object): measure the run on this `Split`.
    """

    split_chosen = Signal(object)
    evaluate_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._split = Split.TEST
        self.figure = QLabel()
        self.figure.setFont(theme.headline())
        self.bounds = QLabel()
        self.bounds.setFont(theme.tabular(theme.title()))
        theme.look(self.bounds, "muted")
        self.caption = ElidedLabel("", Qt.TextElideMode.ElideRight)
        theme.look(self.caption, "muted")
        self.warning = ElidedLabel("", Qt.TextElideMode.ElideRight)
        self.changed = ElidedLabel("", Qt.TextElideMode.ElideRight)
        self.changed.hide()
        for label in (self.warning, self.changed):
            theme.look(label, "warning")
        self.left_out = ElidedLabel("", Qt.TextElideMode.ElideRight)
        self.left_out.hide()
        self.folds = ElidedLabel("", Qt.TextElideMode.ElideRight)
        self.folds.hide()
        for label in (self.left_out, self.folds):
            theme.look(label, "muted")
        self._buttons = {Split.TEST: Button(self.tr("Test")), Split.VALIDATION: Button(self.tr("Validation"))}
        self._group = QButtonGroup(self)
        self.evaluate_button = Button()
        self.evaluate_button.clicked.connect(lambda: self.evaluate_wanted.emit(self._split))
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(theme.S12)
        first.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignBaseline)
        first.addWidget(self.bounds, 0, Qt.AlignmentFlag.AlignBaseline)
        first.addStretch(1)
        first.addWidget(self.evaluate_button)
        segments = QHBoxLayout()
        segments.setSpacing(theme.S4)
        first.addLayout(segments)
        for split, button in self._buttons.items():
            button.setCheckable(True)
            theme.look(button, "segment")
            button.setAccessibleName(self.tr("Show the {split} split").format(split=button.text()))
            self._group.addButton(button)
            button.clicked.connect(lambda _on=False, split=split: self.split_chosen.emit(split))
            segments.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S4)
        layout.addLayout(first)
        layout.addWidget(self.caption)
        layout.addWidget(self.warning)
        layout.addWidget(self.changed)
        layout.addWidget(self.left_out)
        layout.addWidget(self.folds)

    def show_evaluation(self, split: Split, evaluation: Evaluation | None, *, measuring: bool, can_measure: bool) -> None:
        """Show the figures of `split`, None where the run was not measured on it."""
        self._split = split
        self._buttons[split].setChecked(True)
        self.bounds.setVisible(evaluation is not None)
        self.evaluate_button.setVisible(evaluation is None and can_measure)
        self.evaluate_button.setEnabled(not measuring)
        theme.look(self.evaluate_button, "accent")
        on_test = split is Split.TEST
        self.evaluate_button.setText(self.tr("Evaluate on the test split") if on_test else self.tr("Evaluate on the validation split"))
        self.warning.setVisible(not on_test)
        self.warning.setText(self.tr("The validation photos were used for early stopping, so this figure is optimistic."))
        if evaluation is None:
            self.changed.hide()
            self.figure.setText(numbers.DASH)
            self.caption.setText(self.tr("Measuring…") if measuring else self.tr("This run was not measured on this split yet."))
            return
        self.figure.setText(numbers.percent(evaluation.accuracy.value))
        self.bounds.setText(numbers.bounds(evaluation.accuracy))
        self.bounds.setToolTip(self._meaning(evaluation))
        self.caption.setText(self._caption(evaluation))
        spoken = self.tr("Accuracy {accuracy}").format(accuracy=numbers.interval(evaluation.accuracy))
        self.figure.setAccessibleName(spoken)

    def show_changed(self, count: int) -> None:
        """Say how many of the photos have another label now than the figures were computed with."""
        self.changed.setVisible(count > 0)
        text = self.tr("%n label(s) changed since; these figures are of the old ones. Train again to use the new.", "", count)
        self.changed.setText(text)

    def show_left_out(self, left_out: LeftOut) -> None:
        """Say which labelled photos took no part in the training."""
        said = []
        if left_out.classes:
            names = ", ".join(f"{name} ({numbers.count(count)})" for name, count in left_out.classes)
            said.append(self.tr("Trained without {classes}: too few photos").format(classes=names))
        if left_out.near_test:
            said.append(self.tr("%n photo(s) not trained on: others of their groups are in the test split", "", left_out.near_test))
        self.left_out.setText(". ".join(said))
        self.left_out.setVisible(bool(said))

    def show_folds(self, found: CrossValidation | None) -> None:
        """Say what a cross-validation of the recipe gave; None where there was none."""
        self.folds.setVisible(found is not None)
        if found is not None:
            text = self.tr("%n fold(s) of the training and validation photos: {accuracy}", "", len(found.folds))
            self.folds.setText(text.format(accuracy=numbers.over_folds(found)))

    def _meaning(self, evaluation: Evaluation) -> str:
        """How far the interval may be trusted."""
        if evaluation.grouped:
            return self.tr("95 % interval, drawn from groups of photos that belong together: with other groups, 19 in 20 lie in it")
        return self.tr("95 % interval: with other photos of the same kind, 19 of 20 accuracies lie in it")

    def _caption(self, evaluation: Evaluation) -> str:
        count = len(evaluation.answers)
        if evaluation.split is Split.TEST:
            words = self.tr("accuracy on %n test photo(s) the training never saw", "", count)
        else:
            words = self.tr("accuracy on %n validation photo(s)", "", count)
        if evaluation.unreadable:
            words += "; " + self.tr("%n photo(s) could not be read", "", len(evaluation.unreadable))
        return words
