"""Makes `resources/backbones.json`: each network with weights of the installed timm's or of torchvision's, with what one chooses by.

make backbones

Names, preparation, licence and hub id come from timm's own configurations; parameters and multiply-accumulates are counted on torch's meta
device (no weights, no network); ImageNet accuracy comes from `imagenet-top1.csv` beside this script, taken from timm's published
`results/results-imagenet.csv` at each network's own input size. What is not published there stays unknown. Counting takes half an hour, so
rows that stand in the file already are taken over unless `--count-all` is given.
"""

import argparse
import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import timm
import torch
from backbone_words import family_of, pretraining_of, title_of
from timm.models import get_pretrained_cfg
from torch.utils.flop_counter import FlopCounterMode

from tldesk.core.backbones import COLUMNS, FILE
from tldesk.core.backbones.torchvision_files import ONLY_THEIRS
from tldesk.core.files import write_atomically

HERE: Final = Path(__file__).parent
SOURCES: Final = {
    "configurations": "timm's registry, https://github.com/huggingface/pytorch-image-models (Apache-2.0)",
    "top1": "huggingface/pytorch-image-models, results/results-imagenet.csv at commit 7479d451a6dfd8af27f941b8e82a7402461fae80",
    "counts": "parameters, and half of torch.utils.flop_counter's operations for one photo at the network's own size, on the meta device",
}

THEIRS: Final = {"pretraining": "ImageNet-1k", "licence": "bsd-3-clause"}
"""Of torchvision's weights, of which timm's configurations say nothing; the licence is the one they name of others of torchvision's."""


def counted(name: str, cfg: Any) -> tuple[int | None, float | None, int | None]:
    """Parameters with the network's own head, multiply-accumulates in thousands of millions, length of the pooled features."""
    try:
        with torch.device("meta"):
            model: Any = timm.create_model(name, pretrained=False).eval().requires_grad_(False)
    except (RuntimeError, ValueError, TypeError, AssertionError, NotImplementedError):
        return None, None, None
    parameters = sum(parameter.numel() for parameter in model.parameters())
    features = int(getattr(model, "head_hidden_size", None) or model.num_features)
    try:
        with torch.no_grad(), FlopCounterMode(display=False) as counter:
            model(torch.empty((1, *cfg.input_size), device="meta"))
    except (RuntimeError, ValueError, TypeError, AssertionError, NotImplementedError):
        return parameters, None, features
    return parameters, float(f"{counter.get_total_flops() / 2e9:.3g}"), features


def row(name: str, cfg: Any, counts: tuple[object, ...], top1: Mapping[str, float]) -> dict[str, object]:
    """One backbone; the keys are `COLUMNS`."""
    size = int(cfg.input_size[-1])
    parameters, gmacs, features = counts
    hub = str(cfg.hf_hub_id or "")
    return {
        "name": name,
        "title": title_of(name),
        "family": family_of(name),
        "pretraining": THEIRS["pretraining"] if name in ONLY_THEIRS else pretraining_of(name),
        "default": get_pretrained_cfg(name.partition(".")[0]).tag == cfg.tag,
        "parameters": parameters,
        "gmacs": gmacs,
        "input_size": size,
        "top1": top1.get(name),
        "licence": THEIRS["licence"] if name in ONLY_THEIRS else cfg.license if cfg.license and cfg.license != "unknown" else "",
        # Nearly all are the network's own name in timm's organisation.
        "hub": "timm/" if hub == f"timm/{name}" else hub,
        "resize": max(size, int(size / float(cfg.crop_pct or 0.875))),
        "interpolation": cfg.interpolation if cfg.interpolation in {"bicubic", "bilinear"} else "bicubic",
        "mean": [round(float(value), 6) for value in cfg.mean],
        "std": [round(float(value), 6) for value in cfg.std],
        "features": features,
    }


def known_counts() -> dict[str, tuple[object, ...]]:
    """Counts that stand in the file."""
    if not FILE.is_file():
        return {}
    places = [COLUMNS.index(column) for column in ("parameters", "gmacs", "features")]
    return {line[0]: tuple(line[place] for place in places) for line in json.loads(FILE.read_text(encoding="utf-8"))["rows"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count-all", action="store_true", help="count rows anew that stand in the file")
    known = {} if parser.parse_args().count_all else known_counts()
    with (HERE / "imagenet-top1.csv").open(encoding="utf-8", newline="") as stream:
        top1 = {line["name"]: round(float(line["top1"]), 1) for line in csv.DictReader(stream)}
    rows = []
    # Those of which only torchvision has weights are here too, so that its files can be added.
    for name in (*timm.list_pretrained(), *ONLY_THEIRS):
        cfg: Any = get_pretrained_cfg(name)
        made = row(name, cfg, known.get(name) or counted(name, cfg), top1)
        rows.append(json.dumps([made[column] for column in COLUMNS], separators=(",", ":")))
        print(f"\r{len(rows)} {name:60}", end="", flush=True)
    # A recipe may name these too, to be trained from random weights.
    untrained = sorted(set(timm.list_models()) - {name.partition(".")[0] for name in (*timm.list_pretrained(), *ONLY_THEIRS)})
    about = {"about": "see packaging/backbones.py", "timm": timm.__version__, "sources": SOURCES}
    head = json.dumps(about | {"untrained": untrained, "columns": COLUMNS})
    write_atomically(FILE, f'{head[:-1]}, "rows": [\n' + ",\n".join(rows) + "\n]}\n")
    print(f"\n{FILE}: {len(rows)} backbones, {sum(name in top1 for name in timm.list_pretrained())} with ImageNet accuracy")


if __name__ == "__main__":
    main()
