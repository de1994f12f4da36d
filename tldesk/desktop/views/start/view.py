"""The page before a folder is open: open one, drop one, take a recent one, or try the sample."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.desktop import theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.views.start.device_line import DeviceLine
from tldesk.desktop.views.start.recent import RecentProjects
from tldesk.desktop.views.start.sample import SampleDrawer, sample_folder
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.icon_label import IconLabel

WIDTH: Final = 520


class StartView(QWidget):
    """One way in, three doors.

    Signals:
        browse(): the user wants to choose a folder.
    """

    browse = Signal()

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sample = SampleDrawer(self)
        self.open_button = Button(self.tr("Open a folder of photos"))
        theme.look(self.open_button, "accent")
        self.sample_button = Button(self.tr("Try the sample project"))
        theme.look(self.sample_button, "flat")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Sample photos drawn"))
        self._drawn = QLabel()
        theme.look(self._drawn, "muted")
        self.recent = RecentProjects(preferences)
        self.device = DeviceLine(session, width=WIDTH)
        self._lay_out()
        self._connect()
        self._show_drawing(drawing=False)

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setFixedWidth(WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        column.addWidget(self._drop_place())
        sample = QHBoxLayout()
        sample.setSpacing(theme.S12)
        sample.addStretch(1)
        for widget in (self.sample_button, self._bar, self._drawn):
            sample.addWidget(widget)
        sample.addStretch(1)
        column.addLayout(sample)
        column.addSpacing(theme.S12)
        column.addWidget(self.recent)
        column.addSpacing(theme.S12)
        column.addWidget(self.device)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def _drop_place(self) -> QWidget:
        place = _DropPlace()
        title = QLabel(self.tr("Drop a folder of photos here"))
        title.setFont(theme.title())
        text = QLabel(self.tr("Your photos stay where they are. Nothing is changed or uploaded."))
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text.setFixedHeight(text.heightForWidth(WIDTH - 2 * theme.S24))
        theme.look(text, "muted")
        column = QVBoxLayout(place)
        column.setContentsMargins(theme.S24, 32, theme.S24, 32)
        column.setSpacing(theme.S8)
        column.addWidget(IconLabel("image-multiple-outline", 40, colour=lambda: theme.colours().muted), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(text)
        column.addSpacing(theme.S8)
        column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignHCenter)
        return place

    def _connect(self) -> None:
        self.open_button.clicked.connect(self.browse)
        self.sample_button.clicked.connect(self._draw_sample)
        self.recent.chosen.connect(self._session.open)
        self._sample.progressed.connect(self._show_progress)
        self._sample.done.connect(self._open_sample)
        self._sample.failed.connect(self._say_problem)

    def shut_down(self) -> None:
        """Stop drawing; returns at once."""
        self._sample.close()

    def join(self) -> None:
        """Wait for the drawing and the looking to end."""
        self._sample.join()
        self.recent.join()

    # --- the sample project -----------------------------------------------------------------------------------------

    def _draw_sample(self) -> None:
        self._show_drawing(drawing=True)
        self._show_progress(0, 0)
        self._sample.draw(sample_folder())

    def _show_drawing(self, *, drawing: bool) -> None:
        self.sample_button.setVisible(not drawing)
        self._bar.setVisible(drawing)
        self._drawn.setVisible(drawing)

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        text = self.tr("{done} of {total} sample photos drawn").format(done=numbers.count(done), total=numbers.count(total))
        self._drawn.setText(text if total else self.tr("Drawing sample photos"))

    def _open_sample(self, folder: Path) -> None:
        self._show_drawing(drawing=False)
        if self._session.project is None:
            self._session.open(folder)

    def _say_problem(self, problem: str) -> None:
        self._show_drawing(drawing=False)
        text = self.tr("The sample photos could not be written to {folder}: {problem}").format(folder=sample_folder(), problem=problem)
        self._session.said.emit(Banner(text, kind="error"))


class _DropPlace(QWidget):
    """A dashed outline; the window itself takes the drop."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colours().edge, 1)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(theme.colours().surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.end()
