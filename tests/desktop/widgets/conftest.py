"""What several widgets read their pictures from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tldesk.desktop.widgets.thumbnails import ThumbnailLoader


@pytest.fixture
def loader(tmp_path: Path) -> Iterator[ThumbnailLoader]:
    """Thumbnails in a cache of the test's own."""
    loader = ThumbnailLoader(tmp_path / "cache")
    yield loader
    loader.close()
    loader.join()
