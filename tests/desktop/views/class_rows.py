"""The list of classes on the Label page, as tests read it and choose in it."""

from PySide6.QtCore import QItemSelectionModel

from tldesk.desktop.models.classes import FIXED_ROWS
from tldesk.desktop.views.label import LabelView

FOUR = ("Rods", "Cocci", "Yeast", "Mould")


def names(view: LabelView) -> list[str]:
    return [one.name for one in view.classes.classes]


def counts(view: LabelView) -> dict[str, int]:
    return {view.classes.row(row).name: view.classes.row(row).count for row in range(view.classes.rowCount())}


def choose(view: LabelView, *wanted: str) -> None:
    """Select the rows of these classes."""
    rows = view.panel.list
    rows.setFocus()
    for place, name in enumerate(wanted):
        index = view.classes.index(FIXED_ROWS + names(view).index(name))
        if place:
            rows.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
        else:
            rows.setCurrentIndex(index)
