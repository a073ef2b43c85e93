"""The column of a table that only counts its rows."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gikaudit.document import Cell

_FEWEST_ROWS = 8
_LONGEST_SERIAL = 4


def without_serials(rows: Sequence[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """Rows without the column that only counts them, where there is one."""
    first = [row[0].text.text for row in rows if len(row) > 2]
    serials = [int(text) for text in first if text.isdecimal() and len(text) < _LONGEST_SERIAL]
    counted = len(serials) >= _FEWEST_ROWS and len(serials) * 2 > len(first)
    if not counted or any(after <= before for before, after in pairwise(serials)):
        yield from rows
        return
    for row in rows:
        yield row[1:] if len(row) > 1 and row[0].text.text.isdecimal() else row
