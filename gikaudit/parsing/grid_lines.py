"""Values that stand one a line, where a blank line is a blank cell."""

from collections.abc import Sequence
from itertools import pairwise

from gikaudit.grid import GridColumn
from gikaudit.parsing.compact import Compact
from gikaudit.parsing.grid_chunks import Chunk, RowValues, complete
from gikaudit.parsing.grid_rows import FoundRow


def by_line(
    rows: Sequence[FoundRow],
    chunks: Sequence[Sequence[Chunk]],
    columns: tuple[GridColumn, ...],
    compact: Compact,
) -> list[RowValues] | None:
    """The values of rows between whose labels there are as many lines as columns; None where that is so of less
    than half of them."""
    read, fitting = [], 0
    apart = any(_apart(found, row, columns, compact) for found, row in zip(rows, chunks, strict=True))
    for found, row in zip(rows, chunks, strict=True):
        values = _one(found, row, columns, compact, apart)
        fitting += values is not None
        if values is None:
            whole = complete(row, len(columns))
            values = dict(zip((column.id for column in columns), row, strict=True)) if whole else {}
        read.append(RowValues(found, {id: chunk if chunk and chunk.number else None for id, chunk in values.items()}))
    return read if fitting * 2 > len(rows) else None


def _apart(found: FoundRow, row: Sequence[Chunk], columns: tuple[GridColumn, ...], compact: Compact) -> bool:
    """Whether a row has all values and blank lines below them: then those are no blank cells in other rows."""
    if compact.source is None or found.end >= len(compact.text) or not complete(row, len(columns)):
        return False
    return compact.line(found.end) - compact.line(found.behind - 1) - 1 > len(columns)


def _one(
    found: FoundRow, row: Sequence[Chunk], columns: tuple[GridColumn, ...], compact: Compact, apart: bool
) -> dict[str, Chunk | None] | None:
    places = in_lines(found.behind, row, compact)
    if places is None:
        return None
    last = compact.line(found.end) if found.end < len(compact.text) else None
    following = last is not None and last - compact.line(found.behind - 1) - 1 == len(columns)
    if (apart or not following) and max(places, default=len(columns)) + 1 != len(columns):
        return None
    by_place = dict(zip(places, row, strict=True))
    return {column.id: by_place.get(number) for number, column in enumerate(columns)}


def in_lines(label_end: int, row: Sequence[Chunk], compact: Compact) -> list[int] | None:
    """How many lines below a label its values stand, from 0; None where they do not stand one a line below it."""
    if compact.source is None:
        return None
    label = compact.line(label_end - 1)
    lines = [compact.line(chunk.start) - label - 1 for chunk in row]
    in_order = all(low < high for low, high in pairwise([-1, *lines]))
    return lines if in_order and all(_single(chunk) for chunk in row) else None


def _single(chunk: Chunk) -> bool:
    return chunk.number or not chunk.text[0].isdigit()
