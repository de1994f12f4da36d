"""What the engine found to compute with, as soon as it has said so."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tldesk.desktop import theme
from tldesk.desktop.session import Session
from tldesk.desktop.widgets.icon_label import IconLabel


class DeviceLine(QWidget):
    """The device, and why it is no graphics card where it is none, or why nothing computes."""

    def __init__(self, session: Session, *, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(width)
        self._width = width - theme.ICON_SMALL - theme.S8
        self._session = session
        self.device = QLabel(self.tr("Looking for what to compute with"))
        self.reason = QLabel()
        self.reason.setWordWrap(True)
        theme.look(self.reason, "muted")
        for label in (self.device, self.reason):
            label.setTextFormat(Qt.TextFormat.PlainText)
        lines = QGridLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(theme.S8)
        lines.setVerticalSpacing(theme.S4)
        lines.setColumnStretch(1, 1)
        lines.addWidget(IconLabel("chip", theme.ICON_SMALL, colour=lambda: theme.colours().muted), 0, 0)
        lines.addWidget(self.device, 0, 1)
        lines.addWidget(self.reason, 1, 1)
        session.ready.connect(lambda _device: self._show())
        self._show()

    def _show(self) -> None:
        device, reason, trouble = self._session.device, self._session.without_gpu, self._session.trouble
        if trouble:
            self.device.setText(self.tr("Nothing can be trained or answered yet"))
        elif device:
            self.device.setText(self.tr("Models are trained on: {device}").format(device=device))
        self.reason.setVisible(bool(trouble or (device and reason)))
        self.reason.setText(trouble or self.tr("{reason} Training works, and takes longer.").format(reason=reason))
        # A label that wraps asks for the height of its own favourite width, not of the one it is given.
        self.reason.setFixedHeight(self.reason.heightForWidth(self._width))
