"""All that is known of one backbone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tldesk.core.backbones import Backbone, Place
from tldesk.desktop import theme
from tldesk.desktop.widgets.backbone_picker import words
from tldesk.desktop.widgets.elided import ElidedLabel


class Details(QFrame):
    """The chosen backbone; its texts can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "card")
        self.title = ElidedLabel("", Qt.TextElideMode.ElideRight)
        self.title.setFont(theme.title())
        self._lines = {
            "name": (self.tr("Name"), self._line()),
            "facts": (self.tr("Size"), self._line()),
            "pretraining": (self.tr("Pretrained on"), self._line()),
            "licence": (self.tr("Licence"), self._line()),
            "weights": (self.tr("Weights"), self._line()),
            "page": (self.tr("Page"), self._line()),
        }
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(theme.S12)
        form.setVerticalSpacing(theme.S4)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for heading, line in self._lines.values():
            label = QLabel(heading)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            theme.look(label, "muted")
            line.setAccessibleName(heading)
            form.addRow(label, line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S12, theme.S12, theme.S12, theme.S12)
        layout.setSpacing(theme.S8)
        layout.addWidget(self.title)
        layout.addLayout(form)

    def _line(self) -> QLabel:
        line = QLabel()
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.setWordWrap(True)
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return line

    def show_backbone(self, one: Backbone | None, place: Place | None) -> None:
        """Show `one`; None empties the card."""
        self.title.setText("" if one is None else f"{one.title}  ({one.family})")
        texts = {} if one is None or place is None else self._texts(one, place)
        for name, (_heading, line) in self._lines.items():
            line.setText(texts.get(name, ""))

    def text(self, name: str) -> str:
        """What stands in the line `name`."""
        return self._lines[name][1].text()

    def _texts(self, one: Backbone, place: Place) -> dict[str, str]:
        return {
            "name": one.name,
            "facts": words.in_short(one),
            "pretraining": one.pretraining,
            "licence": words.licence(one),
            "weights": words.where_exactly(one.name, place),
            "page": one.page or words.UNKNOWN,
        }
