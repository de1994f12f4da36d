"""Labels photos without end, and says after each operation what is on disk; to be killed. Begins when it is told to."""

import random
import sys
from pathlib import Path

from tldesk.project.classes import add_class, classes, merge_classes
from tldesk.project.labels import assign, flag, redo, undo
from tldesk.project.photos import all_photos
from tldesk.project.store import Project, open_project


def operation(project: Project, ids: list[int], chance: random.Random) -> int:
    """One operation; gives the number of photos it touched."""
    kind = chance.random()
    chosen = chance.sample(ids, chance.randint(1, len(ids)))
    if kind < 0.2:
        change = undo(project, who="child")
    elif kind < 0.25:
        change = redo(project, who="child")
    elif kind < 0.35:
        change = flag(project, chosen, unsure=chance.random() < 0.5, note=chance.choice(["", "blurred"]), who="child")
    elif kind < 0.4:
        extra, _ = add_class(project, f"class {chance.random()}")
        assign(project, chosen[:1], None, who="child")
        change = merge_classes(project, [extra.id], classes(project)[0].id, who="child")
    else:
        change = assign(project, chosen, chance.choice([*(c.id for c in classes(project)[:3]), None]), who="child")
    return len(change.labels) if change else 0


def main(folder: Path, seed: int) -> None:
    sys.stdin.readline()
    chance = random.Random(seed)
    with open_project(folder) as project:
        ids = [photo.id for photo in all_photos(project)]
        while True:
            touched = operation(project, ids, chance)
            newest = project.database.value("SELECT max(id) FROM operations")
            print(newest, touched, flush=True)


main(Path(sys.argv[1]), int(sys.argv[2]))
