"""Text of unknown encoding."""

import codecs
import json
from pathlib import Path
from typing import Final

from tldesk.project.interchange.label_table import does_not_fit, read_bytes

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(file: Path, *, encoding: str = "") -> str:
    """The text of `file`: by its byte order mark, else UTF-16 where every other byte is zero, else UTF-8, else Windows-1252.

    Bytes after a UTF-8 mark that are no UTF-8 stand for file names that are no text, and become surrogates, as `os.fsdecode` has it.

    Raises:
        LabelFileError: see `read_bytes`; or the file is not text in `encoding`.
    """
    return decode_text(file, read_bytes(file), encoding=encoding)


def decode_text(file: Path, data: bytes, *, encoding: str = "") -> str:
    """`read_text` of bytes that were read already."""
    if encoding:
        return _decoded_as(file, data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "surrogateescape" if name == "utf-8-sig" else "replace")
    if b"\x00" in data[:4096]:
        head = data[:4096]
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) > len(head) // 5 and min(even, odd) * 10 < max(even, odd):
            return data.decode("utf-16-be" if even > odd else "utf-16-le", "replace")
        raise does_not_fit(file, "this is not a text file.", remedy="Export the labels as CSV, XLSX or JSON, and choose that file.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # A handful of bytes mean nothing in Windows-1252; Latin-1 reads any.
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("latin-1")


def _decoded_as(file: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError) as error:
        raise does_not_fit(
            file, f"the text is not in the encoding {encoding}.", remedy="Leave the encoding out, or name another."
        ) from error


def read_json(file: Path) -> object:
    """The JSON in `file`.

    Raises:
        LabelFileError: see `read_text`; or it is no JSON, with the line where it stops being any.
    """
    return parse_json(file, read_text(file))


def parse_json(file: Path, text: str) -> object:
    """`read_json` of text that was read already."""
    try:
        found: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise does_not_fit(
            file,
            f"this is not complete JSON ({error.msg}).",
            line=error.lineno,
            remedy="Export the labels once more; the file may have been cut short.",
        ) from error
    except RecursionError as error:
        raise does_not_fit(file, "its values are nested too deeply.", remedy="Export the labels once more.") from error
    return found
