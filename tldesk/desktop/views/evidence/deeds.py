"""What may be done with the photo and the heatmap of a panel: two classes side by side, feature maps, save, copy."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices

from tldesk.core.errors import TldeskError
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Banner, Session, banner_of
from tldesk.desktop.session.heatmaps import Heatmaps
from tldesk.desktop.views.evidence.feature_sheet import FeatureSheet
from tldesk.desktop.views.evidence.sheet import HeatmapSheet
from tldesk.desktop.widgets.evidence import EvidencePanel
from tldesk.desktop.widgets.heatmap_pictures import HeatmapPicture, HeatmapPictures
from tldesk.desktop.widgets.page_action import page_action


class HeatmapDeeds(QObject):
    """The actions of one `panel`, which also has them behind its buttons; a page adds them to its own, so that their keys work on it.

    Signals:
        look_changed(object): a sheet was told to show heatmaps by another `Look`.
    """

    look_changed = Signal(object)

    def __init__(self, session: Session, preferences: Preferences, panel: EvidencePanel, run_id: Callable[[], str]) -> None:
        super().__init__(panel)
        self._session, self._preferences, self._panel, self._run_id = session, preferences, panel, run_id
        self._pictures = HeatmapPictures(preferences, self._photos, panel)
        self.two_classes = page_action(self, self.tr("Two classes side by side"), "compare", "Ctrl+Shift+2", self.compare)
        self.feature_maps = page_action(self, self.tr("Feature maps of this photo"), "grid", "Ctrl+Shift+M", self.show_feature_maps)
        self.save = page_action(self, self.tr("Save the heatmap as PNG…"), "content-save-outline", "Ctrl+Shift+S", self._save)
        self.copy = page_action(self, self.tr("Copy the heatmap"), "content-copy", "Ctrl+Shift+C", self._copy)
        panel.offer(self.two_classes, (self.feature_maps, self.save, self.copy))
        panel.heatmap_changed.connect(self._enable)
        self._pictures.saved.connect(self._say_saved)
        self._pictures.copied.connect(lambda: session.said.emit(Banner(self.tr("The heatmap was copied."))))
        self._pictures.failed.connect(self._say_error)
        self._enable()

    @property
    def actions(self) -> list[QAction]:
        """All of them, for the page."""
        return [self.two_classes, self.feature_maps, self.save, self.copy]

    def compare(self) -> None:
        """Open the sheet with two classes."""
        shown, heatmap = self._panel.shown, self._panel.heatmap
        if shown is None or heatmap is None:
            return
        sheet = HeatmapSheet(
            shown,
            Heatmaps(self._session),
            photos=self._photos,
            run_id=self._run_id(),
            method=heatmap.method,
            known=(heatmap,),
            first=heatmap.class_index,
            look=self._panel.viewer.look_row.look,
            preferences=self._preferences,
            parent=self._panel,
        )
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.look_changed.connect(self.look_changed)
        sheet.open()

    def show_feature_maps(self) -> None:
        """Open the sheet with what layers make of the photo."""
        if self._panel.shown is not None:
            FeatureSheet(self._session, self._run_id(), self._panel.shown.file, self._panel).begin()

    def _save(self) -> None:
        picture = self._picture
        if picture is not None:
            self._pictures.ask_where(picture)

    def _copy(self) -> None:
        picture = self._picture
        if picture is not None:
            self._pictures.copy(picture)

    def _photos(self) -> Path | None:
        return self._session.project.root if self._session.project is not None else None

    @property
    def _picture(self) -> HeatmapPicture | None:
        shown, heatmap = self._panel.shown, self._panel.heatmap
        if shown is None or heatmap is None:
            return None
        return HeatmapPicture(shown.file, [(shown.classes[heatmap.class_index], heatmap)], self._panel.viewer.look_row.look)

    def _enable(self) -> None:
        there = self._panel.heatmap is not None
        for action in (self.two_classes, self.save, self.copy):
            action.setEnabled(there)
        self.feature_maps.setEnabled(self._panel.explains)

    def _say_saved(self, file: Path) -> None:
        text = self.tr("The heatmap is in {file}").format(file=file.name)
        reveal = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(file.parent))
        self._session.said.emit(Banner(text, action=self.tr("Show the folder"), act=reveal))

    def _say_error(self, error: TldeskError) -> None:
        self._session.said.emit(banner_of(error))
