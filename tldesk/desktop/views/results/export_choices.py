"""What a model can be exported as, as choices that are remembered."""

from typing import Final

from PySide6.QtWidgets import QCheckBox, QLabel, QRadioButton, QVBoxLayout, QWidget

from tldesk.core.exported import Forms
from tldesk.desktop import theme
from tldesk.desktop.preferences import Preferences
from tldesk.jobs.environment import is_frozen
from tldesk.jobs.exporting import onnx_is_here

AS_FOLDER: Final = "export/as folder"
WITH_ONNX: Final = "export/onnx"
WITH_INT8: Final = "export/int8"
WITH_PROGRAM: Final = "export/program"
WHOLE: Final = "export/whole"


class ExportChoices(QWidget):
    """One file or a folder, and what is in it for other programs."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._onnx_is_here = onnx_is_here()
        self.file_choice = QRadioButton(self.tr("&One file (.zip), to send or to keep"))
        self.file_choice.setToolTip(self.tr("tldesk opens it on any computer; other programs unpack it (Alt+O)"))
        self.folder_choice = QRadioButton(self.tr("A &folder, for other programs"))
        self.folder_choice.setToolTip(self.tr("The same files side by side, as timm and the Hugging Face hub take them (Alt+F)"))
        self.folder_choice.setChecked(bool(preferences.value(AS_FOLDER, False)))
        self.file_choice.setChecked(not self.folder_choice.isChecked())
        self._boxes: dict[QCheckBox, str] = {}
        self.onnx_box = self._box(WITH_ONNX, self.tr("With an O&NNX file, for programs without torch"))
        self.onnx_box.setToolTip(self.tr("ONNX Runtime answers from it in C++, C#, Java, JavaScript and Python (Alt+N)"))
        self.int8_box = self._box(WITH_INT8, self.tr("And one rounded to &int8"))
        self.int8_box.setToolTip(self.tr("A quarter of the size; left out where more than 5 of 100 answers change (Alt+I)"))
        self.program_box = self._box(WITH_PROGRAM, self.tr("With a &program for torch (.pt2)"))
        self.program_box.setToolTip(self.tr("torch.export.load opens it without timm and without tldesk (Alt+P)"))
        self.whole_box = self._box(WHOLE, self.tr("Normalisation and &softmax inside of these"), preset=True)
        self.whole_box.setToolTip(self.tr("They take a photo's bytes and give probabilities; else normalised pixels, and logits (Alt+S)"))
        self._lay_out()
        for box in (self.onnx_box, self.program_box):
            box.toggled.connect(self._follow)
        self._follow()

    def _box(self, key: str, text: str, *, preset: bool = False) -> QCheckBox:
        box = QCheckBox(text)
        box.setChecked(bool(self._preferences.value(key, preset)))
        self._boxes[box] = key
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        column.addWidget(self.file_choice)
        column.addWidget(self.folder_choice)
        column.addSpacing(theme.S8)
        column.addWidget(self.onnx_box)
        if not self._onnx_is_here:
            column.addWidget(self._words(self._why_no_onnx(), theme.S24))
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.S24, 0, 0, 0)
        inner.setSpacing(theme.S4)
        inner.addWidget(self.int8_box)
        words = self.tr("Smaller, but not quicker on every computer, and answers may differ: all of it is measured after the export.")
        inner.addWidget(self._words(words, theme.S24))
        column.addLayout(inner)
        column.addWidget(self.program_box)
        column.addWidget(self.whole_box)
        column.addWidget(self._words(self.tr("Answers are compared with the model's on photos of this project before a file is kept.")))

    def _why_no_onnx(self) -> str:
        if is_frozen():
            return self.tr("This copy of tldesk came without the packages onnx and onnxruntime, and none can be added to it.")
        return self.tr('Needs the packages onnx and onnxruntime, which are not installed: pip install "tldesk[onnx]"')

    def _words(self, text: str, indent: int = 0) -> QLabel:
        words = QLabel(text, wordWrap=True)
        words.setContentsMargins(indent, 0, 0, 0)
        theme.look(words, "muted")
        return words

    def _follow(self) -> None:
        """Only what goes with another choice can be chosen."""
        self.onnx_box.setEnabled(self._onnx_is_here)
        self.int8_box.setEnabled(self._onnx_is_here and self.onnx_box.isChecked())
        self.whole_box.setEnabled(self.forms.onnx or self.forms.program)

    @property
    def as_folder(self) -> bool:
        """A folder was chosen, not one file."""
        return self.folder_choice.isChecked()

    @property
    def forms(self) -> Forms:
        """What other programs are given."""
        onnx = self._onnx_is_here and self.onnx_box.isChecked()
        int8 = onnx and self.int8_box.isChecked()
        return Forms(onnx=onnx, int8=int8, program=self.program_box.isChecked(), whole=self.whole_box.isChecked())

    def remember(self) -> None:
        """Keep the choices for the next time."""
        self._preferences.set_value(AS_FOLDER, self.as_folder)
        for box, key in self._boxes.items():
            self._preferences.set_value(key, box.isChecked())
