import dataclasses
from dataclasses import replace
from pathlib import Path

import pytest

from tldesk.core.codec import to_json
from tldesk.core.errors import RunError
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe, knobs
from tldesk.core.results import Answer, Bin, ClassScore, EpochMetrics, Evaluation, Figure, Interval, Phase
from tldesk.core.run_folder import MOST_EPOCHS, RunFolder
from tldesk.core.run_values import ModelFacts, RunRecord, RunState

EPOCH = EpochMetrics(1, Phase.HEAD, 0.5, 0.8, 0.6, 0.75, 1e-3, 2.5, best=True)
EVALUATION = Evaluation(
    split=Split.TEST,
    classes=("Rod", "Cocci"),
    figures={Figure.ACCURACY: Interval(0.5, 0.1, 0.9), Figure.MACRO_F1: Interval(0.4, None, None)},
    scores=(ClassScore("Rod", 0.5, 1.0, 0.67, 1), ClassScore("Cocci", None, 0.0, None, 1)),
    confusion=((1, 0), (1, 0)),
    reliability=(Bin(0.7, 0.5, 2),),
    answers=(Answer("7", "/a b/ü.jpg", (0.25, 0.75), 1),),
    unreadable=(("bad.jpg", "the file is cut off"),),
)


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path)


def test_what_is_written_is_read_back(folder: RunFolder) -> None:
    record = RunRecord("20261122-1", "Quick look", RunState.FINISHED, 1.5, 2.5, "Done.")
    facts = ModelFacts("resnet18", ("Rod", "Cocci"), 224, 256, "bicubic", (0.5, 0.5, 0.5), (0.5, 0.5, 0.5), 3, "0.1.0")
    folder.write_record(record)
    folder.write_recipe(Recipe(seed=4))
    folder.write_facts(facts)
    folder.write_evaluation(EVALUATION)
    assert folder.record() == record
    assert folder.recipe() == Recipe(seed=4)
    assert folder.facts() == facts
    assert folder.evaluation(Split.TEST) == EVALUATION
    assert folder.evaluation(Split.VALIDATION) is None


def test_a_run_predicts_once_weights_and_facts_are_there(folder: RunFolder) -> None:
    assert not folder.has_model
    folder.model_file.touch()
    assert not folder.has_model
    (folder.path / "model.json").touch()
    assert folder.has_model


def test_an_epoch_cut_short_by_a_crash_is_left_out(folder: RunFolder) -> None:
    assert folder.epochs() == []
    second = dataclasses.replace(EPOCH, epoch=2)
    folder.add_epoch(EPOCH)
    folder.add_epoch(second)
    file = folder.path / "metrics.jsonl"
    file.write_bytes(file.read_bytes() + b'{"epoch": 3, "pha')
    assert folder.epochs() == [EPOCH, second]


def test_no_more_epochs_are_read_than_a_recipe_may_ask_for(folder: RunFolder) -> None:
    longest = sum(knob.high or 0 for knob in knobs() if knob.name in {"epochs", "head_epochs"})
    assert 1000 < longest < MOST_EPOCHS
    (folder.path / "metrics.jsonl").write_bytes((to_json(EPOCH) + b"\n") * (MOST_EPOCHS + 1))
    assert folder.epochs() == [EPOCH] * MOST_EPOCHS


def test_a_line_cut_short_costs_no_other_photo_that_could_not_be_read(folder: RunFolder) -> None:
    folder.add_unreadable("a.jpg")
    with (folder.path / "unreadable.jsonl").open("ab") as stream:
        stream.write(b'\n"rods/b')
    for path in ("c.jpg", "d.jpg"):
        folder.add_unreadable(path)
    assert folder.unreadable() == {"a.jpg", "c.jpg", "d.jpg"}
    folder.keep_unreadable(["d.jpg"])
    folder.add_unreadable("e.jpg")
    assert folder.unreadable() == {"d.jpg", "e.jpg"}


def test_photos_left_out_that_cannot_be_read_are_an_error_of_the_run(folder: RunFolder) -> None:
    (folder.path / "unreadable.jsonl").mkdir()
    with pytest.raises(RunError, match=r"unreadable\.jsonl"):
        folder.unreadable()


def test_epochs_of_earlier_versions_are_read(folder: RunFolder) -> None:
    line = (
        b'{"epoch":1,"phase":"head","train_loss":0.5,"train_accuracy":0.8,"validation_loss":0.6,"validation_accuracy":0.75,'
        b'"learning_rate":0.001,"seconds":2.5,"best":true}\n'
    )
    (folder.path / "metrics.jsonl").write_bytes(line)
    assert folder.epochs() == [EPOCH]
    assert EPOCH.photos_per_second is None
    assert replace(EPOCH, photos=50).photos_per_second == 20


def test_a_damaged_file_is_named(folder: RunFolder) -> None:
    (folder.path / "run.json").write_text("{")
    with pytest.raises(RunError, match=r"run\.json"):
        folder.record()


def test_an_answer_knows_its_ranking() -> None:
    answer = Answer("1", "a.jpg", (0.2, 0.5, 0.3))
    assert (answer.best, answer.ranking, answer.confidence) == (1, [1, 2, 0], 0.5)
