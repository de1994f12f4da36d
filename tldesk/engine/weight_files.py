"""Files with a backbone's weights, read without running anything in them, and given to a network only where they fit."""

import inspect
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, Final

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from timm.models import clean_state_dict
from torch import nn

from tldesk.core.errors import WeightsError
from tldesk.core.exported import MANIFEST
from tldesk.engine.device import out_of_memory
from tldesk.engine.torchvision_names import CLASSES, COUNTERS, from_torchvision, numbered

_WRAPPERS: Final = ("state_dict_ema", "model_ema", "state_dict", "model", "module", "teacher")
"""Where training programs keep the weights inside their checkpoints; DINO's answers are those of the teacher."""

_WITHIN: Final = "backbone."
_PROJECTIONS: Final = ("head.", "dino_head.", "ibot_head.")
"""How DINO (facebookresearch/dino, dinov2) calls a network and what it trains on top of it."""

_RENAMERS: Final = ("checkpoint_filter_fn", "_filter_fn", "_filter_torchvision_pretrained")
"""How timm's modules call what renames the files of a network's first authors, and some of torchvision's."""

_NAMED: Final = 3
"""How many of the names that differ a message tells."""


def read_weights(file: Path) -> dict[str, torch.Tensor]:
    """The tensors of a `.safetensors`, `.pth` or `.bin` file by name, on the CPU.

    Raises:
        WeightsError: the file is missing, damaged, or holds something else than tensors (which is then not run).
    """
    try:
        if file.suffix.lower() == ".safetensors":
            found: Any = load_file(file)
        else:
            found = torch.load(file, map_location="cpu", weights_only=True)
    except UnpicklingError as error:
        raise WeightsError(
            f"{file} is damaged, or holds more than weights and is not opened: such files can run programs.",
            remedy="Take a .safetensors file of the same network.",
        ) from error
    except SafetensorError as error:
        raise WeightsError(
            f"{file} is no safetensors file, or a damaged one.", remedy="Choose another file, or load or copy it once more."
        ) from error
    except (OSError, RuntimeError, ValueError, KeyError, EOFError) as error:
        if out_of_memory(error):
            raise
        raise WeightsError(f"The weights in {file} are missing or damaged.", remedy="Copy the file there once more.") from error
    for wrapper in _WRAPPERS:
        if isinstance(found, dict) and isinstance(found.get(wrapper), dict):
            found = found[wrapper]
    pairs = found.items() if isinstance(found, dict) else ()
    tensors = {name: value for name, value in pairs if isinstance(name, str) and isinstance(value, torch.Tensor)}
    if not tensors:
        raise WeightsError(f"There are no weights in {file}.", remedy="Take a .safetensors file of the network.")
    return _network_of(clean_state_dict(tensors))


def _network_of(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The network alone, where the file holds it within a training program's own."""
    if all(name.startswith((_WITHIN, *_PROJECTIONS)) for name in state) and any(name.startswith(_WITHIN) for name in state):
        return {name.removeprefix(_WITHIN): tensor for name, tensor in state.items() if name.startswith(_WITHIN)}
    return state


def give(model: nn.Module, state: dict[str, torch.Tensor], *, source: str, backbone: str) -> None:
    """Put the weights into `model`, all but those of its head, which stay as they are.

    Files of torchvision are renamed by `torchvision_names`, those of a network's first authors as timm does it, and positions of a vision
    transformer are resized to the model's.

    Args:
        source: where the weights come from, for the message.

    Raises:
        WeightsError: a name is missing or too many, or a shape differs; the first ones are named, and `model` is unchanged.
            Or the file's own head has another number of classes than those weights: it was trained further.
            Or it holds torchvision's weights of a network that pads otherwise than `model`.
    """
    own = model.state_dict()
    heads = _head_names(model)
    renamed = from_torchvision(model, state, source=source, backbone=backbone)
    theirs = renamed is not state
    state = _as_timm_names(model, renamed)
    wanted = {name for name in own if not _starts(name, heads)}
    given = {name for name in state if not _starts(name, heads)}
    _compare(own, state, wanted, given, source=source, backbone=backbone)
    _require_first_head(model, state, heads, source=source, backbone=backbone, also=(CLASSES,) if theirs else ())
    model.load_state_dict({**own, **{name: state[name] for name in wanted & given}})


def refuse_exported(file: Path) -> None:
    """A file out of an exported model is no backbone's official weights, whatever its head.

    Raises:
        WeightsError: a manifest of an export lies beside it.
    """
    if (file.parent / MANIFEST).is_file():
        raise _trained_further(f"{file} is part of a model that tldesk exported")


def _require_first_head(
    model: nn.Module, state: dict[str, torch.Tensor], heads: Iterable[str], *, source: str, backbone: str, also: Collection[int]
) -> None:
    network: Any = model
    first = int(network.pretrained_cfg["num_classes"])
    # Some files answer "background" before the classes that timm keeps of them.
    offset = int(network.pretrained_cfg.get("label_offset") or 0)
    for head in heads:
        layers = [name for name in state if _starts(name, [head]) and state[name].ndim]
        outputs = state[max(layers, key=numbered)].shape[0] if layers else first
        if outputs not in {first, first + offset, *also}:
            raise _trained_further(f"{source} has a head for {outputs} classes, the weights of '{backbone}' have {first or 'none'}")


def _trained_further(what: str) -> WeightsError:
    return WeightsError(
        f"{what}: it is a model that was trained further.",
        kept="Nothing changed.",
        remedy="Import it as a model (tldesk model import, or drop it on Predict); remove it from the folder of weights if it is there.",
    )


def _as_timm_names(model: nn.Module, state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    modules = [sys.modules[kind.__module__] for kind in type(model).__mro__]
    rename = next((found for module in modules for name in _RENAMERS if (found := getattr(module, name, None))), None)
    if rename is None:
        return state
    takes_model = len(inspect.signature(rename).parameters) > 1
    try:
        renamed: dict[str, torch.Tensor] = rename(dict(state), model) if takes_model else rename(dict(state))
    except (KeyError, AttributeError, RuntimeError, ValueError, IndexError, AssertionError):
        # Made for files of another network; the comparison tells in what they differ.
        return state
    return renamed


def _head_names(model: nn.Module) -> tuple[str, ...]:
    network: Any = model
    heads = network.pretrained_cfg.get("classifier") or ()
    return (heads,) if isinstance(heads, str) else tuple(heads)


def _starts(name: str, heads: Iterable[str]) -> bool:
    return any(name.startswith(f"{head}.") for head in heads)


def _compare(
    own: dict[str, torch.Tensor],
    state: dict[str, torch.Tensor],
    wanted: Collection[str],
    given: Collection[str],
    *,
    source: str,
    backbone: str,
) -> None:
    missing = [name for name in own if name in wanted and name not in given and not name.endswith(COUNTERS)]
    extra = [name for name in state if name in given and name not in wanted and not name.endswith(COUNTERS)]
    shapes = [name for name in own if name in wanted and name in given and own[name].shape != state[name].shape]
    said = [
        *([f"lacks {_first(missing)}"] if missing else []),
        *([f"has {_first(extra)}, which it must not"] if extra else []),
        *(f"has {name} of shape {_shape(state[name])} instead of {_shape(own[name])}" for name in shapes[:_NAMED]),
    ]
    if said:
        raise WeightsError(
            f"{source} does not hold the weights of '{backbone}': it {'; it '.join(said)}.",
            remedy="Put the file of this very network there, named as the network is.",
        )


def _first(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _shape(tensor: torch.Tensor) -> str:
    return " x ".join(map(str, tensor.shape)) or "one number"
