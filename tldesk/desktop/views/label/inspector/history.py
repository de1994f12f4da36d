"""What was said of a photo: who gave which label, flag or note, when, and from what."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tldesk.core import numbers
from tldesk.core.words import isolated
from tldesk.desktop import theme
from tldesk.desktop.views.label.inspector.section import Section
from tldesk.project.labels import Aspect, HistoryEntry

SHOWN: Final = 20


class History(Section):
    """The newest entries first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("History"))
        self._entries: Sequence[HistoryEntry] = ()
        self._labels: list[QLabel] = []
        self.hide()

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show these, oldest first as they come."""
        if entries == self._entries:
            return
        self._entries = entries
        for label in self._labels:
            self.body.removeWidget(label)
            label.deleteLater()
        newest = list(reversed(entries))
        self._labels = [self._line(self._told(entry)) for entry in newest[:SHOWN]]
        if len(newest) > SHOWN:
            self._labels.append(self._line(self.tr("%n older change(s)", "", len(newest) - SHOWN)))
        self.setVisible(bool(entries))

    def _line(self, text: str) -> QLabel:
        line = QLabel(text)
        line.setWordWrap(True)
        line.setTextFormat(Qt.TextFormat.PlainText)
        theme.look(line, "muted")
        self.body.addWidget(line)
        return line

    def _told(self, entry: HistoryEntry) -> str:
        words = {
            "undo": self.tr("{when}: {who} undid, now {after}"),
            "redo": self.tr("{when}: {who} did again, now {after}"),
            "folder": self.tr("{when}: {after}, from the folder"),
            "label file": self.tr("{when}: {after}, by {who} from a label file"),
            "person": self.tr("{when}: {after}, by {who}"),
            "suggestion accepted": self.tr("{when}: {after}, suggested by a model and accepted by {who}"),
        }.get(entry.source, self.tr("{when}: {after}, by {who} from {source}"))
        return words.format(when=numbers.when(entry.when), who=isolated(entry.who), source=isolated(entry.source), after=self._after(entry))

    def _after(self, entry: HistoryEntry) -> str:
        match entry.aspect:
            case Aspect.UNSURE:
                return self.tr("unsure") if entry.after else self.tr("not unsure")
            case Aspect.NOTE:
                return self.tr("note “{note}”").format(note=isolated(entry.after)) if entry.after else self.tr("no note")
            case Aspect.LABEL:
                return isolated(entry.after) if entry.after else self.tr("no label")
