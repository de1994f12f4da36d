"""What layers of a network make of one photo, as plain values."""

from dataclasses import dataclass

from tldesk.core.previews import Picture


@dataclass(frozen=True, slots=True)
class LayerMaps:
    """Feature maps of one layer.

    Attributes:
        name: the layer's in the network. channels: how many maps it has. rows, columns: of each.
        shown: numbers of the maps that are here, those that vary most over the photo first.
        values: `len(shown) * rows * columns` bytes, row-major; each map is stretched so that its lowest value is 0 and its highest 255.
        lows, highs: what these were, for each of `shown`.
    """

    name: str
    channels: int
    rows: int
    columns: int
    shown: tuple[int, ...]
    values: bytes
    lows: tuple[float, ...]
    highs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FeatureMaps:
    """Some layers, from the input to the head; `seen` is the square that the network looked at, and the maps lie over it."""

    seen: Picture
    layers: tuple[LayerMaps, ...]
