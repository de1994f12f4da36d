"""The figures of an exported run: by which photos they compare, and what becomes of them where the model is measured anew."""

import shutil

from tests.engine.export.making import saved
from tldesk.core.messages import EvaluateRequest, ExportRequest, Finished
from tldesk.core.photo import Split
from tldesk.core.results import Answer, Evaluation, Figure, Interval
from tldesk.core.run_folder import RunFolder
from tldesk.engine.device import best_device
from tldesk.engine.ears import Ears
from tldesk.engine.export.job import export
from tldesk.jobs.comparison import compare


def measured(folder, *files):
    """A run of a model of its own, measured on `files`."""
    run = saved(folder, "test_resnet", seed=ord(folder.name))
    answers = tuple(Answer(str(key), file, (0.2, 0.5, 0.3), key % 2) for key, file in enumerate(files, 1))
    interval = {Figure.ACCURACY: Interval(0.5, None, None)}
    run.write_evaluation(Evaluation(Split.TEST, ("a", "b", "c"), interval, (), ((0,) * 3,) * 3, (), answers))
    return run


def sent(run, target, fingerprints=()):
    """The figures of an export."""
    list(export(ExportRequest(str(run.path), str(target), fingerprints=tuple(fingerprints)), best_device(), Ears(lambda: None)))
    return RunFolder(target).evaluation(Split.TEST)


def test_two_exports_compare_the_photos_they_share_and_no_others(tmp_path):
    ours, theirs = (
        measured(tmp_path / "a", "/a/1.jpg", "/a/2.jpg", "/a/3.jpg"),
        measured(tmp_path / "b", "/b/7.jpg", "/b/8.jpg", "/b/9.jpg"),
    )
    of_ours = sent(ours, tmp_path / "1", [("/a/1.jpg", "a" * 32), ("/a/2.jpg", "b" * 32)])
    apart = sent(theirs, tmp_path / "2", [("/b/7.jpg", "c" * 32), ("/b/8.jpg", "d" * 32)])
    assert compare(of_ours, apart).photos == 0
    shared = sent(theirs, tmp_path / "3", [("/b/7.jpg", "a" * 32), ("/b/9.jpg", "a" * 32)])
    assert list(compare(of_ours, shared).before) == [f"photo-{'a' * 32}"]
    assert len({answer.key for answer in shared.answers}) == 3
    again = measured(tmp_path / "c")
    again.write_evaluation(of_ours)
    assert [answer.key for answer in sent(again, tmp_path / "4").answers] == [answer.key for answer in of_ours.answers]


def test_measuring_an_imported_model_keeps_the_figures_it_came_with(lab, exported, tmp_path):
    run = RunFolder(shutil.copytree(exported[0], tmp_path / "imported"))
    came = (run.path / "evaluation-validation.json").read_bytes()
    for _ in range(2):
        asked = EvaluateRequest(str(run.path), Split.VALIDATION, lab.of(Split.VALIDATION), lab.cache)
        assert isinstance(lab.said(asked)[-1], Finished)
        assert (run.path / "evaluation-validation-imported.json").read_bytes() == came
    assert (run.path / "evaluation-validation.json").read_bytes() != came
    lab.said(EvaluateRequest(str(run.path), Split.TEST, lab.of(Split.TEST), lab.cache))
    assert run.is_measured(Split.TEST)
    assert not (run.path / "evaluation-test-imported.json").exists()
