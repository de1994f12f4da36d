"""Whether a photo is like the training photos: how far its pooled features are from the nearest of theirs.

Sun et al. 2022, "Out-of-distribution detection with deep nearest neighbors": the distance to the k-th nearest training photo on features
of length one. It asks nothing of the classes or of the head, and a model that is sure of a photo it can know nothing about is caught.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch.nn.functional import normalize

from tldesk.core.files import write_atomically
from tldesk.core.messages import RequestedPhoto
from tldesk.core.run_folder import RunFolder

NEIGHBOUR: Final = 5
"""Which of the nearest training photos the distance is measured to: one odd training photo does not vouch for others like it."""

KEPT: Final = 2000
"""Training photos that are compared with, at most: 5 MB in a run's folder, and a tenth of a millisecond a photo."""

COMPUTED: Final = 400
"""The same where their features have to be computed anew, which takes some seconds on a CPU."""

USUAL: Final = 0.95
"""The share of the validation photos that counts as like the training photos."""

FEWEST_PHOTOS: Final = 20
"""Of fewer validation photos the farthest twentieth is not even one."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Features of training photos, float32 `N, D`, each of length one."""

    references: torch.Tensor

    @classmethod
    def to(cls, pooled: torch.Tensor) -> "Likeness":
        """Likeness to photos of these pooled features, `N, D`; rounded as they are on disk, so that a run that is read says the same."""
        return cls(normalize(pooled.float(), dim=1).half().float())

    def distances(self, pooled: torch.Tensor) -> torch.Tensor:
        """How far photos of pooled features `M, D` are, 0..2 each: 0 for the same photo, 1.4 for one that has nothing in common."""
        rows = normalize(pooled.float(), dim=1)
        nearest = min(NEIGHBOUR, len(self.references))
        cosines: torch.Tensor = (rows @ self.references.T).topk(nearest, dim=1).values[:, -1]
        return (2 - 2 * cosines).clamp_min(0).sqrt()

    def keep(self, folder: RunFolder) -> None:
        """Write it into the run's folder.

        Raises:
            OSError: the folder can't be written.
        """
        write_atomically(folder.references_file, save({"references": self.references.half()}))


def kept_likeness(folder: RunFolder) -> Likeness | None:
    """What the run's folder has; None for a run that is older than this, or where the file is damaged: it predicts all the same."""
    try:
        rows = load_file(folder.references_file)["references"]
    except (OSError, SafetensorError, KeyError):
        return None
    return Likeness(rows.float()) if rows.ndim == 2 and len(rows) else None


def threshold(distances: torch.Tensor) -> float | None:
    """From which distance on a photo is unlike the training photos, given those of the validation photos, `N`.

    None where they are too few.
    """
    return float(distances.quantile(USUAL)) if len(distances) >= FEWEST_PHOTOS else None


def sample(photos: Sequence[RequestedPhoto], *, at_most: int) -> list[int]:
    """Places of photos to compare with: of each class as many, as far as it has them; the same ones each time."""
    by_class: defaultdict[int | None, list[int]] = defaultdict(list)
    for place, photo in enumerate(photos):
        by_class[photo.label].append(place)
    order = random.Random(0)
    for places in by_class.values():
        order.shuffle(places)
    turns = max((len(places) for places in by_class.values()), default=0)
    taken = [places[turn] for turn in range(turns) for places in by_class.values() if turn < len(places)]
    return sorted(taken[:at_most])
