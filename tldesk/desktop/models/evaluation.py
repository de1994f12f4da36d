"""The figures of one evaluation as tables, and the order mistakes are looked at in."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tldesk.core import numbers
from tldesk.core.results import Answer, ClassScore, Figure, Interval
from tldesk.desktop import theme

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TIE: Final = 0.1
"""Margin of a near tie."""
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def mistakes(answers: Sequence[Answer]) -> list[Answer]:
    """Answers that differ from the person's label, the most confident first."""
    wrong = [answer for answer in answers if answer.label is not None and answer.best != answer.label]
    return sorted(wrong, key=lambda answer: -answer.confidence)


def worst_losses(answers: Sequence[Answer]) -> list[Answer]:
    """Mistakes, the least probable label first: where the model was most surprised."""
    wrong = [answer for answer in answers if answer.label is not None and answer.best != answer.label]
    return sorted(wrong, key=lambda answer: answer.probabilities[answer.label or 0])


def near_ties(answers: Sequence[Answer]) -> list[Answer]:
    """Answers, right or wrong, whose two most probable classes lie less than `TIE` apart, the closest first."""
    margins = [(_margin(answer), answer) for answer in answers]
    return [answer for margin, answer in sorted(margins, key=lambda pair: pair[0]) if margin < TIE]


def _margin(answer: Answer) -> float:
    first, second = sorted(answer.probabilities, reverse=True)[:2]
    return first - second


def of_cell(answers: Sequence[Answer], *, label: int, prediction: int) -> list[Answer]:
    """The answers behind one cell of the confusion matrix; mistakes confident first, right answers doubtful first."""
    found = [answer for answer in answers if answer.label == label and answer.best == prediction]
    return sorted(found, key=lambda answer: answer.confidence, reverse=label != prediction)


class ScoresModel(QAbstractTableModel):
    """Precision, recall, F1 and support of each class."""

    NAME, PRECISION, RECALL, F1, SUPPORT = range(5)
    SortRole: Final = Role.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scores: list[ClassScore] = []

    def show_scores(self, scores: Sequence[ClassScore]) -> None:
        """Show `scores`, in the order of the classes."""
        self.beginResetModel()
        self._scores = list(scores)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._scores)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole:
            return LEFT if section == self.NAME else RIGHT
        if role == Role.ToolTipRole:
            return (
                self.tr("The class a person gave"),
                self.tr("Of the photos predicted so, the share that are"),
                self.tr("Of the photos that are, the share predicted so"),
                self.tr("The harmonic mean of precision and recall"),
                self.tr("Photos labelled so"),
            )[section]
        if role == Role.DisplayRole:
            return (self.tr("Class"), self.tr("Precision"), self.tr("Recall"), self.tr("F1"), self.tr("Photos"))[section]
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._scores):
            return None
        score, column = self._scores[index.row()], index.column()
        match role:
            case Role.DisplayRole:
                return score.name if column == self.NAME else self._figure(score, column)
            case Role.ToolTipRole:
                return score.name if column == self.NAME else self._reason(score, column)
            case Role.TextAlignmentRole:
                return LEFT if column == self.NAME else RIGHT
            case Role.FontRole if column != self.NAME:
                return theme.tabular(theme.body())
            case self.SortRole:
                value = (score.name.casefold(), score.precision, score.recall, score.f1, score.support)[column]
                return -1.0 if value is None else value
        return None

    def _figure(self, score: ClassScore, column: int) -> str:
        if column == self.SUPPORT:
            return numbers.count(score.support)
        return numbers.percent((score.precision, score.recall, score.f1)[column - 1])

    def _reason(self, score: ClassScore, column: int) -> str | None:
        """Why a figure is a dash."""
        if column == self.PRECISION and score.precision is None:
            return self.tr("No photo was predicted as {name}, so there is no precision").format(name=score.name)
        if column == self.RECALL and score.recall is None:
            return self.tr("No photo of this split is labelled {name}, so there is no recall").format(name=score.name)
        if column == self.F1 and score.f1 is None:
            return self.tr("F1 needs precision and recall")
        return None


class FiguresModel(QAbstractTableModel):
    """Every figure with its 95 % interval."""

    NAME, VALUE, BOUNDS = range(3)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures: list[tuple[Figure, Interval]] = []

    def show_figures(self, figures: Mapping[Figure, Interval]) -> None:
        """Show `figures`, in the order they are declared."""
        self.beginResetModel()
        self._figures = [(figure, figures[figure]) for figure in Figure if figure in figures]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._figures)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole:
            return LEFT if section == self.NAME else RIGHT
        return (self.tr("Figure"), self.tr("Value"), self.tr("95 % interval"))[section] if role == Role.DisplayRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._figures):
            return None
        (figure, value), column = self._figures[index.row()], index.column()
        name, meaning = self._words(figure)
        match role:
            case Role.DisplayRole:
                said, bounds = numbers.figure(figure, value)
                return (name, said, bounds or numbers.DASH)[column]
            case Role.ToolTipRole:
                if column == self.BOUNDS and value.low is None:
                    return self.tr("These photos allow no interval")
                return meaning
            case Role.TextAlignmentRole:
                return LEFT if column == self.NAME else RIGHT
            case Role.FontRole if column != self.NAME:
                return theme.tabular(theme.body())
        return None

    def _words(self, figure: Figure) -> tuple[str, str]:
        """A figure's name, and what it means."""
        return {
            Figure.ACCURACY: (self.tr("Accuracy"), self.tr("The share of the photos that were answered right")),
            Figure.BALANCED_ACCURACY: (
                self.tr("Balanced accuracy"),
                self.tr("The mean of the classes' recalls, so that small classes count as much"),
            ),
            Figure.TOP_3: (self.tr("Top-3 accuracy"), self.tr("The label is among the three most probable classes")),
            Figure.TOP_5: (self.tr("Top-5 accuracy"), self.tr("The label is among the five most probable classes")),
            Figure.MACRO_PRECISION: (self.tr("Macro precision"), self.tr("The mean of the classes' precisions")),
            Figure.MACRO_F1: (self.tr("Macro F1"), self.tr("The mean of the classes' F1")),
            Figure.KAPPA: (self.tr("Cohen's kappa"), self.tr("Agreement beyond chance: 0 is chance, 1 is perfect")),
            Figure.MCC: (self.tr("Matthews correlation"), self.tr("Correlation of label and prediction: 0 is chance, 1 is perfect")),
            Figure.LOG_LOSS: (
                self.tr("Log loss"),
                self.tr("Mean surprise at the labels, in nats: being wrong for certain costs most"),
            ),
            Figure.CALIBRATION_ERROR: (self.tr("Calibration error"), self.tr("How far confidence and accuracy lie apart, on average")),
        }[figure]
