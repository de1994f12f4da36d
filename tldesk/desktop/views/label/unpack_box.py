"""Where the photos inside a Teachable Machine project go: into a new folder among the photos of the project, and no other."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tldesk.desktop import theme


class UnpackBox(QWidget):
    """Asks for the name of the folder.

    Signals:
        changed(): another name is written.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._root = Path()
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._above = QLabel()
        self._above.setTextFormat(Qt.TextFormat.PlainText)
        theme.look(self._above, "muted")
        self.name = QLineEdit()
        self.name.setMaximumWidth(320)
        self.name.setAccessibleName(self.tr("Name of the new folder"))
        self.name.setToolTip(self.tr("Name of the new folder"))
        self._why_not = QLabel()
        theme.look(self._why_not, "danger")
        line = QHBoxLayout()
        line.setSpacing(theme.S8)
        line.addWidget(self._above)
        line.addWidget(self.name, 1)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        column.addWidget(self._words)
        column.addLayout(line)
        column.addWidget(self._why_not)
        column.addStretch(1)
        self.name.textChanged.connect(self._check)
        self.hide()

    @property
    def folder(self) -> Path:
        """The folder that is named."""
        return self._root / self.name.text().strip()

    @property
    def is_free(self) -> bool:
        """Whether the name is one every system takes, and nothing of it is there yet."""
        return not self._problem()

    def offer(self, file: Path, root: Path, *, count: int) -> None:
        """Ask for a folder below `root` for the photos of `file`."""
        from tldesk.project.interchange.exporting import free_file
        from tldesk.project.interchange.file_names import safe_name

        self._root = root
        words = self.tr("%n photo(s) are inside this file. They are unpacked into a new folder, which is then labelled.", "", count)
        self._words.setText(words)
        self._above.setText(self.tr("New folder in {folder}:").format(folder=root.name))
        self._above.setToolTip(str(root))
        self.name.setText(free_file(root / safe_name(file.stem)).name)
        self.show()
        self.name.setFocus()
        self.name.selectAll()

    def _problem(self) -> str:
        from tldesk.project.interchange.file_names import safe_name

        name = self.name.text().strip()
        if not name:
            return self.tr("The folder needs a name.")
        if safe_name(name) != name:
            return self.tr("Not every system takes this name. {name} would do.").format(name=safe_name(name))
        if self.folder.exists():
            return self.tr("There is a folder of this name already; photos are only written into a new one.")
        return ""

    def _check(self) -> None:
        self._why_not.setText(self._problem())
        self.changed.emit()
