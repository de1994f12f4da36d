from pathlib import Path

import pytest
import timm
import torch
from safetensors.torch import load_file

from tldesk.core.errors import TldeskError
from tldesk.core.messages import EpochEnded
from tldesk.core.photo import Split
from tldesk.engine.checkpoint import facts_for, load_checkpoint
from tldesk.engine.device import best_device
from tldesk.engine.ears import Ears
from tldesk.engine.fine_tune import Photos, Workplace, fine_tune
from tldesk.engine.freezing import thawed
from tldesk.engine.journal import Journal
from tldesk.engine.network import preparation_for
from tldesk.engine.optimisation import optimiser_for
from tldesk.engine.tuned import Tuned
from tldesk.engine.weights import backbone_for

FAMILIES = [
    "test_efficientnet",
    "resnet10t",
    "mobilenetv3_small_050",
    "convnext_atto",
    "test_vit",
    "swin_tiny_patch4_window7_224",
    "vgg11_bn",
    "regnetx_002",
]


def tuned_for_epochs(lab, recipe, *, bfloat16: bool = False):
    """The network before, and the events of a fine-tuning that starts from an untrained head."""
    model = backbone_for(recipe, classes=3)
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    names = thawed(model, recipe.thaw_stages)
    preparation = preparation_for(model, image_size=recipe.image_size)
    lab.run.path.mkdir(exist_ok=True)
    photos = Photos(lab.of(Split.TRAIN), lab.of(Split.VALIDATION))
    return before, names, list(fine_tune(model, recipe, photos, place_in(lab, recipe, preparation, bfloat16=bfloat16)))


def place_in(lab, recipe, preparation, *, bfloat16: bool = False) -> Workplace:
    ears = Ears(lambda: None)
    facts = facts_for(preparation, backbone=recipe.backbone, classes=lab.classes, epoch=0)
    journal = Journal(lab.run, facts, recipe, ears=ears)
    return Workplace(preparation, best_device(), ears, journal, lab.run.resume_file, Path(lab.cache), bfloat16=bfloat16)


@pytest.mark.parametrize("backbone", FAMILIES)
@pytest.mark.parametrize("bfloat16", [False, True])
def test_the_thawed_parameters_move_and_nothing_else(lab, backbone, bfloat16):
    torch.manual_seed(0)
    # A VGG of normal width weighs half a gigabyte.
    model = timm.create_model(backbone, num_classes=3, **({"mlp_ratio": 1 / 64} if backbone.startswith("vgg") else {})).eval()
    size = 64 if backbone != "swin_tiny_patch4_window7_224" else 224
    recipe = lab.tiny.with_values({"thaw_stages": 1})
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    names = thawed(model, 1)
    side = int(model.pretrained_cfg["input_size"][-1]) if backbone == "test_vit" else size
    tuned = Tuned(model, recipe, preparation_for(model, image_size=side), best_device(), stages=1, bfloat16=bfloat16)
    optimiser = optimiser_for(recipe, tuned.parameters, tuned.rates)
    inputs = tuned.inputs(torch.randint(0, 256, (4, side, side, 3), dtype=torch.uint8))
    torch.nn.functional.cross_entropy(tuned.logits(inputs), torch.tensor([0, 1, 2, 0])).backward()
    optimiser.step()
    after = tuned.state()
    assert list(after) == list(before)
    moved = {name for name, tensor in after.items() if not torch.equal(tensor, before[name])}
    assert moved <= names
    weights = {name for name in names if before[name].ndim > 1}
    # A relative position bias may rest; the weights proper may not.
    assert len(weights - moved) <= 0.1 * len(weights)


@pytest.mark.parametrize("bfloat16", [False, True])
def test_what_is_kept_has_an_untouched_base(lab, bfloat16):
    before, names, _ = tuned_for_epochs(lab, lab.tiny.with_values({"thaw_stages": 1, "epochs": 1}), bfloat16=bfloat16)
    after, _ = load_checkpoint(lab.run)
    moved = {name for name, tensor in after.state_dict().items() if not torch.equal(tensor, before[name])}
    assert moved
    assert moved <= names


def test_an_untrained_network_learns(lab):
    recipe = lab.tiny.with_values({"epochs": 8, "thaw_stages": 20, "learning_rate": 1e-2, "backbone_rate": 1.0})
    _, _, events = tuned_for_epochs(lab, recipe)
    epochs = [event.metrics for event in events if isinstance(event, EpochEnded)]
    assert epochs[-1].validation_loss < 0.7 * epochs[0].validation_loss
    assert epochs[-1].learning_rate < 0.1 * recipe.learning_rate


def test_nothing_is_stored_for_the_frozen_base(lab):
    recipe = lab.tiny.with_values({"thaw_stages": 1})
    model = backbone_for(recipe, classes=3)
    tuned = Tuned(model, recipe, preparation_for(model, image_size=64), best_device(), stages=1, bfloat16=False)
    seen = []
    tuned.model.blocks[-2].register_forward_hook(lambda _m, _i, out: seen.append(out.requires_grad))
    tuned.model.blocks[-1].register_forward_hook(lambda _m, _i, out: seen.append(out.requires_grad))
    tuned.model(torch.rand(2, 3, 64, 64))
    assert seen == [False, True]


def test_a_training_that_runs_away_is_said(lab):
    recipe = lab.tiny.with_values({"epochs": 3})
    model = backbone_for(recipe, classes=3)
    model.classifier.weight.data[:] = float("inf")
    preparation = preparation_for(model, image_size=64)
    lab.run.path.mkdir()
    photos = Photos(lab.of(Split.TRAIN), lab.of(Split.VALIDATION))
    with pytest.raises(TldeskError, match="learning rate 5e-05 the training has run away") as caught:
        list(fine_tune(model, recipe, photos, place_in(lab, recipe, preparation)))
    assert "0.0001 or less" in caught.value.remedy
    assert not lab.run.has_model


def test_batches_that_are_accumulated_are_one_large_batch(lab):
    weights = []
    steps = {"method": "last-stages", "epochs": 1, "image_size": 32, "optimiser": "sgd", "learning_rate": 0.05}
    for batch_size, accumulate in ((3, 3), (9, 1), (3, 1)):
        recipe = lab.tiny.with_values({**steps, "batch_size": batch_size, "accumulate": accumulate})
        lab.said(lab.training(recipe))
        weights.append(torch.cat([tensor.flatten() for tensor in load_file(lab.run.model_file).values()]))
    in_parts, whole, small = weights
    assert torch.allclose(in_parts, whole, atol=1e-3)
    assert float((whole - small).abs().max()) > 10 * float((in_parts - whole).abs().max())
