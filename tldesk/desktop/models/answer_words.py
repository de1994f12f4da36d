"""What the table of answers says in its cells."""

import os.path
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QFont

from tldesk.core import numbers
from tldesk.core.words import isolated
from tldesk.desktop import theme
from tldesk.desktop.models.answer_table import AnswerTable


class Column(IntEnum):
    """The columns of the table, in order."""

    FILE = 0
    CLASS = 1
    CONFIDENCE = 2
    MARGIN = 3
    SECOND = 4
    FLAGS = 5
    LABEL = 6
    PROBLEM = 7


NUMBERS: Final = (Column.CONFIDENCE, Column.MARGIN)


class AnswerWords(QObject):
    """Words, fonts and colours of the answers, by their number and column."""

    def title(self, column: Column) -> str:
        """The name of a column."""
        return {
            Column.FILE: self.tr("File"),
            Column.CLASS: self.tr("Class"),
            Column.CONFIDENCE: self.tr("Confidence"),
            Column.MARGIN: self.tr("Margin"),
            Column.SECOND: self.tr("Second"),
            Column.FLAGS: self.tr("Flag"),
            Column.LABEL: self.tr("Label"),
            Column.PROBLEM: self.tr("Problem"),
        }[column]

    def margin_tip(self) -> str:
        """What the margin is."""
        return self.tr("How far the most probable class is ahead of the second, in percentage points; small where two are near a tie")

    def text(self, table: AnswerTable, number: int, column: Column) -> str:
        """What stands in a cell."""
        classes, problem = table.shown.classes, table.answers.problems[number]
        match column:
            case Column.FILE:
                return os.path.basename(table.answers.files[number])  # noqa: PTH119
            case Column.CLASS:
                return self._class(table, number)
            case Column.CONFIDENCE:
                return numbers.percent(None if problem else float(table.confidence[number]))
            case Column.MARGIN:
                return numbers.percent(None if problem else float(table.margin[number]))
            case Column.SECOND if not problem and len(classes) > 1:
                second = int(table.second[number])
                # The share comes first, so that a long name never cuts it.
                return f"{numbers.percent(float(table.answers.probabilities[number, second]))}  {classes[second]}"
            case Column.FLAGS:
                return self.tr("unlike") if table.is_unlike(number) else ""
            case Column.LABEL:
                return table.answers.labels[number]
        return problem if column == Column.PROBLEM else ""

    def _class(self, table: AnswerTable, number: int) -> str:
        # The label a person gave wins over any answer.
        if table.answers.labels[number]:
            return table.answers.labels[number]
        if table.answers.problems[number]:
            return numbers.DASH
        name = table.shown.classes[int(table.best[number])]
        return self.tr("not sure ({name}?)").format(name=isolated(name)) if table.is_unsure(number) else name

    def tip(self, table: AnswerTable, number: int, column: Column) -> str:
        """What is said of a cell that the mouse rests on."""
        row = table.row(number)
        if column == Column.FILE:
            return row.file
        if row.problem and column != Column.LABEL:
            return row.problem
        best = table.shown.classes[int(table.best[number])]
        if column == Column.CLASS and row.label is not None:
            return self.tr("A person labelled this photo {label}; the model says {prediction}").format(
                label=isolated(row.label), prediction=isolated(best)
            )
        if column == Column.CLASS and table.is_unsure(number):
            least = numbers.percent(table.shown.sure_from)
            return self.tr("The best guess is {name}, but answers below {least} are wrong too often").format(
                name=isolated(best), least=least
            )
        if column == Column.FLAGS and table.is_unlike(number):
            text = self.tr(
                "Unlike the training photos: {distance} away from them, and 95 of 100 photos of their kind are within {usual}. "
                "The answer may mean nothing."
            )
            return text.format(distance=numbers.decimal(row.distance), usual=numbers.decimal(table.shown.unlike_from))
        return self.text(table, number, column)

    def font(self, table: AnswerTable, number: int, column: Column) -> QFont | None:
        """The font of a cell, where it is not the usual one."""
        font = theme.body()
        if column in (*NUMBERS, Column.SECOND):
            return theme.tabular(font)
        if column == Column.CLASS and table.answers.labels[number]:
            font.setBold(True)
            return font
        return None

    def ink(self, table: AnswerTable, number: int, column: Column) -> QColor | None:
        """The colour of a cell, where it is not the usual one."""
        if column == Column.PROBLEM:
            return theme.colours().danger
        # What a person's label overrules steps back, and so does what is not sure.
        overruled = bool(table.answers.labels[number]) and column in (*NUMBERS, Column.SECOND)
        unsure = column == Column.CLASS and not table.answers.labels[number] and table.is_unsure(number)
        return theme.colours().muted if overruled or unsure else None
