"""The log of a run, to read and to copy."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from tldesk.desktop import theme
from tldesk.desktop.resources import icon
from tldesk.desktop.widgets.button import Button


class LogPanel(QWidget):
    """Time-stamped lines in plain words; it follows the newest one while one reads at the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(self.tr("Log"))
        self.text.setFont(theme.tabular(theme.body()))
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(self.tr("What happens in the training is written here, with the time."))
        self.copy_button = Button(self.tr("Copy the log"))
        self.copy_button.setIcon(icon("content-copy"))
        self.copy_button.setToolTip(self.tr("Copy all of it as text"))
        theme.look(self.copy_button, "link")
        self.copy_button.clicked.connect(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        column.addWidget(self.text, 1)
        column.addWidget(self.copy_button)

    def show_log(self, log: str) -> None:
        """Show `log`; where it only grew, what is there stays as it is, selected or scrolled."""
        shown, log = self.text.toPlainText(), log.rstrip("\n")
        if log == shown:
            return
        bar = self.text.verticalScrollBar()
        follows = bar.value() == bar.maximum()
        if shown and log.startswith(shown + "\n"):
            self.text.appendPlainText(log[len(shown) + 1 :])
        else:
            self.text.setPlainText(log)
            follows = True
        if follows:
            bar.setValue(bar.maximum())
        self.copy_button.setEnabled(bool(log))

    def copy(self) -> None:
        """Put the log on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
