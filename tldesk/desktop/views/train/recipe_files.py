"""Recipes as JSON: saved to a file, read from one, copied."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from tldesk.core.errors import RecipeError, TldeskError
from tldesk.core.files import write_atomically
from tldesk.core.recipe import Recipe, recipe_from
from tldesk.desktop.session.values import Banner, banner_of
from tldesk.desktop.widgets.background import Latest

LARGEST: Final = 1_000_000
"""Bytes; a recipe has some thousands."""


def as_json(recipe: Recipe) -> str:
    """The recipe as runs keep it in `recipe.json`."""
    return recipe.model_dump_json(indent=1)


def read_recipe(file: Path) -> Recipe:
    """The recipe in a JSON file; settings it does not name are at their defaults.

    Raises:
        RecipeError: the file can't be read, is no JSON object, or holds a setting that is not allowed.
    """
    remedy = "Choose a file that was saved here, or the recipe.json in a run's folder."
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        values = json.loads(content) if len(content) <= LARGEST else None
    except OSError as error:
        raise RecipeError(f"{file.name} can't be read: {error.strerror or error}.", remedy=remedy) from error
    except ValueError as error:
        raise RecipeError(f"{file.name} is no JSON.", remedy=remedy) from error
    if not isinstance(values, dict):
        raise RecipeError(f"{file.name} holds no recipe.", remedy=remedy)
    try:
        return recipe_from(values)
    except RecipeError as error:
        raise RecipeError(f"{file.name} can't be used: {error.what}", kept="The recipe is as it was.", remedy=remedy) from error


def dropped_recipe(event: QDropEvent) -> Path | None:
    """The one JSON file that is dragged, or None."""
    urls = event.mimeData().urls()
    file = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return file if file is not None and file.suffix.lower() == ".json" else None


class RecipeFiles(QObject):
    """Reads and writes recipes without holding the window up.

    Signals:
        loaded(object, str): a `Recipe`, and the name of its file.
        said(object): a `Banner`.
    """

    loaded = Signal(object, str)
    said = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._reading, self._writing = Latest(self), Latest(self)
        self._reading.ready.connect(lambda found: self.loaded.emit(*found))
        self._writing.ready.connect(lambda file: self.said.emit(Banner(self.tr("The recipe was saved as {file}.").format(file=file))))
        for work in (self._reading, self._writing):
            work.failed.connect(self._on_failed)

    def choose_and_load(self) -> None:
        """Ask for a file and load it."""
        dialog = self._dialog(self.tr("Load a recipe"), self.load)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def choose_and_save(self, recipe: Recipe) -> None:
        """Ask for a file and save `recipe` there."""
        dialog = self._dialog(self.tr("Save the recipe"), lambda file: self.save(file, recipe))
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile("recipe.json")
        dialog.open()

    def load(self, file: Path) -> None:
        """Read `file`; `loaded` or `said` tells how it went."""
        self._reading.ask(lambda: (read_recipe(file), file.name))

    def save(self, file: Path, recipe: Recipe) -> None:
        """Write `recipe` to `file`; `said` tells how it went."""
        self._writing.ask(lambda: _written(file, recipe))

    def copy(self, recipe: Recipe) -> None:
        """Put `recipe` on the clipboard as JSON."""
        QGuiApplication.clipboard().setText(as_json(recipe))
        self.said.emit(Banner(self.tr("The recipe was copied as JSON.")))

    def _dialog(self, title: str, then: Callable[[Path], object]) -> QFileDialog:
        dialog = QFileDialog(self._owner, title)
        dialog.setNameFilter(self.tr("Recipe (*.json)"))
        dialog.fileSelected.connect(lambda file: then(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _on_failed(self, error: object) -> None:
        assert isinstance(error, TldeskError)
        self.said.emit(banner_of(error))


def _written(file: Path, recipe: Recipe) -> str:
    try:
        write_atomically(file, as_json(recipe))
    except OSError as error:
        raise RecipeError(
            f"The recipe can't be saved as {file.name}: {error.strerror or error}.",
            kept="It is still shown here.",
            remedy="Choose another place.",
        ) from error
    return file.name
