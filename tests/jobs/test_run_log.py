from pathlib import Path

import pytest

from tldesk.core.messages import Began, Cancelled, EpochEnded, Finished, Notice, PhotoFailed, Progress, RequestedPhoto, Step, TrainRequest
from tldesk.core.photo import Split
from tldesk.core.recipe import preset
from tldesk.core.results import ALL_STAGES, EpochMetrics, Phase
from tldesk.core.run_folder import RunFolder
from tldesk.jobs.run_log import lines_of, log

PHOTOS = tuple(RequestedPhoto(str(n), f"{n}.jpg", "", label=n % 2, split=Split.TRAIN if n < 6 else Split.VALIDATION) for n in range(8))


def request(folder: Path, *, resume: bool = False) -> TrainRequest:
    return TrainRequest(str(folder), preset("standard").recipe, ("round", "square"), PHOTOS, "", resume=resume)


def epoch(number: int, *, thawed: int = 0, stops: bool = False) -> EpochEnded:
    phase = Phase.FINE_TUNE if thawed else Phase.HEAD
    photos = 8 if thawed else 0
    return EpochEnded(
        EpochMetrics(number, phase, 0.5, 0.9, 0.6, 0.85, 1e-3, 4.0, best=number == 1, photos=photos, thawed=thawed, stops=stops)
    )


def test_a_training_is_told_with_times_in_plain_words(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    asked = request(tmp_path)
    events = [
        Began("CPU, 2 threads"),
        Progress(Step.HEAD, 1, 2),
        epoch(1),
        epoch(2, stops=True),
        PhotoFailed("3", "3.jpg", "It is damaged."),
        epoch(3, thawed=2),
        epoch(4, thawed=ALL_STAGES),
        Notice("The memory was too small for the batch."),
        Finished(75.0),
    ]
    for event in events:
        log(folder, asked, event)
    lines = folder.log().splitlines()
    assert all(line[:2] == "20" and line[19:21] == "  " for line in lines)
    assert [line[21:] for line in lines] == [
        "Began on CPU, 2 threads.",
        "tf_efficientnet_lite0, method two-stage; 2 classes; photos: 6 train, 2 validation.",
        "Epoch 1, head; training loss 0.500, accuracy 90.0\u202f%; "
        "validation loss 0.600, accuracy 85.0\u202f%; 4.0\u202fs; the best so far.",
        "Epoch 2, head; training loss 0.500, accuracy 90.0\u202f%; validation loss 0.600, accuracy 85.0\u202f%; 4.0\u202fs.",
        "The head stops early: nothing better for 3 epochs.",
        "Left out 3.jpg: It is damaged.",
        "Epoch 3, fine-tuning, 2 stages thawed; training loss 0.500, accuracy 90.0\u202f%; "
        "validation loss 0.600, accuracy 85.0\u202f%; 4.0\u202fs (2.0 photos/s).",
        "Epoch 4, fine-tuning, all stages thawed; training loss 0.500, accuracy 90.0\u202f%; "
        "validation loss 0.600, accuracy 85.0\u202f%; 4.0\u202fs (2.0 photos/s).",
        "The memory was too small for the batch.",
        "Finished after 1\u202fmin.",
    ]


def test_a_resumed_training_goes_on_in_the_same_log_and_a_new_one_begins_another(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    log(folder, request(tmp_path), Began("CPU"))
    log(folder, request(tmp_path), Cancelled())
    log(folder, request(tmp_path, resume=True), Began("CPU"))
    assert [line[21:] for line in folder.log().splitlines()][2:] == ["Cancelled. What was finished is kept.", "Resumed on CPU."]
    log(folder, request(tmp_path), Began("CPU"))
    assert len(folder.log().splitlines()) == 2


def test_a_folder_that_cant_be_written_loses_only_the_log(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "gone")
    log(folder, request(tmp_path), Began("CPU"))
    assert folder.log() == ""


@pytest.mark.parametrize("event", [Progress(Step.LOAD, 0, 1)])
def test_progress_is_no_line(tmp_path: Path, event: Progress) -> None:
    assert list(lines_of(request(tmp_path), event)) == []
