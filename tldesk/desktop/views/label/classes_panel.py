"""The left side of the Label page: progress, what to show, the classes, and a field for a new one."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QColorDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tldesk.core import numbers
from tldesk.core.photo import PhotoClass
from tldesk.desktop import resources, theme
from tldesk.desktop.models.classes import ROW_ROLE, ClassesModel, ClassRow
from tldesk.desktop.models.photos import PhotoFilter
from tldesk.desktop.session import Session
from tldesk.desktop.widgets.class_chip import SWATCH, paint_swatch

ROW_HEIGHT: Final = 32
NAME_LEFT: Final = theme.S12 + SWATCH + theme.S8


class ClassesPanel(QWidget):
    """Chooses the filter and edits the classes.

    Signals:
        filter_chosen(object): the `PhotoFilter` of the row that was chosen.
    """

    filter_chosen = Signal(object)

    def __init__(self, session: Session, model: ClassesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._model = model
        self._count = QLabel()
        self._count.setFont(theme.tabular(theme.caption()))
        theme.look(self._count, "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Labelled photos"))
        self.list = QListView()
        self.list.setModel(model)
        self.list.setItemDelegate(_RowDelegate(self.list))
        self.list.setAccessibleName(self.tr("Classes"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setUniformItemSizes(True)
        self.list.viewport().setAutoFillBackground(False)
        theme.look(self.list, "sidebar")
        self.new_class = QLineEdit()
        self.new_class.setPlaceholderText(self.tr("Add class"))
        self.new_class.setAccessibleName(self.tr("Name of a new class"))
        self.new_class.addAction(resources.icon("plus", colour=lambda: theme.colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.new_class.returnPressed.connect(self._add)
        model.modelReset.connect(self._show_counts)
        model.modelReset.connect(self._restore)
        model.dataChanged.connect(self._show_counts)
        self._filter = PhotoFilter()
        self._show_counts()
        self._restore()

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Classes"))
        title.setFont(theme.title())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.S16, 0, theme.S16)
        column.setSpacing(theme.S12)
        inset = QVBoxLayout()
        inset.setContentsMargins(theme.S16, 0, theme.S16, 0)
        inset.setSpacing(theme.S8)
        inset.addWidget(title)
        inset.addWidget(self._bar)
        inset.addWidget(self._count)
        column.addLayout(inset)
        column.addWidget(self.list, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.S16, 0, theme.S16, 0)
        foot.addWidget(self.new_class)
        column.addLayout(foot)

    def show_filter(self, wanted: PhotoFilter) -> None:
        """Mark the row of `wanted`, as if it had been chosen."""
        self._filter = wanted
        self._restore()

    def _restore(self) -> None:
        row = 1 if self._filter.unlabelled else 0
        if self._filter.class_id is not None:
            # A class that was deleted takes its filter with it.
            row = self._model.row_of(self._filter.class_id) or 0
        self.list.setCurrentIndex(self._model.index(row))

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self._model.row(index.row())
        self._filter = PhotoFilter(row.unlabelled, None if row.photo_class is None else row.photo_class.id)
        self.filter_chosen.emit(self._filter)

    def _show_counts(self) -> None:
        total, labelled = self._model.total, self._model.labelled
        self._count.setText(self.tr("{done} of {total} labelled").format(done=numbers.count(labelled), total=numbers.count(total)))
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(labelled)

    def _add(self) -> None:
        if self._session.labelling.add_class(self.new_class.text()) is not None:
            self.new_class.clear()

    def _open_menu(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        row = self._model.row(index.row()) if index.isValid() else None
        if row is None or row.photo_class is None:
            return
        menu = self.menu_of(row.photo_class, index)
        menu.popup(self.list.viewport().mapToGlobal(point))

    def menu_of(self, photo_class: PhotoClass, index: QModelIndex) -> QMenu:
        """What can be done to a class."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(resources.icon("pencil-outline"), self.tr("Rename"), lambda: self.list.edit(index))
        menu.addAction(resources.icon("palette-outline"), self.tr("Colour…"), lambda: self._recolour(photo_class))
        menu.addSeparator()
        menu.addAction(resources.icon("trash-can-outline"), self.tr("Delete"), lambda: self._session.labelling.delete_class(photo_class.id))
        return menu

    def _recolour(self, photo_class: PhotoClass) -> None:
        chooser = QColorDialog(photo_class.colour, self)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setWindowTitle(self.tr("Colour of {name}").format(name=photo_class.name))
        chooser.colorSelected.connect(lambda colour: self._session.labelling.recolour_class(photo_class.id, colour.name()))
        chooser.open()


class _RowDelegate(QStyledItemDelegate):
    """Paints swatch with key, name, count."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        row: ClassRow = index.data(ROW_ROLE)
        rect: QRect = option.rect.adjusted(theme.S8, 1, -theme.S8, -1)
        state: QStyle.StateFlag = option.state
        colours = theme.colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colours.selection if chosen else colours.raised)
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        swatch = QRectF(rect.left() + theme.S8, rect.center().y() - SWATCH / 2 + 1, SWATCH, SWATCH)
        if row.photo_class is not None:
            paint_swatch(painter, swatch, colour=row.photo_class.colour, key=row.photo_class.key)
        else:
            name = "tag-off-outline" if row.unlabelled else "image-multiple-outline"
            resources.icon(name).paint(painter, swatch.toRect())
        self._paint_words(painter, rect, row)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, row: ClassRow) -> None:
        colours = theme.colours()
        count, figures = numbers.count(row.count), theme.tabular(theme.body())
        room = rect.adjusted(theme.S8 + SWATCH + theme.S8, 0, -theme.S8, 0)
        painter.setFont(figures)
        painter.setPen(colours.muted)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        room.setRight(room.right() - QFontMetrics(figures).horizontalAdvance(count) - theme.S8)
        painter.setFont(theme.body())
        painter.setPen(colours.text)
        name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: ARG002
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(NAME_LEFT, 1, -theme.S12, -1))
