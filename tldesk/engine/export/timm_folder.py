"""The files by which plain timm builds the network: `timm.create_model("local-dir:FOLDER", pretrained=True)`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import timm
import torch
from torch import nn

from tldesk.core.exported import Checks
from tldesk.core.files import write_atomically
from tldesk.core.run_values import ModelFacts
from tldesk.engine.device import out_of_memory
from tldesk.engine.network import HeadShape, timm_options

CONFIG: Final = "config.json"

_KEPT: Final = ("fixed_input_size", "first_conv", "classifier")
"""What the backbone's own configuration says that is still true of the trained network."""

_OF_WEIGHTS: Final = ("tag", "license")
"""What it says of the weights it was published with: true where the training began from them."""

_FRAMINGS: Final = {"crop": "center", "squash": "squash", "letterbox": "border"}
"""timm's words for what is done with a photo that is no square."""


def write_config(folder: Path, model: nn.Module, facts: ModelFacts, *, pretrained: bool) -> str:
    """Write `config.json` beside the weights in `folder`, and see whether timm builds the same network from them.

    Args:
        pretrained: the training began from the backbone's published weights.

    Returns:
        Why plain timm can't, in words, and there is no `config.json` then; empty where it can.
    """
    if facts.hidden:
        widths = " and ".join(str(width) for width in facts.hidden)
        return f"its head has hidden layers ({widths}), which plain timm does not build"
    file = folder / CONFIG
    write_atomically(file, json.dumps(_config(model, facts, pretrained=pretrained), indent=1, ensure_ascii=False))
    apart = _difference(folder, model, facts)
    if apart:
        file.unlink()
    return apart


def note_checks(folder: Path, checks: Checks) -> None:
    """Write what the checks of other forms found into `config.json`, where there is one; timm passes over it."""
    file = folder / CONFIG
    if checks != Checks() and file.is_file():
        config = json.loads(file.read_bytes()) | {"tldesk_checks": asdict(checks)}
        write_atomically(file, json.dumps(config, indent=1, ensure_ascii=False))


def _difference(folder: Path, model: nn.Module, facts: ModelFacts) -> str:
    """What is different about the network that plain timm builds; empty: nothing, to the bit."""
    try:
        plain = timm.create_model(f"local-dir:{folder}", pretrained=True).eval()
    except (AssertionError, KeyError, RuntimeError, TypeError, ValueError) as error:
        if out_of_memory(error):
            raise
        return f"timm {timm.__version__} builds the head of {facts.backbone} in another way"
    example = torch.rand((1, 3, facts.input_size, facts.input_size), generator=torch.Generator().manual_seed(0)).mul_(2).sub_(1)
    with torch.no_grad():
        same = torch.equal(plain(example), model(example))
    return "" if same else f"timm {timm.__version__} computes {facts.backbone} in another way"


def _config(model: nn.Module, facts: ModelFacts, *, pretrained: bool) -> dict[str, Any]:
    """Timm's own format, as its `save_config_for_hf` writes it (timm/models/_hub.py)."""
    network: Any = model
    kept = _KEPT + _OF_WEIGHTS if pretrained else _KEPT
    own: dict[str, Any] = {key: network.pretrained_cfg[key] for key in kept if network.pretrained_cfg.get(key) is not None}
    options = timm_options(facts.backbone, image_size=facts.input_size, shape=HeadShape(facts.pooling))
    return {
        "architecture": facts.backbone.partition(".")[0],
        "num_classes": len(facts.classes),
        "num_features": network.num_features,
        "global_pool": options.get("global_pool") or _pooling(getattr(network, "global_pool", "")),
        "label_names": list(facts.classes),
        "model_args": options,
        "pretrained_cfg": own
        | {
            "custom_load": False,
            "input_size": [3, facts.input_size, facts.input_size],
            "interpolation": facts.interpolation,
            "crop_pct": crop_share(facts),
            "crop_mode": _FRAMINGS[facts.framing],
            "mean": list(facts.mean),
            "std": list(facts.std),
            "num_classes": len(facts.classes),
        },
    }


def _pooling(layer: Any) -> str:
    """The word for a network's own pooling, which some hold as a module."""
    return layer if isinstance(layer, str) else str(getattr(layer, "pool_type", ""))


def crop_share(facts: ModelFacts) -> float:
    """Timm's `crop_pct`, of which it makes `floor(input_size / crop_pct)`: the photo's shorter side."""
    if facts.framing != "crop":
        return 1.0
    share = facts.input_size / facts.resize
    return share if int(facts.input_size / share) == facts.resize else facts.input_size / (facts.resize + 0.5)
