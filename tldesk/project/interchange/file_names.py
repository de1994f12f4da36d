"""Names of files and folders that every system takes."""

import re
from typing import Final

# learn.microsoft.com/windows/win32/fileio/naming-a-file; control characters and lone surrogates besides.
_FORBIDDEN: Final = re.compile('[<>:"/\\\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_BYTES: Final = 200


def safe_name(text: str) -> str:
    """`text` as a file name for Windows, macOS and Linux; as it is where it can be. At most 200 bytes, a suffix kept."""
    name = _FORBIDDEN.sub("_", text).rstrip(". ").lstrip(" ")
    # A leading dot would hide it from the next scan.
    name = f"_{name[1:]}" if name.startswith(".") else name
    if not name or _DEVICES.fullmatch(name):
        name = f"_{name}"
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > 8:
        stem, dot, suffix = name, "", ""
    room = _BYTES - len((dot + suffix).encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(". ") + dot + suffix
