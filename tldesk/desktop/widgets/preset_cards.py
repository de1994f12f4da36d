"""The presets as cards to choose from, by pointer and by arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tldesk.core.recipe import Preset
from tldesk.desktop import theme
from tldesk.desktop.resources import translated


class PresetCard(QAbstractButton):
    """Name and summary of one preset; a radio button in all but looks."""

    def __init__(self, preset: Preset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preset = preset
        self._brief = False
        self.setCheckable(True)
        self.setText(translated(preset.name))
        self.setAccessibleDescription(translated(preset.summary))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_brief(self, on: bool) -> None:
        """Show the name alone; the summary is in the tooltip."""
        self._brief = on
        self.setToolTip(translated(self.preset.summary) if on else "")
        self.setFixedHeight(self._height(self.width()))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A layout in a scroll area does not ask for the height that goes with a width.
        self.setFixedHeight(self._height(self.width()))

    def sizeHint(self) -> QSize:
        return QSize(240, self._height(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._height(240))

    def _height(self, width: int) -> int:
        if self._brief:
            return self.fontMetrics().height() + 2 * theme.S8
        return self._summary_rect(width).bottom() + theme.S12

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setFixedHeight(self._height(self.width()))
        elif event.type() == QEvent.Type.PaletteChange:
            self.update()

    def _summary_rect(self, width: int) -> QRect:
        top = theme.S12 + self.fontMetrics().height() + theme.S4
        room = QRect(theme.S12, top, width - 2 * theme.S12, 400)
        return self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), translated(self.preset.summary))

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(palette.selection if self.isChecked() else palette.raised if self.underMouse() else palette.surface)
        painter.setPen(QPen(palette.accent if self.isChecked() else palette.line, 1))
        card = self.rect().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(card, theme.RADIUS, theme.RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.accent, 2))
            painter.drawRoundedRect(card, theme.RADIUS, theme.RADIUS)
        bold = self.font()
        bold.setBold(True)
        painter.setPen(palette.text)
        painter.setFont(bold)
        top = theme.S8 if self._brief else theme.S12
        painter.drawText(theme.S12, top + self.fontMetrics().ascent(), self.text())
        if self._brief:
            painter.end()
            return
        painter.setFont(self.font())
        painter.setPen(palette.text if self.isChecked() else palette.muted)
        painter.drawText(self._summary_rect(self.width()), int(Qt.TextFlag.TextWordWrap), translated(self.preset.summary))
        painter.end()


class PresetCards(QWidget):
    """One card for each preset, exactly one chosen.

    Signals:
        chosen(object): the `Preset`.
    """

    chosen = Signal(object)

    def __init__(self, presets: Sequence[Preset], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Presets"))
        self._group = QButtonGroup(self)
        self._summary = QLabel(wordWrap=True)
        theme.look(self._summary, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S8)
        self.cards: dict[str, PresetCard] = {}
        for preset in presets:
            card = PresetCard(preset)
            self.cards[preset.key] = card
            self._group.addButton(card)
            layout.addWidget(card)
            card.toggled.connect(lambda on, preset=preset: self._on_chosen(preset) if on else None)
        layout.addWidget(self._summary)
        self._summary.hide()
        self.cards[presets[0].key].setChecked(True)

    def set_brief(self, on: bool) -> None:
        """In a low window the cards are names, and what the chosen one does stands below them."""
        if on == self._summary.isHidden():
            self._summary.setVisible(on)
            for card in self.cards.values():
                card.set_brief(on)

    def _on_chosen(self, preset: Preset) -> None:
        self._summary.setText(translated(preset.summary))
        self.chosen.emit(preset)

    @property
    def preset(self) -> Preset:
        """The chosen one."""
        card = self._group.checkedButton()
        assert isinstance(card, PresetCard)
        return card.preset

    def choose(self, key: str) -> None:
        """Choose the preset named `key`; unknown names change nothing."""
        if key in self.cards:
            self.cards[key].setChecked(True)
