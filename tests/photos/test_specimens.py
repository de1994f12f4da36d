from pathlib import Path

import numpy as np
import pytest

from tldesk.core.photo import ScannedPhoto
from tldesk.photos.decode import decode, photo_facts
from tldesk.photos.moments import taken
from tldesk.photos.scan import scan
from tldesk.photos.specimens import SPECIMEN_CLASSES, draw_mixed, draw_specimen, draw_specimens


@pytest.fixture(scope="module")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("specimens")
    draw_specimens(folder, per_class=10, seed=5)
    return folder


def test_each_class_has_a_folder_of_readable_photos(specimens: Path) -> None:
    found = list(scan(specimens))
    assert all(isinstance(photo, ScannedPhoto) for photo in found)
    assert sorted(folder.name for folder in specimens.iterdir()) == sorted(SPECIMEN_CLASSES)
    assert len(found) == 40
    for photo in found:
        facts = photo_facts(specimens / photo.path)
        assert (facts.width, facts.height, facts.format) == (480, 360, "JPEG")
    assert (specimens / "rods" / "specimen_0001.jpg").is_file()


def test_the_same_seed_draws_the_same_photos(specimens: Path, tmp_path: Path) -> None:
    draw_specimens(tmp_path / "same", per_class=2, seed=5)
    draw_specimens(tmp_path / "other", per_class=2, seed=6)
    for name in SPECIMEN_CLASSES:
        file = Path(name) / "specimen_0002.jpg"
        assert (tmp_path / "same" / file).read_bytes() == (specimens / file).read_bytes()
        assert (tmp_path / "other" / file).read_bytes() != (specimens / file).read_bytes()


def test_photos_are_lit_like_photos(specimens: Path) -> None:
    means = []
    for file in specimens.rglob("*.jpg"):
        pixels = np.asarray(decode(file), dtype=float)
        means.append(pixels.mean())
        assert 30 < pixels.mean() < 245
        assert pixels.std() > 3
    assert np.std(means) > 15


def test_most_photos_say_when_they_were_taken(specimens: Path) -> None:
    dated = [taken(file) for file in specimens.rglob("*.jpg")]
    assert 20 < sum(moment is not None for moment in dated) < 40


def test_mixed_photos_are_unlabelled(tmp_path: Path) -> None:
    draw_mixed(tmp_path, count=5, seed=1)
    assert sorted(file.name for file in tmp_path.iterdir()) == [f"specimen_{number:04d}.jpg" for number in range(1, 6)]


def test_files_that_are_there_are_left_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "rods").mkdir()
    (tmp_path / "rods" / "specimen_0001.jpg").write_bytes(b"mine")
    draw_specimens(tmp_path, per_class=2, classes=["rods"])
    assert (tmp_path / "rods" / "specimen_0001.jpg").read_bytes() == b"mine"
    assert (tmp_path / "rods" / "specimen_0002.jpg").stat().st_size > 1000
    assert [folder.name for folder in tmp_path.iterdir()] == ["rods"]


def test_an_unknown_class_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="spirals"):
        draw_specimens(tmp_path, classes=["spirals"])


@pytest.mark.parametrize("name", SPECIMEN_CLASSES)
def test_organisms_of_a_class_vary(name: str) -> None:
    one, other = (np.asarray(draw_specimen(name, np.random.default_rng(seed)), dtype=float) for seed in (1, 2))
    assert np.abs(one - other).mean() > 5
