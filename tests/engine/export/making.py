"""Runs to export, and what tldesk itself answers with them."""

import numpy as np
import torch

from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import RunRecord, RunState
from tldesk.engine.checkpoint import facts_for, load_checkpoint, save_checkpoint
from tldesk.engine.data import plain
from tldesk.engine.device import best_device
from tldesk.engine.network import LINEAR, FrozenNetwork, create, preparation_for, probabilities
from tldesk.photos.framing import Preparation, read

SNAPSHOT = b"path,label,split,fingerprint,group\n,blue,train,fp-1,\n"


def saved(folder, backbone, *, classes=("a", "b", "c"), side=64, shape=LINEAR, framing="crop", mirrored="none", seed=0):
    """A run of random weights, the same each time: by chance two classes may be as good as equal."""
    folder.mkdir()
    torch.manual_seed(seed)
    model = create(backbone, classes=len(classes), image_size=side, shape=shape)
    preparation = preparation_for(model, image_size=side, framing=framing)
    run = RunFolder(folder)
    save_checkpoint(
        run, model.state_dict(), facts_for(preparation, backbone=backbone, classes=classes, epoch=1, shape=shape, mirrored=mirrored)
    )
    run.write_record(RunRecord("run", "Run", RunState.FINISHED, 1.0, 2.0, said=f"Kept in {folder}"))
    return run


def exact(run, photos):
    """What tldesk answers in float32, as its figures are: float64 `N, classes`. Predictions of many photos may be rounded more coarsely."""
    model, facts = load_checkpoint(run)
    preparation = Preparation.of(facts)
    network = FrozenNetwork(model, preparation, best_device(), mirrored=facts.mirrored)
    pixels = np.stack([plain(read(photo.file, preparation), preparation) for photo in photos])
    return pixels, np.array(probabilities(network.logits(network.pooled(torch.from_numpy(pixels)))))
