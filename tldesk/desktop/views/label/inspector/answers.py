"""What a model said of a photo."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel, QWidget

from tldesk.desktop import theme
from tldesk.desktop.views.label.inspector.section import Section
from tldesk.desktop.widgets.confidence_bar import TopAnswers
from tldesk.project.predictions import PhotoAnswer


class Answers(Section):
    """The most probable classes with their confidence, and whose answer that is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Prediction"))
        self._source = QLabel()
        self._source.setWordWrap(True)
        theme.look(self._source, "muted")
        self.top = TopAnswers()
        self.body.addWidget(self._source)
        self.body.addWidget(self.top)
        self.hide()

    def show_answer(self, answer: PhotoAnswer | None, source: str, *, colours: Mapping[str, str], label: str | None) -> None:
        """Show an answer of the set `source` in words; None where that says nothing of the photo. `label` is the person's class."""
        self.setVisible(answer is not None)
        if answer is not None:
            self._source.setText(source)
            names, shares = zip(*answer.top, strict=True)
            self.top.show_probabilities(names, shares, colours=colours, label=label)
