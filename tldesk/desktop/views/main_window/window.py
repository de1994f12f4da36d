"""The main window: rail, pages, status bar, banners, and the commands that concern them all."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from tldesk.core.changes import Change
from tldesk.desktop import resources, theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.views.main_window.arrivals import folder_in, take
from tldesk.desktop.views.main_window.leaving import Leaving
from tldesk.desktop.views.main_window.pages import Pages
from tldesk.desktop.views.main_window.rail import Rail
from tldesk.desktop.views.main_window.sheets import Sheets
from tldesk.desktop.views.main_window.stages import STAGES, StageKey, stage_key
from tldesk.desktop.views.main_window.status_bar import StatusBar
from tldesk.desktop.views.start import StartView
from tldesk.desktop.widgets.banner import BannerRow, Banners, Message, MessagePlace
from tldesk.desktop.widgets.command_palette import CommandPalette
from tldesk.desktop.widgets.folder_chooser import choose_folder
from tldesk.desktop.widgets.help_sheet import HelpSheet, shortcuts

SMALLEST: Final = (900, 600)


@runtime_checkable
class HasKeys(Protocol):
    """A page with keys that are no actions."""

    def keys(self) -> list[tuple[str, str]]:
        """Keys and what they do."""
        ...


class MainWindow(QWidget):
    """Places the pages.

    Signals:
        painted(): the window was painted for the first time.
    """

    painted = Signal()

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._was_painted = self._was_training = False
        self._offers_undo: BannerRow | None = None
        self.start = StartView(session, preferences)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.pages = Pages(session, preferences, self.stack)
        self.sheets = Sheets(session, preferences, self)
        self.rail = Rail()
        self.status = StatusBar(session)
        self.banners = Banners()
        self._leaving = Leaving(session, self.banners, self.say, self)
        self._declare_actions()
        self._lay_out()
        self.rail.chosen.connect(lambda key: self.show_stage(stage_key(key)))
        self.pages.wanted.connect(lambda key: self.show_stage(stage_key(key)))
        self.pages.counted.connect(self.rail.show_count)
        self.pages.weights_wanted.connect(self.sheets.open_weights)
        self.sheets.weights_looked_at.connect(self.pages.look_for_weights)
        self.sheets.scheme_wanted.connect(lambda scheme: self.set_scheme(theme.scheme_of(scheme)))
        self.start.browse.connect(self.browse)
        # Also what offers an undo: it would be one in the next project.
        session.leaving.connect(self.banners.dismiss_all)
        session.opened.connect(self._follow_project)
        session.said.connect(self.say)
        session.job.connect(self._forget_errors)
        session.changed.connect(self._forget_undo)
        self._follow_project()

    # --- set-up -----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        right.addWidget(MessagePlace(self.banners))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self.status)
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.resize(1280, 820)
        self.restoreGeometry(self._preferences.state("window/geometry"))

    def _declare_actions(self) -> None:
        self._declare(self.tr("Open a folder…"), "Ctrl+O", self.browse, icon="folder-open-outline")
        self.close_action = self._declare(self.tr("Close the project"), "Ctrl+W", self.close_project, icon="folder-outline")
        self.stage_actions = {
            stage.key: self._declare(
                self.tr("Go to {stage}").format(stage=QCoreApplication.translate("Stages", stage.name)),
                f"Ctrl+{number}",
                partial(self.show_stage, stage.key),
                icon=stage.icon,
            )
            for number, stage in enumerate(STAGES, 1)
        }
        commands = self._declare(self.tr("Find a command"), "Ctrl+K", self.open_palette, icon="magnify")
        keys = self._declare(self.tr("Keys of this page"), "F1 ?", self.open_help, icon="keyboard-outline")
        self._declare(self.tr("Close the message"), "Shift+Esc", self.banners.dismiss_shown, icon="close")
        self._declare(self.tr("Quit"), "Ctrl+Q", self.close, icon="exit-to-app")
        settings = self._declare(self.tr("Settings"), "Ctrl+,", self.sheets.open_settings, icon="cog-outline")
        self._declare(self.tr("Weights of backbones"), "Ctrl+Shift+W", self.sheets.open_weights, icon="download-outline")
        self.rail.add_tools([commands, keys, settings], self._scheme_menu())

    def _declare(self, text: str, keys: str, act: Callable[[], object], *, icon: str = "") -> QAction:
        action = QAction(resources.icon(icon), text, self)
        action.setShortcuts([QKeySequence(key) for key in keys.split()])
        action.setToolTip(f"{text} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        action.triggered.connect(lambda _checked: act())
        self.addAction(action)
        return action

    def _scheme_menu(self) -> QMenu:
        menu = QMenu(self.tr("Colours"), self)
        group = QActionGroup(menu)
        words = {
            "system": self.tr("Colours of the system"),
            "light": self.tr("Light colours"),
            "dark": self.tr("Dark colours"),
        }
        for scheme in theme.SCHEMES:
            action = QAction(words[scheme], menu, checkable=True, checked=self._preferences.scheme == scheme)
            action.triggered.connect(partial(self.set_scheme, scheme))
            group.addAction(action)
            menu.addAction(action)
            self.addAction(action)
        return menu

    # --- commands ---------------------------------------------------------------------------------------------------

    def set_scheme(self, scheme: theme.Scheme) -> None:
        """Show these colours, now and from now on."""
        self._preferences.scheme = scheme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, scheme)

    def browse(self) -> None:
        """Let the user choose a folder."""
        recent = self._preferences.recent
        begin = recent[0].parent if recent else None
        choose_folder(self, self.open_folder, title=self.tr("Open a folder of photos"), begin=begin)

    def open_folder(self, folder: Path) -> None:
        """Open the project of `folder` in place of this one."""
        if self._leaving.may(partial(self.open_folder, folder)):
            self._session.open(folder)

    def close_project(self) -> None:
        """Go back to the start page."""
        if self._leaving.may(self.close_project):
            self._session.close()

    def open_palette(self) -> None:
        """Find a command by its name."""
        palette = CommandPalette([*self.actions(), *self._page().actions()], self)
        palette.move(self.mapToGlobal(QPoint((self.width() - palette.width()) // 2, theme.S24 * 3)))
        palette.finished.connect(lambda _result: self._act(palette))
        palette.open()

    def _page(self) -> QWidget:
        return self.stack.currentWidget() or self.start

    def _act(self, palette: CommandPalette) -> None:
        palette.deleteLater()
        if palette.chosen is not None:
            palette.chosen.trigger()

    def open_help(self) -> None:
        """Show the keys of this page."""
        no_keys: list[tuple[str, str]] = []
        page = self._page()
        more = page.keys() if isinstance(page, HasKeys) else no_keys
        sheet = HelpSheet(
            [(self.tr("On this page"), [*shortcuts(page.actions()), *more]), (self.tr("Everywhere"), shortcuts(self.actions()))], self
        )
        sheet.finished.connect(lambda _result: sheet.deleteLater())
        sheet.open()

    def say(self, banner: Banner) -> BannerRow:
        """Show a banner at the foot of the page; gives its row."""
        row = self.banners.say(Message(banner.text, banner.kind, banner.details, banner.action, banner.act, banner.about))
        if banner.act in (self._session.labelling.undo, self._session.labelling.redo):
            self._offers_undo = row
        return row

    def show_stage(self, key: StageKey) -> None:
        """Go to a stage; without a project nothing happens."""
        project = self._session.project
        if project is None:
            return
        self.stack.setCurrentWidget(self.pages.page(key))
        self.rail.mark(key)
        if key == "train":
            self._session.prepare_training()
        self._preferences.set_value("window/stage", key, project=project.root)

    # --- following --------------------------------------------------------------------------------------------------

    def _follow_project(self) -> None:
        project = self._session.project
        self.rail.setVisible(project is not None)
        self.close_action.setEnabled(project is not None)
        for action in self.stage_actions.values():
            action.setEnabled(project is not None)
        if project is None:
            self.setWindowTitle("tldesk")
            self.stack.setCurrentWidget(self.start)
            return
        self.setWindowTitle(self.tr("{folder} – tldesk").format(folder=project.root.name or project.root))
        kept = self._preferences.value("window/stage", STAGES[0].key, project=project.root)
        self.show_stage(stage_key(kept))
        self.pages.make_rest()

    def _forget_errors(self) -> None:
        """A new training makes what was said of the last one outdated."""
        training = self._session.training is not None
        if training and not self._was_training:
            self.banners.dismiss_lasting()
        self._was_training = training

    def _forget_undo(self, change: Change) -> None:
        """An Undo that is offered would take back another operation than the one it was offered for."""
        if self._offers_undo is not None and (change.labels or change.classes):
            self.banners.dismiss(self._offers_undo)
            self._offers_undo = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the message in view where nothing on the page has another use for it."""
        if event.key() != Qt.Key.Key_Escape or not self.banners.dismiss_shown():
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if folder_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        stage = take(event, self._session, self.pages)
        if stage is not None:
            self.show_stage(stage)
            return
        folder = folder_in(event)
        if folder is not None:
            event.acceptProposedAction()
            self.open_folder(folder)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leaving.may(self.close, closes=True):
            event.ignore()
            return
        self._preferences.set_state("window/geometry", self.saveGeometry())
        self.start.shut_down()
        self.pages.shut_down()
        self._session.shut_down()
        super().closeEvent(event)

    def join(self) -> None:
        """Wait for the threads of the pages: after the window is gone, before the program ends."""
        self.start.join()
        self.pages.join()
