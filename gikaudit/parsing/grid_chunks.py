"""Values as they stand in a grid, and its rows with them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gikaudit.parsing.grid_rows import FoundRow
from gikaudit.patterns import compiled

_NUMBER = compiled(r"-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?")


class Chunk(NamedTuple):
    """What stands between two breaks: digits, or a mark that says that there is no value."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The place behind it."""
        return self.start + len(self.text)

    @property
    def number(self) -> bool:
        """Whether it can be one number: digits that begin with 0 are several."""
        return _NUMBER.fullmatch(self.text) is not None


class RowValues(NamedTuple):
    """For each column of a row its number, None where there is none, and no entry where it could not be told;
    then ``ways`` are what the row can be."""

    found: FoundRow
    values: Mapping[str, Chunk | None]
    ways: tuple[Mapping[str, Chunk], ...] = ()


class GridValues(NamedTuple):
    """The rows of a grid with their values. ``cut`` says that numbers that ran together were cut apart, and
    ``readable`` is False where that could not be done."""

    rows: tuple[RowValues, ...]
    cut: bool = False
    readable: bool = True


def complete(row: Sequence[Chunk], count: int) -> bool:
    """Whether a row has a value, or a mark that says that there is none, for each of so many columns."""
    return len(row) == count and all(chunk.number or not chunk.text[0].isdigit() for chunk in row)
