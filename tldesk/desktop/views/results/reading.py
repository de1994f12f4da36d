"""What the page shows of a run, read beside the window where that takes long."""

from dataclasses import dataclass, field
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from tldesk.core.cross_validation import CrossValidation
from tldesk.core.errors import RunError
from tldesk.core.photo import Split
from tldesk.core.results import Evaluation
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import LeftOut
from tldesk.desktop.widgets.background import Latest

AT_ONCE: Final = 200_000
"""Bytes of figures that are read in a few milliseconds: the page then has them without a flicker. Those of about a thousand photos."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An evaluation, None where the run was not measured on that split, and what the run's folder says beside it."""

    evaluation: Evaluation | None = None
    left_out: LeftOut = field(default_factory=LeftOut)
    folds: CrossValidation | None = None


class ShownReader(QObject):
    """Reads one run at a time; what was asked before is forgotten.

    Signals:
        ready(object): the `Shown`.
        failed(object): the `RunError`.
    """

    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = Latest(self)
        self._reading.ready.connect(self.ready)
        self._reading.failed.connect(self.failed)

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._reading.busy

    def forget(self) -> None:
        """Tell nothing of what is being read."""
        self._reading.forget()

    def read(self, folder: RunFolder, split: Split) -> None:
        """Tell what there is: before this returns where it is little, else later."""
        self.forget()
        if folder.evaluation_bytes(split) > AT_ONCE:
            self._reading.ask(partial(_read, folder, split))
            return
        try:
            shown = _read(folder, split)
        except RunError as error:
            self.failed.emit(error)
        else:
            self.ready.emit(shown)


def _read(folder: RunFolder, split: Split) -> Shown:
    return Shown(folder.evaluation(split), folder.left_out(), folder.cross_validation)
