import os
from dataclasses import replace

import torch

from tldesk.core.messages import Explained, Predicted
from tldesk.engine.device import best_device
from tldesk.engine.kept import FEW, is_few, kept_network


def test_a_network_is_loaded_once_until_its_run_changes(trained):
    device = best_device()
    first = kept_network(trained.run, device)
    assert kept_network(trained.run, device) is first
    os.utime(trained.run.model_file, ns=(1, 1))
    second = kept_network(trained.run, device)
    assert second is not first
    assert kept_network(trained.run, device) is second
    assert trained.only(trained.said(trained.explanation(trained.photos[0])), Explained)
    assert kept_network(trained.run, device) is second


def test_a_training_gives_the_kept_network_back(lab):
    lab.said(lab.training())
    kept = kept_network(lab.run, best_device())
    lab.said(lab.training())
    assert kept_network(lab.run, best_device()) is not kept


def test_many_photos_get_the_answers_of_few(trained):
    many = [replace(photo, key=f"{photo.key}-{n}") for n in range(3) for photo in trained.photos]
    assert is_few(trained.photos)
    assert not is_few(many)
    assert len(many) >= FEW

    def answers(photos):
        return [answer for event in trained.only(trained.said(trained.prediction(photos)), Predicted) for answer in event.answers]

    few, quick = answers(trained.photos), answers(many)
    assert [answer.key for answer in quick] == [photo.key for photo in many]
    for one, other in zip(few * 3, quick, strict=True):
        assert (one.file, one.best) == (other.file, other.best)
        assert torch.allclose(torch.tensor(one.probabilities), torch.tensor(other.probabilities), atol=1e-4)
