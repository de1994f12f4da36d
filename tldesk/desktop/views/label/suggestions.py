"""Taking predictions over as labels: those of the selected photos, or all that are sure enough."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QWidget

from tldesk.core.errors import TldeskError
from tldesk.desktop.models.photos import PhotosModel
from tldesk.desktop.session import Banner, Session, banner_of
from tldesk.desktop.views.label.actions import declare
from tldesk.desktop.views.label.labeller import Labeller
from tldesk.project import predictions

USUALLY_SURE = 0.95
"""Offered where the model does not say from where on it is sure."""


class Suggestions(QObject):
    """Declares its two commands on `page`; whose predictions are suggested is chosen above the photos."""

    def __init__(self, session: Session, page: QWidget, photos: PhotosModel, labeller: Labeller) -> None:
        super().__init__(page)
        self._session, self._page, self._photos, self._labeller = session, page, photos, labeller
        declare(page, self.tr("Accept the suggestion"), "Ctrl+Return", self.accept_chosen, icon="check")
        declare(page, self.tr("Accept all suggestions above a confidence…"), "Ctrl+Shift+Return", self.ask, icon="check-all")

    def accept_chosen(self) -> None:
        """Label the selected photos as suggested; those that a person labelled stay as they are."""
        chosen = self._labeller.chosen
        if chosen and self._set_or_said():
            self._session.labelling.accept_suggestions(self._photos.answered_by, among=chosen)

    def ask(self) -> None:
        """Ask from which confidence on all suggestions are accepted."""
        if not self._set_or_said():
            return
        dialog = QInputDialog(self._page)
        dialog.setInputMode(QInputDialog.InputMode.DoubleInput)
        dialog.setWindowTitle(self.tr("Accept suggestions"))
        dialog.setLabelText(self.tr("Label all photos without a label whose suggestion is at least this sure (%). Undo takes it back."))
        dialog.setDoubleRange(0, 100)
        dialog.setDoubleDecimals(1)
        dialog.setDoubleValue(100 * self._sure_from())
        dialog.setOkButtonText(self.tr("Accept"))
        dialog.doubleValueSelected.connect(lambda share: self.accept_above(share / 100))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def accept_above(self, at_least: float) -> None:
        """Label every photo without a label whose suggestion has at least this confidence, 0..1."""
        self._session.labelling.accept_suggestions(self._photos.answered_by, at_least=at_least)

    def _set_or_said(self) -> bool:
        if not self._photos.answered_by:
            self._session.said.emit(Banner(self.tr("Choose whose predictions are suggested first: “Predictions of”, above the photos.")))
        return bool(self._photos.answered_by)

    def _sure_from(self) -> float:
        project = self._session.project
        try:
            every = [] if project is None else predictions.sets(project)
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            every = []
        return next((one.sure_from for one in every if one.id == self._photos.answered_by and one.sure_from is not None), USUALLY_SURE)
