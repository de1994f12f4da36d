"""The commands of the Label page that belong to no single part of it, and the keys that are no commands."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tldesk.core.filters import PhotoFilter
from tldesk.desktop.views.label.actions import ZOOM_STEP, declare
from tldesk.desktop.views.label.classes_panel import ClassesPanel
from tldesk.desktop.views.label.finder import Finder
from tldesk.desktop.views.label.labeller import Labeller
from tldesk.desktop.widgets.photo_grid import PhotoGrid

translate = QCoreApplication.translate


def declare_commands(
    page: QWidget, *, labeller: Labeller, finder: Finder, grid: PhotoGrid, panel: ClassesPanel, zoom: Callable[[float], None]
) -> None:
    """Declare them on `page`; `zoom` makes photos larger by a factor."""
    commands: list[tuple[str, str, Callable[[], object], str]] = [
        (translate("LabelView", "Label with a class by name"), "/ Ctrl+L", labeller.ask_class, "tag-search-outline"),
        (translate("LabelView", "Clear the label"), "0", lambda: labeller.label(None), "tag-off-outline"),
        (translate("LabelView", "Flag as unsure, or not"), "U", labeller.toggle_unsure, "flag-outline"),
        (translate("LabelView", "Write a note"), "N", labeller.ask_note, "note-edit-outline"),
        (translate("LabelView", "Select all photos shown"), "Ctrl+A", grid.select_all, "select-all"),
        (translate("LabelView", "Show all photos"), "Ctrl+Shift+A", finder.clear, "filter-off-outline"),
        (translate("LabelView", "Show unlabelled photos"), "Ctrl+U", lambda: finder.show(PhotoFilter(unlabelled=True)), ""),
        (translate("LabelView", "Search in the paths"), "Ctrl+F", finder.search, "magnify"),
        (translate("LabelView", "Filter the photos"), "Ctrl+Shift+L", finder.ask_filter, "filter-variant"),
        (translate("LabelView", "Sort the photos"), "Ctrl+Shift+O", finder.bar.sort_button.showMenu, "sort"),
        (translate("LabelView", "Saved filters"), "Ctrl+Shift+S", finder.ask_saved, "bookmark-outline"),
        (translate("LabelView", "Add a class"), "Ctrl+Shift+N", panel.new_class.setFocus, "plus"),
        (translate("LabelView", "Find a class in the list"), "Ctrl+Shift+F", panel.find_field.setFocus, "magnify"),
        (translate("LabelView", "Larger photos"), "Ctrl++ Ctrl+=", lambda: zoom(ZOOM_STEP), ""),
        (translate("LabelView", "Smaller photos"), "Ctrl+-", lambda: zoom(1 / ZOOM_STEP), ""),
    ]
    for text, keys, act, icon in commands:
        declare(page, text, keys, act, icon=icon)


def page_keys() -> list[tuple[str, str]]:
    """Keys of the photos and of the classes, for the help sheet."""
    return [
        (translate("LabelView", "Arrows, Home, End, Page Up, Page Down"), translate("LabelView", "Move; with Shift, select a range")),
        (translate("LabelView", "Space"), translate("LabelView", "Add the photo to the selection, or take it away")),
        (translate("LabelView", "Esc"), translate("LabelView", "Select nothing; leave import and export")),
        (translate("LabelView", "Any other letter"), translate("LabelView", "Label with a class by name, beginning with that letter")),
        (translate("LabelView", "Ctrl+wheel"), translate("LabelView", "Zoom")),
        (translate("LabelView", "Drag photos"), translate("LabelView", "Onto a class to label them, onto Unlabelled to clear their label")),
        (translate("LabelView", "Ctrl+click, Shift+click"), translate("LabelView", "Classes: show the photos of several")),
        (translate("LabelView", "F2, double click"), translate("LabelView", "Classes: rename")),
        (translate("LabelView", "Del"), translate("LabelView", "Classes: delete")),
        (translate("LabelView", "Alt+Up, Alt+Down, drag"), translate("LabelView", "Classes: put in another order")),
        (translate("LabelView", "Menu, Shift+F10"), translate("LabelView", "Classes: colour, key, merge and more")),
    ]
