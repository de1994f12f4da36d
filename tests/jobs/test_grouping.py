import shutil
from pathlib import Path

import pytest
from PIL import Image

from tldesk.core.errors import RecipeError
from tldesk.core.photo import Photo, Split
from tldesk.core.recipe import Recipe
from tldesk.jobs.grouping import gather
from tldesk.photos.fingerprints import fingerprint


def photo(root: Path, number: int, path: str, *, class_id: int | None = 1, split: Split | None = None, missing: bool = False) -> Photo:
    file = root / path
    mark = fingerprint(file) if file.exists() else f"{number:032x}"
    return Photo(number, path, mark, file.stat().st_size if file.exists() else 1, class_id=class_id, split=split, missing=missing)


@pytest.fixture
def three(tmp_path: Path, specimens: Path) -> Path:
    """Two different photos, and a smaller, more compressed copy of the first."""
    root = tmp_path / "root"
    root.mkdir()
    shutil.copy(specimens / "rods" / "specimen_0001.jpg", root / "a.jpg")
    shutil.copy(specimens / "filaments" / "specimen_0002.jpg", root / "b.jpg")
    with Image.open(root / "a.jpg") as original:
        original.resize((original.width // 2, original.height // 2)).save(root / "c.jpg", quality=60)
    return root


def test_near_duplicates_are_kept_together_whatever_the_rule(three: Path, tmp_path: Path) -> None:
    photos = [photo(three, number, name) for number, name in enumerate(("a.jpg", "b.jpg", "c.jpg"), 1)]
    assert gather(photos, three, Recipe(), thumbnails=tmp_path / "thumbs") == {1: "a.jpg", 3: "a.jpg"}


def test_a_second_time_reads_no_photo(three: Path, tmp_path: Path) -> None:
    photos = [photo(three, number, name) for number, name in enumerate(("a.jpg", "b.jpg", "c.jpg"), 1)]
    first = gather(photos, three, Recipe(), thumbnails=tmp_path / "thumbs")
    for file in three.iterdir():
        file.unlink()
    assert gather(photos, three, Recipe(), thumbnails=tmp_path / "thumbs") == first


@pytest.mark.parametrize("content", [b"", b"{", b'{"of": {}}', b'{"check": "00", "of": {"x": "12"}}', b'{"check": 3, "of": []}', b"[]"])
def test_a_damaged_or_old_cache_is_made_anew(three: Path, tmp_path: Path, content: bytes) -> None:
    photos = [photo(three, number, name) for number, name in enumerate(("a.jpg", "b.jpg", "c.jpg"), 1)]
    (tmp_path / "thumbs").mkdir()
    (tmp_path / "thumbs" / "likeness.json").write_bytes(content)
    assert gather(photos, three, Recipe(), thumbnails=tmp_path / "thumbs") == {1: "a.jpg", 3: "a.jpg"}


def test_a_locked_test_photo_that_lost_its_label_still_holds_its_group(three: Path, tmp_path: Path) -> None:
    photos = [photo(three, 1, "a.jpg", class_id=None, split=Split.TEST), photo(three, 3, "c.jpg"), photo(three, 2, "b.jpg", class_id=None)]
    assert gather(photos, three, Recipe(), thumbnails=tmp_path / "thumbs") == {1: "a.jpg", 3: "a.jpg"}


def test_unreadable_photos_stand_alone_and_all_are_counted(three: Path, tmp_path: Path) -> None:
    (three / "d.jpg").write_bytes(b"no photo")
    photos = [photo(three, number, name) for number, name in enumerate(("a.jpg", "c.jpg", "d.jpg"), 1)]
    told: list[tuple[int, int]] = []
    groups = gather(photos, three, Recipe(), thumbnails=tmp_path / "thumbs", report=lambda done, total: told.append((done, total)))
    assert groups == {1: "a.jpg", 2: "a.jpg"}
    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)


def test_by_name_pattern_whole_match_or_bracketed_part(tmp_path: Path) -> None:
    names = ["p/plate1_a.jpg", "p/plate1_b.jpg", "p/plate2_a.jpg", "p/other.jpg", "q/plate1_c.jpg"]
    photos = [photo(tmp_path, number, name, missing=True) for number, name in enumerate(names, 1)]
    for pattern in (r"^plate\d+", r"^plate(\d+)_"):
        groups = gather(photos, tmp_path, Recipe(group_by="pattern", group_pattern=pattern), thumbnails=tmp_path / "thumbs")
        assert groups == {1: names[0], 2: names[0], 5: names[0]}


def test_by_folder_the_class_folder_itself_joins_nothing(tmp_path: Path) -> None:
    names = ["Rods/1.jpg", "Rods/2.jpg", "rods/slide 7/1.jpg", "rods/slide 7/2.jpg", "slide 7/3.jpg", "4.jpg"]
    photos = [photo(tmp_path, number, name, missing=True) for number, name in enumerate(names, 1)]
    groups = gather(photos, tmp_path, Recipe(group_by="folder"), thumbnails=tmp_path / "thumbs", classes={1: "rods"})
    assert groups == {3: names[2], 4: names[2]}


def test_by_burst_from_times_in_names(tmp_path: Path) -> None:
    names = ["IMG_20220704_210500.jpg", "IMG_20220704_210520.jpg", "IMG_20220704_210545.jpg", "IMG_20220704_220000.jpg", "x.jpg"]
    photos = [photo(tmp_path, number, name, missing=True) for number, name in enumerate(names, 1)]
    groups = gather(photos, tmp_path, Recipe(group_by="burst"), thumbnails=tmp_path / "thumbs")
    assert groups == {1: names[0], 2: names[0], 3: names[0]}


def test_rules_and_likeness_join_through_a_shared_photo(three: Path, tmp_path: Path) -> None:
    """a is like c; the pattern joins b and c: all three are one group."""
    photos = [photo(three, number, name) for number, name in enumerate(("a.jpg", "b.jpg", "c.jpg"), 1)]
    recipe = Recipe(group_by="pattern", group_pattern="^[bc]()")
    assert gather(photos, three, recipe, thumbnails=tmp_path / "thumbs") == {1: "a.jpg", 3: "a.jpg"}
    recipe = Recipe(group_by="pattern", group_pattern="[bc][.](jpg)")
    assert gather(photos, three, recipe, thumbnails=tmp_path / "thumbs") == {1: "a.jpg", 2: "a.jpg", 3: "a.jpg"}


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"group_by": "pattern", "group_pattern": "("}, "regular expression"),
        ({"group_by": "pattern", "group_pattern": ""}, "empty"),
        ({"group_by": "pattern", "group_pattern": "^plate"}, "matches"),
        ({"group_by": "burst"}, "taken"),
        ({"group_by": "folder"}, "folder"),
    ],
)
def test_a_rule_that_can_hold_nothing_together_is_refused(tmp_path: Path, values: dict[str, object], word: str) -> None:
    """Silence would claim a protection that is not there."""
    photos = [photo(tmp_path, number, f"rods/{number}.jpg", missing=True) for number in (1, 2)]
    with pytest.raises(RecipeError, match=word) as met:
        gather(photos, tmp_path, Recipe().with_values(values), thumbnails=tmp_path / "thumbs", classes={1: "rods"})
    assert met.value.remedy
