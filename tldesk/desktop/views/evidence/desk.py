"""Between a panel that shows heatmaps and the session that has them drawn: wishes go one way, maps the other; settings are remembered."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from tldesk.core.heatmap import HeatmapMethod
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.session.heatmaps import Heatmaps
from tldesk.desktop.views.evidence.deeds import HeatmapDeeds
from tldesk.desktop.widgets.evidence import EvidencePanel
from tldesk.photos.overlay import Colours, Look


class HeatmapDesk(QObject):
    """Serves one `panel`; `run_id` says whose heatmaps are shown.

    Attributes:
        deeds: what may be done with the heatmap that is shown.
    """

    def __init__(self, session: Session, preferences: Preferences, panel: EvidencePanel, run_id: Callable[[], str]) -> None:
        super().__init__(panel)
        self._preferences, self._run_id = preferences, run_id
        self._panel = panel
        self._heatmaps = Heatmaps(session, self)
        self.deeds = HeatmapDeeds(session, preferences, panel, run_id)
        self.deeds.look_changed.connect(self._take_look)
        self._heatmaps.drawn.connect(panel.show_heatmap)
        self._heatmaps.failed.connect(panel.show_no_heatmap)
        self._heatmaps.checking.connect(panel.show_checking)
        self._heatmaps.checked.connect(panel.show_check)
        panel.explain_wanted.connect(self._explain)
        panel.check_wanted.connect(self._check)
        panel.cancel_wanted.connect(self._heatmaps.cancel)
        scale = preferences.value("heatmap/colours", Colours.INFERNO.value)
        panel.viewer.set_look(
            Look(
                opacity=preferences.value("heatmap/opacity", 50) / 100,
                colours=Colours(scale) if scale in set(Colours) else Colours.INFERNO,
                outline=preferences.value("heatmap/outline", 0) / 100,
            )
        )
        panel.method.set_method(preferences.value("heatmap/method", ""))
        panel.viewer.look_changed.connect(self._remember_look)
        panel.method.chosen.connect(lambda method: preferences.set_value("heatmap/method", method.value))

    def _take_look(self, look: Look) -> None:
        self._panel.viewer.set_look(look)
        self._remember_look(look)

    def _remember_look(self, look: Look) -> None:
        self._preferences.set_value("heatmap/opacity", round(100 * look.opacity))
        self._preferences.set_value("heatmap/colours", look.colours.value)
        self._preferences.set_value("heatmap/outline", round(100 * look.outline))

    def _explain(self, file: Path, class_index: int, method: HeatmapMethod | None) -> None:
        self._heatmaps.ask(self._run_id(), file, class_index, method)

    def _check(self, file: Path, class_index: int, method: HeatmapMethod | None) -> None:
        self._heatmaps.ask(self._run_id(), file, class_index, method, check=True)
