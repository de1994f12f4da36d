"""Runs written as the engine writes them, without an engine."""

from pathlib import Path

from tldesk.core.changes import Change
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.results import Answer, Bin, ClassScore, EpochMetrics, Evaluation, Figure, Interval, Phase
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import ModelFacts, RunRecord, RunState
from tldesk.desktop.session import Session
from tldesk.project import photos, predictions, runs

CLASSES = ("round", "square")


def epoch(number: int, *, best: bool = False) -> EpochMetrics:
    return EpochMetrics(number, Phase.HEAD, 1 / number, 0.9, 1.2 / number, 0.5 + number / 10, 1e-3, 1.5, best)


def facts() -> ModelFacts:
    return ModelFacts("tf_efficientnet_lite0", CLASSES, 224, 256, "bicubic", (0.5,) * 3, (0.5,) * 3, 1, "0")


def make_run(session: Session, name: str = "Quick look", *, state: RunState = RunState.FINISHED, epochs: int = 2) -> RunRecord:
    """A run in the open project; it has a model file, which is not to be loaded, once it has epochs."""
    assert session.project is not None
    record, change = runs.create_run(session.project, name=name, recipe=Recipe())
    folder = session.project.layout.run(record.id)
    for number in range(1, epochs + 1):
        folder.add_epoch(epoch(number, best=number == epochs))
    if epochs:
        folder.write_facts(facts())
        folder.model_file.write_bytes(b"made")
    change |= runs.set_state(session.project, record.id, state)
    session.changed.emit(change)
    return record


def evaluation(session: Session, *, split: Split = Split.TEST, wrong: int = 2) -> Evaluation:
    """The opened project's photos as a split; the first `wrong` of them are mistaken, each with another confidence."""
    assert session.project is not None
    answers = []
    for index, photo in enumerate(photos.all_photos(session.project)):
        label = 0 if "round" in photo.path else 1
        best = 1 - label if index < wrong else label
        share = 0.6 + index / 100
        chances = (share, 1 - share) if best == 0 else (1 - share, share)
        answers.append(Answer(str(photo.id), str(photos.file_of(session.project, photo)), chances, label))
    confusion = [[0, 0], [0, 0]]
    for answer in answers:
        assert answer.label is not None
        confusion[answer.label][answer.best] += 1
    accuracy = 1 - wrong / len(answers)
    scores = (ClassScore("round", 1.0, 0.5, 2 / 3, 6), ClassScore("square", None, None, None, 6))
    rows = (tuple(confusion[0]), tuple(confusion[1]))
    figures = {
        Figure.ACCURACY: Interval(accuracy, accuracy - 0.1, min(1.0, accuracy + 0.1)),
        Figure.MACRO_F1: Interval(accuracy, None, None),
        Figure.LOG_LOSS: Interval(0.4, 0.3, 0.5),
    }
    return Evaluation(split, CLASSES, figures, scores, rows, (Bin(0.7, accuracy, len(answers)),), tuple(answers))


def write_evaluation(session: Session, record: RunRecord, made: Evaluation) -> Path:
    """Put `made` into the run's folder, as the engine does, and say so."""
    assert session.project is not None
    folder: RunFolder = session.project.layout.run(record.id)
    folder.write_evaluation(made)
    session.changed.emit(Change(runs=frozenset({record.id})))
    return folder.path


def made_set(session: Session, run_id: str, folder: Path, *, sure_from: float | None = None) -> str:
    """A finished set over the folder's photos: two answered, one unreadable."""
    assert session.project is not None
    files = sorted(str(file) for file in folder.rglob("*.jpg"))[:3]
    set_id, change = predictions.begin(session.project, run_id=run_id, classes=CLASSES, files=files, sure_from=sure_from, unlike_from=0.5)
    made = [Answer(f, f, (p, 1 - p), distance=p) for f, p in zip(files, (0.9, 0.4), strict=False)]
    change |= predictions.add(session.project, set_id, made)
    change |= predictions.add_unreadable(session.project, set_id, files[2], "damaged")
    session.changed.emit(change | predictions.finish(session.project, set_id, ""))
    return set_id
