"""By which method a heatmap is drawn, the button that has it tested, and what came of that."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QWidget

from tldesk.core import numbers
from tldesk.core.heatmap import METHOD_WORDS, HeatmapCheck, HeatmapMethod, sentences
from tldesk.desktop import theme
from tldesk.desktop.resources import translated
from tldesk.desktop.widgets.worded import worded


class HeatmapMethodRow(QWidget):
    """Method menu (the methods are known once the first heatmap is there), "Check this map" and its verdict.

    Signals:
        chosen(object): the user chose another `HeatmapMethod`.
        check_wanted(), cancel_wanted(): the map is to be tested, or no more.
    """

    chosen = Signal(object)
    check_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.method: HeatmapMethod | None = None
        self._checking = False
        self.combo = QComboBox()
        self.combo.setAccessibleName(self.tr("Method the heatmap is drawn by"))
        self.combo.setToolTip(self.tr("Method the heatmap is drawn by (Alt+D)"))
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(8)
        self.combo.activated.connect(self._on_method)
        self.words = QLabel(self.tr("&Drawn by"))
        self.words.setBuddy(self.combo)
        self.check_button = QPushButton(self.tr("Chec&k this map"))
        self.check_button.setAccessibleName(self.tr("Check whether this heatmap can be trusted"))
        self.check_button.setToolTip(self.tr("Hide what the map shows, and shuffle what was learned: does it still hold? (Alt+K)"))
        self.check_button.setMinimumWidth(self.check_button.sizeHint().width())
        self.check_button.clicked.connect(self._on_check)
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.verdict.hide()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S8)
        layout.addLayout(worded(self.words, self.combo), 0, 0)
        layout.addWidget(self.check_button, 0, 1)
        layout.addWidget(self.verdict, 1, 0, 1, 2)
        layout.setColumnStretch(0, 1)
        self.check_button.setEnabled(False)

    def set_method(self, name: str) -> None:
        """Wish for a method by its name; the backbone's usual one where there is none of that name."""
        self.method = HeatmapMethod(name) if name in set(HeatmapMethod) else None

    def show_methods(self, methods: Sequence[HeatmapMethod], used: HeatmapMethod) -> None:
        """A heatmap drawn by `used` is there; offer `methods`."""
        self.combo.clear()
        for method in methods:
            self.combo.addItem(method.value, method.value)
            self.combo.setItemData(self.combo.count() - 1, translated(METHOD_WORDS[method], "heatmaps"), Qt.ItemDataRole.ToolTipRole)
        self.combo.setCurrentIndex(self.combo.findData(used.value))
        self.check_button.setEnabled(True)

    def forget_check(self) -> None:
        """Another heatmap is on its way."""
        self._end()
        self.verdict.hide()
        self.check_button.setEnabled(False)

    def show_checking(self, done: int, total: int) -> None:
        """How far the test has got."""
        self._checking = True
        self.check_button.setText(self.tr("Cancel ({share})").format(share=f"{round(100 * done / total)}{numbers.THIN}%"))

    def show_check(self, check: HeatmapCheck | None) -> None:
        """What came of the test; None for nothing."""
        self._end()
        self.verdict.setVisible(check is not None)
        if check is None:
            return
        self.verdict.setText(" ".join(translated(sentence, "heatmaps") for sentence in sentences(check)))
        theme.look(self.verdict, "muted", check.trusted)
        theme.look(self.verdict, "danger", not check.trusted)
        figures = self.tr(
            "Insertion {insertion}, deletion {deletion}; the same map elsewhere at best {chance}. Shuffled head {head}, stage {stage}."
        )
        self.verdict.setToolTip(
            figures.format(
                insertion=f"{check.heatmap.insertion:.2f}",
                deletion=f"{check.heatmap.deletion:.2f}",
                chance=f"{max(one.gap for one in check.chance):+.2f}",
                head=f"{check.head:.2f}",
                stage=f"{check.stage:.2f}",
            )
        )

    def _end(self) -> None:
        self._checking = False
        self.check_button.setText(self.tr("Chec&k this map"))

    def _on_method(self, _row: int) -> None:
        self.method = HeatmapMethod(str(self.combo.currentData()))
        self.chosen.emit(self.method)

    def _on_check(self) -> None:
        if self._checking:
            self.cancel_wanted.emit()
        else:
            self.verdict.hide()
            self.check_wanted.emit()
