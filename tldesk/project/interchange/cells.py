"""Cells of a CSV file that no spreadsheet runs as a formula, and how they are read back. The one home of this rule.

A text that begins like a formula gets an apostrophe in front (owasp.org/www-community/attacks/CSV_Injection); also after blanks, which
some programs drop, and with the wide and small forms of the signs, which those of some languages take for the same. So that nothing is
lost, a text that begins with apostrophes and then like a formula gets one more; reading takes exactly one away from such cells.
"""

import re
from typing import Final

_GUARDED: Final = re.compile("'*(?:[\t\r\n]|[\\s\ufeff\u200b-\u200f\u2060]*[=+\\-@＝＋－＠﹦﹢﹣﹫])")


def safe(text: str) -> str:
    """The cell to write for `text`."""
    return f"'{text}" if _GUARDED.match(text) else text


def plain(cell: str) -> str:
    """The text that `safe` made `cell` of. Only for cells that `safe` wrote: in other files an apostrophe is an apostrophe."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell
