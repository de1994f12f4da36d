"""Hands to write a label file and read it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tldesk.project.interchange.formats import read_labels
from tldesk.project.interchange.label_table import LabelTable, ReadingOptions

Read = Callable[..., LabelTable]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write `content` to a file of the name and read it; options by name."""

    def read(content: str | bytes, name: str = "labels.csv", *, format: str = "auto", **options: Any) -> LabelTable:
        file = tmp_path / name
        file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return read_labels(file, format=format, options=ReadingOptions(**options))

    return read
