"""Answering for photos, a batch at a time, in flat memory."""

from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from math import ceil
from pathlib import Path
from typing import Final

import torch

from tldesk.core.messages import Event, PhotoFailed, Predicted, PredictRequest, Progress, RequestedPhoto, Step
from tldesk.core.results import Answer
from tldesk.core.run_folder import RunFolder
from tldesk.engine.answering import Answering
from tldesk.engine.compiled import streams
from tldesk.engine.data import Pixels, batches, chunks, collected, in_order, plain
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.kept import is_few, kept_network
from tldesk.engine.likeness import kept_likeness
from tldesk.photos.framing import Preparation, read

CHUNK: Final = 8
"""Photos that a thread decodes and answers before the next ones: more would not be quicker, and would leave threads idle at the end."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Photos that were tried."""

    answers: tuple[Answer, ...] = ()
    failed: tuple[PhotoFailed, ...] = ()

    @property
    def asked(self) -> int:
        """How many."""
        return len(self.answers) + len(self.failed)

    def __add__(self, other: "Answered") -> "Answered":
        return Answered(self.answers + other.answers, self.failed + other.failed)


def predict(request: PredictRequest, device: Device, ears: Ears) -> Generator[Event, None, None]:
    """Stream `Predicted` for each batch; photos that can't be read come as `PhotoFailed`. See `answering` for what computes the answers.

    Raises:
        RunError: the run has no model.
    """
    yield Progress(Step.LOAD, 0, 1)
    folder = RunFolder(Path(request.run_folder))
    kept = kept_network(folder, device)
    answering = Answering(kept.quickest(few=is_few(request.photos)), kept_likeness(folder))
    preparation = kept.network.preparation
    way = _side_by_side if device.torch.type == "cpu" else _in_turn
    done = 0
    yield Progress(Step.PREDICT, done, len(request.photos))
    with closing(_gathered(way(request, answering, preparation, size=device.batch), size=device.batch)) as parts:
        for part in parts:
            ears.listen()
            if part.answers:
                yield Predicted(kept.facts.classes, part.answers)
            yield from part.failed
            done += part.asked
            yield Progress(Step.PREDICT, done, len(request.photos))


def _load(preparation: Preparation, photo: RequestedPhoto) -> Pixels:
    return plain(read(photo.file, preparation), preparation)


def _in_turn(request: PredictRequest, answering: Answering, preparation: Preparation, *, size: int) -> Iterator[Answered]:
    """Photos are decoded on threads while the graphics card answers."""
    for batch in batches(request.photos, partial(_load, preparation), size=size):
        answers = () if batch.pixels is None else answering.answers(batch.photos, batch.pixels)
        yield Answered(answers, batch.failed)


def _side_by_side(request: PredictRequest, answering: Answering, preparation: Preparation, *, size: int) -> Iterator[Answered]:
    """Each of some threads decodes a few photos and answers for them, so that none waits for another."""
    load = partial(_load, preparation)

    def answered(photos: list[RequestedPhoto]) -> Answered:
        batch = collected((photo, partial(load, photo)) for photo in photos)
        return Answered(() if batch.pixels is None else answering.answers(batch.photos, batch.pixels), batch.failed)

    def begun(pool: ThreadPoolExecutor, photos: list[RequestedPhoto]) -> Future[Answered]:
        return pool.submit(answered, photos)

    threads = streams()
    few = max(1, min(CHUNK, size, ceil(len(request.photos) / (4 * threads))))
    with _one_thread_each():
        for future in in_order(chunks(request.photos, few), begun, threads=threads, ahead=3 * threads):
            yield future.result()


def _gathered(parts: Iterator[Answered], *, size: int) -> Generator[Answered, None, None]:
    """The same photos, at least `size` at a time: each is one step for whoever writes them down."""
    whole = Answered()
    for part in parts:
        whole += part
        if whole.asked >= size:
            yield whole
            whole = Answered()
    if whole.asked:
        yield whole


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Inside, torch's small sums don't start threads of their own in each of ours."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
