"""The line above the answers: which of them are shown, how many these are, and as what."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QWidget

from tldesk.core import numbers
from tldesk.desktop import theme
from tldesk.desktop.models.answer_table import AnswerFilter, Show
from tldesk.desktop.models.predictions import PredictionsModel
from tldesk.desktop.resources import icon
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedCombo

FORMS: Final = ("table", "grid")


class FilterLine(QWidget):
    """Filters the model it is given.

    Signals:
        as_chosen(str): "table" or "grid".
    """

    as_chosen = Signal(str)

    def __init__(self, model: PredictionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._set_id = ""
        self.show_combo = ElidedCombo()
        self.show_combo.setMinimumContentsLength(12)
        self.show_combo.setAccessibleName(self.tr("Which photos are shown"))
        self.show_combo.setToolTip(self.tr("Show only some of the photos (Alt+W)"))
        for words, show in self._kinds():
            self.show_combo.addItem(words, show)
        self.class_combo = ElidedCombo()
        self.class_combo.setAccessibleName(self.tr("Which class is shown"))
        self.class_combo.setToolTip(self.tr("Show only photos of one class, as the model says"))
        self.class_combo.setMinimumContentsLength(12)
        self.class_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.least = self._spin(0, self.tr("Least confidence"))
        self.most = self._spin(100, self.tr("Most confidence"))
        self.said = QLabel()
        self.said.setFont(theme.tabular(theme.caption()))
        theme.look(self.said, "muted")
        self._forms = QButtonGroup(self)
        self._lay_out()
        self.show_combo.currentIndexChanged.connect(self._apply)
        self.class_combo.currentIndexChanged.connect(self._apply)
        self.least.valueChanged.connect(self._apply)
        self.most.valueChanged.connect(self._apply)
        model.modelReset.connect(self._on_reset)

    def _kinds(self) -> list[tuple[str, Show]]:
        return [
            (self.tr("All photos"), Show.ALL),
            (self.tr("Sure"), Show.SURE),
            (self.tr("Not sure"), Show.UNSURE),
            (self.tr("Unlike the training photos"), Show.UNLIKE),
            (self.tr("With a label"), Show.LABELLED),
            (self.tr("Unreadable"), Show.UNREADABLE),
        ]

    def _spin(self, value: int, name: str) -> QDoubleSpinBox:
        spin = QDoubleSpinBox()
        spin.setRange(0, 100)
        spin.setDecimals(0)
        spin.setSingleStep(5)
        spin.setSuffix("\N{NARROW NO-BREAK SPACE}%")
        spin.setValue(value)
        spin.setKeyboardTracking(False)
        spin.setMaximumWidth(80)
        spin.setAccessibleName(name)
        spin.setToolTip(self.tr("Show only answers of a confidence between these two"))
        return spin

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S8, theme.S8, theme.S8, theme.S8)
        row.setSpacing(theme.S8)
        self._words = QLabel(self.tr("Confidence"))
        to = QLabel(self.tr("to"))
        show = QLabel(self.tr("Sho&w"))
        show.setBuddy(self.show_combo)
        for widget in (show, self.show_combo, self.class_combo, self._words, self.least, to, self.most, self.said):
            row.addWidget(widget)
        row.addStretch(1)
        pictures = ("table", "view-grid-outline")
        tips = (self.tr("Show the answers as a table (Ctrl+T)"), self.tr("Show the answers as a grid of photos (Ctrl+G)"))
        names = (self.tr("Table"), self.tr("Grid"))
        for form, picture, tip, name in zip(FORMS, pictures, tips, names, strict=True):
            button = Button("")
            button.setIcon(icon(picture))
            button.setAccessibleName(name)
            button.setToolTip(tip)
            button.setCheckable(True)
            button.setChecked(form == FORMS[0])
            theme.look(button, "segment")
            button.clicked.connect(lambda _on=False, form=form: self.as_chosen.emit(form))
            self._forms.addButton(button, FORMS.index(form))
            row.addWidget(button)

    def mark(self, form: str) -> None:
        """Mark the form that is shown."""
        self._forms.button(FORMS.index(form)).setChecked(True)

    def count(self) -> None:
        """Say how many of how many are shown."""
        shown, total = self._model.rowCount(), self._model.total
        text = self.tr("{shown} of {total}").format(shown=numbers.count(shown), total=numbers.count(total))
        self.said.setText(text if shown != total else "")

    def _on_reset(self) -> None:
        """Another set has other classes, and is shown whole."""
        shown = self._model.shown
        if (shown.id if shown else "") == self._set_id:
            return
        self._set_id = shown.id if shown else ""
        widgets = (self.show_combo, self.class_combo, self.least, self.most)
        for widget in widgets:
            widget.blockSignals(True)
        self.class_combo.clear()
        self.class_combo.addItem(self.tr("All classes"), None)
        for index, name in enumerate(shown.classes if shown else ()):
            self.class_combo.addItem(name, index)
        self.show_combo.setCurrentIndex(0)
        self.least.setValue(0)
        self.most.setValue(100)
        for widget in widgets:
            widget.blockSignals(False)

    def _apply(self) -> None:
        show, class_index = self.show_combo.currentData(), self.class_combo.currentData()
        self._model.set_filter(AnswerFilter(Show(show), class_index, self.least.value() / 100, self.most.value() / 100))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the words that are not needed go."""
        self._words.setVisible(self.width() > 720)
        super().resizeEvent(event)
