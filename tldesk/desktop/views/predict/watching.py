"""The watched folder: the switch for it, and its row, a line of life with "Stop", or the offer to go on with what was watched before."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.words import isolated
from tldesk.desktop import theme
from tldesk.desktop.session.runs import Runs
from tldesk.desktop.session.watch_memory import Watched
from tldesk.desktop.session.watched import WatchedFolder
from tldesk.desktop.views.predict.head import Head
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.icon_label import IconLabel


class Watching(QObject):
    """The switch in the head: it asks for a folder, or ends the watch.

    Args:
        ask_folder: asks the user for a folder and calls its argument with it.
        run_id: the chosen model.
    """

    def __init__(
        self,
        watched: WatchedFolder,
        head: Head,
        ask_folder: Callable[[Callable[[Path], None]], None],
        run_id: Callable[[], str | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._watched, self._head, self._ask_folder, self._run_id = watched, head, ask_folder, run_id
        head.watch_box.clicked.connect(self.switch)
        watched.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self._head.watch_box.setChecked(self._watched.wanted is not None)

    def switch(self) -> None:
        """Watch a folder, or watch it no more."""
        # The box shows what is watched, and not what is still to be chosen.
        self._show()
        if self._watched.wanted is not None:
            self._watched.stop()
        elif self._run_id() is not None:
            self._ask_folder(self.watch)

    def watch(self, folder: Path) -> None:
        """Answer with the chosen model for the photos in `folder` and for those that arrive in it."""
        run_id = self._run_id()
        if run_id is not None:
            self._watched.begin(Watched(run_id, folder, self._head.deep_box.isChecked()))


class _TableBox(QCheckBox):
    """Has room for its words where the letter of its key is underlined: Qt measures them with the letters moved together ("Ta"), and draws
    them without.
    """

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(theme.S4, 0)


class WatchRow(QWidget):
    """Hidden where nothing is watched and nothing offered.

    Args:
        runs: where the names of the models stand.
        ask_table: asks the user for a table to write and calls its argument with it.
    """

    def __init__(
        self, watched: WatchedFolder, runs: Runs, ask_table: Callable[[Callable[[Path], None]], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._watched, self._runs, self._ask_table = watched, runs, ask_table
        self.line = ElidedLabel("")
        self.line.setAccessibleName(self.tr("The watched folder"))
        self.table_box = _TableBox(self.tr("Keep a &table"))
        self.table_box.setAccessibleName(self.tr("Keep a table of the answers up to date"))
        self.table_box.clicked.connect(self._on_table)
        self.go_on_button = Button(self.tr("Go on watching"))
        self.go_on_button.setToolTip(self.tr("Answer for the photos that came meanwhile, and for those that arrive"))
        self.go_on_button.clicked.connect(watched.go_on)
        self.stop_button = Button()
        self.stop_button.clicked.connect(watched.stop)
        theme.look(self.stop_button, "flat")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S12)
        row.addWidget(IconLabel("folder-eye-outline", colour=self._ink))
        for widget in (self.line, self.table_box, self.go_on_button, self.stop_button):
            row.addWidget(widget)
        row.addStretch(1)
        watched.changed.connect(self._show)
        runs.refreshed.connect(self._show)
        self._show()

    def _ink(self) -> QColor:
        palette = theme.colours()
        return palette.warning if self._watched.away else palette.accent

    def _show(self) -> None:
        watched = self._watched
        wanted, offered = watched.wanted, watched.offered
        self.setVisible(wanted is not None or offered is not None)
        self.go_on_button.setVisible(wanted is None)
        self.table_box.setVisible(wanted is not None)
        if wanted is not None:
            self.line.setText(self._life(wanted))
            self.table_box.setChecked(wanted.table is not None)
            where = str(wanted.table) if wanted.table else self.tr("a CSV table, an Excel workbook or JSON")
            self.table_box.setToolTip(self.tr("After each arrival all answers are written to {where} (Alt+T)").format(where=where))
            self.stop_button.setText(self.tr("Stop"))
            self.stop_button.setToolTip(self.tr("Watch no more; the answers are kept (Ctrl+Shift+D)"))
        elif offered is not None:
            self.line.setText(self.tr("{folder} was watched before with {model}").format(folder=offered.folder, model=self._model(offered)))
            self.stop_button.setText(self.tr("Not any more"))
            self.stop_button.setToolTip(self.tr("Offer it no more; the answers are kept"))

    def _model(self, watched: Watched) -> str:
        run = self._runs.row(watched.run_id)
        return isolated(watched.run_id if run is None else run.record.name)

    def _on_table(self, on: bool) -> None:
        # The box shows what is kept, and not what is still to be chosen.
        self._show()
        if on:
            self._ask_table(self._watched.keep_table)
        else:
            self._watched.keep_table(None)

    def _life(self, wanted: Watched) -> str:
        """Where photos are waited for, which model answers, how many have their answer, and when the last one got it."""
        watched = self._watched
        state = self.tr("{folder} is away; {model} waits for it") if watched.away else self.tr("Watching {folder} with {model}")
        parts = [state.format(folder=wanted.folder, model=self._model(wanted)), self.tr("%n photo(s) answered", "", watched.answered)]
        if watched.waits:
            parts.append(self.tr("the engine is at work"))
        if watched.last is not None:
            parts.append(self.tr("last {when}").format(when=numbers.when(watched.last)))
        if wanted.table is not None:
            parts.append(self.tr("table {file}").format(file=wanted.table.name))
        return "  ·  ".join(parts)
