"""The recipe's backbone: the sheet to choose it on, and whether its weights are here."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tldesk.core.backbones import Places
from tldesk.desktop.widgets.backbone_picker import BackbonePicker
from tldesk.desktop.widgets.background import Latest


class BackboneChoice(QObject):
    """Opens the sheet, and knows what lies in the weights folders.

    Signals:
        chosen(str): this backbone is to be used.
        looked(): the folders were looked into; ask `problem_with`.
        weights_wanted(str): weights are to be seen, added or fetched: of this backbone where its own are not here, else the name is empty.
    """

    chosen = Signal(str)
    looked = Signal()
    weights_wanted = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._places: Places | None = None
        self._picker: BackbonePicker | None = None
        self._looking = Latest(self)
        self._looking.ready.connect(self._on_looked)

    def look(self) -> None:
        """Look into the weights folders again, off the window's thread."""
        self._looking.ask(Places)
        if self._picker is not None:
            self._picker.look()

    def open(self, name: str, *, random: bool) -> BackbonePicker:
        """Show the sheet with the backbone `name` chosen; `random`: its weights are to be random."""
        picker = BackbonePicker(name, random=random, parent=self._owner)
        picker.used.connect(self.chosen)
        picker.weights_wanted.connect(self.weights_wanted)
        picker.finished.connect(self._leave_picker)
        picker.finished.connect(picker.deleteLater)
        picker.open()
        self._picker = picker
        return picker

    def _leave_picker(self) -> None:
        self._picker = None
        self.look()

    def ask_for_weights(self, name: str) -> None:
        """Ask for the sheet of weights, because of those of the backbone `name` where they are not here."""
        self.weights_wanted.emit(name if self.problem_with(name, random=False) else "")

    def problem_with(self, name: str, *, random: bool) -> str:
        """Why the backbone can't be trained as it is, in words; empty where it can, or where one does not know yet."""
        if random or self._places is None or not name or self._places.of(name).where.here:
            return ""
        return self.tr("Its weights are not on this computer. Add or fetch them (Ctrl+Shift+W), choose another, or set Weights to random.")

    def _on_looked(self, places: object) -> None:
        assert isinstance(places, Places)
        self._places = places
        self.looked.emit()
