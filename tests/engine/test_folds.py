"""Cross-validation: how the photos are dealt, what is measured, and what stays when it is stopped or broken off."""

import math
import warnings
from collections import Counter
from dataclasses import replace

import pytest
import torch
from safetensors.torch import load_file
from scipy.stats import t as student

from tldesk.core.cross_validation import Fold
from tldesk.core.errors import RecipeError
from tldesk.core.messages import Cancelled, Command, EpochEnded, Evaluated, Failed, Finished, Notice, Progress, Step
from tldesk.core.photo import Split
from tldesk.core.results import Figure
from tldesk.engine.folds import folds_of, summed_up
from tldesk.engine.serve import serve

TUNED = {"method": "whole", "epochs": 2, "patience": 9, "precision": "float32", "folds": 2}


def training(lab, **values):
    return lab.training(lab.tiny.with_values({"folds": 3, "views": 0, **values}))


def test_every_photo_is_in_one_fold_and_every_class_in_each(lab):
    dealt = folds_of(training(lab))
    keys = [photo.key for fold in dealt for photo in fold]
    assert sorted(keys) == sorted(photo.key for photo in lab.of(Split.TRAIN, Split.VALIDATION))
    assert [Counter(photo.label for photo in fold) for fold in dealt] == [Counter({0: 3, 1: 3, 2: 3})] * 3
    assert folds_of(training(lab)) == dealt
    assert folds_of(training(lab, seed=4)) != dealt


def test_groups_stay_whole_and_the_test_split_stays_out(lab):
    grouped = [replace(photo, group=f"plate {photo.label} {number % 4}") for number, photo in enumerate(lab.photos)]
    request = replace(training(lab), photos=tuple(grouped))
    dealt = folds_of(request)
    where = {(photo.group, number) for number, fold in enumerate(dealt) for photo in fold}
    assert len(where) == len({group for group, _ in where}) == 12
    assert {photo.split for fold in dealt for photo in fold} == {Split.TRAIN, Split.VALIDATION}


def test_a_rare_class_is_dealt_without_a_warning_and_one_photo_is_too_few(lab):
    photos = [photo for photo in lab.of(Split.TRAIN, Split.VALIDATION) if photo.label != 2 or photo.key in {"red0.jpg", "red1.jpg"}]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        dealt = folds_of(replace(training(lab), photos=tuple(photos)))
    assert sorted(sum(photo.label == 2 for photo in fold) for fold in dealt) == [0, 1, 1]
    alone = [photo for photo in photos if photo.key != "red1.jpg"]
    ending = lab.said(replace(training(lab), photos=tuple(alone)))[-1]
    assert isinstance(ending, Failed)
    assert "red has only one" in ending.what
    assert "Choose fewer folds" in ending.remedy
    assert not lab.run.has_model, "it is said before anything is trained"


def test_more_folds_than_groups_are_refused(lab):
    photos = tuple(replace(photo, group=f"{photo.label}{number % 2}") for number, photo in enumerate(lab.of(Split.TRAIN, Split.VALIDATION)))
    with pytest.raises(RecipeError, match="for 7 folds: there are 6 in all"):
        folds_of(replace(training(lab, folds=7), photos=photos))


def test_the_run_holds_the_figures_of_every_fold_and_is_otherwise_what_it_would_be_without(lab):
    plain = lab.said(training(lab, folds=1, precision="float32"))
    cached = {file.name for file in (lab.folder / "cache").rglob("*.safetensors")}
    assert lab.run.cross_validation is None
    epochs, weights = len(lab.run.epochs()), load_file(lab.run.model_file)
    events = lab.said(training(lab, precision="float32"))
    assert isinstance(events[-1], Finished), events[-1]
    assert {file.name for file in (lab.folder / "cache").rglob("*.safetensors")} == cached, "the backbone sees each photo once"
    assert len(lab.run.epochs()) == epochs
    assert all(torch.equal(tensor, weights[name]) for name, tensor in load_file(lab.run.model_file).items())
    assert len(lab.only(events, EpochEnded)) == len(lab.only(plain, EpochEnded))
    assert [one.evaluation.split for one in lab.only(events, Evaluated)] == [Split.VALIDATION]
    assert [notice.text[:11] for notice in lab.only(events, Notice)] == ["Fold 1 of 3", "Fold 2 of 3", "Fold 3 of 3"]

    found = lab.run.cross_validation
    assert found.wanted == 3
    assert [(fold.number, fold.photos) for fold in found.folds] == [(1, 9), (2, 9), (3, 9)]
    values = [fold.figures[Figure.ACCURACY] for fold in found.folds]
    assert found.figures[Figure.ACCURACY].mean.value == pytest.approx(sum(values) / 3)
    assert not lab.run.can_go_on
    assert not lab.run.folds_folder.exists()
    steps = [event for event in lab.only(events, Progress) if event.step is Step.FOLDS]
    assert [event.done for event in steps] == sorted(event.done for event in steps)
    assert {event.total for event in steps} == {81}


def ended_in_the_second_fold(request, command):
    """How a training ends that is told `command` in the last epoch of its second fold."""
    told: list[Command] = []
    for event in serve(request, lambda: told.pop() if told else None):
        if isinstance(event, Progress) and event.step is Step.FOLDS and event.done > 1.7 * 27:
            told.append(command)
    return event


def test_what_was_cancelled_in_the_midst_of_a_fold_ends_as_if_it_had_not_been(lab):
    request = training(lab, **TUNED)
    assert isinstance(lab.said(request)[-1], Finished)
    expected = lab.run.cross_validation
    assert isinstance(ended_in_the_second_fold(request, Command.CANCEL), Cancelled)
    assert len(lab.run.cross_validation.folds) == 1
    assert lab.run.can_go_on
    weights = lab.run.model_file.read_bytes()
    events = lab.said(replace(request, resume=True))
    assert isinstance(events[-1], Finished)
    assert lab.only(events, EpochEnded) == [], "its own training had ended"
    assert lab.run.model_file.read_bytes() == weights
    assert lab.run.cross_validation == expected
    assert len(lab.run.epochs()) == 2


def test_stop_keeps_the_model_and_the_folds_that_have_ended(lab):
    assert isinstance(ended_in_the_second_fold(training(lab, **TUNED), Command.STOP), Finished)
    assert lab.run.has_model
    found = lab.run.cross_validation
    assert (found.wanted, len(found.folds), found.figures) == (2, 1, {})
    assert not lab.run.can_go_on


def test_the_interval_of_the_mean_allows_for_what_the_folds_share():
    values = [0.8, 0.9, 0.85, 0.95]
    found = summed_up([Fold(number, 10, {Figure.ACCURACY: value}) for number, value in enumerate(values, start=1)], wanted=4)
    figure = found.figures[Figure.ACCURACY]
    spread = math.sqrt(sum((value - 0.875) ** 2 for value in values) / 3)
    reach = student.ppf(0.975, 3) * spread * math.sqrt(1 / 4 + 1 / 3)
    assert figure.spread == pytest.approx(spread)
    assert figure.mean.value == pytest.approx(0.875)
    assert figure.mean.low == pytest.approx(0.875 - reach)
    assert figure.mean.high == 1.0
    stopped = summed_up([Fold(number, 10, {Figure.ACCURACY: value}) for number, value in enumerate(values, start=1)], wanted=10)
    reach = student.ppf(0.975, 3) * spread * math.sqrt(1 / 4 + 1 / 9)
    assert stopped.figures[Figure.ACCURACY].mean.low == pytest.approx(0.875 - reach)
    assert summed_up([Fold(1, 9, {Figure.ACCURACY: 1.0})], wanted=3).figures == {}
    alike = summed_up([Fold(n, 9, {Figure.ACCURACY: 1.0, Figure.KAPPA: -n}) for n in (1, 2)], wanted=3).figures
    assert alike[Figure.ACCURACY].mean.low is None
    assert alike[Figure.KAPPA].mean.low < -2
