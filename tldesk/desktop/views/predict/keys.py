"""Keys of the Predict page that are no actions."""

from PySide6.QtCore import QCoreApplication


def _tr(text: str) -> str:
    return QCoreApplication.translate("PredictView", text)


def keys() -> list[tuple[str, str]]:
    """Each with what it does, for the help sheet."""
    return [
        (_tr("Up, Down"), _tr("Next photo, with its heatmap")),
        (_tr("Ctrl+wheel"), _tr("Larger or smaller tiles, in the grid")),
        (_tr("Alt+W, Alt+B"), _tr("Which photos are shown; with sub-folders or not")),
        (_tr("Alt+T"), _tr("Keep a table of the watched folder's answers up to date")),
        (_tr("Alt+P, Alt+A, Alt+T, Alt+N, Alt+H"), _tr("Class folders: photos, copies or links, place, not sure, choose")),
        (_tr("Drag and drop"), _tr("Predict what is dropped; import an exported model")),
        (_tr("+, -, Space, wheel, drag"), _tr("Zoom and move the photo, with the focus on it")),
        (_tr("Alt+H, Alt+D, Alt+U, Alt+K"), _tr("Heatmap: opacity, method, colours and outline, check")),
    ]
