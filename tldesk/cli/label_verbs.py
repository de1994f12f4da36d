"""The verbs by which labels come and go."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tldesk.cli import exchange, steps
from tldesk.cli.opening import Folder, Json, opened, setting
from tldesk.cli.places import remember
from tldesk.cli.say import Voice
from tldesk.core.errors import ProjectError
from tldesk.project.interchange.formats import FORMATS
from tldesk.project.interchange.label_table import ReadingOptions
from tldesk.project.store import Project

Columns = Annotated[
    list[str] | None,
    typer.Option(metavar="ROLE=NAME,...", help="Columns by role: photo, class, split, unsure, note; photo=folder+file joins two."),
]
ClassFolder = Annotated[
    int | None, typer.Option(min=0, help="Which folder names the class: 0 the photo's own, 1 the one above; by default what fits best.")
]
Renamed = Annotated[
    list[str] | None,
    typer.Option(metavar="FOLDER=CLASS", help="Another class for a folder; folders of one class are merged, FOLDER= leaves it out."),
]


def import_(
    folder: Annotated[Path, typer.Argument(help="The photo folder.")],
    *,
    labels: Annotated[Path | None, typer.Option(help="Take labels from this file, or folder of files, instead of the sub-folders.")] = None,
    format: Annotated[str, typer.Option(help=f"How the file is written: auto, {', '.join(one.key for one in FORMATS)}.")] = "auto",
    column: Columns = None,
    classes_file: Annotated[Path | None, typer.Option(help="Names for classes that the file gives by number.")] = None,
    encoding: Annotated[str, typer.Option(help="Of the file's text; found out by default.")] = "",
    sheet: Annotated[str, typer.Option(help="The sheet of a workbook; by default the first that fits.")] = "",
    class_folder: ClassFolder = None,
    rename: Renamed = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace labels that a person gave.")] = False,
    unpack: Annotated[bool, typer.Option("--unpack", help="Put the photos of a Teachable Machine project into the folder first.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what the labels or folders would do, and change no label.")] = False,
    json: Json = False,
) -> None:
    """Find the photos of FOLDER; sub-folders become classes, train/validation/test folders become splits. Asking again only adds."""
    voice = Voice(as_json=json)
    told = ReadingOptions(exchange.columns_from(column or ()), classes_file=classes_file, encoding=encoding, sheet=sheet)
    renamed = {name: str(value) for name, value in map(setting, rename or ())}
    take: Callable[[Project], dict[str, object]] | None = None
    if labels is not None:
        take = partial(exchange.take_labels, file=labels, format=format, options=told, overwrite=overwrite, dry_run=dry_run, voice=voice)
    elif class_folder is not None or renamed or dry_run:
        take = partial(exchange.take_folders, level=class_folder, renamed=renamed, dry_run=dry_run, voice=voice)
    with opened(folder, voice, begin=True, photos_follow=unpack) as project:
        if labels is not None and unpack:
            exchange.unpack_photos(project, labels, voice)
        values = steps.bring_in(project, voice, labels=take)
        if not values["photos"]:
            raise ProjectError(
                f"There is no photo in {project.root} any more.",
                kept="Labels and runs are kept.",
                remedy="Put the photos back, or name another folder.",
            )
        remember(project.root)
        voice.result(values)


def export(
    folder: Folder = None,
    *,
    to: Annotated[Path, typer.Option(help="A file that ends in .csv, .tsv, .xlsx or .json, or a folder for a folder of each class.")],
    link: Annotated[bool, typer.Option("--link", help="Link the photos into the folders instead of copying them.")] = False,
    splits: Annotated[bool, typer.Option("--splits", help="Folders for train, validation and test above the classes.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")] = False,
    json: Json = False,
) -> None:
    """Write the labels to a file, or the labelled photos into class folders. Originals are only read, and nothing is written over."""
    voice = Voice(as_json=json)
    with opened(folder, voice) as project:
        if exchange.is_label_file(to):
            voice.result(exchange.write_file(project, to, dry_run=dry_run, voice=voice))
        else:
            voice.result(exchange.write_folders(project, to, link=link, splits=splits, dry_run=dry_run, voice=voice))
