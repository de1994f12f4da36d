"""Seconds to predict a folder of small photos, as `predict_small_vs_loop`, against a batched DataLoader with two workers."""

from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from harness import Row
from PIL import Image
from predict_small_vs_loop import compare, opened, peer_model, small_photos, write
from torch.utils.data import DataLoader, Dataset

BATCH = 32
TURNS = 6
"""Batches at least: of fewer, one of the two processes would have nothing to do."""


class Files(Dataset[torch.Tensor]):
    """Photos as the network wants them."""

    def __init__(self, files: Sequence[Path], transform: Callable[[Image.Image], torch.Tensor]) -> None:
        self._files, self._transform = files, transform

    def __len__(self) -> int:
        return len(self._files)

    def __getitem__(self, index: int) -> torch.Tensor:
        return self._transform(opened(self._files[index]))


@torch.no_grad()
def dataloader(files: Sequence[Path], table: Path) -> None:
    """In batches, which two processes decode."""
    size = max(1, min(BATCH, len(files) // TURNS))
    model, transform = peer_model()
    loading = DataLoader(Files(files, transform), size, num_workers=2)
    write(table, files, [row for batch in loading for row in model(batch).softmax(1).tolist()])


def measure() -> Row:
    return compare("predict_small_vs_dataloader", small_photos, dataloader, "DataLoader, 2 workers, batches")
