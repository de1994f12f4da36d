"""The right side of the Label page: the photo large, its facts, who labelled it when."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.errors import TldeskError
from tldesk.core.photo import Photo, PhotoClass
from tldesk.desktop import theme
from tldesk.desktop.session import Session
from tldesk.desktop.widgets.background import Latest
from tldesk.desktop.widgets.class_chip import ClassChip
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.photo_view import PhotoView
from tldesk.photos.decode import PhotoFacts, photo_facts
from tldesk.project import labels, photos
from tldesk.project.labels import HistoryEntry

SHOWN_HISTORY: Final = 20


class Inspector(QWidget):
    """Shows one photo, or how many are selected."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._photo: Photo | None = None
        self.view = PhotoView()
        self.view.setMinimumHeight(200)
        self._name = ElidedLabel()
        self._name.setFont(theme.title())
        self._chip = ClassChip()
        self._facts = QFormLayout()
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setHorizontalSpacing(theme.S16)
        self._facts.setVerticalSpacing(theme.S4)
        self._history = QVBoxLayout()
        self._history.setSpacing(theme.S4)
        self._history_title = QLabel(self.tr("Label history"))
        self._history_title.setFont(theme.title())
        self._reading = Latest(self)
        self._reading.ready.connect(self._take_facts)
        self._reading.failed.connect(self._take_problem)
        self._lay_out()
        self.show_photo(None, None, selected=0)

    def _lay_out(self) -> None:
        words = QWidget()
        below = QVBoxLayout(words)
        below.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S16)
        below.setSpacing(theme.S12)
        below.addWidget(self._name)
        below.addWidget(self._chip)
        below.addLayout(self._facts)
        below.addSpacing(theme.S12)
        below.addWidget(self._history_title)
        below.addLayout(self._history)
        below.addStretch(1)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 3)
        column.addWidget(scroll, 2)

    def show_photo(self, photo: Photo | None, photo_class: PhotoClass | None, *, selected: int) -> None:
        """Show `photo` with its class; None: only how many are `selected`."""
        project = self._session.project
        another = photo is None or self._photo is None or (photo.id, photo.fingerprint) != (self._photo.id, self._photo.fingerprint)
        self._photo = photo
        if photo is None or project is None:
            hint = self.tr("%n photo(s) selected", "", selected) if selected else self.tr("Select a photo to see it here")
            self.view.show_file(None, hint=hint)
            self._clear()
            return
        file = photos.file_of(project, photo)
        self._name.setText(file.name)
        if photo_class is None:
            self._chip.set_class(self.tr("Unlabelled"))
        else:
            self._chip.set_class(photo_class.name, photo_class.colour, photo_class.key)
        self._chip.show()
        self._scroll.show()
        if another:
            # The same file may hold another photo now.
            self.view.show_file(None)
            self.view.show_file(file)
            self._show_facts([(self.tr("Folder"), self._folder(photo)), (self.tr("Size"), numbers.megabytes(photo.size))])
            self._reading.ask(partial(photo_facts, file))
        self._show_history(labels.history(project, photo.id))

    def _clear(self) -> None:
        self._reading.forget()
        self._scroll.hide()
        self._name.setText("")
        self._chip.hide()
        self._show_facts([])
        self._show_history([])

    def _take_facts(self, facts: object) -> None:
        assert isinstance(facts, PhotoFacts)
        photo = self._photo
        if photo is None:
            return
        lines = [
            (self.tr("Folder"), self._folder(photo)),
            (self.tr("Pixels"), f"{facts.width} × {facts.height}"),
            (self.tr("Format"), f"{facts.format}, {facts.mode}"),
            (self.tr("Size"), numbers.megabytes(facts.bytes)),
        ]
        if facts.taken is not None:
            lines.append((self.tr("Taken"), facts.taken.strftime("%Y-%m-%d %H:%M")))
        if facts.camera:
            lines.append((self.tr("Camera"), facts.camera))
        if facts.frames > 1:
            lines.append((self.tr("Frames"), self.tr("%n, the first is shown", "", facts.frames)))
        if photo.split is not None:
            lines.append((self.tr("Split"), photo.split.value))
        self._show_facts(lines)

    def _take_problem(self, error: object) -> None:
        assert isinstance(error, TldeskError)
        if self._photo is not None:
            self._show_facts([(self.tr("Folder"), self._folder(self._photo)), (self.tr("Problem"), str(error))])

    def _folder(self, photo: Photo) -> str:
        """The folder inside the project's; for the project's own, its name."""
        above = Path(photo.path).parent
        project = self._session.project
        return above.as_posix() if above.parts or project is None else project.root.name or str(project.root)

    def _show_facts(self, lines: list[tuple[str, str]]) -> None:
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for name, value in lines:
            key, words = QLabel(name), ElidedLabel(value)
            theme.look(key, "muted")
            words.setFont(theme.tabular(theme.body()))
            words.setMinimumWidth(40)
            self._facts.addRow(key, words)

    def _show_history(self, entries: list[HistoryEntry]) -> None:
        while (item := self._history.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._history_title.setVisible(bool(entries))
        for entry in list(reversed(entries))[:SHOWN_HISTORY]:
            line = QLabel(self._told(entry))
            line.setWordWrap(True)
            line.setTextFormat(Qt.TextFormat.PlainText)
            self._history.addWidget(line)

    def _told(self, entry: HistoryEntry) -> str:
        words = {
            "undo": self.tr("{when}: {who} undid, now {after}"),
            "redo": self.tr("{when}: {who} did again, now {after}"),
            "folder": self.tr("{when}: {after}, from the folder"),
        }.get(entry.source, self.tr("{when}: {after}, by {who}"))
        return words.format(when=numbers.when(entry.when), who=entry.who, after=entry.after or self.tr("no label"))
