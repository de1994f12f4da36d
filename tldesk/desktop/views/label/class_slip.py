"""What is asked about classes before something happens to them, at the foot of the list instead of in a dialog."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QVBoxLayout, QWidget

from tldesk.core.photo import PhotoClass
from tldesk.desktop import theme
from tldesk.desktop.models.classes import ClassRow
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.flow import FlowLayout


class Slip(QFrame):
    """A title, a sentence that says what will happen, and two buttons; Esc leaves all as it is.

    Signals:
        closed(): it is hidden again.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "overlay")
        self._act: Callable[[], object] | None = None
        self._title = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.text = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        theme.look(self.text, "muted")
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(6)
        self.choice.setAccessibleName(self.tr("The class that stays"))
        self.choice.setToolTip(self.choice.accessibleName())
        self.act_button = Button()
        self.leave_button = Button(self.tr("Cancel"))
        self.leave_button.setToolTip(self.tr("Leave all as it is (Esc)"))
        theme.look(self.leave_button, "flat")
        # Below one another where the list of classes is narrow.
        buttons = FlowLayout(theme.S8)
        buttons.addWidget(self.act_button)
        buttons.addWidget(self.leave_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S12, theme.S12, theme.S12, theme.S12)
        column.setSpacing(theme.S8)
        for widget in (self._title, self.choice, self.text):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.act_button.clicked.connect(self._do)
        self.leave_button.clicked.connect(self.leave)
        self.choice.currentIndexChanged.connect(lambda _index: self._say_merge())
        self._merging: Sequence[ClassRow] = ()
        self.hide()

    def ask_delete(self, rows: Sequence[ClassRow], act: Callable[[], object]) -> None:
        """Say what deleting these classes does, and offer it."""
        photos = sum(row.count for row in rows)
        self._merging = ()
        if len(rows) == 1:
            title = self.tr("Delete {name}?").format(name=rows[0].name)
            kept = self.tr("Undo brings them back.")
        else:
            title = self.tr("Delete %n class(es)?", "", len(rows))
            kept = self.tr("Undo brings them back, one class at a time.")
        said = self.tr("%n photo(s) will be unlabelled.", "", photos)
        self._ask(title, " ".join((said, kept)), self.tr("Delete"), act)

    def ask_merge(self, rows: Sequence[ClassRow], others: Sequence[ClassRow], act: Callable[[int], object]) -> None:
        """Say what merging `rows` into one of `others` does, and offer it; `act` is given the id of the class that stays."""
        self._merging = rows
        self.choice.blockSignals(True)
        self.choice.clear()
        for row in others:
            assert row.photo_class is not None
            self.choice.addItem(row.name, row.photo_class.id)
        self.choice.setCurrentIndex(max(range(len(others)), key=lambda place: others[place].count))
        self.choice.blockSignals(False)
        title = (
            self.tr("Merge {name} into").format(name=rows[0].name) if len(rows) == 1 else self.tr("Merge %n class(es) into", "", len(rows))
        )
        self._ask(title, "", self.tr("Merge"), lambda: act(self.choice.currentData()))
        self._say_merge()

    def offer_merge(self, row: ClassRow, into: ClassRow, act: Callable[[], object]) -> None:
        """A class can't have the name of another: say so, and offer to merge the two."""
        self._merging = ()
        title = self.tr("There is already a class named {name}").format(name=into.name)
        question = self.tr("Merge {name} into it?").format(name=row.name)
        self._ask(title, " ".join((question, self._merged(row.count, into.name))), self.tr("Merge"), act)

    def _say_merge(self) -> None:
        if not self._merging:
            return
        into = self.choice.currentData()
        photos = sum(row.count for row in self._merging if row.photo_class is not None and row.photo_class.id != into)
        self.text.setText(self._merged(photos, self.choice.currentText()))
        self.setAccessibleDescription(self.text.text())

    def _merged(self, photos: int, into: str) -> str:
        said = self.tr("%n photo(s) will be labelled {name}.", "", photos).format(name=into)
        return " ".join((said, self.tr("Undo brings the classes back.")))

    def _ask(self, title: str, text: str, action: str, act: Callable[[], object]) -> None:
        self._act = act
        self._title.setText(title)
        self.text.setText(text)
        self.act_button.setText(action)
        self.choice.setVisible(bool(self._merging))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.show()
        (self.choice if self._merging else self.act_button).setFocus()

    def leave(self) -> None:
        """Hide it; nothing happens."""
        self._act = None
        self.hide()
        self.closed.emit()

    def _do(self) -> None:
        act = self._act
        self.leave()
        if act is not None:
            act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do()
        else:
            super().keyPressEvent(event)


class KeySlip(QFrame):
    """Asks for the key of a class by having it pressed. Backspace: no key. Esc: as it was.

    Signals:
        key_pressed(int, str): the id of the class and its new key.
        closed(): it is hidden again.

    Args:
        taken_by: says in words what else a key does on this page; empty where it does nothing.
    """

    key_pressed = Signal(int, str)
    closed = Signal()

    def __init__(self, taken_by: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "overlay")
        self._taken_by = taken_by
        self._class: PhotoClass | None = None
        self._others: Sequence[PhotoClass] = ()
        self._asked = ""
        self._title = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.text = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S12, theme.S12, theme.S12, theme.S12)
        column.setSpacing(theme.S8)
        column.addWidget(self._title)
        column.addWidget(self.text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def ask(self, photo_class: PhotoClass, others: Sequence[PhotoClass]) -> None:
        """Ask for the key of `photo_class`; `others` are told of where one of them has it."""
        self._class, self._others, self._asked = photo_class, others, ""
        self._title.setText(self.tr("Press a key for {name}").format(name=photo_class.name))
        self._say(self.tr("A letter, or 1 to 9. Backspace: no key. Esc: as it was."), "muted")
        self.setAccessibleName(self._title.text())
        self.show()
        self.setFocus()

    def _say(self, text: str, look: str) -> None:
        for name in ("muted", "warning"):
            theme.look(self.text, name, name == look)
        self.text.setText(text)
        self.setAccessibleDescription(text)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            # A key that is pressed here labels nothing.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.text().lower()
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._give("")
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif key.strip():
            self._try(key)
        else:
            super().keyPressEvent(event)

    def _try(self, key: str) -> None:
        owner = next((one for one in self._others if one.key == key), None)
        other_use = self._taken_by(key)
        if len(key) != 1 or not key.isalnum():
            self._say(self.tr("Only letters and the digits 1 to 9 can be keys of classes."), "warning")
        elif other_use:
            text = self.tr("{key} is taken by '{use}'. Press another key.")
            self._say(text.format(key=key.upper(), use=other_use), "warning")
        elif owner is not None and self._asked != key:
            self._asked = key
            text = self.tr("{key} is the key of {name}. Press it again to take it from there.")
            self._say(text.format(key=key.upper(), name=owner.name), "warning")
        else:
            self._give(key)

    def _give(self, key: str) -> None:
        assert self._class is not None
        class_id = self._class.id
        self._leave()
        self.key_pressed.emit(class_id, key)

    def _leave(self) -> None:
        self.hide()
        self.closed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isVisible() and self.window().isActiveWindow():
            self._leave()
