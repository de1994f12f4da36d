import os
from pathlib import Path

import pytest

from tldesk.core.backbones import Place, Places, Where
from tldesk.core.backbones.places import folders, hub_cache, own_folder
from tldesk.core.recipe import EMBEDDED_BACKBONE


def cached(cache: Path, repository: str, name: str) -> Path:
    """A file as the Hugging Face client keeps it."""
    folder = cache / f"models--{repository.replace('/', '--')}"
    snapshot = folder / "snapshots" / "0123abc"
    snapshot.mkdir(parents=True)
    (folder / "refs").mkdir()
    (folder / "refs" / "main").write_text("0123abc")
    (snapshot / name).write_bytes(b"weights")
    return snapshot / name


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "hub"


def places(*among: Path, cache: Path) -> Places:
    return Places(among=among, cache=cache)


def test_the_embedded_backbone_is_always_here(tmp_path: Path, cache: Path) -> None:
    found = places(tmp_path / "none", cache=cache)
    assert found.of(EMBEDDED_BACKBONE) == found.of(f"{EMBEDDED_BACKBONE}.in1k") == Place(Where.EMBEDDED)
    assert Where.EMBEDDED.here


def test_what_is_nowhere_can_be_had_from_the_hub_where_it_is_there(tmp_path: Path, cache: Path) -> None:
    assert places(tmp_path, cache=cache).of("resnet18") == Place(Where.HUB)
    assert places(tmp_path, cache=cache).of("no_such_network") == Place(Where.NOWHERE)
    assert not Where.HUB.here


@pytest.mark.parametrize("file", ["resnet18.safetensors", "resnet18.a1_in1k.safetensors", "resnet18.pth", "resnet18.a1_in1k.bin"])
def test_a_default_tag_is_found_with_and_without_it(tmp_path: Path, cache: Path, file: str) -> None:
    (tmp_path / file).write_bytes(b"weights")
    found = places(tmp_path, cache=cache)
    assert found.of("resnet18") == found.of("resnet18.a1_in1k") == Place(Where.FOLDER, tmp_path / file)
    assert found.of("resnet18.tv_in1k") == Place(Where.HUB)


def test_another_tag_is_another_file(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "resnet18.tv_in1k.safetensors").write_bytes(b"weights")
    found = places(tmp_path, cache=cache)
    assert found.of("resnet18.tv_in1k").file == tmp_path / "resnet18.tv_in1k.safetensors"
    assert found.of("resnet18").where is Where.HUB


def test_the_users_folder_goes_before_shared_ones_and_safetensors_before_pickles(tmp_path: Path, cache: Path) -> None:
    own, shared = tmp_path / "own", tmp_path / "shared"
    for folder, name in ((own, "resnet18.pth"), (shared, "resnet18.pth"), (shared, "vgg11.safetensors"), (shared, "vgg11.pth")):
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"weights")
    found = places(own, shared, cache=cache)
    assert found.of("resnet18").file == own / "resnet18.pth"
    assert found.of("vgg11").file == shared / "vgg11.safetensors"


def test_what_an_earlier_fetch_left_is_found(tmp_path: Path, cache: Path) -> None:
    file = cached(cache, "timm/resnet18.a1_in1k", "model.safetensors")
    assert places(tmp_path, cache=cache).of("resnet18") == Place(Where.CACHE, file)
    file.unlink()  # an interrupted fetch
    assert places(tmp_path, cache=cache).of("resnet18") == Place(Where.HUB)


def test_a_file_in_the_folder_replaces_the_embedded_one(tmp_path: Path, cache: Path) -> None:
    (tmp_path / f"{EMBEDDED_BACKBONE}.safetensors").write_bytes(b"weights")
    assert places(tmp_path, cache=cache).of(EMBEDDED_BACKBONE).where is Where.FOLDER


def test_shared_folders_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TLDESK_WEIGHTS", os.pathsep.join((str(tmp_path / "one"), str(tmp_path / "two"))))
    assert folders() == (own_folder(), tmp_path / "one", tmp_path / "two")
    monkeypatch.delenv("TLDESK_WEIGHTS")
    assert folders() == (own_folder(),)


def test_the_cache_is_where_the_hubs_own_client_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert hub_cache() == tmp_path / "xdg" / "huggingface" / "hub"
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    assert hub_cache() == tmp_path / "home" / "hub"
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    assert hub_cache() == tmp_path / "cache"
