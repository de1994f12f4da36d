"""Lines of text that are never cut without saying so."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QStyle, QStyleOption, QStyleOptionComboBox, QStylePainter, QToolTip, QWidget


class ElidedLabel(QLabel):
    """A label that elides its text (file names in the middle) where the room is too small; the tooltip then holds all of it.

    A hint stands in the tooltip in any case.
    """

    _hint = ""

    def __init__(self, text: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_hint(self, hint: str) -> None:
        """What the tooltip says beside the text."""
        self._hint = hint
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        shown = self.fontMetrics().elidedText(self.text(), self._mode, self.width())
        whole = "" if shown == self.text() else self.text()
        self.setToolTip("\n".join(part for part in (whole, self._hint) if part))
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class ElidedCombo(QComboBox):
    """A menu that elides the chosen words where the room is too small, where Qt's own cuts a letter in two."""

    _elided = False

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip, self)
            return True
        return super().event(event)

    @property
    def tip(self) -> str:
        """What the tooltip says: the chosen words first, where they are elided."""
        parts = dict.fromkeys((self.currentText() if self._elided else "", self.toolTip()))
        return "\n".join(part for part in parts if part)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self)
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, field.width())
        self._elided = option.currentText != self.currentText()
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
