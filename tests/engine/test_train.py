import itertools
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import timm
import torch
from safetensors.torch import load_file

from tldesk.core.messages import Cancelled, Command, EpochEnded, Evaluated, Failed, Finished, Notice, PhotoFailed, Predicted, Progress, Step
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.results import Figure, Phase
from tldesk.engine.checkpoint import load_checkpoint
from tldesk.engine.serve import serve
from tldesk.engine.weights import backbone_for

TWO_STAGE = {"method": "two-stage", "epochs": 2}


def test_a_head_only_training_leaves_exactly_these_files(trained):
    assert sorted(file.name for file in trained.run.path.iterdir()) == [
        "evaluation-validation.json",
        "metrics.jsonl",
        "model.json",
        "model.safetensors",
        "recipe.json",
        "references.safetensors",
    ]
    epochs = trained.run.epochs()
    assert [e.epoch for e in epochs] == list(range(1, len(epochs) + 1))
    assert {e.phase for e in epochs} == {Phase.HEAD}
    best = min(epochs, key=lambda e: e.validation_loss)
    assert best.best
    assert trained.run.facts().epoch == best.epoch
    evaluation = trained.run.evaluation(Split.VALIDATION)
    assert evaluation.figures[Figure.LOG_LOSS].value == pytest.approx(best.validation_loss, abs=1e-5)
    assert evaluation.accuracy.value == pytest.approx(best.validation_accuracy)
    assert evaluation.accuracy.value > 0.8
    assert best.recalls == pytest.approx([score.recall for score in evaluation.scores])
    assert {e.photos_per_second for e in epochs} == {None}
    assert all(e.memory > 10_000_000 for e in epochs)


def test_the_checkpoint_is_a_plain_timm_network(trained):
    facts = trained.run.facts()
    plain = timm.create_model(facts.backbone, pretrained=False, num_classes=len(facts.classes))
    plain.load_state_dict(load_file(trained.run.model_file))
    backbone = backbone_for(trained.tiny, classes=3).state_dict()
    moved = {name for name, tensor in plain.state_dict().items() if not torch.equal(tensor, backbone[name])}
    assert moved == {"classifier.weight", "classifier.bias"}


@pytest.mark.parametrize("values", [{}, TWO_STAGE])
def test_the_same_seed_gives_the_same_run(lab, values):
    def figures(seed: int) -> list[tuple[float, ...]]:
        shutil.rmtree(lab.cache, ignore_errors=True)
        shutil.rmtree(lab.run.path, ignore_errors=True)
        lab.said(lab.training(lab.tiny.with_values({**values, "seed": seed})))
        return [(e.train_loss, e.train_accuracy, e.validation_loss, e.validation_accuracy) for e in lab.run.epochs()]

    first = figures(1)
    assert figures(1) == first
    assert figures(2) != first


def test_two_stage_is_never_worse_than_the_head(lab):
    # A rate this high ruins the network at once: the head's epoch is kept.
    recipe = lab.tiny.with_values({**TWO_STAGE, "learning_rate": 1.0, "backbone_rate": 1.0})
    lab.said(lab.training(recipe))
    head = [e for e in lab.run.epochs() if e.phase is Phase.HEAD]
    assert lab.run.evaluation(Split.VALIDATION).figures[Figure.LOG_LOSS].value <= min(e.validation_loss for e in head) + 1e-5


@pytest.mark.parametrize("backbone", ["test_resnet", "test_vit", "test_convnext"])
def test_other_families_train_in_two_stages(lab, backbone):
    events = lab.said(lab.training(lab.tiny.with_values({**TWO_STAGE, "backbone": backbone, "epochs": 1})))
    assert isinstance(events[-1], Finished)
    epochs = lab.run.epochs()
    assert {e.phase for e in epochs} == {Phase.HEAD, Phase.FINE_TUNE}
    assert [(e.photos > 0, e.thawed > 0) for e in epochs] == [(e.phase is Phase.FINE_TUNE,) * 2 for e in epochs]
    load_checkpoint(lab.run)


WAYS = {
    "last stages": {"method": "last-stages", "epochs": 1, "thaw_stages": 1, "imbalance": "balanced-sampling"},
    "whole": {"method": "whole", "epochs": 1, "deterministic": True, "channels_last": False},
    "gradual": {"method": "gradual", "epochs": 2, "average": 0.9, "monitor": "balanced accuracy"},
    "hidden head": {"hidden_layers": "16, 8", "dropout": 0.3, "pooling": "both", "head_epochs": 5, "imbalance": "class-weights"},
    "whole photo": {"framing": "letterbox", "mirrored_answers": "both", "imbalance": "class-weights", "rotation": 30.0},
}


@pytest.mark.parametrize("way", WAYS)
def test_what_a_way_of_training_leaves_answers_as_it_was_measured(lab, way):
    recipe = lab.tiny.with_values(WAYS[way])
    events = lab.said(lab.training(recipe))
    assert isinstance(events[-1], Finished)
    phases = {e.phase for e in lab.run.epochs()}
    assert phases == {phase for phase, there in ((Phase.HEAD, recipe.head_first), (Phase.FINE_TUNE, recipe.fine_tunes)) if there}
    facts = lab.run.facts()
    assert (facts.framing, facts.pooling, facts.hidden, facts.mirrored) == (
        recipe.framing,
        recipe.pooling,
        recipe.hidden,
        recipe.mirrored_answers,
    )
    measured = {answer.key: answer.probabilities for answer in lab.run.evaluation(Split.VALIDATION).answers}
    predicted = lab.said(lab.prediction(lab.of(Split.VALIDATION)))
    for answer in [answer for event in lab.only(predicted, Predicted) for answer in event.answers]:
        assert answer.probabilities == pytest.approx(measured[answer.key], abs=1e-5)
    explained = lab.said(lab.explanation(lab.photos[0]))
    assert isinstance(explained[-1], Finished)


def test_early_stopping_ends_the_path_before_its_end(lab):
    lab.said(lab.training(lab.tiny.with_values({"patience": 1})))
    epochs = lab.run.epochs()
    worse = [late.validation_loss >= early.validation_loss for early, late in itertools.pairwise(epochs)]
    assert worse == [False] * (len(epochs) - 2) + [True] or len(epochs) == 13


def test_cancel_while_features_are_computed_leaves_no_model(lab):
    commands = iter([None])
    events = lab.said(lab.training(), lambda: next(commands, Command.CANCEL))
    assert isinstance(events[-1], Cancelled)
    assert not lab.run.has_model
    assert not lab.only(events, EpochEnded)


def test_stop_before_anything_was_learned_is_a_cancel(lab):
    commands = iter([Command.STOP])
    assert isinstance(lab.said(lab.training(), lambda: next(commands, None))[-1], Cancelled)


def test_stop_while_fine_tuning_keeps_the_best_and_measures_it(lab):
    job = serve(lab.training(lab.tiny.with_values({**TWO_STAGE, "epochs": 50})), lambda: said.pop() if said else None)
    said: list[Command] = []
    events = []
    for event in job:
        events.append(event)
        if isinstance(event, Progress) and event.step is Step.FINE_TUNE and event.done > 0 and not lab.only(events, Evaluated):
            said.append(Command.STOP)
    assert isinstance(events[-1], Finished)
    assert len(lab.only(events, Evaluated)) == 1
    assert not [e for e in lab.run.epochs() if e.phase is Phase.FINE_TUNE]


def test_cancel_while_fine_tuning_comes_within_a_batch_and_keeps_the_best(lab):
    said: list[Command] = []
    events = []
    for event in serve(lab.training(lab.tiny.with_values(TWO_STAGE)), lambda: said.pop() if said else None):
        events.append(event)
        if isinstance(event, Progress) and event.step is Step.FINE_TUNE:
            if said:
                break
            said.append(Command.CANCEL)
    assert isinstance(events[-1], Cancelled)
    assert len([e for e in lab.only(events, Progress) if e.step is Step.FINE_TUNE]) == 1
    load_checkpoint(lab.run)


def test_photos_that_cannot_be_read_are_left_out_and_told(lab, tmp_path):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 cut off")
    bad = [
        replace(lab.photos[0], key=split.value, file=str(broken), fingerprint=split.value, split=split)
        for split in (Split.TRAIN, Split.VALIDATION)
    ]
    events = lab.said(lab.training(photos=[*lab.of(Split.TRAIN, Split.VALIDATION), *bad]))
    assert isinstance(events[-1], Finished)
    assert [e.key for e in lab.only(events, PhotoFailed)] == ["train", "validation"]
    assert lab.only(events, Notice)[0].text.startswith("2 photos were left out")
    assert [file for file, _ in lab.run.evaluation(Split.VALIDATION).unreadable] == [str(broken)]


def without(photos, **which):
    return [photo for photo in photos if not all(getattr(photo, name) == value for name, value in which.items())]


@pytest.mark.parametrize(
    ("missing", "classes", "words"),
    [
        ({"split": Split.VALIDATION}, ("blue", "green", "red"), "no validation photos"),
        ({"split": Split.TRAIN, "label": 1}, ("blue", "green", "red"), "'green'"),
        ({"split": None}, ("blue",), "at least two classes"),
        ({"split": Split.TRAIN}, ("blue", "green", "red"), "'blue', 'green', 'red'"),
    ],
)
def test_too_few_photos_are_said_in_plain_words(lab, missing, classes, words):
    request = lab.training(photos=without(lab.of(Split.TRAIN, Split.VALIDATION), **missing), classes=classes)
    ending = lab.said(request)[-1]
    assert isinstance(ending, Failed)
    assert words in ending.what
    assert ending.remedy
    assert not ending.details


def test_a_class_absent_from_validation_is_no_hindrance(lab):
    events = lab.said(lab.training(photos=without(lab.of(Split.TRAIN, Split.VALIDATION), split=Split.VALIDATION, label=2)))
    assert isinstance(events[-1], Finished)
    assert lab.run.evaluation(Split.VALIDATION).scores[2].support == 0


def test_real_photos_reach_an_honest_figure_with_few_of_them(lab, shared: Path):
    folder = shared / "photos/clothing"
    classes = ("hat", "longsleeve", "pants", "shoes")
    photos = []
    for split, count in ((Split.TRAIN, 12), (Split.VALIDATION, 8), (Split.TEST, 8)):
        for label, name in enumerate(classes):
            files = sorted((folder / split / name).iterdir())[:count]
            photos += [replace(lab.photos[0], key=str(f), file=str(f), fingerprint=f.name, label=label, split=split) for f in files]
    request = lab.training(Recipe(), photos=[photo for photo in photos if photo.split is not Split.TEST], classes=classes)
    assert isinstance(lab.said(request)[-1], Finished)
    events = lab.said(lab.evaluation(Split.TEST, photos=[photo for photo in photos if photo.split is Split.TEST]))
    assert lab.only(events, Evaluated)[0].evaluation.accuracy.value >= 0.75
