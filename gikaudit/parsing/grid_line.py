"""Grids whose rows stand side by side: the names of rows and columns, then all cells in one line or row by row."""

from collections.abc import Iterator, Sequence
from functools import cache

from gikaudit.grid import Grid
from gikaudit.parsing.compact import Compact, squeezed
from gikaudit.parsing.cuts import Effort, Row, SumOf, TooManyWaysError, common, run_together, ways, with_blanks
from gikaudit.parsing.grid_chunks import Chunk, GridValues, RowValues
from gikaudit.parsing.grid_lines import in_lines
from gikaudit.parsing.grid_rows import FoundRow
from gikaudit.parsing.grid_values import chunks_between, placed
from gikaudit.patterns import compiled

_FARTHEST = 60
_WORDS = compiled(r"[^\d./,\u2014\u2013-]+")


def find_line(grid: Grid, compact: Compact, effort: Effort) -> Iterator[tuple[GridValues, int, int]]:
    """Each place where the names of the columns stand, with the values behind them and the stretch of both."""
    position = 0
    while True:
        header = _header(grid, compact, position)
        if header is None:
            return
        start, behind = header
        turned = _turned(grid, compact, start)
        if turned is not None:
            read, position = turned
            yield read, start, position
            continue
        chunks, position = _chunks(grid, compact, behind)
        if not chunks:
            continue
        values = (
            _by_place(grid, compact, chunks, start)
            or _by_line(grid, compact, chunks, start, position)
            or _in_order(grid, chunks, start, effort)
        )
        if values is not None:
            yield values, start, position


@cache
def _words(grid: Grid) -> tuple[str, ...]:
    """The names of columns and rows, the longest first."""
    labels = [*((row.label, *row.aliases) for row in grid.rows), *((one.label, *one.aliases) for one in grid.columns)]
    names = {squeezed(name) for group in labels for name in group}
    return tuple(sorted(names | {squeezed(grid.title)}, key=len, reverse=True))


def _header(grid: Grid, compact: Compact, position: int) -> tuple[int, int] | None:
    """The next place where all columns are named in order, at least once, near each other."""
    names = [squeezed(column.label) for column in grid.columns]
    while True:
        start = behind = compact.text.find(names[0], position)
        if start < 0:
            return None
        for name in names:
            found = compact.text.find(name, behind, behind + _FARTHEST)
            if found < 0:
                break
            behind = found + len(name)
        else:
            return start, behind
        position = start + 1


def _chunks(grid: Grid, compact: Compact, position: int) -> tuple[list[Chunk], int]:
    """The values behind the header, over further names of rows and columns, and where they end."""
    text = compact.text
    chunks: list[Chunk] = []
    end = position
    while position < len(text):
        word = next((word for word in _words(grid) if text.startswith(word, position)), None)
        if word is not None:
            position += len(word)
            continue
        low = position
        while position < len(text) and not _WORDS.match(text, position):
            position += 1
        if position == low:
            break
        chunks.extend(chunks_between(compact, low, position))
        end = position
    return chunks, end if chunks else position


def _turned(grid: Grid, compact: Compact, start: int) -> tuple[GridValues, int] | None:
    """The values where the name of each column has those of all rows behind it, and where they end."""
    columns: list[list[Chunk]] = []
    end, glued = start, False
    for column in grid.columns:
        name = squeezed(column.label)
        if not compact.text.startswith(name, end):
            return None
        low = end = end + len(name)
        while end < len(compact.text) and not _WORDS.match(compact.text, end):
            end += 1
        chunks = list(chunks_between(compact, low, end))
        if len(chunks) == 1 and chunks[0].text.isdecimal() and len(chunks[0].text) == len(grid.rows) > 1:
            chunks = [Chunk(digit, chunks[0].start + number) for number, digit in enumerate(chunks[0].text)]
            glued = True
        if len(chunks) != len(grid.rows) or not all(map(_single, chunks)):
            return None
        columns.append(chunks)
    cells = [chunks[number] for number in range(len(grid.rows)) for chunks in columns]
    return GridValues(tuple(_values(grid, _rows(grid, start), cells)), cut=glued), end


def _rows(grid: Grid, start: int) -> list[FoundRow]:
    return [FoundRow(row, start, start + 1, start + 1) for row in grid.rows]


def _by_place(grid: Grid, compact: Compact, chunks: Sequence[Chunk], start: int) -> GridValues | None:
    """The values of one row of a table by their columns: blank cells are known there."""
    places = [compact.place(chunk.start) for chunk in chunks]
    count = len(grid.rows) * len(grid.columns)
    if len({(place.block, place.row, place.columns) for place in places}) != 1 or not all(map(_single, chunks)):
        return None
    first = places[0].columns - count
    head = compact.place(start)
    if first and (head.block, head.column) != (places[0].block, first):
        return None  # more columns than cells, and they are not those of labels before the first head
    by_column = {place.column: chunk for place, chunk in zip(places, chunks, strict=True)}
    if len(by_column) != len(chunks) or min(by_column) < first:
        return None
    columns = range(first, first + count)
    return GridValues(tuple(_values(grid, _rows(grid, start), [by_column.get(column) for column in columns])))


_BLANK_BELOW = 3


def _by_line(grid: Grid, compact: Compact, chunks: Sequence[Chunk], start: int, end: int) -> GridValues | None:
    """The values of a table with one cell a line, in which some are blank. Below it are a few blank lines at most."""
    count = len(grid.rows) * len(grid.columns)
    places = in_lines(chunks[0].start, chunks, compact) if len(chunks) < count else None
    if places is None or places[-1] >= count or end >= len(compact.text):
        return None
    if not 0 <= compact.line(end) - compact.line(chunks[0].start - 1) - 1 - count <= _BLANK_BELOW:
        return None
    by_place = dict(zip(places, chunks, strict=True))
    return GridValues(tuple(_values(grid, _rows(grid, start), [by_place.get(place) for place in range(count)])))


def _single(chunk: Chunk) -> bool:
    return chunk.number or not chunk.text[0].isdigit()


def _in_order(grid: Grid, chunks: Sequence[Chunk], start: int, effort: Effort) -> GridValues | None:
    """The values in the order of the form, where there are as many as it has cells; else cut apart."""
    count, width = len(grid.rows) * len(grid.columns), len(grid.columns)
    rows = _rows(grid, start)
    if len(chunks) == count and all(map(_single, chunks)):
        return GridValues(tuple(_values(grid, rows, chunks)))
    texts = [chunk.text for chunk in chunks]
    if not all(map(str.isdecimal, texts)):
        return None
    cut = _one_way(texts, count, list(_sums(grid, width)), effort.for_table())
    if cut is None:
        return GridValues((), cut=True, readable=False)
    return GridValues(tuple(_values(grid, rows, placed(chunks, cut), undecided=True)), cut=True)


def _one_way(texts: Sequence[str], count: int, sums: Sequence[SumOf], effort: Effort) -> Row | None:
    """What the ways to cut have in common that fit all sums; else the only one that fits all but one of them."""
    blanks = len(texts) > 1 and not any(map(run_together, texts))
    try:
        found = ways(texts, count, sums, effort=effort)
        if blanks:
            found += with_blanks(texts, count, sums, effort=effort)
        if found:
            return common(found, count)
        if blanks:
            return None
        if sum(map(len, texts)) > count:
            found = [
                way
                for one in sums
                for way in ways(texts, count, [other for other in sums if other != one], effort=effort)
            ]
        else:
            found = ways(texts, count, effort=effort)
    except TooManyWaysError:
        return (None,) * count if blanks else None
    return found[0] if len(set(found)) == 1 else None


def _sums(grid: Grid, width: int) -> Iterator[SumOf]:
    order = {column.id: number for number, column in enumerate(grid.columns)}
    for identity in grid.across:
        if identity.op == "=":
            for row in range(len(grid.rows)):
                first = row * width
                yield SumOf(first + order[identity.left[0]], tuple(first + order[id] for id in identity.right))


def _values(
    grid: Grid, rows: Sequence[FoundRow], chunks: Sequence[Chunk | None], *, undecided: bool = False
) -> Iterator[RowValues]:
    """The values of each row; where there is no chunk its cell is blank, or undecided."""
    width = len(grid.columns)
    for number, found in enumerate(rows):
        values: dict[str, Chunk | None] = {}
        for column, chunk in zip(grid.columns, chunks[number * width : (number + 1) * width], strict=True):
            if chunk is not None or not undecided:
                values[column.id] = chunk if chunk is not None and chunk.number else None
        yield RowValues(found, values)
