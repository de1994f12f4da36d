"""Small photo files that Pillow can't write itself, and other helpers of these tests."""

import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image


def scene(width: int = 64, height: int = 48) -> Image.Image:
    """A photo whose four corners differ: red, green, blue, and dark."""
    photo = Image.new("RGB", (width, height), (40, 40, 40))
    photo.paste((220, 30, 30), (0, 0, width // 2, height // 2))
    photo.paste((30, 200, 30), (width // 2, 0, width, height // 2))
    photo.paste((30, 30, 220), (0, height // 2, width // 2, height))
    return photo


def exif(orientation: int | None = None, *, taken: str = "", camera: str = "") -> Image.Exif:
    values = Image.Exif()
    if orientation is not None:
        values[ExifTags.Base.Orientation] = orientation
    if camera:
        values[ExifTags.Base.Make], values[ExifTags.Base.Model] = camera.split(" ", 1)
    if taken:
        values.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    return values


def write_png16(file: Path, values: NDArray[np.uint16], *, chunks_behind: tuple[tuple[bytes, bytes], ...] = ()) -> None:
    """A PNG of 16 bits a channel, (rows, columns, 1, 3 or 4); `chunks_behind` follow the pixels."""
    rows, columns, channels = values.shape
    colour = {1: 0, 3: 2, 4: 6}[channels]
    lines = b"".join(b"\x00" + row.astype(">u2").tobytes() for row in values)
    content = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", columns, rows, 16, colour, 0, 0, 0))
    content += _chunk(b"IDAT", zlib.compress(lines))
    for name, data in chunks_behind:
        content += _chunk(name, data)
    file.write_bytes(content + _chunk(b"IEND", b""))


def write_tiff(file: Path, values: NDArray[np.uint16], *, photometric: int, order: str = "<") -> None:
    """An uncompressed TIFF of 16 bits a channel, (rows, columns, 1 or 3)."""
    rows, columns, channels = values.shape
    pixels = values.astype(f"{order}u2").tobytes()
    bits_at = 8 + 2 + 9 * 12 + 4
    pixels_at = bits_at + 2 * channels
    bits = struct.pack(f"{order}HHII", 258, 3, channels, bits_at) if channels > 1 else _entry(order, 258, 16)
    entries = [
        *(_entry(order, 256, columns), _entry(order, 257, rows), bits, _entry(order, 259, 1), _entry(order, 262, photometric)),
        *(_entry(order, 273, pixels_at), _entry(order, 277, channels), _entry(order, 278, rows), _entry(order, 279, len(pixels))),
    ]
    head = (b"II" if order == "<" else b"MM") + struct.pack(f"{order}HI", 42, 8) + struct.pack(f"{order}H", len(entries))
    file.write_bytes(head + b"".join(entries) + b"\x00" * 4 + struct.pack(f"{order}{channels}H", *[16] * channels) + pixels)


def _entry(order: str, tag: int, value: int) -> bytes:
    return struct.pack(f"{order}HHII", tag, 4, 1, value)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
