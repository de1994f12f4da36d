"""What the curves of a run say, one finding at a time, each with the button that mends it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from tldesk.core.errors import RecipeError
from tldesk.core.recipe import Recipe
from tldesk.desktop import resources, theme
from tldesk.desktop.widgets.button import Button
from tldesk.jobs.diagnosis import Condition, Finding


class FindingsPanel(QFrame):
    """A card above the curves, while a training goes on and after it; hidden where there is nothing to say.

    Signals:
        recipe_wanted(object): this `Recipe` is to be shown: the run's with what the finding advises.
        label_wanted(): the page Label is to be shown.
    """

    recipe_wanted = Signal(object)
    label_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "card")
        self.findings: tuple[Finding, ...] = ()
        self._recipe: Recipe | None = None
        self._run_id = ""
        self._place = 0
        self.title = QLabel(wordWrap=True)
        self.title.setFont(theme.title())
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.button = Button()
        theme.look(self.button, "link")
        self.button.clicked.connect(self._act)
        self._count = QLabel()
        self._count.setFont(theme.tabular(theme.caption()))
        theme.look(self._count, "muted")
        self._steps = [self._step("chevron-left", self.tr("Previous finding"), -1), self._step("chevron-right", self.tr("Next finding"), 1)]
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(theme.S4)
        heading.addWidget(self.title, 1)
        heading.addWidget(self._steps[0])
        heading.addWidget(self._count)
        heading.addWidget(self._steps[1])
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S12, theme.S8, theme.S12, theme.S12)
        column.setSpacing(theme.S4)
        column.addLayout(heading)
        column.addWidget(self.text)
        column.addSpacing(theme.S4)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def _step(self, icon: str, name: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(resources.icon(icon))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self._show(self._place + by))
        return button

    def show_findings(self, run_id: str, recipe: Recipe | None, findings: Sequence[Finding]) -> None:
        """Show what there is to say of a run; the one that is read stays while it holds."""
        kept = self.findings[self._place].condition if self.findings and run_id == self._run_id else None
        if (run_id, recipe, tuple(findings)) == (self._run_id, self._recipe, self.findings):
            return
        self._run_id, self._recipe, self.findings = run_id, recipe, tuple(findings)
        self._show(next((place for place, one in enumerate(findings) if one.condition is kept), 0))

    def show_nothing(self) -> None:
        """There is nothing to say."""
        self.show_findings("", None, ())

    def _show(self, place: int) -> None:
        self.setVisible(bool(self.findings))
        if not self.findings:
            return
        self._place = place % len(self.findings)
        finding = self.findings[self._place]
        self.title.setText(self._name(finding.condition))
        self.text.setText(f"{finding.evidence} {finding.advice}")
        self.button.setText(self.tr("Open the corrected recipe") if finding.change else self.tr("Label photos"))
        self._count.setText(self.tr("{place} of {count}").format(place=self._place + 1, count=len(self.findings)))
        for widget in (self._count, *self._steps):
            widget.setVisible(len(self.findings) > 1)
        self.setAccessibleName(f"{self.title.text()}: {self.text.text()}")

    def _name(self, condition: Condition) -> str:
        return {
            Condition.RATE_TOO_HIGH: self.tr("The learning rate looks too high"),
            Condition.NO_BETTER_THAN_THE_HEAD: self.tr("Fine-tuning did not help"),
            Condition.OVERFITTING: self.tr("The model learns its photos by heart"),
            Condition.UNDERFITTING: self.tr("The model has not learned enough"),
            Condition.RATE_TOO_LOW: self.tr("The learning rate looks too low"),
            Condition.PLATEAU: self.tr("The training stands still"),
            Condition.UNSTABLE_VALIDATION: self.tr("The validation figures jump"),
            Condition.IMBALANCE: self.tr("Some classes have far fewer photos"),
            Condition.TOO_FEW_PHOTOS: self.tr("Some classes have too few photos"),
        }[condition]

    def _act(self) -> None:
        finding = self.findings[self._place]
        if not finding.change or self._recipe is None:
            self.label_wanted.emit()
            return
        try:
            self.recipe_wanted.emit(self._recipe.with_values(dict(finding.change)))
        except RecipeError:
            # The run was made with settings that no longer go together; its own recipe is the place to begin.
            self.recipe_wanted.emit(self._recipe)
