"""What the page says while it has no answers to show."""

from PySide6.QtWidgets import QWidget

from tldesk.desktop.widgets.empty_state import EmptyState


class Emptiness(EmptyState):
    """Leads to a model, or to photos for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("image-search-outline", "", "", self.tr("Add a folder"), parent=parent)

    def show_state(self, *, has_model: bool, busy: bool) -> None:
        """Say what comes next; `busy`: photos are being found."""
        if not has_model:
            text = self.tr("A trained model answers for photos it has never seen. Train one, or drop one here that was exported.")
            self.set_words(self.tr("No model yet"), text, self.tr("Train a model"))
        elif busy:
            self.set_words(self.tr("Finding photos"), self.tr("The answers appear here as they come."))
        else:
            text = self.tr("Drop photos or a folder here, or choose a folder. Each photo gets a class, a confidence and a heatmap.")
            self.set_words(self.tr("Predict new photos"), text, self.tr("Add a folder"))
