"""The values behind the labels of a grid: which of them stands in which column."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from gikaudit.grid import Grid, GridColumn
from gikaudit.parsing.compact import Compact, squeezed
from gikaudit.parsing.cut_search import Balance
from gikaudit.parsing.cut_table import cut_table
from gikaudit.parsing.cuts import Effort, SumOf
from gikaudit.parsing.grid_chunks import Chunk, GridValues, RowValues, complete
from gikaudit.parsing.grid_lines import by_line
from gikaudit.parsing.grid_rows import FoundRow
from gikaudit.patterns import compiled

_CHUNK = compiled(r"-?\d+(?:,\d{3})*(?:\.\d+)?|/|[-\u2014\u2013]+")
_WORDS = compiled(r"[^\d./,\u2014\u2013-]{2,}")


def read_values(grid: Grid, rows: Sequence[FoundRow], compact: Compact, effort: Effort) -> GridValues:
    """The values of the rows found, by the columns of the table they stand in, else by their number."""
    filled = [found for found in rows if not found.row.heading]
    chunks = [_chunks(compact, found.behind, found.end) for found in filled]
    if _stand_before(filled, chunks, compact):
        return GridValues((), readable=False)
    chunks = _without_serials(chunks)
    columns = _columns(grid, compact, rows, chunks)
    chunks = [_without_page_number(row, len(columns), compact) for row in chunks]
    placed_rows = by_place(filled, chunks, columns, compact)
    if placed_rows is None and any(row and not complete(row, len(columns)) for row in chunks):
        placed_rows = by_line(filled, chunks, columns, compact)
    if placed_rows is not None:
        return GridValues(tuple(placed_rows))
    return _by_number(grid, filled, chunks, columns, effort)


def _chunks(compact: Compact, start: int, end: int) -> list[Chunk]:
    """The values of a row. Words behind a value end them; words before the first one belong to the label."""
    chunks: list[Chunk] = []
    for words in _WORDS.finditer(compact.text, start, end):
        found = list(chunks_between(compact, start, words.start()))
        if found:
            return found
        start = words.end()
    chunks.extend(chunks_between(compact, start, end))
    return chunks


_FEWEST_SERIALS = 8


def _without_serials(chunks: list[list[Chunk]]) -> list[list[Chunk]]:
    """Rows without the numbers that count them: what stands before the label of a row ends the row above."""
    last = [row[-1].text for row in chunks[:-1] if len(row) > 1]
    if len(last) < _FEWEST_SERIALS or not all(map(str.isdecimal, last)):
        return chunks
    if any(not 0 < int(after) - int(before) <= _LARGEST_STEP for before, after in pairwise(last)):
        return chunks
    return [*(row[:-1] if len(row) > 1 else row for row in chunks[:-1]), chunks[-1]]


_LARGEST_STEP = 3
"""Rows without values have serials, too."""


def _stand_before(rows: Sequence[FoundRow], chunks: Sequence[Sequence[Chunk]], compact: Compact) -> bool:
    """Whether most values stand in the line of the next label, before it, and not in that of the label before them."""
    before = filled = 0
    for found, row, following in zip(rows, chunks, rows[1:], strict=False):
        if row:
            filled += 1
            line = compact.row(row[0].start)
            before += line == compact.row(following.start) != compact.row(found.behind - 1)
    return before * 2 > filled


_PAGE = "页"
"""第 3 页 共 6 页"""


def _without_page_number(row: list[Chunk], count: int, compact: Compact) -> list[Chunk]:
    """A row without one number too many that stands in a line of its own below it."""
    if len(row) == count + 1:
        *lines, last = [compact.place(chunk.start)[:2] for chunk in row]
        if last != lines[-1] and len(set(lines)) == 1:
            return row[:-1]
    return row


def chunks_between(compact: Compact, start: int, end: int) -> Iterator[Chunk]:
    """The values in a stretch: digits with nothing between them, and marks that there is none."""
    low = start
    for position in range(start, end + 1):
        cut = position == end or compact.broken[position]
        if cut or (compact.text[position] == "-" and position > low and compact.text[position - 1].isdigit()):
            for found in _CHUNK.finditer(compact.text, low, position):
                if not compact.text.startswith(_PAGE, found.end()):
                    yield Chunk(found.group(), found.start())
            low = position


def _columns(
    grid: Grid, compact: Compact, rows: Sequence[FoundRow], chunks: Sequence[Sequence[Chunk]]
) -> tuple[GridColumn, ...]:
    """The columns that the table has: those of the form, and an optional one that its header names."""
    usual = tuple(column for column in grid.columns if not column.optional)
    if len(usual) == len(grid.columns):
        return usual
    header = compact.text[max(0, rows[0].start - 2 * _HEADER) : rows[0].start]
    named = all(
        any(squeezed(label) in header for label in (column.label, *column.aliases))
        for column in grid.columns
        if column.optional
    )
    counts = Counter(len(row) for row in chunks if len(row) in (len(usual), len(grid.columns)))
    if counts:
        return grid.columns if counts[len(grid.columns)] > counts[len(usual)] else usual
    return grid.columns if named else usual


_HEADER = 60


def by_place(
    rows: Sequence[FoundRow],
    chunks: Sequence[Sequence[Chunk]],
    columns: tuple[GridColumn, ...],
    compact: Compact,
) -> list[RowValues] | None:
    """The values by the column of the table in which they stand; None where they stand in no columns."""
    used: set[int] = set()
    widths: set[tuple[int, int]] = set()
    for row in chunks:
        places = [compact.place(chunk.start) for chunk in row]
        if any(place.column < 0 for place in places) or len({place.column for place in places}) < len(places):
            return None
        if any(not chunk.number and chunk.text[0].isdigit() for chunk in row):
            return None
        used.update(place.column for place in places)
        widths.update((place.block, place.columns) for place in places)
    if not used or len({block for block, _ in widths}) < len(widths):
        return None
    narrowest = min(width for _, width in widths)
    if len(used) == len(columns):
        places_of = sorted(used)
    elif len(used) < len(columns) and len(widths) == 1 and min(used) >= narrowest - len(columns):
        places_of = list(range(narrowest - len(columns), narrowest))
    else:
        return None
    index = dict(zip(places_of, columns, strict=True))
    read = []
    for found, row in zip(rows, chunks, strict=True):
        values: dict[str, Chunk | None] = {column.id: None for column in columns}
        for chunk in row:
            values[index[compact.place(chunk.start).column].id] = chunk if chunk.number else None
        read.append(RowValues(found, values))
    return read


def _by_number(
    grid: Grid,
    rows: Sequence[FoundRow],
    chunks: Sequence[Sequence[Chunk]],
    columns: tuple[GridColumn, ...],
    effort: Effort,
) -> GridValues:
    """The values in their order where a row has as many as there are columns; else what runs together is cut."""
    to_cut = [row for row in chunks if row and not complete(row, len(columns))]
    if not any(identity.op == "=" for identity in (*grid.across, *grid.down)):
        # no sum tells where to cut: what has fewer digits than columns has lost blank cells
        to_cut = [row for row in to_cut if sum(len(chunk.text) for chunk in row) >= len(columns)]
    pieces: Sequence[Sequence[Chunk | None]] = chunks
    cut, readable = False, True
    if to_cut:
        pieces, readable = _cut(grid, rows, chunks, columns, effort)
        cut = any(len(row) < len(columns) <= sum(len(chunk.text) for chunk in row) for row in to_cut)
    read = []
    for found, row in zip(rows, pieces, strict=True):
        values: dict[str, Chunk | None] = {}
        if len(row) == len(columns):
            for column, chunk in zip(columns, row, strict=True):
                if chunk is not None:
                    values[column.id] = chunk if chunk.number else None
        elif not row:
            values = {column.id: None for column in columns}
        read.append(RowValues(found, values))
    return GridValues(tuple(read), cut, readable)


def _cut(
    grid: Grid,
    rows: Sequence[FoundRow],
    chunks: Sequence[Sequence[Chunk]],
    columns: tuple[GridColumn, ...],
    effort: Effort,
) -> tuple[list[Sequence[Chunk | None]], bool]:
    """The values of all rows, cut, None where they could not be decided. A table of which most rows have other
    numbers of values than it has columns cannot be read."""
    order = {column.id: number for number, column in enumerate(columns)}
    sums = [
        SumOf(order[identity.left[0]], tuple(order[id] for id in identity.right))
        for identity in grid.across
        if identity.op == "=" and all(id in order for id in (*identity.left, *identity.right))
    ]
    taking_part = [number for number, row in enumerate(chunks) if row and _can_be_cut(row, len(columns))]
    ids = {rows[number].row.id: index for index, number in enumerate(taking_part)}
    blank = [number for number, row in enumerate(chunks) if not row and not grid.below(rows[number].row.id)]
    ids |= {rows[number].row.id: len(taking_part) + index for index, number in enumerate(blank)}
    balances = list(_balances(grid, ids))
    texts = [[chunk.text for chunk in chunks[number]] for number in taking_part]
    result = cut_table([*texts, *([_NOTHING] * len(columns) for _ in blank)], len(columns), sums, balances, effort)
    pieces: list[Sequence[Chunk | None]] = [[None] * len(columns) if row else [] for row in chunks]
    for index, number in enumerate(taking_part):
        pieces[number] = placed(chunks[number], result.rows[index])
    unfit = sum(len(row) > len(columns) for row in chunks)
    return pieces, result.readable and unfit <= len(taking_part)


_NOTHING = "/"


def _can_be_cut(row: Sequence[Chunk], count: int) -> bool:
    """Whether a row has a value for each column, or numbers that run together, or blank cells."""
    if complete(row, count):
        return not any("." in chunk.text for chunk in row)
    return len(row) <= count and all(chunk.text.isdecimal() or not chunk.text[-1].isdecimal() for chunk in row)


def placed(chunks: Sequence[Chunk], numbers: Sequence[str | None]) -> list[Chunk | None]:
    """Numbers cut from chunks with their places; None for those that could not be decided."""
    places = [chunk.start + offset for chunk in chunks for offset in range(len(chunk.text))]
    found: list[Chunk | None] = [None] * len(numbers)
    position = 0
    for index, number in enumerate(numbers):
        if number is None:
            break
        found[index] = Chunk(number, places[position] if number else -1)
        position += len(number)
    position = len(places)
    for index in range(len(numbers) - 1, -1, -1):
        number = numbers[index]
        if number is None:
            break
        position -= len(number)
        found[index] = Chunk(number, places[position] if number else -1)
    return found


def _balances(grid: Grid, ids: Mapping[str, int]) -> Iterator[Balance]:
    for identity in grid.down:
        left, right = (expanded(grid, side, ids) for side in (identity.left, identity.right))
        if identity.op == "=" and left is not None and right is not None and left != right:
            yield Balance(tuple(ids[id] for id in left), tuple(ids[id] for id in right))


def expanded(grid: Grid, side: Sequence[str], present: Mapping[str, object]) -> list[str] | None:
    """The rows of a sum that a table has, those below a row in its place where it is not there itself. None where
    a row is missing."""
    rows: list[str] = []
    for id in side:
        if id in present:
            rows.append(id)
            continue
        below = [row.id for row in grid.below(id)]
        if not below or any(other not in present for other in below):
            return None
        rows.extend(below)
    return rows
