"""One photo of an evaluation: evidence, and the label mended in place."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from tldesk.core.changes import Change
from tldesk.core.photo import Photo
from tldesk.core.results import Answer
from tldesk.core.words import isolated
from tldesk.desktop import theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.evidence.photo_evidence import PhotoEvidence
from tldesk.desktop.widgets.evidence import Evidence
from tldesk.project import photos as photos_of


class PhotoPanel(PhotoEvidence):
    """Shows answers of an evaluation, with "fix the label"."""

    _answer: Answer | None = None

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(session, preferences, parent)
        self.label_combo = QComboBox()
        self.label_combo.setAccessibleName(self.tr("Label of this photo"))
        self.label_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.label_combo.setMinimumContentsLength(8)
        self.evidence.below.addWidget(self._fix_row())
        session.changed.connect(self._on_changed)
        self.label_combo.activated.connect(self._on_label)

    def _fix_row(self) -> QWidget:
        caption = QLabel(self.tr("&Fix the label"))
        caption.setBuddy(self.label_combo)
        self._fix = QWidget()
        row = QHBoxLayout(self._fix)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S8)
        row.addWidget(caption)
        row.addWidget(self.label_combo, 1)
        return self._fix

    def clear(self) -> None:
        self._answer = None
        super().clear()

    def show_answer(self, answer: Answer, names: Sequence[str], run_id: str, *, explain: bool, before: str = "") -> None:
        """Show one answer of the run; `names` are its classes, `before` what another run said. With `explain` its heatmap is drawn."""
        self._answer, self._run_id = answer, run_id
        label = names[answer.label] if answer.label is not None else None
        colours = {c.name: c.colour for c in self._classes()}
        file = Path(answer.file)
        self.name.setText(file.name)
        said = self.tr("Labelled {label}, predicted {prediction}").format(
            label=isolated(label or ""), prediction=isolated(names[answer.best])
        )
        self.verdict.setText(self.tr("{said}. {before}").format(said=said, before=before) if before else said)
        absent = "" if answer.has_file else self.tr("The photo stayed where the model was trained.")
        evidence = Evidence(file, names, answer.probabilities, label=label, colours=colours, absent=absent)
        self.evidence.show_evidence(evidence, explain=explain)
        self._show_label()

    def _show_label(self) -> None:
        """The label the photo has now; it can't be fixed where the photo is no longer in the project."""
        photo = self._photo()
        self._fix.setVisible(photo is not None)
        self.label_combo.clear()
        self.label_combo.addItem(self.tr("No label"), None)
        for photo_class in self._classes():
            words = f"{photo_class.name}  ({photo_class.key})" if photo_class.key else photo_class.name
            self.label_combo.addItem(words, photo_class.id)
        self.label_combo.setCurrentIndex(max(0, self.label_combo.findData(photo.class_id if photo else None)))

    def _photo(self) -> Photo | None:
        """The project's photo behind the answer; None where it is gone, or the run comes from another machine."""
        project, answer = self._session.project, self._answer
        if project is None or answer is None or not answer.key.isdecimal():
            return None
        try:
            photo = photos_of.photo(project, int(answer.key))
        except KeyError:
            return None
        return photo if not photo.missing and photos_of.file_of(project, photo) == Path(answer.file) else None

    def _on_label(self, _row: int) -> None:
        photo = self._photo()
        if photo is not None:
            self._session.labelling.label([photo.id], self.label_combo.currentData())

    def _on_changed(self, change: Change) -> None:
        if self._answer is not None and (change.labels or change.classes or change.photos):
            self._show_label()
