"""A run's network on disk: `model.safetensors` and `model.json`, each replaced in one step, so that a crash leaves the last good one."""

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import nn

import tldesk
from tldesk.core.errors import RunError, TldeskError
from tldesk.core.files import write_atomically
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import Began, ModelFacts
from tldesk.engine.device import out_of_memory
from tldesk.engine.network import LINEAR, HeadShape, create
from tldesk.photos.framing import Preparation


def facts_for(
    preparation: Preparation,
    *,
    backbone: str,
    classes: tuple[str, ...],
    epoch: int,
    shape: HeadShape = LINEAR,
    mirrored: str = "none",
    began: Began | None = None,
) -> ModelFacts:
    """What `model.json` says of a network."""
    return ModelFacts(
        backbone=backbone,
        classes=classes,
        input_size=preparation.input_size,
        resize=preparation.resize,
        interpolation=preparation.interpolation,
        mean=preparation.mean,
        std=preparation.std,
        epoch=epoch,
        tldesk=tldesk.__version__,
        framing=preparation.framing,
        pooling=shape.pooling,
        hidden=shape.hidden,
        activation=shape.activation,
        mirrored=mirrored,
        began=began,
    )


def save_checkpoint(folder: RunFolder, state: dict[str, torch.Tensor], facts: ModelFacts) -> None:
    """Write the network's state dict (timm's names) and facts. The weights go first: facts without weights are no model.

    Raises:
        OSError: the folder can't be written; the previous checkpoint is intact.
    """
    tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in state.items()}
    write_atomically(folder.model_file, save(tensors, metadata={"format": "pt", "backbone": facts.backbone, "epoch": str(facts.epoch)}))
    folder.write_facts(facts)


def load_checkpoint(folder: RunFolder) -> tuple[nn.Module, ModelFacts]:
    """The run's network in evaluation mode on the CPU, and its facts.

    Raises:
        RunError: there is no finished epoch, or a file is damaged.
    """
    if not folder.has_model:
        raise RunError(f"The run '{folder.path.name}' has no finished epoch yet.", remedy="Train it first, or choose another run.")
    facts = folder.facts()
    try:
        shape = HeadShape(facts.pooling, facts.hidden, facts.activation)
        model = create(facts.backbone, classes=len(facts.classes), image_size=facts.input_size, shape=shape)
        model.load_state_dict(load_file(folder.model_file))
    except (OSError, RuntimeError, SafetensorError, TldeskError) as error:
        if out_of_memory(error):
            raise
        raise RunError(
            f"The run '{folder.path.name}' can't be loaded: {folder.model_file.name} is damaged or not of {facts.backbone}.",
            kept="The photos and labels are untouched.",
            remedy="Train again, or copy the run's folder here once more.",
        ) from error
    return model, facts
