"""Whether the files of an exported model fit each other, and a network that tldesk may have trained: they may come from anybody.

What the engine would build is bounded here by what the recipe allows and by what lies in the weights: a file of a kilobyte must not ask
for gigabytes.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from safetensors import SafetensorError, safe_open

from tldesk.core.backbones import Backbone, backbone, is_known
from tldesk.core.errors import RecipeError
from tldesk.core.exported import Manifest
from tldesk.core.recipe import Recipe
from tldesk.core.results import Evaluation, Figure
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import ModelFacts
from tldesk.photos.framing import INTERPOLATIONS

Shapes = Mapping[str, tuple[int, ...]]
"""What the header of a file of weights says: the shape of each tensor by its name."""

MOST_CUT: Final = 2
"""A photo is scaled to at most so many times what is cut out of it; timm's configurations stay below 1.15."""

MOST_HEADER: Final = 4 * 2**20
"""Bytes of the names and shapes of a file of weights: thirty times those of the largest backbone."""

MOST_OUTPUTS: Final = 25_000
"""Outputs that a backbone's own head has at most, which the model's has instead of: ImageNet-21k has 21,841."""

_LAYER: Final = 3
"""Modules of a hidden layer: the linear one, the activation and the dropout."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What makes no sense, with the file, and what to do."""

    what: str
    remedy: str = "Export it again."


def first_wrong(folder: RunFolder, manifest: Manifest, facts: ModelFacts, evaluations: list[Evaluation]) -> Wrong | None:
    """The first thing that makes no sense in the `folder` that a model was copied to; None: all does."""
    return next(_wrongs(folder, manifest, facts, evaluations), None)


def _wrongs(folder: RunFolder, manifest: Manifest, facts: ModelFacts, evaluations: list[Evaluation]) -> Iterator[Wrong]:
    if not is_known(facts.backbone):
        what = f"model.json names a backbone that is unknown here ({facts.backbone[:100]})."
        yield Wrong(what, "Update tldesk here, or ask for a model whose backbone is in its list.")
    facts_of: tuple[Callable[[], str], ...] = (
        lambda: _wrong_facts(facts, manifest),
        lambda: next((said for one in evaluations if (said := _wrong_figures(one, facts))), ""),
        lambda: _wrong_weights(folder, facts, _known(facts)),
    )
    yield from (Wrong(said) for check in facts_of if (said := check()))


def _known(facts: ModelFacts) -> Backbone | None:
    """What the catalogue says of the backbone, or of it with other weights."""
    return backbone(facts.backbone) or backbone(facts.backbone.partition(".")[0])


def _wrong_facts(facts: ModelFacts, manifest: Manifest) -> str:
    """What of `model.json` makes no sense; empty: nothing."""
    if (facts.backbone, facts.classes) != (manifest.backbone, manifest.classes) or not all(name.strip() for name in facts.classes):
        return "model.json is of another model."
    if not facts.classes or len(set(facts.classes)) < len(facts.classes):
        return "model.json names no class, or one twice."
    if not 1 <= facts.input_size <= facts.resize <= MOST_CUT * facts.input_size:
        return f"model.json has photos of {facts.input_size} px, cut out of {facts.resize} px."
    numbers = (*facts.mean, *facts.std, facts.temperature)
    if not all(math.isfinite(value) for value in numbers) or min(*facts.std, facts.temperature) <= 0:
        return "model.json has numbers that can't be."
    if facts.interpolation not in INTERPOLATIONS:
        return f"model.json scales photos in a way that is unknown here ({facts.interpolation})."
    return _against_recipe(facts)


def _against_recipe(facts: ModelFacts) -> str:
    """What no recipe could have asked for: its own limits hold, whatever they are."""
    known = _known(facts)
    words: dict[str, object] = {
        "image_size": 0 if known is not None and known.input_size == facts.input_size else facts.input_size,
        "framing": facts.framing,
        "pooling": facts.pooling,
        "hidden_layers": ", ".join(map(str, facts.hidden)),
        "activation": facts.activation,
        "mirrored_answers": facts.mirrored,
    }
    try:
        Recipe().with_values(words)
    except RecipeError as error:
        return f"model.json asks for what no recipe here allows ({error.what.rstrip('.')})."
    return ""


def _wrong_figures(evaluation: Evaluation, facts: ModelFacts) -> str:
    """What of an evaluation makes no sense; empty: nothing."""
    count = len(facts.classes)
    square = len(evaluation.confusion) == count and all(len(row) == count for row in evaluation.confusion)
    answers = all(len(one.probabilities) == count and (one.label is None or 0 <= one.label < count) for one in evaluation.answers)
    if evaluation.classes != facts.classes or not square or not answers or Figure.ACCURACY not in evaluation.figures:
        return f"evaluation-{evaluation.split}.json is of another model."
    return ""


def _wrong_weights(folder: RunFolder, facts: ModelFacts, known: Backbone | None) -> str:
    """What of the shapes of the weights does not fit `model.json`; empty: nothing. No weight is read."""
    shapes: dict[str, Shapes] = {}
    for file in (folder.model_file, folder.references_file):
        if file.is_file():
            try:
                shapes[file.name] = _shapes(file)
            except SafetensorError as error:
                return f"{file.name} is no file of weights ({error})."
    model = shapes[folder.model_file.name]
    lengths = _feature_lengths(model, (*facts.hidden, len(facts.classes)))
    if not lengths:
        layers = f"hidden layers of {', '.join(map(str, facts.hidden))} and " if facts.hidden else ""
        return f"model.safetensors does not fit model.json: it has no head with {layers}{len(facts.classes)} classes."
    if known is not None and _of_another(model, lengths, facts, known):
        return f"model.safetensors does not fit model.json: its weights are not of the backbone {facts.backbone}."
    references = shapes.get(folder.references_file.name, {}).get("references")
    if references is not None and (len(references) != 2 or references[1] not in lengths):
        return "references.safetensors does not fit model.safetensors."
    return ""


def _shapes(file: Path) -> Shapes:
    with file.open("rb") as stream:
        header = int.from_bytes(stream.read(8), "little")
    if header > MOST_HEADER:
        raise SafetensorError(f"its header has {header} bytes")
    with safe_open(file, "numpy") as tensors:
        # The library compares the shapes with the bytes that are there, so they can't promise more than the file has.
        return {name: tuple(tensors.get_slice(name).get_shape()) for name in tensors.keys()}  # noqa: SIM118


def _feature_lengths(shapes: Shapes, outputs: tuple[int, ...]) -> set[int]:
    """The lengths that pooled features may have, by the layers that can be a head of these `outputs`, one number a layer.

    What timm calls the head differs from backbone to backbone. Where there are hidden layers, it is a sequence.
    """
    if len(outputs) == 1:
        return {shape[1] for name, shape in shapes.items() if name.endswith(".weight") and len(shape) == 2 and shape[0] == outputs[0]}
    found = set()
    for name, shape in shapes.items():
        parent, is_first, rest = name.rpartition(".0.weight")
        if is_first and not rest and len(shape) == 2:
            inputs = (shape[1], *outputs[:-1])
            layers = [(f"{parent}.{_LAYER * place}.weight", wanted) for place, wanted in enumerate(zip(outputs, inputs, strict=True))]
            if all(shapes.get(layer) == wanted for layer, wanted in layers):
                found.add(shape[1])
    return found


def _of_another(shapes: Shapes, lengths: set[int], facts: ModelFacts, known: Backbone) -> bool:
    """Whether these can't be the weights of the backbone: its features have another length, or it has more than twice as many weights."""
    if known.features is None or known.parameters is None:
        return False
    # Other poolings may change the length.
    if facts.pooling == "backbone" and known.features not in lengths:
        return True
    return 2 * sum(map(math.prod, shapes.values())) < known.parameters - MOST_OUTPUTS * known.features
