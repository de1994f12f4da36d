"""The model card, in the format of the Hugging Face hub (huggingface.co/docs/hub/model-cards), and the example beside it."""

import hashlib
import json
import re
import shlex
from typing import Final

import jinja2

from tldesk.core import numbers
from tldesk.core.errors import RecipeError, RunError
from tldesk.core.exported import CARD, EXAMPLE, MOST_CHANGED, Checks, Int8Check
from tldesk.core.files import resources_folder, write_atomically
from tldesk.core.messages import ExportRequest
from tldesk.core.photo import Split
from tldesk.core.recipe import Knob, Recipe, knobs
from tldesk.core.results import Evaluation, Figure
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import ModelFacts
from tldesk.engine.export.origin import origin_of
from tldesk.photos.framing import REDUCING_GAP, STRIP, Preparation

_METRICS: Final = {
    Figure.ACCURACY: ("accuracy", ""),
    Figure.BALANCED_ACCURACY: ("balanced_accuracy", ""),
    Figure.MACRO_F1: ("f1", "macro"),
    Figure.MACRO_PRECISION: ("precision", "macro"),
}
"""The hub's words for figures, and how they are averaged over the classes where the word leaves that open."""

_LISTED: Final = ("accuracy", "f1", "precision")
"""Those that are on the hub's own list (huggingface.co/metrics)."""

_MARKS: Final = re.compile(r"[\\`*<>\[\]|~&$]|(?<!\w)_|_(?!\w)")
"""What Markdown would take for more than a character of a name."""

_LOGITS: Final = {
    "none": "model(seen)",
    "horizontal": "((model(seen) + model(seen.flip(3))) / 2)",
    "both": "(sum(model(seen.flip(axes)) for axes in ((), 3, 2, (2, 3))) / 4)",
}
"""The mean over mirror pictures: with a linear head, that of the logits is that of the features."""

_REFUSAL: Final = "grey of more than 8 bits. Answer for it with tldesk, which knows how to scale it, or save it with 8 bits."
"""What the examples say of a photo that they would answer wrongly for."""

_UNLIKE: Final = (
    "Unlike tldesk it takes colours as they are (no profile is converted, dark ones of 16 bits are not brightened), "
    "opens no HEIC, and stops at grey of more than 8 bits."
)

_STRIPS: Final = (
    f" Of strips more than {STRIP} times as long as wide it scales the whole, tldesk the middle alone, which can move a probability by 0.1."
)
"""Measured on strips of clothes put together: 0.02 and 0.002 at the median of two networks, 0.09 at most."""


def write_card(folder: RunFolder, request: ExportRequest, *, apart: str, checks: Checks) -> None:
    """Write `README.md`, and `predict.py` where plain timm can load the model, from the files that are in the export already."""
    facts, record = folder.facts(), folder.record()
    environment = _environment()
    text = environment.get_template("README.md.j2").render(
        name=record.name,
        file=request.target.replace("\\", "/").rpartition("/")[2],
        tldesk=facts.tldesk,
        backbone=facts.backbone,
        origin=origin_of(folder),
        classes=facts.classes,
        sure_from=numbers.percent(facts.sure_from) if facts.sure_from is not None else "",
        accepted=numbers.percent(facts.accepted_error) if facts.accepted_error is not None else "",
        unlike=facts.unlike_from is not None,
        temperature=numbers.decimal(facts.temperature) if facts.temperature != 1.0 else "",
        measured=_measured(folder),
        folds=_folds(folder),
        apart=apart,
        checks=checks,
        int8=_int8(checks.int8) if checks.int8 else None,
        whole=request.forms.whole,
        example=_example(environment, facts, checks, whole=request.forms.whole),
        unlike_tldesk=_UNLIKE + _STRIPS if facts.framing == "crop" else _UNLIKE,
        side=facts.input_size,
        resize=facts.resize,
        gap=f"{REDUCING_GAP:g}",
        gap_times=f"{2 * REDUCING_GAP:g}",
        preparation=_preparation(facts),
        mean=_channels(facts.mean),
        std=_channels(facts.std),
        mirrored=facts.mirrored != "none",
        counts=request.counts,
        unread=request.unread,
        snapshot=hashlib.sha256(request.snapshot).hexdigest(),
        settings=_settings(folder),
    )
    write_atomically(folder.path / CARD, text)
    if not apart:
        example = environment.get_template("predict.py.j2").render(**_scaling(facts), logits=_LOGITS[facts.mirrored], refusal=_REFUSAL)
        write_atomically(folder.path / EXAMPLE, example)


def _environment() -> jinja2.Environment:
    """Words for people and programs, no HTML."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resources_folder() / "export"),
        autoescape=False,  # noqa: S701
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # A JSON string is a YAML string.
    environment.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    environment.filters["word"] = _word
    environment.filters["apart"] = lambda number: numbers.difference(number, 4)
    environment.filters["plain"] = lambda text: _MARKS.sub(r"\\\g<0>", str(text))
    return environment


def _word(text: str) -> str:
    """One word of a command; in double quotes, which all shells know, unless it has what these leave a meaning."""
    if re.search(r"[\"$`\\!]", text):
        return shlex.quote(text)
    return text if re.fullmatch(r"[\w.,+=@-]+", text) else f'"{text}"'


def _measured(folder: RunFolder) -> dict[str, object] | None:
    """The figures on the test split, else on validation."""
    evaluation = folder.evaluation(Split.TEST) or folder.evaluation(Split.VALIDATION)
    if evaluation is None:
        return None
    return {
        "dataset": f"{evaluation.split.capitalize()} photos",
        "split": evaluation.split.value,
        "photos": len(evaluation.answers),
        "grouped": evaluation.grouped,
        "metrics": [
            (word, which.value[0].upper() + which.value[1:], average, round(evaluation.figures[which].value, 4))
            for which, (word, average) in _METRICS.items()
            if which in evaluation.figures
        ],
        "listed": [word for which, (word, _) in _METRICS.items() if which in evaluation.figures and word in _LISTED],
        "figures": [(which.value[0].upper() + which.value[1:], *_figure(evaluation, which)) for which in evaluation.figures],
        "scores": [
            (score.name, *(numbers.percent(value) for value in (score.precision, score.recall, score.f1)), score.support)
            for score in evaluation.scores
        ],
    }


def _folds(folder: RunFolder) -> dict[str, object] | None:
    """How often the recipe was tried on other photos, and what it reached; None where there was no cross-validation."""
    found = folder.cross_validation
    if found is None:
        return None
    return {"done": len(found.folds), "wanted": found.wanted, "accuracy": numbers.over_folds(found) if found.figures else ""}


def _figure(evaluation: Evaluation, which: Figure) -> tuple[str, str]:
    value, bounds = numbers.figure(which, evaluation.figures[which])
    return value, bounds or numbers.DASH


def _example(environment: jinja2.Environment, facts: ModelFacts, checks: Checks, *, whole: bool) -> str:
    """A program that answers with the ONNX file, or else with torch's program."""
    template = environment.get_template("example.py.j2")
    return template.render(
        checks=checks,
        whole=whole,
        refusal=_REFUSAL,
        classes=list(facts.classes),
        **_scaling(facts),
        ground=Preparation.of(facts).ground,
        mean=facts.mean,
        std=facts.std,
    ).rstrip()


def _scaling(facts: ModelFacts) -> dict[str, object]:
    """What the examples need to scale a photo as `photos.framing.prepared` does."""
    return {
        "side": facts.input_size,
        "resize": facts.resize,
        "framing": facts.framing,
        "resampling": facts.interpolation.upper(),
        "gap": f"{REDUCING_GAP:g}",
    }


def _int8(found: Int8Check) -> dict[str, object]:
    """What rounding costs, in words."""
    return {
        "kept": found.kept,
        "photos": found.check.photos,
        "same": found.check.same,
        "difference": numbers.difference(found.check.difference).removeprefix("up to "),
        "before": numbers.interval(found.before),
        "after": numbers.interval(found.after),
        "sizes": (numbers.megabytes(found.size_before), numbers.megabytes(found.size)),
        "pace": found.pace,
        "milliseconds": (f"{1000 * found.seconds_before:.1f}", f"{1000 * found.seconds:.1f}"),
        "most": numbers.percent(MOST_CHANGED),
    }


def _preparation(facts: ModelFacts) -> str:
    side = f"{facts.input_size} x {facts.input_size} px"
    return {
        "crop": f"scaled ({facts.interpolation}) so that its shorter side has {facts.resize} px, and the middle {side} are cut out",
        "squash": f"scaled ({facts.interpolation}) to {side}, whatever its shape",
        "letterbox": f"scaled ({facts.interpolation}) to fit into {side}, with the mean colour around it",
    }[facts.framing]


def _channels(values: tuple[float, float, float]) -> str:
    return " / ".join(f"{value:g}" for value in values)


def _settings(folder: RunFolder) -> list[str]:
    """Label and value of what differs from the default."""
    try:
        recipe = folder.recipe()
    except (RecipeError, RunError):
        return []
    changed = recipe.differing_from(Recipe())
    return [f"{knob.label} {getattr(recipe, knob.name)}{_unit(knob)}" for knob in knobs() if knob.name in changed]


def _unit(knob: Knob) -> str:
    """The unit, where the label does not say it."""
    return f" {knob.unit}" if knob.unit and not knob.label.endswith(knob.unit) else ""
