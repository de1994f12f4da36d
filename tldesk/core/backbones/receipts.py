"""What is known of a file of weights, written beside it when it was fetched or added, so that a folder on a share says it to every seat."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from tldesk.core.files import write_atomically


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where the weights came from.

    Attributes:
        backbone: its name in the catalogue. source: a web address or the name of a file.
        sha256: of the file, lower-case hexadecimal. size: in bytes.
        licence: in words. when: the day, as 2026-11-22.
    """

    backbone: str
    source: str
    sha256: str
    size: int
    licence: str
    when: str


def receipt_file(file: Path) -> Path:
    """Where the receipt of `file` lies."""
    return file.with_name(f"{file.name}.json")


def write_receipt(file: Path, receipt: Receipt) -> None:
    """Write the receipt of `file` beside it.

    Raises:
        OSError: the folder can't be written.
    """
    write_atomically(receipt_file(file), json.dumps(asdict(receipt), indent=1, ensure_ascii=False))


def read_receipt(file: Path) -> Receipt | None:
    """The receipt of `file`; None where there is none that makes sense."""
    try:
        found = json.loads(receipt_file(file).read_text(encoding="utf-8"))
        receipt = Receipt(**found)
    except (OSError, ValueError, TypeError):
        return None
    words = (receipt.backbone, receipt.source, receipt.sha256, receipt.licence, receipt.when)
    sound = all(isinstance(word, str) for word in words) and isinstance(receipt.size, int)
    return receipt if sound and re.fullmatch("[0-9a-f]{64}", receipt.sha256) else None
