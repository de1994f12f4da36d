import json
import os
from dataclasses import replace
from multiprocessing import get_context

import pytest
import torch
from safetensors.torch import load_file, save_file

from tldesk.core.backbones.places import own_folder
from tldesk.core.backbones.receipts import Receipt, write_receipt
from tldesk.core.errors import RunError
from tldesk.core.messages import EpochEnded, Failed, Finished, Progress
from tldesk.core.recipe import Recipe
from tldesk.core.run_values import Began
from tldesk.engine.checkpoint import load_checkpoint
from tldesk.engine.network import create
from tldesk.engine.resume import load_progress, save_progress
from tldesk.engine.serve import serve

ROUGH = {"flip": "both", "noise": 5.0, "dropout": 0.2, "patience": 50, "image_size": 32, "crop": 0.7}
# What a probe finds fastest may differ between two processes, so the one whose training is killed says its precision.
RECIPES = {
    "two-stage": {"method": "two-stage", "epochs": 3, "views": 0, "mixup": 0.4, "average": 0.9, "precision": "float32", **ROUGH},
    "gradual": {"method": "gradual", "epochs": 4, "thaw_stages": 3, "optimiser": "lamb", "accumulate": 2, "layer_decay": 0.5, **ROUGH},
    "whole": {"method": "whole", "epochs": 4, "optimiser": "sgd", "schedule": "plateau", "step_epochs": 1, "cutmix": 1.0, **ROUGH},
}


@pytest.fixture(autouse=True)
def _one_thread():
    """Sums are the same in every process where no threads share them."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def broken_off(request) -> None:
    """Train until the middle of the third fine-tuning epoch, and leave the job as it is."""
    tuned = 0
    job = serve(request, lambda: None)
    for event in job:
        tuned += isinstance(event, EpochEnded) and event.metrics.phase == "fine-tune"
        if tuned == 2 and isinstance(event, Progress):
            return


def killed(request) -> None:
    torch.set_num_threads(1)
    broken_off(request)
    os._exit(9)


def curve(lab) -> list[tuple[object, ...]]:
    return [tuple(getattr(e, name) for name in e.__slots__ if name not in {"seconds", "memory"}) for e in lab.run.epochs()]


@pytest.mark.parametrize("name", RECIPES)
def test_a_training_broken_off_ends_as_if_it_had_not_been(lab, name):
    request = lab.training(lab.tiny.with_values(RECIPES[name]))
    assert isinstance(lab.said(request)[-1], Finished)
    expected, weights = curve(lab), load_file(lab.run.model_file)
    assert not lab.run.resume_file.exists()
    assert len({row[4] for row in expected}) > 2

    if name == "two-stage":
        child = get_context("spawn").Process(target=killed, args=(request,))
        child.start()
        child.join(240)
        assert child.exitcode == 9
    else:
        broken_off(request)
    model, facts = load_checkpoint(lab.run)
    assert facts.epoch == max(epoch.epoch for epoch in lab.run.epochs() if epoch.best)
    assert not model.training
    assert len(curve(lab)) < len(expected)
    assert lab.run.resume_file.exists()
    assert isinstance(lab.said(replace(request, resume=True))[-1], Finished)
    assert curve(lab) == expected
    assert all(torch.equal(tensor, weights[key]) for key, tensor in load_file(lab.run.model_file).items())


@pytest.mark.parametrize("solver", ["l-bfgs", "gradient"])
def test_a_training_broken_off_while_its_head_learns_ends_as_if_it_had_not_been(lab, solver):
    recipe = lab.tiny.with_values({**RECIPES["two-stage"], "epochs": 2, "head_solver": solver, "head_epochs": 4})
    request = lab.training(recipe)
    assert isinstance(lab.said(request)[-1], Finished)
    expected, weights = curve(lab), load_file(lab.run.model_file)

    job = serve(request, lambda: None)
    heads = (event for event in job if isinstance(event, EpochEnded))
    assert [next(heads).metrics.phase, next(heads).metrics.phase] == ["head", "head"]
    job.close()
    assert len(curve(lab)) == 2
    assert isinstance(lab.said(replace(request, resume=True))[-1], Finished)
    assert curve(lab) == expected
    assert all(torch.equal(tensor, weights[key]) for key, tensor in load_file(lab.run.model_file).items())


def test_epochs_written_after_the_last_state_come_again_only_once(lab):
    recipe = lab.tiny.with_values(RECIPES["two-stage"])
    request = lab.training(recipe)
    job = serve(request, lambda: None)
    state = b""
    for event in job:
        if isinstance(event, EpochEnded) and event.metrics.phase == "fine-tune":
            # As a power cut would leave it: the epoch is written, the state is still the one before.
            if state:
                break
            next(job)
            state = lab.run.resume_file.read_bytes()
    job.close()
    lab.run.resume_file.write_bytes(state)
    before = len(lab.run.epochs())
    assert isinstance(lab.said(replace(request, resume=True))[-1], Finished)
    numbers = [epoch.epoch for epoch in lab.run.epochs()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == before + 1


def test_what_it_began_from_stays_what_it_was(lab):
    file = own_folder() / "test_efficientnet.r160_in1k.safetensors"
    file.parent.mkdir(parents=True)
    save_file(create("test_efficientnet", classes=1000).state_dict(), file)
    request = lab.training(lab.tiny.with_values({"weights": "pretrained", "method": "whole", "epochs": 3, "image_size": 32}))
    broken_off(request)
    # They were added anew meanwhile, out of another file.
    write_receipt(file, Receipt("test_efficientnet.r160_in1k", "other.pth", "0" * 64, file.stat().st_size, "MIT", "2026-11-22"))
    assert isinstance(lab.said(replace(request, resume=True))[-1], Finished)
    assert lab.run.facts().began == Began(file.name, "Apache 2.0")


def test_a_training_that_had_no_state_yet_starts_again(lab):
    request = lab.training(lab.tiny)
    lab.said(request)
    expected = curve(lab)
    assert isinstance(lab.said(replace(request, resume=True))[-1], Finished)
    assert curve(lab) == expected


@pytest.mark.parametrize("damage", [lambda data: data[:500], lambda _: b"", lambda data: b"x" * len(data)])
def test_a_damaged_state_is_named(tmp_path, damage):
    file = tmp_path / "resume.pt"
    save_progress(file, Recipe(), {"epoch": 3, "values": {"w": torch.ones(2)}})
    assert load_progress(file, Recipe())["epoch"] == 3
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(RunError, match=r"resume\.pt is damaged"):
        load_progress(file, Recipe())


def test_the_state_of_another_recipe_is_refused(lab):
    request = lab.training(lab.tiny.with_values({"method": "whole", "epochs": 2}))
    save_progress(lab.run.resume_file, Recipe(seed=9), {"epoch": 1})
    ending = lab.said(replace(request, resume=True))[-1]
    assert isinstance(ending, Failed)
    assert "another recipe" in ending.what


def test_nothing_that_could_run_is_read(tmp_path):
    file = tmp_path / "resume.pt"
    torch.save({"version": 1, "recipe": "", "trap": os.system}, file)
    with pytest.raises(RunError, match="damaged"):
        load_progress(file, Recipe())


def test_a_state_from_before_a_setting_was_there_fits_the_same_recipe(tmp_path):
    file = tmp_path / "resume.pt"
    older = json.loads(Recipe(seed=3).model_dump_json())
    del older["folds"]
    save_progress(file, Recipe(seed=3), {"epoch": 2})
    torch.save({**torch.load(file, weights_only=True), "recipe": json.dumps(older)}, file)
    found = load_progress(file, Recipe(seed=3))
    assert found is not None
    assert found["epoch"] == 2
    with pytest.raises(RunError, match="another recipe"):
        load_progress(file, Recipe(seed=4))
