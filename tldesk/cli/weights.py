"""The verbs for weights: what is here, more of them, whether they are whole, fewer of them."""

from pathlib import Path
from typing import Annotated, Final

import typer
from rich.markup import escape
from rich.table import Table

from tldesk.cli.opening import Json, guarded
from tldesk.cli.running import do, mention
from tldesk.cli.say import Voice, shown
from tldesk.core.backbones import Where
from tldesk.core.backbones.places import away_words, folders_away, own_folder, require_network
from tldesk.core.errors import TldeskError
from tldesk.core.messages import AddWeightsRequest, Began, Event, FetchWeightsRequest, WeightsKept, WeightsVerified
from tldesk.core.numbers import DASH, megabytes
from tldesk.jobs.weights import Weights, find_weights, plan_check, remove, weights_here

weights = typer.Typer(help="The weights of backbones on this computer.", no_args_is_help=True)

ALLOW: Final = "TLDESK_ALLOW_NETWORK"
"""The environment variable with which an administrator allows the network for all calls."""

WHERE: Final = {Where.EMBEDDED: "built in", Where.FOLDER: "shared folder", Where.CACHE: "cache of the hub"}

Into = Annotated[Path | None, typer.Option("--to", help="Another folder than yours, as on a share; TLDESK_WEIGHTS names it to each seat.")]


@weights.command("list")
def list_(*, json: Json = False) -> None:
    """Show the weights that are here: built in, in your folder and in shared ones, and in the cache of the Hugging Face hub."""
    voice = Voice(as_json=json)
    with guarded(voice):
        found = weights_here()
        table = Table("Backbone", box=None, pad_edge=False, header_style="dim")
        table.add_column("Size", justify="right")
        for title in ("Licence", "Where", "From", "SHA-256"):
            table.add_column(title)
        for one in found:
            name = escape(one.name) if one.known else f"{escape(one.name)} (no such backbone)"
            where = "your folder" if one.own else WHERE[one.where]
            table.add_row(name, megabytes(one.size), one.licence, where, escape(one.source) or DASH, one.sha256[:12] or DASH)
        voice.table(table)
        voice.aside(f"Your folder: {own_folder()}")
        away = folders_away()
        for folder in away:
            voice.aside(away_words(folder))
        voice.result({"folder": str(own_folder()), "weights": [_values(one) for one in found], "away": [str(folder) for folder in away]})


@weights.command("add")
def add(
    files: Annotated[list[Path], typer.Argument(help="Files that end in .safetensors, .pth, .pt or .bin.")],
    *,
    backbone: Annotated[str, typer.Option("--as", metavar="BACKBONE", help="What they are for; without: as the file is named.")] = "",
    to: Into = None,
    json: Json = False,
) -> None:
    """Check files of weights, of timm, torchvision or DINO, and put them into your folder. Nothing in them is run, none is written over."""
    voice = Voice(as_json=json)
    with guarded(voice):
        if backbone and len(files) > 1:
            raise typer.BadParameter("one file at a time", param_hint="--as")
        folder = str((to or own_folder()).absolute())
        kept = [_kept(do(None, AddWeightsRequest(str(file.absolute()), folder, backbone), voice, quiet=True), voice) for file in files]
        voice.result({"added": kept})


@weights.command("fetch")
def fetch(
    backbones: Annotated[list[str], typer.Argument(help="Names of backbones; tldesk backbones WORDS finds them.")],
    *,
    to: Into = None,
    allowed: Annotated[
        bool, typer.Option("--allow-network", envvar=ALLOW, help="Use the network, which nothing does that is not told to.")
    ] = False,
    json: Json = False,
) -> None:
    """Fetch weights from the Hugging Face hub or the mirror that HF_ENDPOINT names, through the system's proxy; Ctrl-C keeps what came."""
    voice = Voice(as_json=json)
    with guarded(voice):
        folder = str((to or own_folder()).absolute())
        # Said here too, because the engine takes seconds to load.
        require_network(allowed=allowed)
        kept = [_kept(do(None, FetchWeightsRequest(name, folder, allowed), voice, tell=_mention), voice) for name in backbones]
        voice.result({"fetched": kept})


@weights.command("verify")
def verify(
    names: Annotated[list[str] | None, typer.Argument(metavar="[BACKBONE]...", help="Backbones or files; without: all.")] = None,
    *,
    json: Json = False,
) -> None:
    """Read weights, compare them with the hash they came with, and try whether they fit; exit code 1 where some do not."""
    voice = Voice(as_json=json)
    with guarded(voice):
        found = [one for name in names for one in find_weights(name)] if names else weights_here()
        said = [_verified(one, voice) for one in found]
        wrong = sum(1 for one in said if one["error"])
        voice.result({"verified": said})
        if wrong:
            voice.aside(f"{wrong} of {len(said)} can't be used")
            raise typer.Exit(1)


@weights.command("remove")
def remove_(
    names: Annotated[list[str], typer.Argument(metavar="BACKBONE...", help="Backbones or files in your folder.")],
    *,
    json: Json = False,
) -> None:
    """Remove weights from your folder for good; shared folders and the cache of the hub are left alone."""
    voice = Voice(as_json=json)
    with guarded(voice):
        removed = []
        for name in names:
            found = find_weights(name)
            for one in [one for one in found if one.own] or found:
                remove(one)
                voice.line(f"Removed {one.file}")
                removed.append(str(one.file))
        voice.result({"removed": removed})


def _mention(event: Event, voice: Voice) -> None:
    """All but what computes: nothing is computed."""
    if not isinstance(event, Began):
        mention(event, voice)


def _kept(events: list[Event], voice: Voice) -> dict[str, object]:
    kept = next(event for event in events if isinstance(event, WeightsKept))
    voice.line(f"{kept.backbone}: {shown(Path(kept.file))}, {megabytes(kept.size)}")
    return {"backbone": kept.backbone, "file": kept.file, "bytes": kept.size, "sha256": kept.sha256}


def _verified(one: Weights, voice: Voice) -> dict[str, object]:
    """Whether `one` can be used; what is wrong with it is no end of the others."""
    said: dict[str, object] = {"backbone": one.name, "file": one.file and str(one.file), "sha256": "", "compared": False, "error": ""}
    try:
        done = next(event for event in do(None, plan_check(one), voice, quiet=True) if isinstance(event, WeightsVerified))
    except TldeskError as error:
        voice.line(f"{one.name}: {error}")
        return said | {"error": str(error)}
    hashed = "and its hash is that it came with" if done.compared else f"SHA-256 {done.sha256}, with none to compare it with"
    voice.line(f"{one.name}: fits, {hashed}")
    return said | {"sha256": done.sha256, "compared": done.compared}


def _values(one: Weights) -> dict[str, object]:
    return {
        "backbone": one.name,
        "known": one.known,
        "where": one.where.value,
        "file": one.file and str(one.file),
        "bytes": one.size,
        "source": one.source,
        "licence": one.licence,
        "sha256": one.sha256,
        "own": one.own,
    }
