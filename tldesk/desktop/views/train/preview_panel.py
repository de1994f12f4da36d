"""What the recipe's augmentation makes of the user's own photos, while they turn its knobs."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from tldesk.core.errors import TldeskError
from tldesk.core.messages import ENDINGS, Event, Finished, PhotoFailed, Previewed, PreviewRequest, Request, phrase
from tldesk.core.photo import Photo
from tldesk.core.recipe import Recipe, knobs
from tldesk.desktop import theme
from tldesk.desktop.resources import ending_in_words, icon
from tldesk.desktop.session import Session
from tldesk.desktop.widgets.preview_strip import PreviewStrip
from tldesk.jobs.previewing import plan_preview
from tldesk.project.samples import some_photos

SETTLE_MS: Final = 150
"""A knob that is being turned is followed once it rests for so long."""
WIDE: Final = 440
"""Pixels from which on the buttons have room for their words."""
PHOTOS: Final = 2
VIEWS: Final = 6
SIDE: Final = 200
SHOWN: Final = ("backbone", "image_size", "framing", "method", *(knob.name for knob in knobs() if knob.group == "Augmentation"))
"""The settings on which the pictures depend."""


class PreviewPanel(QWidget):
    """Two photos, each with what is seen of it and six random views, drawn by the answering engine.

    Signals:
        closed(): the user is done with it.
    """

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._recipe: Recipe | None = None
        self._asked: PreviewRequest | None = None
        self._drawn: PreviewRequest | None = None
        self._draw, self._choice = 0, 0
        self._problem = ""
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        self.draw_again = self._action(self.tr("Draw again"), "dice-5-outline", "Ctrl+R", self._on_draw_again)
        self.other_photos = self._action(self.tr("Other photos"), "image-refresh-outline", "Ctrl+Shift+N", self._on_other_photos)
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("close"))
        self.close_button.setToolTip(self.tr("Back to the curves (Ctrl+Shift+P)"))
        self.close_button.setAccessibleName(self.tr("Close the preview"))
        self.close_button.clicked.connect(self.closed)
        self.words = QLabel(wordWrap=True)
        theme.look(self.words, "muted")
        self.strip = PreviewStrip()
        self._buttons = [QToolButton() for _ in range(2)]
        for button, action in zip(self._buttons, (self.draw_again, self.other_photos), strict=True):
            button.setDefaultAction(action)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S16, theme.S16, theme.S16, theme.S16)
        layout.setSpacing(theme.S12)
        layout.addLayout(self._heading())
        layout.addWidget(self.words)
        layout.addWidget(self.strip, 1)
        session.heard.connect(self._on_heard)
        session.opened.connect(self._on_opened)
        session.ready.connect(self._say)
        session.job.connect(self._say)

    def _heading(self) -> QHBoxLayout:
        """The title, and what can be done at the other end of its line."""
        title = QLabel(self.tr("Augmentation"))
        title.setFont(theme.title())
        heading = QHBoxLayout()
        heading.setSpacing(theme.S8)
        heading.addWidget(title)
        heading.addStretch(1)
        for button in (*self._buttons, self.close_button):
            heading.addWidget(button)
        return heading

    def _action(self, text: str, icon_name: str, shortcut: str, slot: object) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setShortcut(QKeySequence(shortcut))
        action.setToolTip(f"{text} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        action.triggered.connect(slot)
        return action

    def show_recipe(self, recipe: Recipe | None) -> None:
        """Follow this recipe; None while a setting of it is wrong."""
        self._recipe = recipe
        self._say()
        if recipe is not None and self.isVisible():
            self._settle.start()

    def _ask(self) -> None:
        """Ask for what is to be shown now, unless it is shown; one at a time, so that no engine draws what nobody waits for."""
        project, recipe = self._session.project, self._recipe
        if project is None or recipe is None or self._asked is not None or not self.isVisible():
            return
        photos = self._photos()
        request = plan_preview(project, recipe, photos, views=VIEWS, side=SIDE, draw=self._draw)
        if photos and (self._drawn is None or _shown(request) != _shown(self._drawn)):
            self._asked, self._problem = request, ""
            self._session.do_beside(request)
        self._say()

    def _photos(self) -> list[Photo]:
        project = self._session.project
        try:
            return some_photos(project, PHOTOS, seed=self._choice) if project is not None else []
        except TldeskError as error:
            self._problem = str(error)
            return []

    def _on_heard(self, request: Request, event: Event) -> None:
        if request is not self._asked:
            return
        if isinstance(event, Previewed):
            self.strip.show_previews(event.photos)
        elif isinstance(event, PhotoFailed):
            self._problem = self.tr("{file} can't be read: {reason}").format(file=event.file, reason=event.reason)
        elif isinstance(event, ENDINGS):
            self._drawn, self._asked = self._asked, None
            if not isinstance(event, Finished):
                self._problem = ending_in_words(phrase(event))
            self._settle.start(0)
        self._say()

    def _on_opened(self) -> None:
        self._asked = self._drawn = None
        self._problem = ""
        self.strip.show_previews(())
        self._settle.start()

    def _on_draw_again(self) -> None:
        self._draw += 1
        self._ask()

    def _on_other_photos(self) -> None:
        self._choice += 1
        self._ask()

    def _say(self, *_signal: object) -> None:
        if self.isVisible():
            self.words.setText(self._words())

    def _words(self) -> str:
        recipe = self._recipe
        if recipe is None:
            return self.tr("A setting is to be corrected first; these are the pictures of the recipe before.")
        if self._asked is not None and not self._session.device:
            return self.tr("The engine starts. The pictures come in a few seconds.")
        if self._asked is not None and self._session.answering is not None:
            return self.tr("The pictures come when the engine has done what it is at.")
        if self._problem:
            return self._problem
        if self._drawn is None:
            return self.tr("The pictures come at once.") if self._asked is not None else self.tr("Photos of this folder are shown here.")
        return self._told(recipe)

    def _told(self, recipe: Recipe) -> str:
        said = []
        if not recipe.alters:
            said.append(self.tr("This recipe shows the head no altered photos, because Augmented views is 0."))
        elif not any(one.views for one in self.strip.previews):
            said.append(self.tr("This recipe alters nothing: flips, random crop and all the rest are off."))
        else:
            said.append(self.tr("Drawn as in training, anew for each photo and epoch. The same random numbers while a knob is turned."))
        if any(one.seen != (0.0, 0.0, 1.0, 1.0) for one in self.strip.previews):
            said.append(self.tr("The framing hides what is outside the blue frame."))
        if recipe.fine_tunes and (recipe.mixup or recipe.cutmix):
            said.append(self.tr("Mixup and cutmix then put pairs of such views together, which is not shown."))
        return " ".join(said)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._say()
        self._settle.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        style = Qt.ToolButtonStyle
        for button in self._buttons:
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon if self.width() >= WIDE else style.ToolButtonIconOnly)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._settle.stop()


def _shown(request: PreviewRequest) -> tuple[object, ...]:
    """What the pictures depend on."""
    return request.draw, request.photos, *(getattr(request.recipe, name) for name in SHOWN)
