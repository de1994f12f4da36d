"""The slowest of many filters and orders over 100,000 photos, against the limit of 100 ms.

Each is measured five times and stands with its median; `python tests/benchmarks/filter_ms_100k.py` lists them all.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from harness import Row
from open_100k_s import PHOTOS

from tests.project.made_splits import make_splits
from tldesk.core.filters import PhotoFilter, PhotoOrder, Sort
from tldesk.core.photo import ScannedPhoto, Split
from tldesk.core.results import Answer
from tldesk.project import predictions
from tldesk.project.classes import add_class
from tldesk.project.finding import find, folders, groups
from tldesk.project.labels import assign, counts, flag
from tldesk.project.operations import tops
from tldesk.project.photos import all_photos, record_scan, set_problem
from tldesk.project.store import Project, open_project

LIMIT_MS = 100.0
CLASSES = 20
DAY_S = 86_400


def fill(project: Project) -> str:
    """Photos of two years in 200 folders with all that can be asked for; gives the id of a prediction set over all of them."""
    found = [
        ScannedPhoto(f"Plate {i // 500:03}/Zürich série {i % 7}/photo_{i:06}.jpg", 50_000 + i * 7919 % 4_000_000, i, f"{i:032x}")
        for i in range(PHOTOS)
    ]
    record_scan(project, found)
    photos = all_photos(project)
    ids = [photo.id for photo in photos]
    names = [f"class {n}" for n in range(CLASSES)]
    for n, name in enumerate(names):
        assign(project, [i for i in ids if i * 31 % (CLASSES + 5) == n], add_class(project, name)[0].id, who="benchmark")
    flag(project, ids[::37], unsure=True, note="two kinds?", who="benchmark")
    set_problem(project, dict.fromkeys(ids[::1009], "the file is cut short"))
    make_splits(project, validation_percent=15, test_percent=15, seed=0, groups={i: f"group {i // 10:05}" for i in ids})
    first = datetime(2024, 1, 1, tzinfo=UTC).timestamp()
    with project.database.transaction():
        taken = [(first + i * 6007 % (730 * DAY_S), i) for i in ids if i % 11]
        project.database.execute_many("UPDATE photos SET taken = ? WHERE id = ?", taken)
    files = [str(project.root / photo.path) for photo in photos]
    set_id, _ = predictions.begin(project, run_id="run", classes=names, files=files)
    high = [0.3 + i * 7 % 101 / 200 for i in ids]
    answers = [Answer(f, f, (p, *[(1 - p) / (CLASSES - 1)] * (CLASSES - 1))) for f, p in zip(files, high, strict=True)]
    predictions.add(project, set_id, answers)
    return set_id


def questions(project: Project, set_id: str) -> Iterator[tuple[str, PhotoFilter, PhotoOrder]]:
    """Every sort over all photos, and filters alone and together in the orders that are dearest."""
    everything = PhotoFilter()
    orders = [PhotoOrder(sort, descending=down, set_id=set_id) for sort in Sort for down in (False, True)]
    yield from ((f"all by {order.sort}{' down' * order.descending}", everything, order) for order in orders)
    some = frozenset(range(1, 6))
    filters = {
        "classes": PhotoFilter(classes=some),
        "a class or none": PhotoFilter(classes=frozenset({3}), unlabelled=True),
        "unlabelled": PhotoFilter(unlabelled=True),
        "unsure": PhotoFilter(unsure=True),
        "not unsure": PhotoFilter(unsure=False),
        "splits": PhotoFilter(splits=frozenset({Split.TRAIN, Split.TEST})),
        "no split": PhotoFilter(no_split=True),
        "group": PhotoFilter(group="group 00077"),
        "folder": PhotoFilter(folder="Plate 050"),
        "problem": PhotoFilter(problem=True),
        "missing": PhotoFilter(missing=True),
        "taken": PhotoFilter(taken_from=date(2024, 3, 1), taken_to=date(2025, 6, 30)),
        "size": PhotoFilter(smallest=100_000, largest=3_000_000),
        "text": PhotoFilter(text="serie photo_"),
        "text that is rare": PhotoFilter(text="zurich 99999"),
        "text that is nowhere": PhotoFilter(text="nowhere"),
        "many together": PhotoFilter(some, True, False, frozenset({Split.TRAIN}), True, problem=False, smallest=1, text="photo_ plate"),
    }
    for name, wanted in filters.items():
        for order in (PhotoOrder(), PhotoOrder(Sort.CLASS), PhotoOrder(Sort.CONFIDENCE, descending=True, set_id=set_id)):
            yield f"{name} by {order.sort}", wanted, order


def timings(project: Project, set_id: str) -> list[tuple[float, str, int]]:
    """Median milliseconds of every question, and how many photos it finds; slowest first."""
    measured = []
    for name, wanted, order in questions(project, set_id):
        taken = []
        for _ in range(5):
            start = time.perf_counter()
            found = find(project, wanted, order)
            taken.append(1000 * (time.perf_counter() - start))
        measured.append((median(taken), name, len(found)))
    return sorted(measured, reverse=True)


def measure() -> Row:
    with tempfile.TemporaryDirectory() as name, open_project(Path(name)) as project:
        slowest = timings(project, fill(project))[0]
    return Row("filter_ms_100k", slowest[0], LIMIT_MS, "ms", "limit")


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    with open_project(folder) as project:
        there = predictions.sets(project)
        set_id = there[0].id if there else fill(project)
        for milliseconds, question, count in timings(project, set_id):
            print(f"{milliseconds:7.1f} ms  {count:7,}  {question}")
        for question in (folders, groups, counts, tops, predictions.sets_about):
            start = time.perf_counter()
            question(project)
            print(f"{1000 * (time.perf_counter() - start):7.1f} ms  {question.__name__}")


if __name__ == "__main__":
    main()
