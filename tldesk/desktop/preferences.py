"""What the program remembers between sessions: window, page, zoom, recent projects. Labels and runs are the project's, not kept here."""

import getpass
import hashlib
import json
import os
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

T = TypeVar("T", bool, int, float, str)

RECENT: Final = 8

ANNOUNCED: Final = "TLDESK_UPDATES"
"""The environment variable with the file or address where newer versions are announced, for who looks after several computers."""


class Preferences(QObject):
    """Typed access to `QSettings`.

    Args:
        settings: where to keep them; the user's own when None. Tests give a file of their own.
    """

    scheme_changed = Signal(str)
    recent_changed = Signal()

    def __init__(self, settings: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = QSettings("tldesk", "tldesk") if settings is None else settings

    def value(self, name: str, default: T, *, project: Path | None = None) -> T:
        """What is kept under `name` ("group/name"), as the type of `default`; `default` where there is nothing or nonsense.

        Args:
            project: the project's folder, for what is remembered per project.
        """
        kept = self._settings.value(_key(name, project))
        if kept is None:
            return default
        try:
            if isinstance(default, bool):
                return str(kept).lower() in {"true", "1"}
            return type(default)(str(kept))
        except ValueError:
            return default

    def set_value(self, name: str, value: float | str, *, project: Path | None = None) -> None:
        """Keep `value` under `name`."""
        self._settings.setValue(_key(name, project), value)

    def state(self, name: str) -> QByteArray:
        """A widget's saved state (geometry, splitter), empty where there is none."""
        kept = self._settings.value(name)
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def set_state(self, name: str, state: QByteArray) -> None:
        """Keep a widget's state."""
        self._settings.setValue(name, state)

    @property
    def scheme(self) -> str:
        """Which colours to show: "system", "light" or "dark"."""
        return self.value("look/scheme", "system")

    @scheme.setter
    def scheme(self, scheme: str) -> None:
        self.set_value("look/scheme", scheme)
        self.scheme_changed.emit(scheme)

    @property
    def language(self) -> str:
        """What language the window is in from the next start on: "system", or a code such as "de"."""
        return self.value("look/language", "system")

    @language.setter
    def language(self, language: str) -> None:
        self.set_value("look/language", language)

    @property
    def network_allowed(self) -> bool:
        """Whether a server may be asked for what the user wants: weights, newer versions; off until it is switched on."""
        return bool(self.value("network/allowed", False))

    @network_allowed.setter
    def network_allowed(self, allowed: bool) -> None:
        self.set_value("network/allowed", allowed)

    @property
    def updates_wanted(self) -> bool:
        """Whether to look at the start for a newer version; off until it is switched on."""
        return bool(self.value("updates/wanted", False))

    @updates_wanted.setter
    def updates_wanted(self, wanted: bool) -> None:
        self.set_value("updates/wanted", wanted)

    @property
    def updates_place(self) -> str:
        """The file or address where newer versions are announced: the user's, else that of `TLDESK_UPDATES`; empty where there is none."""
        return self.value("updates/place", "") or os.environ.get(ANNOUNCED, "").strip()

    @updates_place.setter
    def updates_place(self, place: str) -> None:
        # What is given from outside is not kept: it may become another one there.
        self.set_value("updates/place", "" if place == os.environ.get(ANNOUNCED, "").strip() else place)

    @property
    def recent(self) -> list[Path]:
        """Folders opened before, newest first; some may be away (a drive may come back). Who looks does so beside the window."""
        kept = self.value("start/recent", "")
        try:
            names = json.loads(kept)
        except ValueError:
            # As it was kept before: a folder on each line, though a name may have a line break in it.
            names = kept.splitlines()
        return [Path(name) for name in names if name and isinstance(name, str)] if isinstance(names, list) else []

    def remember(self, folder: Path) -> None:
        """Put `folder` at the head of the recent ones."""
        self._keep([folder, *(other for other in self.recent if other != folder)][:RECENT])

    def forget(self, folder: Path) -> None:
        """Take `folder` off the recent ones."""
        self._keep([other for other in self.recent if other != folder])

    @property
    def who(self) -> str:
        """The name that stands in the history of labels."""
        try:
            return self.value("person/name", getpass.getuser())
        except (OSError, KeyError, ImportError):  # a container's user may have no name
            return self.value("person/name", "someone")

    @who.setter
    def who(self, name: str) -> None:
        self.set_value("person/name", name)

    def _keep(self, folders: list[Path]) -> None:
        self.set_value("start/recent", json.dumps([str(folder) for folder in folders]))
        self.recent_changed.emit()


def _key(name: str, project: Path | None) -> str:
    if project is None:
        return name
    return f"projects/{hashlib.blake2b(str(project).encode(), digest_size=8).hexdigest()}/{name}"
