"""Photos that look nearly the same: a 64-bit hash of each, and clusters of hashes that differ in few bits."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_SIDE: Final = 32
_BITS_A_SIDE: Final = 8
_MAX_BANDED: Final = 10
_NOTHING: Final = 1e-3

_COSINES: Final = np.cos(np.pi / (2 * _SIDE) * np.outer(np.arange(1, _BITS_A_SIDE + 1), 2 * np.arange(_SIDE) + 1))
"""Rows 1 to 8 of the discrete cosine transform (DCT-II) of 32 values, not normalised: only signs matter."""


def likeness(image: Image.Image) -> int:
    """A 64-bit perceptual hash: the signs of the 8 x 8 lowest cosine frequencies of the photo scaled to 32 x 32 greys.

    Scaling, compression, noise and changes of light move few bits. Frequencies that are constant along rows or columns are left out:
    uneven light lives there, and a difference hash (or one with them) took a fifth of our microscope photos for copies of one another.
    After C. Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010, section 3.2.1.
    """
    small = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX, reducing_gap=2.0)
    frequencies = _COSINES @ np.asarray(small, dtype=np.float64) @ _COSINES.T
    return int.from_bytes(np.packbits(frequencies > _NOTHING).tobytes(), "big")


def near_duplicates(hashes: Sequence[int], *, distance: int = 6) -> list[int]:
    """A cluster's number for each hash: hashes that differ in at most `distance` bits share it, and so do chains of such hashes.

    Exact: by the pigeonhole principle two hashes within `distance` bits agree wholly on one of `distance + 1` bands of bits, so only
    hashes that share a band are compared. Clusters are numbered from 0 in the order of their first hash.

    Args:
        hashes: 64-bit, as `likeness` gives them.
        distance: 0..64 bits.
    """
    if not hashes:
        return []
    unique, positions = np.unique(np.array(hashes, dtype=np.uint64), return_inverse=True)
    roots = np.arange(len(unique))
    for band in _bands(distance):
        roots = _joined(unique, roots, band=band, distance=distance)
    _, first, numbers = np.unique(roots[positions], return_index=True, return_inverse=True)
    order = np.argsort(np.argsort(first))
    return [int(number) for number in order[numbers]]


def _bands(distance: int) -> list[int]:
    """Masks that share the 64 bits among `distance + 1` bands; none for 0 (equal hashes need no search), one empty band for large ones."""
    if distance == 0:
        return []
    if distance > _MAX_BANDED:
        return [0]
    edges = np.linspace(0, 64, distance + 2).round().astype(int).tolist()
    return [((1 << high) - 1) ^ ((1 << low) - 1) for low, high in pairwise(edges)]


def _joined(hashes: NDArray[np.uint64], roots: NDArray[np.intp], *, band: int, distance: int) -> NDArray[np.intp]:
    """`roots` after joining all pairs that agree on `band` and differ in at most `distance` bits.

    Sorted by the band, each hash is compared with the one 1, 2, 3 ... places on, as long as that shares its band.
    """
    keys = hashes & np.uint64(band)
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], hashes[order]
    here = np.arange(len(order))
    step = 1
    while here.size:
        here = here[: np.searchsorted(here, len(order) - step)]
        here = here[keys[here] == keys[here + step]]
        near = here[np.bitwise_count(values[here] ^ values[here + step]) <= distance]
        roots = _united(roots, order[near], order[near + step])
        step += 1
    return roots


def _united(roots: NDArray[np.intp], ones: NDArray[np.intp], others: NDArray[np.intp]) -> NDArray[np.intp]:
    """`roots` (each the smallest member of its cluster) after joining the clusters of `ones[i]` and `others[i]`."""
    apart = roots[ones] != roots[others]
    if not apart.any():
        return roots
    roots = roots.copy()
    for one, other in zip(ones[apart].tolist(), others[apart].tolist(), strict=True):
        low, high = sorted((_root(roots, one), _root(roots, other)))
        roots[high] = low
    while not np.array_equal(higher := roots[roots], roots):
        roots = higher
    return roots


def _root(roots: NDArray[np.intp], member: int) -> int:
    while (parent := int(roots[member])) != member:
        member = parent
    return member
