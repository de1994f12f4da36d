"""Keys of the Predict page that are no actions."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def keys() -> list[tuple[str, str]]:
    """Each with what it does, for the help sheet."""
    return [
        (translate("PredictView", "Up, Down"), translate("PredictView", "Next photo, with its heatmap")),
        (translate("PredictView", "Ctrl+wheel"), translate("PredictView", "Larger or smaller tiles, in the grid")),
        (translate("PredictView", "Alt+W, Alt+B"), translate("PredictView", "Which photos are shown; with sub-folders or not")),
        (translate("PredictView", "Alt+T"), translate("PredictView", "Keep a table of the watched folder's answers up to date")),
        (
            translate("PredictView", "Alt+P, Alt+A, Alt+T, Alt+N, Alt+H"),
            translate("PredictView", "Class folders: photos, copies or links, place, not sure, choose"),
        ),
        (translate("PredictView", "Drag and drop"), translate("PredictView", "Predict what is dropped; import an exported model")),
        (translate("PredictView", "+, -, Space, wheel, drag"), translate("PredictView", "Zoom and move the photo, with the focus on it")),
        (
            translate("PredictView", "Alt+H, Alt+D, Alt+U, Alt+K"),
            translate("PredictView", "Heatmap: opacity, method, colours and outline, check"),
        ),
    ]
