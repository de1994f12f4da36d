"""The answers of one prediction set in memory, in columns: sorting and filtering touch no row."""

import os.path
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import overload

import numpy as np
from numpy.typing import NDArray

from tldesk.project.answers import Answers
from tldesk.project.predictions import ROUNDING, PredictionRow, PredictionSet

Rows = NDArray[np.intp]
Keys = NDArray[np.float64]


class Show(StrEnum):
    """Which answers are looked at."""

    ALL = "all"
    SURE = "sure"
    UNSURE = "unsure"
    UNLIKE = "unlike"
    LABELLED = "labelled"
    UNREADABLE = "unreadable"


class SortKey(StrEnum):
    """What answers can be sorted by; what has no such value comes last whichever way."""

    FILE = "file"
    CLASS = "class"
    CONFIDENCE = "confidence"
    MARGIN = "margin"
    SECOND = "second"
    FLAGS = "flags"
    LABEL = "label"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class AnswerFilter:
    """What is shown: `class_index` of the model's classes, None for all; confidences from `least` to `most`, 0..1."""

    show: Show = Show.ALL
    class_index: int | None = None
    least: float = 0.0
    most: float = 1.0


class TableRows(Sequence[PredictionRow]):
    """Rows of answers that change no more; each is made when it is looked at."""

    def __init__(self, answers: Answers, numbers: Sequence[int]) -> None:
        self._answers, self._numbers = answers, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> PredictionRow: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[PredictionRow]: ...

    def __getitem__(self, place: int | slice) -> PredictionRow | Sequence[PredictionRow]:
        if isinstance(place, slice):
            return TableRows(self._answers, self._numbers[place])
        return self._answers.row(self._numbers[place])


class AnswerTable:
    """Rows are numbered in the order in which they came, and keep their number.

    Attributes:
        answers: all of them. best, second: class indices; confidence, margin: of the best, and to the second, 0..1. They mean nothing
            where the file can't be read.
    """

    def __init__(self, shown: PredictionSet) -> None:
        classes = len(shown.classes)
        self.shown = shown
        shares = np.empty((0, classes), np.float32)
        self.answers = Answers([], [], np.empty(0, np.int64), np.empty(0, np.int64), [], [], shares, np.empty(0, np.float32), 0)
        self.best = self.second = np.empty(0, np.intp)
        self.confidence = self.margin = np.empty(0, np.float32)
        self._row_of: dict[str, int] = {}
        self._readable = np.empty(0, bool)
        self._ranks: dict[SortKey, Keys] = {}

    def __len__(self) -> int:
        return len(self.answers.files)

    def row(self, index: int) -> PredictionRow:
        """One answer."""
        return self.answers.row(index)

    def rows(self, numbers: Rows) -> TableRows:
        """Answers as they are now, whatever is taken in later."""
        # Files are only ever put at the end, where these rows don't reach.
        kept = self.answers
        still = replace(
            kept,
            labels=list(kept.labels),
            problems=list(kept.problems),
            probabilities=kept.probabilities.copy(),
            distances=kept.distances.copy(),
        )
        return TableRows(still, numbers.tolist())

    # --- what comes in ------------------------------------------------------------------------------------------------

    def merge(self, fresh: Answers) -> None:
        """Take in answers that came; one that is there already takes the place of the older one."""
        again = [index for index, file in enumerate(fresh.files) if file in self._row_of]
        new = [index for index, file in enumerate(fresh.files) if file not in self._row_of]
        old = self.answers
        for index in again:
            row = self._row_of[fresh.files[index]]
            old.problems[row], old.labels[row] = fresh.problems[index], fresh.labels[index]
            old.fingerprints[row], old.photo_ids[row] = fresh.fingerprints[index], fresh.photo_ids[index]
            old.probabilities[row], old.distances[row] = fresh.probabilities[index], fresh.distances[index]
        for index in new:
            self._row_of[fresh.files[index]] = len(old.files)
            old.files.append(fresh.files[index])
            old.fingerprints.append(fresh.fingerprints[index])
            old.labels.append(fresh.labels[index])
            old.problems.append(fresh.problems[index])
        self.answers = Answers(
            old.files,
            old.fingerprints,
            np.concatenate((old.places, fresh.places[new])),
            np.concatenate((old.photo_ids, fresh.photo_ids[new])),
            old.labels,
            old.problems,
            np.concatenate((old.probabilities, fresh.probabilities[new])),
            np.concatenate((old.distances, fresh.distances[new])),
            fresh.batch,
        )
        self._derive(len(self.best) if not again else 0)
        self._ranks.clear()

    def _derive(self, start: int) -> None:
        """Work out what follows from the probabilities of the rows from `start` on."""
        shares = self.answers.probabilities[start:]
        every = np.arange(len(shares))
        best = shares.argmax(axis=1)
        others = shares.copy()
        others[every, best] = -1
        second = others.argmax(axis=1)
        confidence = shares[every, best]
        self.best = np.concatenate((self.best[:start], best))
        self.second = np.concatenate((self.second[:start], second))
        self.confidence = np.concatenate((self.confidence[:start], confidence))
        self.margin = np.concatenate((self.margin[:start], confidence - np.maximum(others[every, second], 0)))
        self._readable = np.array([not problem for problem in self.answers.problems], bool)

    def label(self, names: dict[int, str]) -> bool:
        """Take over the labels that photos of the project have now, by id; gives whether any is another."""
        rows = np.flatnonzero(np.isin(self.answers.photo_ids, list(names)))
        changed = False
        for row in rows.tolist():
            name = names[int(self.answers.photo_ids[row])]
            changed |= self.answers.labels[row] != name
            self.answers.labels[row] = name
        self._ranks.clear()
        return changed

    # --- what is shown ------------------------------------------------------------------------------------------------

    @property
    def unsure(self) -> NDArray[np.bool_]:
        """Where the model had better say "not sure"."""
        least = self.shown.sure_from
        return self._readable & (self.confidence < (-1 if least is None else least - ROUNDING))

    @property
    def unlike(self) -> NDArray[np.bool_]:
        """Where the photo is unlike the training photos."""
        far = self.shown.unlike_from
        return self._readable & (self.answers.distances > (np.inf if far is None else far))

    def is_unsure(self, row: int) -> bool:
        """Whether the model had better say "not sure" of this one."""
        return bool(self._readable[row]) and self.shown.sure_from is not None and self.confidence[row] < self.shown.sure_from - ROUNDING

    def is_unlike(self, row: int) -> bool:
        """Whether this photo is unlike the training photos."""
        return bool(self._readable[row]) and self.shown.unlike_from is not None and self.answers.distances[row] > self.shown.unlike_from

    @property
    def readable(self) -> NDArray[np.bool_]:
        """Where the file could be read."""
        return self._readable

    @property
    def labelled(self) -> NDArray[np.bool_]:
        """Where a person gave a label."""
        return np.array([bool(label) for label in self.answers.labels], bool)

    def found(self, wanted: AnswerFilter, sort: SortKey | None = None, *, descending: bool = False) -> Rows:
        """The rows that `wanted` lets through, sorted; without `sort` in the order the files were asked for."""
        through = self._let_through(wanted)
        rows = np.argsort(self.answers.places, kind="stable")
        rows = rows[through[rows]]
        if sort is None:
            return rows
        keys = self._keys(sort)[rows]
        return rows[np.argsort(-keys if descending else keys, kind="stable")]

    def _let_through(self, wanted: AnswerFilter) -> NDArray[np.bool_]:
        match wanted.show:
            case Show.ALL:
                through = np.ones(len(self), bool)
            case Show.SURE:
                through = self._readable & ~self.unsure & ~self.unlike
            case Show.UNSURE:
                through = self.unsure
            case Show.UNLIKE:
                through = self.unlike
            case Show.LABELLED:
                through = self.labelled
            case Show.UNREADABLE:
                through = ~self._readable
        if wanted.class_index is not None:
            through = through & self._readable & (self.best == wanted.class_index)
        if (wanted.least, wanted.most) != (0.0, 1.0):
            through = through & self._readable & (self.confidence >= wanted.least - ROUNDING) & (self.confidence <= wanted.most + ROUNDING)
        return through

    def _keys(self, sort: SortKey) -> Keys:
        """Numbers to sort by; NaN where there is nothing to sort by."""
        if sort not in self._ranks:
            self._ranks[sort] = self._worked_out(sort)
        return self._ranks[sort]

    def _worked_out(self, sort: SortKey) -> Keys:
        nothing = np.where(self._readable, 0.0, np.nan)
        classes = np.array([name.casefold() for name in self.shown.classes])
        match sort:
            case SortKey.FILE:
                return _ranks(np.array([os.path.basename(file).casefold() for file in self.answers.files]))  # noqa: PTH119  # in a tenth of the time
            case SortKey.CLASS:
                # The label a person gave wins over any answer.
                labels, codes = np.unique(np.array([label.casefold() for label in self.answers.labels]), return_inverse=True)
                ranks = _ranks(np.concatenate((classes, labels)))
                return np.where(self.labelled, ranks[len(classes) + codes], ranks[self.best] + nothing)
            case SortKey.SECOND:
                return _ranks(classes)[self.second] + nothing
            case SortKey.CONFIDENCE:
                return self.confidence.astype(np.float64) + nothing
            case SortKey.MARGIN:
                return self.margin.astype(np.float64) + nothing
            case SortKey.FLAGS:
                return np.where(self.unlike, self.answers.distances, np.nan).astype(np.float64)
            case SortKey.LABEL:
                return _ranks_of_words(self.answers.labels)
            case SortKey.PROBLEM:
                return _ranks_of_words(self.answers.problems)


def _ranks(words: NDArray[np.str_]) -> Keys:
    """Numbers in the order of the words; equal words have the same."""
    return np.unique(words, return_inverse=True)[1].astype(np.float64)


def _ranks_of_words(words: list[str]) -> Keys:
    return np.where(np.array([bool(word) for word in words], bool), _ranks(np.array([word.casefold() for word in words])), np.nan)
