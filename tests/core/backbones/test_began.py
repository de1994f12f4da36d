from pathlib import Path

import pytest

from tldesk.core.backbones import backbone
from tldesk.core.backbones.began import began_from, is_own
from tldesk.core.backbones.places import own_folder
from tldesk.core.backbones.receipts import Receipt, write_receipt
from tldesk.core.recipe import EMBEDDED_BACKBONE
from tldesk.core.run_values import Began

NAME = "resnet18.tv_in1k"
PAGE = "https://huggingface.co/timm/resnet18.tv_in1k"


@pytest.fixture
def file(own_home: Path) -> Path:
    """Weights in the user's folder."""
    made = own_folder() / f"{NAME}.safetensors"
    made.parent.mkdir(parents=True)
    made.write_bytes(b"12345")
    return made


def test_the_receipt_tells_it_where_it_is_of_the_file_that_lies_there(file: Path) -> None:
    assert began_from(NAME) == Began(file.name, "BSD 3-Clause")
    receipt = Receipt(NAME, "resnet18-00000000.pth", "0" * 64, 5, "of somebody", "2026-11-22")
    write_receipt(file, receipt)
    assert began_from(NAME) == Began("resnet18-00000000.pth", "of somebody", "0" * 64)
    # Another file was copied over it.
    file.write_bytes(b"123456")
    assert began_from(NAME) == Began(file.name, "BSD 3-Clause")


def test_weights_that_come_with_the_program_are_described_on_their_page(own_home: Path) -> None:
    known = backbone(EMBEDDED_BACKBONE)
    assert known is not None
    assert began_from(EMBEDDED_BACKBONE) == Began(known.page, known.licence)
    assert is_own(known, known.page)
    assert began_from("my_own") is None


@pytest.mark.parametrize(
    ("source", "own"),
    [
        (PAGE, True),
        (f"{PAGE}/resolve/main/model.safetensors", True),
        ("https://mirror.example/hub/timm/resnet18.tv_in1k/resolve/main/pytorch_model.bin", True),
        ("https://huggingface.co/timm/resnet18.a1_in1k/resolve/main/model.safetensors", False),
        (f"{PAGE}_ft/resolve/main/model.safetensors", False),
        ("resnet18.tv_in1k.safetensors", True),
        ("resnet18-f37072fd.pth", True),
        ("resnet18-00000000.pth", False),
        ("resnet18.pth", False),
        ("model.safetensors", False),
    ],
)
def test_a_source_is_the_backbones_own_or_stands_in(source: str, own: bool) -> None:
    known = backbone(NAME)
    assert known is not None
    assert is_own(known, source) == own
