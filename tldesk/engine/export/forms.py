"""The files of an export for other programs: written, and checked on real photos."""

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Final

import torch

from tldesk.core.errors import RecipeError, TravelError
from tldesk.core.exported import INT8, ONNX, PROGRAM, Checks, Int8Check
from tldesk.core.messages import Event, ExportRequest, Progress, RequestedPhoto, Step
from tldesk.engine.data import Pixels, batches, plain
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.export.answering import Answering, Comparison, Form
from tldesk.engine.export.int8_file import Loss, write_int8
from tldesk.engine.export.onnx_file import onnx_answers, write_onnx
from tldesk.engine.export.program_file import program_answers, write_program
from tldesk.photos.framing import read

_ONNX_WORDS: Final = "ONNX file"
_PROGRAM_WORDS: Final = "program"


class FormWriter:
    """Writes the forms that `request` asks for into `folder`, of the network in `answering`, and checks them.

    Attributes:
        no_int8: why there is no int8 file though one was asked for, which does not keep the others from being; empty: see `Checks`.
    """

    def __init__(self, folder: Path, answering: Answering, request: ExportRequest, device: Device, ears: Ears) -> None:
        self._folder, self._answering, self._request = folder, answering, request
        self._batch, self._ears = device.batch, ears
        self.no_int8 = ""

    def write(self, classes: tuple[str, ...]) -> Generator[Event, None, Checks]:
        """Write and check all of them; the photos are read once for all that must answer as torch does.

        Raises:
            TravelError: the ONNX file or the program can't be had, or answers otherwise.
        """
        forms = self._request.forms
        answers: dict[str, Form] = {}
        if forms.onnx:
            yield self._begun()
            write_onnx(self._folder / ONNX, self._answering)
            answers[_ONNX_WORDS] = onnx_answers(self._folder / ONNX)
        if forms.program:
            yield self._begun()
            write_program(self._folder / PROGRAM, self._answering)
            answers[_PROGRAM_WORDS] = program_answers(self._folder / PROGRAM)
        if not answers:
            return Checks()
        comparison = Comparison(self._answering, answers)
        yield from self._read(self._request.photos, Step.COMPARE, lambda pixels, _: comparison.add(pixels))
        found = comparison.found()
        int8: Int8Check | None = None
        if forms.onnx and forms.int8:
            try:
                int8 = yield from self._int8(classes)
            except (RecipeError, TravelError) as error:
                (self._folder / INT8).unlink(missing_ok=True)
                self.no_int8 = error.what
        return Checks(found.get(_ONNX_WORDS), found.get(_PROGRAM_WORDS), int8)

    def _begun(self) -> Progress:
        self._ears.listen()
        return Progress(Step.WRITE_FORMS, 0, 1)

    def _int8(self, classes: tuple[str, ...]) -> Generator[Event, None, Int8Check]:
        """Round the ONNX file and measure what it loses; where that is too much, the file is not kept."""
        taken: list[torch.Tensor] = []
        yield from self._read(self._request.ranges, Step.ROUND, lambda pixels, _: taken.append(self._answering.taken(pixels)))
        if not taken:
            raise TravelError(
                "There is no photo to learn the ranges of the numbers from, which int8 needs.",
                kept="Nothing was written; the run is untouched.",
                remedy="Export without int8, or in the project that the run was trained in.",
            )
        rounded, origin = self._folder / INT8, self._folder / ONNX
        yield from write_int8(rounded, origin, taken, self._ears)
        loss = Loss(rounded, origin, self._answering, classes)
        yield from self._read(self._request.measured, Step.MEASURE_INT8, loss.add)
        found = loss.found()
        if not found.kept:
            rounded.unlink()
        return found

    def _read(
        self, photos: Sequence[RequestedPhoto], step: Step, take: Callable[[torch.Tensor, Sequence[RequestedPhoto]], object]
    ) -> Generator[Progress, None, None]:
        """Read `photos` and give them to `take` by batches of such as can be read."""
        preparation, done = self._answering.preparation, 0

        def load(photo: RequestedPhoto) -> Pixels:
            return plain(read(photo.file, preparation), preparation)

        yield Progress(step, done, len(photos))
        for batch in batches(photos, load, size=self._batch):
            self._ears.listen()
            if batch.pixels is not None:
                take(batch.pixels, batch.photos)
            done += batch.asked
            yield Progress(step, done, len(photos))
