"""Labels that come from the files of other programs, and go to them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import typer
from rich.markup import escape
from rich.table import Table

from tldesk.cli.say import Voice, shown
from tldesk.cli.steps import who
from tldesk.core.changes import Change
from tldesk.core.photo import Split
from tldesk.project import photos, splits
from tldesk.project.folder_plan import summary
from tldesk.project.interchange.class_folders import plan_class_folders
from tldesk.project.interchange.exporting import export_labels, free_file, label_bytes, label_rows
from tldesk.project.interchange.formats import read_labels
from tldesk.project.interchange.import_preview import ImportPreview
from tldesk.project.interchange.importing import apply, preview
from tldesk.project.interchange.label_table import LabelRow, ReadingOptions
from tldesk.project.interchange.placing import FoldersPlan, P, Placed
from tldesk.project.interchange.placing import write_folders as write_placed
from tldesk.project.interchange.teachable_machine import unpack
from tldesk.project.store import Project

_FILES: Final = frozenset({".csv", ".xlsx", ".json", ".tsv", ".txt", ".xls", ".ods", ".xml", ".jsonl"})
_SHOWN: Final = 10


def columns_from(told: Iterable[str]) -> dict[str, str]:
    """The columns by role, from texts such as `photo=folder+file,class=species`."""
    columns: dict[str, str] = {}
    role = ""
    for part in (part for text in told for part in text.split(",")):
        name, sign, value = part.partition("=")
        if not sign and not role:
            raise typer.BadParameter(f"'{part}' is not of the form role=column.", param_hint="--column")
        if sign:
            role = name.strip()
            columns[role] = value.strip()
        else:
            # A column's name may have a comma in it.
            columns[role] += f",{part}"
    return columns


def unpack_photos(project: Project, file: Path, voice: Voice) -> None:
    """Write the photos of a Teachable Machine project into a folder of its name inside the photo folder."""
    written = unpack(file, project.root / file.stem)
    voice.line(f"{len(written)} photos of {file.name} are in {shown(project.root / file.stem)}")


def take_labels(
    project: Project, file: Path, *, format: str, options: ReadingOptions, overwrite: bool, dry_run: bool, voice: Voice
) -> dict[str, object]:
    """Read a label file, say what it does, and do it unless `dry_run`."""
    known = frozenset(photo.path for photo in photos.all_photos(project))
    table = read_labels(file, format=format, options=replace(options, photos=known))
    seen = preview(project, table)
    say_preview(seen, voice, overwrite=overwrite)
    if dry_run:
        voice.line("Nothing was changed (--dry-run).")
    change = None if dry_run else apply(project, seen, who=who(), overwrite=overwrite)
    return {"labels": preview_values(seen), "applied": 0 if change is None else len(change.labels)}


def take_folders(project: Project, *, level: int | None, renamed: Mapping[str, str], dry_run: bool, voice: Voice) -> dict[str, object]:
    """Say what the sub-folders mean, and take it unless `dry_run`.

    Args:
        renamed: other names for classes, by the names of their folders; an empty one leaves the photos unlabelled.
    """
    read = splits.read_meanings(project, level=level)
    told = [replace(one, name=renamed.get(one.name, one.name)) for one in read]
    unknown = set(renamed) - {one.name for one in read}
    if unknown:
        raise typer.BadParameter(f"No folder is the class {', '.join(sorted(unknown))}.", param_hint="--rename")
    for one in told if dry_run else ():
        voice.line(f"{one.folder or '.'}: {one.photos} photos, {one.name or 'no class'}{f', {one.split}' if one.split else ''}")
    counted = summary(told)
    if dry_run:
        voice.line(f"{counted.labelled} photos of {len(counted.classes)} classes would be labelled. Nothing was changed (--dry-run).")
    change = Change() if dry_run else splits.import_folders(project, who=who(), told=told)
    folders = {one.folder: [one.name, one.split] for one in told}
    return {"folders": folders, "kept": counted.kept, "applied": len(change.labels)}


def say_preview(seen: ImportPreview, voice: Voice, *, overwrite: bool) -> None:
    """What an import does, in lines; of each kind of trouble the first few."""
    voice.line(f"{seen.table.file.name}: {len(seen.table.rows)} rows, format {seen.table.format}")
    for said in seen.table.notices:
        voice.aside(said)
    table = Table("Class", box=None, pad_edge=False, header_style="dim")
    table.add_column("Photos", justify="right")
    table.add_column("")
    fresh = set(seen.new_classes)
    for name, count in Counter(seen.counts).most_common():
        table.add_row(escape(name), str(count), "new" if name in fresh else "")
    if seen.matched:
        voice.table(table)
    if seen.unchanged:
        voice.line(f"{len(seen.unchanged)} photos have their class already")
    if seen.splits:
        voice.line("Splits: " + ", ".join(f"{seen.split_counts.get(split, 0)} {split}" for split in Split))
    if seen.flags:
        unsure = sum(flag.unsure is True for flag in seen.flags.values())
        voice.line(f"{unsure} photos unsure, {sum(flag.note is not None for flag in seen.flags.values())} with a note")
    _say_some(
        voice,
        "Photos found by name, in another folder than the file says",
        [f"{_where(m.row)}: {m.photo.path}" for m in seen.by_name_only],
    )
    kept = "replaced" if overwrite else "kept; --overwrite replaces them"
    _say_some(voice, f"Labels that a person gave ({kept})", [f"{m.photo.path}: {m.before}, in the file {m.label}" for m in seen.conflicts])
    _say_some(
        voice, "Photos with two classes in the file (left out)", [f"{c.photo.path}: {', '.join(c.labels)}" for c in seen.contradictions]
    )
    _say_some(
        voice,
        "Rows that fit several photos (left out)",
        [f"{_where(a.row)}: {', '.join(photo.path for photo in a.photos[:3])}" for a in seen.ambiguous],
    )
    _say_some(voice, "Rows left out", [f"{_where(u.row)}: {u.reason}" for u in seen.unmatched])
    _say_some(voice, "Rows that can't be read", [f"line {p.line}: {p.reason}" for p in seen.table.problems])
    _say_some(voice, "Notes not taken", [f"{k.photo.path}: {k.reason}" for k in seen.kept_notes])
    _say_some(voice, "Splits not taken", [f"{k.photo.path}: {k.reason}" for k in seen.kept_splits])


def _say_some(voice: Voice, title: str, lines: list[str]) -> None:
    if not lines:
        return
    voice.aside(f"{title}: {len(lines)}")
    for line in lines[:_SHOWN]:
        voice.aside(f"  {line}")
    if len(lines) > _SHOWN:
        voice.aside(f"  and {len(lines) - _SHOWN} more")


def _where(row: LabelRow) -> str:
    return f"{row.source or 'line'} {row.line}, {row.photo}"


def preview_values(seen: ImportPreview) -> dict[str, object]:
    """A preview for scripts."""
    return {
        "file": str(seen.table.file),
        "format": seen.table.format,
        "rows": len(seen.table.rows),
        "matched": len(seen.matched),
        "unchanged": len(seen.unchanged),
        "classes": seen.counts,
        "new_classes": list(seen.new_classes),
        "splits": {split.value: count for split, count in seen.split_counts.items()},
        "conflicts": {match.photo.path: [match.before, match.label] for match in seen.conflicts},
        "contradictions": {each.photo.path: list(each.labels) for each in seen.contradictions},
        "ambiguous": {_where(each.row): [photo.path for photo in each.photos] for each in seen.ambiguous},
        "unmatched": {_where(each.row): each.reason for each in seen.unmatched},
        "unreadable_rows": {str(each.line): each.reason for each in seen.table.problems},
        "by_name_only": {_where(match.row): match.photo.path for match in seen.by_name_only},
        "unlabelled": len(seen.unlabelled),
        "duplicates": len(seen.duplicates),
        "unsure": sum(flag.unsure is True for flag in seen.flags.values()),
        "notes": sum(flag.note is not None for flag in seen.flags.values()),
        "kept_notes": {each.photo.path: each.wanted for each in seen.kept_notes},
        "notices": list(seen.table.notices),
    }


def is_label_file(place: Path) -> bool:
    """Whether an export to `place` is one file; else it is a folder."""
    return place.suffix.casefold() in _FILES and not place.is_dir()


def write_file(project: Project, file: Path, *, dry_run: bool, voice: Voice) -> dict[str, object]:
    """Write the labels to one file, or only say how many. A file that is there is left alone: the new one gets a number."""
    file = free_file(file)
    if dry_run:
        _, rows = label_rows(project)
        label_bytes(file, (), ())
        count = sum(bool(row.label) for row in rows)
        voice.line(f"{count} labels would go to {shown(file)}")
    else:
        count = export_labels(project, file)
        voice.line(f"{count} labels in {shown(file)}")
    return {"file": str(file), "labels": count, "written": not dry_run}


def write_folders(project: Project, target: Path, *, link: bool, splits: bool, dry_run: bool, voice: Voice) -> dict[str, object]:
    """Put the labelled photos into class folders, or only list where they would go."""
    plan = plan_class_folders(project, target, splits=splits)
    values: dict[str, object] = {
        "folder": str(plan.target),
        "photos": {each.photo.path: each.path for each in plan.placings},
        "unlabelled": plan.unlabelled,
        "missing": [photo.path for photo in plan.missing],
    }
    if dry_run:
        for each in plan.placings:
            voice.line(f"{each.photo.path} -> {each.path}{' (there already)' if each.there else ''}")
        voice.line(f"{len(plan.placings)} photos would go to {shown(target)}; {plan.unlabelled} have no class")
        return values | {"written": False}
    counts = place_photos(plan, link=link, voice=voice)
    voice.line(f"{shown(target)}: {said_of(counts) or 'no photo has a class'}; {plan.unlabelled} photos have no class")
    return values | {"written": True, "outcomes": counts}


def place_photos(plan: FoldersPlan[P], *, link: bool, voice: Voice) -> dict[str, int]:
    """Write what `plan` says; gives how many photos came to their places in which way."""
    counts: Counter[Placed] = Counter()
    with voice.progress() as bar:
        task = bar.add_task("Writing photos", total=len(plan.placings))
        for each, outcome, why in write_placed(plan, link=link):
            counts[outcome] += 1
            if outcome is Placed.FAILED:
                voice.aside(f"Left out  {shown(each.source)}: {why}")
            bar.advance(task)
    return {outcome.value: count for outcome, count in counts.items()}


def said_of(counts: Mapping[str, int]) -> str:
    """Such counts in words; empty for none."""
    return ", ".join(f"{count} {name}" for name, count in counts.items())
