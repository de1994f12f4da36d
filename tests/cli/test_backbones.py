"""`tldesk backbones`, as a person or a script calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def called(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    code = "from tldesk.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


@pytest.fixture
def weights(tmp_path: Path) -> dict[str, str]:
    """A computer with one file of weights."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "vgg11.safetensors").write_bytes(b"weights")
    return {"TLDESK_WEIGHTS": str(tmp_path / "shared"), "XDG_DATA_HOME": str(tmp_path), "HF_HUB_CACHE": str(tmp_path / "hub")}


def test_plain_words_give_a_table(weights: dict[str, str]) -> None:
    done = called("backbones", "efficientnet", "lite", **weights)
    assert done.returncode == 0, done.stderr
    head, first, *_rest = done.stdout.splitlines()
    assert head.split()[:2] == ["Name", "Parameters"]
    assert " ".join(first.split()) == "tf_efficientnet_lite0.in1k 4.7 M 0.385 224 px 74.8 % ImageNet-1k Apache 2.0 built in"


def test_a_script_gets_all_values_and_where_the_weights_are(weights: dict[str, str]) -> None:
    done = called("backbones", "vgg 11", "--json", **weights)
    found = {one["name"]: one for one in json.loads(done.stdout)["backbones"]}
    assert found["vgg11.tv_in1k"]["weights"] == "folder"
    assert found["vgg11.tv_in1k"]["file"].endswith("vgg11.safetensors")
    assert found["vgg11.tv_in1k"]["commercial_use"] is True
    assert found["vgg11_bn.tv_in1k"]["weights"] == "hub"


def test_a_long_table_says_how_to_see_the_rest(weights: dict[str, str]) -> None:
    done = called("backbones", **weights)
    assert len(done.stdout.splitlines()) == 41
    assert "--all" in done.stderr


def test_nothing_found_is_said(weights: dict[str, str]) -> None:
    done = called("backbones", "microscopy", **weights)
    assert done.returncode == 0
    assert "Take a word away" in done.stderr
