"""Columns of a table that must be read in wide and in narrow panes."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHeaderView, QTableView


def fit_first(table: QTableView, widths: Mapping[int, int], *, shortest: int, spare: tuple[int, ...] = ()) -> None:
    """Give the first column what the others leave, at least `shortest` pixels.

    Args:
        widths: pixels of every other column.
        spare: columns to hide, the first one first, while there is too little room.
    """
    header = table.horizontalHeader()
    if header.sectionResizeMode(0) != QHeaderView.ResizeMode.Interactive:
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    room = table.viewport().width()
    shown = {column: width for column, width in widths.items() if column in spare or not table.isColumnHidden(column)}
    for column in spare:
        table.setColumnHidden(column, sum(shown.values()) + shortest > room)
        if table.isColumnHidden(column):
            del shown[column]
    for column, width in shown.items():
        table.setColumnWidth(column, width)
    table.setColumnWidth(0, max(shortest, room - sum(shown.values())))
