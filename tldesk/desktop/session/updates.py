"""Whether a newer version is announced: looked for where the user wants it, and said; nothing is fetched or installed."""

import logging
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from tldesk.core.errors import TldeskError
from tldesk.core.progress import Report
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.tasks import Answer, Tasks
from tldesk.desktop.session.values import Banner

if TYPE_CHECKING:
    from tldesk.jobs.updates import Announcement

LOOKED = "updates/looked"


class Updates(Tasks):
    """Looks in a thread of its own, at the place that the preferences name. It needs no project.

    Attributes:
        newer: what was found to be announced since the program was started, if that is newer than it.
    """

    def __init__(self, access: Access, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(access, parent)
        self._preferences = preferences
        self.newer: Announcement | None = None

    def look(self, then: Answer["Announcement | None"], otherwise: Answer[TldeskError]) -> None:
        """Find out what is announced: `then` gets it where it is newer than this program, else None."""
        place, network = self._preferences.updates_place, self._preferences.network_allowed

        def work(report: Report) -> "Announcement | None":
            # Imported here because its libraries would make the window come up later.
            from tldesk.jobs.updates import announced, is_newer

            announcement = announced(place, network=network, waiting=partial(report, 0, 0))
            return announcement if is_newer(announcement) else None

        def keep(newer: "Announcement | None") -> None:
            self._preferences.set_value(LOOKED, date.today().isoformat())
            self.newer = newer
            then(newer)

        self._run(work, keep, otherwise, waits=True)

    def look_at_start(self) -> None:
        """Where the user wants it, look at each start until an answer came that day, and say what is newer.

        What goes wrong is only written to the log: a share or a VPN may be there later.
        """
        looked = self._preferences.value(LOOKED, "") == date.today().isoformat()
        if self._preferences.updates_wanted and self._preferences.updates_place and not looked:
            self.look(self._tell, lambda error: logging.getLogger("tldesk").warning("%s", error))

    def words(self, newer: "Announcement") -> str:
        """What is announced, in words."""
        if not newer.notes:
            return self.tr("tldesk {version} is announced.").format(version=newer.version)
        return self.tr("tldesk {version} is announced: {notes}").format(version=newer.version, notes=newer.notes)

    def open_page(self, newer: "Announcement") -> None:
        """Show the page of what is announced."""
        QDesktopServices.openUrl(QUrl(newer.page))

    def _tell(self, newer: "Announcement | None") -> None:
        if newer is None:
            return
        action = self.tr("Open page") if newer.page else ""
        self._access.said.emit(Banner(self.words(newer), action=action, act=partial(self.open_page, newer), about=LOOKED))
