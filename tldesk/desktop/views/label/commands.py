"""The commands of the Label page that belong to no single part of it, and the keys that are no commands."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tldesk.core.filters import PhotoFilter
from tldesk.desktop.views.label.actions import ZOOM_STEP, declare
from tldesk.desktop.views.label.classes_panel import ClassesPanel
from tldesk.desktop.views.label.finder import Finder
from tldesk.desktop.views.label.labeller import Labeller
from tldesk.desktop.widgets.photo_grid import PhotoGrid


def declare_commands(
    page: QWidget, *, labeller: Labeller, finder: Finder, grid: PhotoGrid, panel: ClassesPanel, zoom: Callable[[float], None]
) -> None:
    """Declare them on `page`; `zoom` makes photos larger by a factor."""
    commands: list[tuple[str, str, Callable[[], object], str]] = [
        (page.tr("Label with a class by name"), "/ Ctrl+L", labeller.ask_class, "tag-search-outline"),
        (page.tr("Clear the label"), "0", lambda: labeller.label(None), "tag-off-outline"),
        (page.tr("Flag as unsure, or not"), "U", labeller.toggle_unsure, "flag-outline"),
        (page.tr("Write a note"), "N", labeller.ask_note, "note-edit-outline"),
        (page.tr("Select all photos shown"), "Ctrl+A", grid.select_all, "select-all"),
        (page.tr("Show all photos"), "Ctrl+Shift+A", finder.clear, "filter-off-outline"),
        (page.tr("Show unlabelled photos"), "Ctrl+U", lambda: finder.show(PhotoFilter(unlabelled=True)), ""),
        (page.tr("Search in the paths"), "Ctrl+F", finder.search, "magnify"),
        (page.tr("Filter the photos"), "Ctrl+Shift+L", finder.ask_filter, "filter-variant"),
        (page.tr("Sort the photos"), "Ctrl+Shift+O", finder.bar.sort_button.showMenu, "sort"),
        (page.tr("Saved filters"), "Ctrl+Shift+S", finder.ask_saved, "bookmark-outline"),
        (page.tr("Add a class"), "Ctrl+Shift+N", panel.new_class.setFocus, "plus"),
        (page.tr("Find a class in the list"), "Ctrl+Shift+F", panel.find_field.setFocus, "magnify"),
        (page.tr("Larger photos"), "Ctrl++ Ctrl+=", lambda: zoom(ZOOM_STEP), ""),
        (page.tr("Smaller photos"), "Ctrl+-", lambda: zoom(1 / ZOOM_STEP), ""),
    ]
    for text, keys, act, icon in commands:
        declare(page, text, keys, act, icon=icon)


def page_keys(page: QWidget) -> list[tuple[str, str]]:
    """Keys of the photos and of the classes, for the help sheet."""
    return [
        (page.tr("Arrows, Home, End, Page Up, Page Down"), page.tr("Move; with Shift, select a range")),
        (page.tr("Space"), page.tr("Add the photo to the selection, or take it away")),
        (page.tr("Esc"), page.tr("Select nothing; leave import and export")),
        (page.tr("Any other letter"), page.tr("Label with a class by name, beginning with that letter")),
        (page.tr("Ctrl+wheel"), page.tr("Zoom")),
        (page.tr("Drag photos"), page.tr("Onto a class to label them, onto Unlabelled to clear their label")),
        (page.tr("Ctrl+click, Shift+click"), page.tr("Classes: show the photos of several")),
        (page.tr("F2, double click"), page.tr("Classes: rename")),
        (page.tr("Del"), page.tr("Classes: delete")),
        (page.tr("Alt+Up, Alt+Down, drag"), page.tr("Classes: put in another order")),
        (page.tr("Menu, Shift+F10"), page.tr("Classes: colour, key, merge and more")),
    ]
