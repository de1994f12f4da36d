"""The rows of the sidebar as a list: chosen, dragged into another order, and a place to drop photos on."""

from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from tldesk.core.photo import PhotoClass
from tldesk.desktop import theme
from tldesk.desktop.models.classes import CLASSES_MIME, FIXED_ROWS, ClassesModel, ids_in
from tldesk.desktop.views.label.class_rows import ClassRowDelegate
from tldesk.desktop.widgets.photo_grid.dragging import PHOTOS_MIME


class ClassList(QListView):
    """All photos, Unlabelled, and the classes.

    Signals:
        menu_wanted(QPoint): the menu of the selected rows, at this point of the screen; by the mouse or the menu key.
        delete_wanted(): Delete was pressed.
        order_wanted(object): ids of the classes in the order they were dragged or moved into.
        photos_dropped(object, object): ids of photos, and the id of the class they were dropped on; None for Unlabelled.
    """

    menu_wanted = Signal(QPoint)
    delete_wanted = Signal()
    order_wanted = Signal(object)
    photos_dropped = Signal(object, object)

    def __init__(self, model: ClassesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._hot: int | None = None
        self._gap: int | None = None
        self.setModel(model)
        self.setItemDelegate(ClassRowDelegate(lambda: self._hot, self))
        self.setAccessibleName(self.tr("Classes"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setUniformItemSizes(True)
        self.viewport().setAutoFillBackground(False)
        theme.look(self, "sidebar")

    @property
    def chosen(self) -> list[PhotoClass]:
        """The classes that are selected, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [one for one in (self._model.row(row).photo_class for row in rows) if one is not None]

    def move_chosen(self, step: int) -> None:
        """Move the selected classes one place up (-1) or down (1), as one."""
        chosen = self.chosen
        if not chosen:
            return
        edge = self._model.row_of((chosen[0] if step < 0 else chosen[-1]).id) or 0
        self._put(edge - 1 if step < 0 else edge + 2)

    def _put(self, row: int) -> None:
        """Put the selected classes before `row`."""
        moving = {one.id for one in self.chosen}
        there = [one.id for one in self._model.classes]
        place = max(0, row - FIXED_ROWS)
        before = [one for one in there[:place] if one not in moving]
        after = [one for one in there[place:] if one not in moving]
        order = [*before, *(one for one in there if one in moving), *after]
        if order != there:
            self.order_wanted.emit(order)

    # --- keys and menu ----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_chosen(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point = self.visualRect(self.currentIndex()).center()
        self.menu_wanted.emit(self.viewport().mapToGlobal(point))

    # --- dropping ---------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(PHOTOS_MIME) or event.mimeData().hasFormat(CLASSES_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._hot, self._gap = self._target(event)
        event.setAccepted(self._hot is not None or self._gap is not None)
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._forget_target()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        row, gap = self._target(event)
        self._forget_target()
        if row is not None:
            one = self._model.row(row).photo_class
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.photos_dropped.emit(_dropped(event.mimeData(), PHOTOS_MIME), one.id if one is not None else None)
        elif gap is not None:
            # As a copy: after a move the view would take the rows out of the model.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._put(gap)

    def _target(self, event: QDropEvent) -> tuple[int | None, int | None]:
        """The row that photos would fall on, or the row before which classes would come."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.mimeData().hasFormat(PHOTOS_MIME):
            return (index.row() if index.isValid() and index.row() > 0 else None), None
        if not event.mimeData().hasFormat(CLASSES_MIME) or event.source() is not self:
            return None, None
        if not index.isValid():
            return None, self._model.rowCount()
        below = point.y() > self.visualRect(index).center().y()
        return None, max(FIXED_ROWS, index.row() + below)

    def _forget_target(self) -> None:
        self._hot = self._gap = None
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is not None:
            above = self.visualRect(self._model.index(self._gap - 1))
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.colours().accent, 2))
            painter.drawLine(theme.S8, above.bottom() + 1, self.viewport().width() - theme.S8, above.bottom() + 1)
            painter.end()


def _dropped(data: QMimeData, kind: str) -> list[int]:
    held: QByteArray = data.data(kind)
    return ids_in(held)
