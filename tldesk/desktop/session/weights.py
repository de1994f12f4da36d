"""The engine that fetches, adds and verifies weights of backbones, and what verifying showed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tldesk.core.messages import Event, Failed, Request, WeightsVerified, phrase
from tldesk.desktop.session.engines import Engine

if TYPE_CHECKING:
    from tldesk.jobs.weights import Weights


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying showed.

    Attributes:
        fits: they are those of their backbone, unchanged as far as that is known.
        compared: their hash is that they came with; False where none is known.
        sha256: of the file, 64 hexadecimal digits; empty where they are wrong.
        said: what is wrong with them, in words.
    """

    fits: bool
    compared: bool = False
    sha256: str = ""
    said: str = ""


class WeightsEngine(Engine):
    """It needs no project.

    Attributes:
        verdicts: of weights as they lay there when they were verified, as long as the program runs; another file in their place has none.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent=parent)
        self.verdicts: dict[Weights, Verdict] = {}
        self._verified: tuple[Request, Weights] | None = None
        self.heard.connect(self._note)

    def verify(self, one: "Weights", title: str) -> Request:
        """Verify these; returns the request.

        Raises:
            WeightsError: the file is named after no backbone.
            RuntimeError: another job is under way.
        """
        from tldesk.jobs.weights import plan_check

        request = plan_check(one)
        self._verified = (request, one)
        self.submit(request, title)
        return request

    def _note(self, request: Request, event: Event) -> None:
        if self._verified is None or request is not self._verified[0]:
            return
        match event:
            case WeightsVerified(compared=compared, sha256=sha256):
                self.verdicts[self._verified[1]] = Verdict(fits=True, compared=compared, sha256=sha256)
            case Failed():
                self.verdicts[self._verified[1]] = Verdict(fits=False, said=phrase(event))
