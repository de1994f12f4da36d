"""Evaluate, predict and embed: three ways to the same numbers."""

from dataclasses import replace

import pytest

from tldesk.core.messages import (
    Cancelled,
    Command,
    Evaluated,
    Failed,
    Finished,
    PhotoFailed,
    Predicted,
    Progress,
    Step,
)
from tldesk.core.photo import Split


def answers_of(lab, photos):
    return [answer for event in lab.only(lab.said(lab.prediction(photos)), Predicted) for answer in event.answers]


def test_an_evaluation_is_written_and_told(trained):
    events = trained.said(trained.evaluation(Split.TEST))
    (told,) = trained.only(events, Evaluated)
    assert trained.run.evaluation(Split.TEST) == told.evaluation
    assert [answer.key for answer in told.evaluation.answers] == [photo.key for photo in trained.of(Split.TEST)]
    assert told.evaluation.accuracy.value >= 7 / 9
    assert isinstance(events[-1], Finished)
    (trained.run.path / "evaluation-test.json").unlink()


def test_predictions_are_the_evaluations_answers(trained):
    evaluation = trained.run.evaluation(Split.VALIDATION)
    answers = answers_of(trained, trained.of(Split.VALIDATION))
    for ours, theirs in zip(answers, evaluation.answers, strict=True):
        assert (ours.key, ours.label, ours.best) == (theirs.key, theirs.label, theirs.best)
        assert ours.probabilities == pytest.approx(theirs.probabilities, abs=1e-6)


def test_answers_do_not_depend_on_the_batch(trained):
    photos = trained.of(Split.TEST)
    together = answers_of(trained, photos)
    for photo, answer in zip(photos, together, strict=True):
        (alone,) = answers_of(trained, [photo])
        assert alone.probabilities == pytest.approx(answer.probabilities, abs=1e-6)


def test_photos_that_cannot_be_read_do_not_stop_a_prediction(trained, tmp_path):
    text = tmp_path / "notes.jpg"
    text.write_text("no photo")
    photos = [*trained.photos[:2], replace(trained.photos[0], key="bad", file=str(text)), *trained.photos[2:40]]
    events = trained.said(trained.prediction(photos))
    (failure,) = trained.only(events, PhotoFailed)
    assert (failure.key, failure.file) == ("bad", str(text))
    assert failure.reason
    answered = [answer.key for event in trained.only(events, Predicted) for answer in event.answers]
    assert answered == [photo.key for photo in photos if photo.key != "bad"]
    steps = [(event.done, event.total) for event in trained.only(events, Progress) if event.step is Step.PREDICT]
    assert steps[-1] == (37, 37)
    assert isinstance(events[-1], Finished)


def test_a_prediction_of_nothing_ends_well(trained):
    assert isinstance(trained.said(trained.prediction([]))[-1], Finished)


def test_cancel_keeps_the_answers_already_given(trained):
    photos = [replace(photo, key=f"{photo.key}-{i}") for i in range(5) for photo in trained.photos]
    commands = iter([None, Command.CANCEL])
    events = trained.said(trained.prediction(photos), lambda: next(commands, None))
    assert isinstance(events[-1], Cancelled)
    assert sum(len(event.answers) for event in trained.only(events, Predicted)) == 32


def test_a_label_the_model_does_not_know_is_said(trained):
    ending = trained.said(trained.evaluation(Split.TEST, photos=[replace(trained.photos[0], label=7)]))[-1]
    assert isinstance(ending, Failed)
    assert "does not know" in ending.what


def test_no_readable_photo_is_said(trained, tmp_path):
    missing = replace(trained.photos[0], file=str(tmp_path / "gone.jpg"), fingerprint="gone")
    ending = trained.said(trained.evaluation(Split.TEST, photos=[missing]))[-1]
    assert isinstance(ending, Failed)
    assert "no labelled test photo" in ending.what
