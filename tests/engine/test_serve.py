from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from tldesk.core.messages import ENDINGS, Began, Cancelled, Command, Failed, Finished
from tldesk.core.photo import Split
from tldesk.engine.device import best_device
from tldesk.engine.serve import serve, warm_up


def test_every_job_begins_and_ends_once(trained):
    for request in (trained.evaluation(Split.VALIDATION), trained.prediction(trained.photos[:3]), trained.explanation(trained.photos[0])):
        events = trained.said(request)
        assert events[0] == Began(best_device().words)
        assert [isinstance(event, ENDINGS) for event in events] == [False] * (len(events) - 1) + [True]
        assert isinstance(events[-1], Finished)
        assert events[-1].seconds > 0


def test_warming_up_names_the_device():
    assert warm_up() == best_device().words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"backbone": "resnet19"}, "resnet19"),
        ({"backbone": "resnet18", "weights": "pretrained"}, "resnet18"),
        ({"backbone": "test_vit", "image_size": 100}, "100 px"),
    ],
)
def test_a_recipe_that_cannot_be_trained_is_an_ending(lab, values, words):
    ending = lab.said(lab.training(lab.tiny.with_values(values)))[-1]
    assert isinstance(ending, Failed)
    assert words in ending.what
    assert ending.remedy
    assert ending.details == ""


def test_a_run_without_a_model_is_an_ending(lab):
    ending = lab.said(lab.prediction(lab.photos))[-1]
    assert isinstance(ending, Failed)
    assert "no finished epoch" in ending.what


def test_a_run_folder_that_is_gone_is_an_ending(lab):
    request = replace(lab.training(), run_folder=str(lab.folder / "gone"))
    ending = lab.said(request)[-1]
    assert isinstance(ending, Failed)
    assert "the folder is gone" in ending.what


def test_a_disk_that_cannot_be_written_is_an_ending(lab):
    (lab.folder / "cache").write_text("a file where the cache should be")
    ending = lab.said(lab.training())[-1]
    assert isinstance(ending, Failed)
    assert "a file lies where a folder should be" in ending.what


def test_runs_in_a_queue_do_not_disturb_each_other(lab):
    first = lab.training(lab.tiny.with_values({"method": "whole", "epochs": 1, "precision": "float32", "image_size": 32}))
    queue = [replace(first, run_folder=str(lab.folder / name)) for name in ("first", "cancelled", "refused", "last")]
    queue[2] = replace(queue[2], photos=lab.of(Split.TRAIN))
    told = {queue[1].run_folder: Command.CANCEL}
    endings = []
    for request in queue:
        Path(request.run_folder).mkdir()
        endings.append(lab.said(request, lambda request=request: told.pop(request.run_folder, None))[-1])
    assert [type(ending) for ending in endings] == [Finished, Cancelled, Failed, Finished]
    first, *others, last = [Path(request.run_folder) / "model.safetensors" for request in queue]
    assert not any(file.exists() for file in others)
    expected, found = load_file(first), load_file(last)
    assert all(torch.equal(tensor, found[name]) for name, tensor in expected.items())


def test_a_bug_is_raised(lab):
    class OddError(Exception):
        pass

    def heard():
        raise OddError

    with pytest.raises(OddError):
        list(serve(lab.training(), heard))
