"""Seconds to predict a folder of small photos, from files to CSV, against the loop that tutorials show. Below 1: ours is quicker.

192 clothing photos (about 400 x 534 pixels, 23 kB). Ours is all that `tldesk predict` does in an open program: finding the photos,
decoding, answering, writing each answer to the project, the distances to the training photos, and the CSV. The peer opens each photo with
Pillow, applies timm's own evaluation transform, asks the model in evaluation mode for it alone, and writes a CSV. Both have the same
weights, the embedded network with ten classes of its ImageNet head, and both keep the loaded (ours: compiled) model from their first run
to the next. The median of three runs each, in turn.
"""

import csv
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import timm
import torch
from harness import Row, alternating, shared
from PIL import Image, ImageOps
from timm.data import create_transform, resolve_data_config
from torch import nn

from tldesk.core.messages import Finished, PredictRequest
from tldesk.core.recipe import Recipe
from tldesk.core.run_folder import RunFolder
from tldesk.engine.checkpoint import facts_for, save_checkpoint
from tldesk.engine.likeness import Likeness
from tldesk.engine.network import create, head, preparation_for
from tldesk.engine.weights import embedded_state
from tldesk.jobs import inline, plan
from tldesk.jobs.record import record
from tldesk.project import answers, predictions, runs
from tldesk.project.interchange.prediction_tables import write_predictions
from tldesk.project.store import Project, open_project

PHOTOS = 192
BACKBONE = "tf_efficientnet_lite0"
CLASSES = {
    "jersey": 610,
    "jean": 608,
    "suit": 834,
    "overskirt": 689,
    "sarong": 775,
    "trench coat": 869,
    "cardigan": 474,
    "running shoe": 770,
    "cowboy boot": 514,
    "clog": 502,
}
"""Classes of ImageNet, by index."""

Way = Callable[[Sequence[Path], Path], None]


def weights() -> dict[str, torch.Tensor]:
    """The embedded network's, with the rows of these classes only in its head."""
    state = embedded_state()
    rows = list(CLASSES.values())
    return {name: tensor[rows] if name.startswith("classifier.") else tensor for name, tensor in state.items()}


def make_run(folder: RunFolder) -> None:
    """Write a run that answers with these weights, and 2,000 features to compare with."""
    model = create(BACKBONE, classes=len(CLASSES))
    model.load_state_dict(weights())
    facts = facts_for(preparation_for(model), backbone=BACKBONE, classes=tuple(CLASSES), epoch=1)
    save_checkpoint(folder, model.state_dict(), facts)
    last = head(model)
    assert isinstance(last, nn.Linear)
    Likeness.to(torch.randn(2000, last.in_features, generator=torch.Generator().manual_seed(0))).keep(folder)


def ours(project: Project, run_id: str, photos: Path, table: Path) -> None:
    request, _ = plan.plan_prediction(project, run_id, [photos])
    assert isinstance(request, PredictRequest)
    for event in inline.run(request, lambda: None):
        record(project, request, event)
    assert isinstance(event, Finished), event
    (chosen,) = [one for one in predictions.sets(project) if one.id == request.set_id]
    write_predictions(table, chosen, answers.rows(project, chosen.id))


@cache
def peer_model() -> tuple[nn.Module, Callable[[Image.Image], torch.Tensor]]:
    model = timm.create_model(BACKBONE, pretrained=False, num_classes=len(CLASSES))
    model.load_state_dict(weights())
    return model.eval(), create_transform(**resolve_data_config({}, model=model), is_training=False)


def opened(file: Path) -> Image.Image:
    with Image.open(file) as photo:
        return ImageOps.exif_transpose(photo).convert("RGB")


def write(table: Path, files: Sequence[Path], rows: Sequence[Sequence[float]]) -> None:
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["file", "prediction", *CLASSES])
        writer.writerows(
            [str(file), list(CLASSES)[max(range(len(row)), key=row.__getitem__)], *row] for file, row in zip(files, rows, strict=True)
        )


@torch.no_grad()
def loop(files: Sequence[Path], table: Path) -> None:
    """One photo after the other."""
    model, transform = peer_model()
    rows = [model(transform(opened(file))[None]).softmax(1)[0].tolist() for file in files]
    write(table, files, rows)


def agreement(first: Path, second: Path) -> float:
    """The share of photos for which two tables name the same class."""
    told = []
    for table in (first, second):
        with table.open(encoding="utf-8-sig", newline="") as stream:
            told.append({row["file"]: row["prediction"] for row in csv.DictReader(stream)})
    assert told[0].keys() == told[1].keys()
    return sum(told[0][file] == told[1][file] for file in told[0]) / len(told[0])


def small_photos(folder: Path) -> None:
    """Link the photos to predict into `folder`."""
    files = sorted((shared() / "photos" / "clothing").glob("*/*/*.jpg"))
    for file in files[:: len(files) // PHOTOS][:PHOTOS]:
        (folder / f"{file.parent.name} {file.name}").symlink_to(file)


def compare(name: str, make: Callable[[Path], object], peer: Way, words: str) -> Row:
    """Ours against `peer` on the photos that `make` puts into a folder."""
    with tempfile.TemporaryDirectory() as place:
        photos, lab = Path(place) / "new", Path(place) / "lab"
        photos.mkdir()
        lab.mkdir()
        make(photos)
        files = sorted(photos.iterdir())
        tables = (Path(place) / "ours.csv", Path(place) / "peer.csv")
        with open_project(lab) as project:
            run, _ = runs.create_run(project, name="Measured", recipe=Recipe())
            make_run(project.layout.run(run.id))
            seconds = alternating(lambda: ours(project, run.id, photos, tables[0]), lambda: peer(files, tables[1]))
        same = agreement(*tables)
    return Row(name, *seconds, "s", f"{words}, {len(files)} photos; {peer_rate(seconds)}; top-1 equal on {100 * same:.1f} %")


def peer_rate(seconds: tuple[float, float]) -> str:
    return f"ours {seconds[1] / seconds[0]:.1f} times as fast"


def measure() -> Row:
    return compare("predict_small_vs_loop", small_photos, loop, "Pillow, timm transform, batch 1")
