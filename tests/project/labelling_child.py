"""Labels photos without end, and says after each operation what is on disk; to be killed."""

import random
import sys
from pathlib import Path

from tldesk.project.classes import classes
from tldesk.project.labels import assign, undo
from tldesk.project.photos import all_photos
from tldesk.project.store import open_project


def main(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    with open_project(folder) as project:
        ids = [photo.id for photo in all_photos(project)]
        choices = [*(c.id for c in classes(project)), None]
        while True:
            if chance.random() < 0.2:
                change = undo(project, who="child")
                print("undo", len(change.labels) if change else 0, flush=True)
                continue
            chosen, class_id = chance.sample(ids, chance.randint(1, 40)), chance.choice(choices)
            change = assign(project, chosen, class_id, who="child")
            print("assign", len(change.labels), flush=True)


main(Path(sys.argv[1]), int(sys.argv[2]))
