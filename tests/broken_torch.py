"""A torch that can't be imported, for real child processes."""

from pathlib import Path

LACKS = "libcudart.so.13: cannot open shared object file"


def broken_torch(folder: Path, does: str = f"raise OSError({LACKS!r})") -> str:
    """A folder for the front of `sys.path`; the torch in it `does` that when it is imported."""
    place = folder / "broken" / "torch"
    place.mkdir(parents=True)
    (place / "__init__.py").write_text(f"import os\n{does}\n", encoding="utf-8")
    return str(place.parent)
