"""The right side of the Label page: the selected photo large, and all that is known of it; or what many have in common."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from tldesk.core.errors import TldeskError
from tldesk.core.photo import Photo
from tldesk.desktop import theme
from tldesk.desktop.models.classes import ClassesModel
from tldesk.desktop.models.finding import FindingModel
from tldesk.desktop.models.photos import PhotosModel
from tldesk.desktop.session import Session
from tldesk.desktop.views.label.actions import declare
from tldesk.desktop.views.label.inspector.answers import Answers
from tldesk.desktop.views.label.inspector.facts import FactsTable, FactWords, Header, read_header
from tldesk.desktop.views.label.inspector.flags import FlagEditor
from tldesk.desktop.views.label.inspector.history import History
from tldesk.desktop.views.label.inspector.network import NetworkInput
from tldesk.desktop.views.label.inspector.place import FilePlace
from tldesk.desktop.views.label.inspector.questions import Questions
from tldesk.desktop.views.label.inspector.split_row import SplitRow
from tldesk.desktop.views.label.inspector.summary import Summary, Summing, Totals
from tldesk.desktop.views.label.network_view import NetworkView
from tldesk.desktop.widgets.background import Latest
from tldesk.desktop.widgets.class_chip import ClassChip
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.photo_view import PhotoView
from tldesk.photos.framing import seen_part
from tldesk.project import labels, photos, predictions
from tldesk.project.predictions import PhotoAnswer


class Inspector(QWidget):
    """Shows one photo, or what several have in common; flags, notes and splits are changed here.

    Signals:
        left(): the user is done with a field, so the keys belong to the photos again.

    Args:
        page: the Label page, among whose actions those for the photo's file are declared.
    """

    left = Signal()

    def __init__(
        self, session: Session, *, model: PhotosModel, classes: ClassesModel, finding: FindingModel, network: NetworkView, page: QWidget
    ) -> None:
        super().__init__()
        self._session, self._model, self._classes, self._finding, self._network = session, model, classes, finding, network
        self._ids: tuple[int, ...] = ()
        self._photo: Photo | None = None
        self._header: Header | None = None
        self._problem = ""
        self._questions = Questions(session)
        self._place = FilePlace(session, self)
        self._words = FactWords(self)
        self._make_parts()
        self._actions = [
            network.action,
            declare(page, self.tr("Show the photo in its folder"), "Ctrl+Shift+R", self._show_place, icon="folder-open-outline"),
            declare(page, self.tr("Copy the photo's path"), "Ctrl+Shift+C", self._copy_place, icon="content-copy"),
        ]
        self._lay_out()
        self._connect()
        self.show_photos(())

    # --- set-up -----------------------------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self.view = PhotoView()
        self.view.setMinimumHeight(200)
        self._name = ElidedLabel()
        self._name.setFont(theme.title())
        self._chip = ClassChip()
        self._summary = Summary()
        self._input = NetworkInput()
        self.flags = FlagEditor()
        self.split = SplitRow()
        self._answers = Answers()
        self._facts = FactsTable()
        self._history = History()
        self._summing = Summing(self._questions.photos_of, self)
        self._reading = Latest(self)

    def _lay_out(self) -> None:
        self._parts: list[QWidget] = [self._name, self._chip, self._summary, self._input, self.flags, self.split]
        self._parts += [self._answers, self._facts, self._history]
        words = QWidget()
        below = QVBoxLayout(words)
        below.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S16)
        below.setSpacing(theme.S12)
        for part in self._parts:
            below.addWidget(part)
        below.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(words)
        self._tools = self._tool_row()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 2)
        column.addWidget(self._tools)
        column.addWidget(self._scroll, 3)

    def _tool_row(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(theme.S12, theme.S8, theme.S12, 0)
        row.setSpacing(theme.S4)
        for action in self._actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
            button.setIconSize(QSize(theme.ICON, theme.ICON))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            theme.look(button, "switch", action.isCheckable())
            row.addWidget(button)
        row.addStretch(1)
        return tools

    def _connect(self) -> None:
        self._reading.ready.connect(self._take_header)
        self._reading.failed.connect(self._take_problem)
        self._summing.summed.connect(self._show_totals)
        self.view.viewed.connect(self._frame)
        self._network.changed.connect(self._show_network)
        self._finding.sets_changed.connect(self.show_answer)
        labelling = self._session.labelling
        self.flags.flagged.connect(lambda ids, unsure: labelling.flag(ids, unsure=unsure))
        self.flags.written.connect(lambda ids, note: labelling.flag(ids, note=note))
        self.flags.left.connect(self.left)
        self.split.chosen.connect(labelling.set_split)
        self._session.changed.connect(self._questions.forget)
        self._session.opened.connect(self._open)

    def _open(self) -> None:
        self._questions.forget()
        self.show_photos(())

    # --- one or many ------------------------------------------------------------------------------------------------

    def show_photos(self, ids: Sequence[int]) -> None:
        """Show the photo of this id, or what those of several have in common; none: say that one may be selected."""
        self._ids = tuple(ids)
        one = len(self._ids) == 1 and self._session.project is not None
        for part in (self._name, self._chip, self._facts):
            part.setVisible(one)
        self._summary.setVisible(len(self._ids) > 1)
        self._scroll.setVisible(bool(self._ids))
        for action in self._actions[1:]:
            action.setEnabled(one)
        if one:
            self._summing.stop()
            self._show_one(self._model.photo(self._ids[0]))
        else:
            self._show_many()

    def _show_many(self) -> None:
        count = len(self._ids)
        self._photo = self._header = None
        self._reading.forget()
        hint = self.tr("%n photo(s) selected", "", count) if count else self.tr("Select a photo to see it here")
        self.view.show_file(None, hint=hint)
        self._show_network()
        self._answers.hide()
        self._history.show_entries(())
        self.flags.show_photos(self._ids, unsure=None, note=None)
        self.split.show_splits(self._ids, (), locked=True)
        self._summing.stop()
        if count:
            self._summary.show_waiting(count)
            self._summing.start(self._ids)

    def _show_totals(self, totals: Totals) -> None:
        self._summary.show_totals(totals, self._classes.classes)
        unsure = None if 0 < totals.unsure < totals.photos else totals.unsure > 0
        self.flags.show_photos(self._ids, unsure=unsure, note=next(iter(totals.notes)) if len(totals.notes) == 1 else None)
        self.split.show_splits(self._ids, list(totals.splits), locked=self._questions.is_test_locked())

    def _show_one(self, photo: Photo) -> None:
        project = self._session.project
        assert project is not None
        before, self._photo = self._photo, photo
        file = photos.file_of(project, photo)
        self._name.setText(file.name)
        one = self._classes.class_of(photo.class_id)
        if one is None:
            self._chip.set_class(self.tr("Unlabelled"))
        else:
            self._chip.set_class(one.name, one.colour, one.key)
        self.flags.show_photos(self._ids, unsure=photo.unsure, note=photo.note)
        self.split.show_splits(self._ids, [photo.split], locked=self._questions.is_test_locked())
        self._history.show_entries(self._questions.ask(partial(labels.history, project, photo.id), []))
        self.show_answer()
        if before is None or (before.path, before.fingerprint) != (photo.path, photo.fingerprint):
            self._header, self._problem = None, ""
            self._show_picture()
            self._reading.ask(partial(read_header, file))
        self._show_facts()
        self._show_network()

    def allow_picture(self, *, allowed: bool) -> None:
        """Whether the photo itself is shown here: not while it is large beside, for which it would be decoded twice."""
        self.view.setVisible(allowed)
        self._show_picture()

    def _show_picture(self) -> None:
        project, photo = self._session.project, self._photo
        if project is not None and photo is not None and not self.view.isHidden():
            self.view.show_file(photos.file_of(project, photo), mark=photo.fingerprint)

    # --- parts ------------------------------------------------------------------------------------------------------

    def show_answer(self) -> None:
        """Show what the chosen predictions say of the photo; where none are chosen, the newest."""
        project, photo, sets = self._session.project, self._photo, self._finding.sets
        if project is None or photo is None or not sets:
            self._answers.hide()
            return
        names = dict(sets)
        chosen = self._model.order.set_id
        set_id = chosen if chosen in names else sets[0][0]
        nothing: dict[int, PhotoAnswer] = {}
        found = self._questions.ask(partial(predictions.answers_for, project, set_id, [photo.id]), nothing)
        one = self._classes.class_of(photo.class_id)
        colours = {each.name: each.colour for each in self._classes.classes}
        self._answers.show_answer(found.get(photo.id), names[set_id], colours=colours, label=one.name if one is not None else None)

    def _take_header(self, header: object) -> None:
        assert isinstance(header, Header)
        self._header = header
        self._show_facts()

    def _take_problem(self, error: object) -> None:
        assert isinstance(error, TldeskError)
        self._problem = str(error)
        self._show_facts()

    def _show_facts(self) -> None:
        photo = self._photo
        if photo is None:
            self._facts.show_lines([])
        elif self._header is None:
            self._facts.show_lines(self._words.of_photo(photo, self._folder(photo), self._problem))
        else:
            self._facts.show_lines(self._words.of_header(photo, self._folder(photo), self._header))

    def _folder(self, photo: Photo) -> str:
        """The folder inside the project's; for the project's own, its name."""
        above = Path(photo.path).parent
        project = self._session.project
        return above.as_posix() if above.parts or project is None else project.root.name or str(project.root)

    def _show_network(self) -> None:
        project, photo = self._session.project, self._photo
        if self._network.is_on and project is not None and photo is not None:
            self._input.show_input(photos.file_of(project, photo), photo.fingerprint, self._network.preparation, self._network.words)
        else:
            self._input.clear()
        self._frame()

    def _frame(self) -> None:
        size = self.view.size_in_pixels
        shown = self._network.is_on and not size.isEmpty()
        self.view.set_seen(seen_part(size.width(), size.height(), self._network.preparation) if shown else None)

    # --- the file ---------------------------------------------------------------------------------------------------

    def _show_place(self) -> None:
        self._with_file(self._place.show)

    def _copy_place(self) -> None:
        self._with_file(self._place.copy)

    def _with_file(self, act: Callable[[Path], None]) -> None:
        project = self._session.project
        if project is not None and self._photo is not None:
            act(photos.file_of(project, self._photo))
