"""The values of the rows of an open grid: which column each stands in, and what holds between them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gikaudit.grid import Grid, GridColumn, OpenTotal
from gikaudit.identity import Identity
from gikaudit.parsing.compact import Compact, squeezed
from gikaudit.parsing.form_table import Stated
from gikaudit.parsing.grid_chunks import Chunk, GridValues, RowValues, complete
from gikaudit.parsing.grid_rows import FoundRow
from gikaudit.parsing.grid_values import by_place, chunks_between, placed
from gikaudit.parsing.open_cuts import AtMost, OpenCuts, RowRelation, Way, cut_open
from gikaudit.parsing.open_rows import OpenRow
from gikaudit.patterns import compiled

_HEADER = 120
_NARROW = 40
_YEAR = compiled(r"20\d\d年")


class OpenValues(NamedTuple):
    """The values of an open grid, what holds between its cells, and whether the narrative decided how to cut."""

    values: GridValues
    identities: tuple[Identity, ...]
    by_narrative: bool = False


def read_open(grid: Grid, rows: Sequence[OpenRow], compact: Compact, stated: Stated) -> OpenValues | None:
    """The values of the rows found; None where the columns are not those of the grid."""
    columns = _columns(grid, compact, rows[0].start)
    chunks = [_chunks(compact, row) for row in rows]
    if not columns or not _fits(chunks, len(columns)) or _said(compact, chunks, grid):
        return None
    found = [_found(row) for row in rows]
    rows_values = by_place(found, chunks, columns, compact)
    if rows_values is None:
        return _in_order(grid, rows, chunks, columns, stated)
    return _with_identities(grid, rows, GridValues(tuple(map(_without_lost, rows, rows_values))), columns)


def _found(row: OpenRow) -> FoundRow:
    return FoundRow(row.row._replace(unit=row.unit) if row.unit else row.row, row.label, row.behind, row.end)


def _columns(grid: Grid, compact: Compact, start: int) -> tuple[GridColumn, ...]:
    """The columns that the header names, in its order; none where it names none."""
    above = compact.text[max(0, start - _HEADER) : start]
    begin = max((above.rfind(word) for word in grid.header[:2]), default=-1)
    above, headed = (above[begin:], True) if begin >= 0 else (above[-_NARROW:], False)
    places: dict[GridColumn, int] = {}
    names = [(squeezed(name), column) for column in grid.columns for name in (column.label, *column.aliases)]
    cumulative = [name for name, column in names if column.cumulative]
    # the longest first: 本年累计 in one word is the year's figure, 累计 is not
    for name, column in sorted(names, key=lambda one: (-len(one[0]), not one[1].cumulative)):
        place = above.rfind(name) if column not in places else -1
        low = start - len(above) + place
        two_columns = not column.cumulative and any(other in name for other in cumulative)
        if place >= 0 and not (two_columns and any(compact.broken[low + 1 : low + len(name)])):
            places[column] = place
            above = above[:place] + " " * len(name) + above[place + len(name) :]
    year = _YEAR.search(above) if headed else None
    for column in grid.columns:
        if column not in places and not column.cumulative and year is not None:
            places[column] = year.start()
    return tuple(sorted(places, key=places.__getitem__))


def _chunks(compact: Compact, row: OpenRow) -> list[Chunk]:
    """The values of a row; in a table those of the same line of it."""
    chunks = list(chunks_between(compact, row.behind, row.end))
    place = compact.place(row.label)
    if place.row < 0 or place.columns < 2:
        return chunks
    return [chunk for chunk in chunks if compact.place(chunk.start)[:2] == place[:2]]


def _fits(chunks: Sequence[Sequence[Chunk]], count: int) -> bool:
    """Whether rows have as many values as there are columns, or all of them in one piece."""
    filled = [row for row in chunks if row]
    if not filled or any(len(row) > count for row in filled):
        return False
    return count > 1 or all(chunk.number or not chunk.text[0].isdigit() for row in filled for chunk in row)


def _said(compact: Compact, chunks: Sequence[Sequence[Chunk]], grid: Grid) -> bool:
    """Whether the numbers are those of sentences: most have their unit right behind them, and none stand in cells."""
    units = grid.open.units if grid.open is not None else ()
    all_chunks = [chunk for row in chunks for chunk in row]
    said = [
        chunk
        for chunk in all_chunks
        if compact.place(chunk.start).row < 0
        and chunk.end < len(compact.text)
        and not compact.broken[chunk.end]
        and compact.text.startswith(units, chunk.end)
    ]
    return 2 * len(said) > len(all_chunks)


def _without_lost(row: OpenRow, values: RowValues) -> RowValues:
    """A row before whose value other words stand has not no value: it could not be read."""
    blank = all(chunk is None for chunk in values.values.values())
    return values._replace(values={}) if blank and row.extra else values


# ---- values in order


def _in_order(
    grid: Grid,
    rows: Sequence[OpenRow],
    chunks: Sequence[Sequence[Chunk]],
    columns: tuple[GridColumn, ...],
    stated: Stated,
) -> OpenValues:
    """The values of rows that have as many as there are columns; where they run together they are cut apart."""
    count = len(columns)
    glued = [number for number, row in enumerate(chunks) if len(row) == 1 and row[0].text.isdecimal()]
    pairs = sum(complete(row, count) for row in chunks)
    cut = count > 1 and len(glued) > 3 * pairs
    values: list[RowValues] = []
    for row, pieces in zip(rows, chunks, strict=True):
        read: dict[str, Chunk | None] = {}
        if not pieces:
            read = {} if row.extra else {column.id: None for column in columns}
        elif complete(pieces, count):
            read = {c.id: chunk if chunk.number else None for c, chunk in zip(columns, pieces, strict=True)}
        values.append(RowValues(_found(row), read))
    if not cut:
        return _with_identities(grid, rows, GridValues(tuple(values)), columns)
    return _cut(grid, rows, chunks, columns, stated, values)


def _cut(
    grid: Grid,
    rows: Sequence[OpenRow],
    chunks: Sequence[Sequence[Chunk]],
    columns: tuple[GridColumn, ...],
    stated: Stated,
    values: list[RowValues],
) -> OpenValues:
    order = {column.id: number for number, column in enumerate(columns)}
    taking_part = [
        number for number, pieces in enumerate(chunks) if pieces and all(chunk.text.isdecimal() for chunk in pieces)
    ]
    index = {rows[number].row.id: place for place, number in enumerate(taking_part)}
    bounds = [AtMost(order[one.left[0]], order[one.right[0]]) for one in grid.across if one.op == "<="]
    relations = [
        RowRelation(tuple(index[id] for id in one.left), one.op, tuple(index[id] for id in one.right))
        for one in open_rows_identities(grid, rows)
        if one.evidence != "soft" and all(id in index for id in (*one.left, *one.right))
    ]
    texts = [[chunk.text for chunk in chunks[number]] for number in taking_part]
    ids = [[f"{rows[number].row.id}.{column.id}" for column in columns] for number in taking_part]
    result, by_narrative = _decided(texts, len(columns), bounds, relations, ids, stated)
    for place, number in enumerate(taking_part):
        each = [
            {column.id: piece for column, piece in zip(columns, placed(chunks[number], way), strict=True) if piece}
            for way in result.ways[place]
        ]
        read: dict[str, Chunk | None] = {
            column.id: each[0][column.id]
            for column in columns
            if each and all(way[column.id] == each[0][column.id] for way in each)
        }
        values[number] = RowValues(values[number].found, read, tuple(each) if len(read) < len(columns) else ())
    grid_values = GridValues(tuple(values), cut=True, readable=result.readable)
    return _with_identities(grid, rows, grid_values, columns)._replace(by_narrative=by_narrative)


def _decided(
    texts: list[list[str]],
    count: int,
    bounds: Sequence[AtMost],
    relations: Sequence[RowRelation],
    ids: Sequence[Sequence[str]],
    stated: Stated,
) -> tuple[OpenCuts, bool]:
    """The rows cut by the relations of the table. Where they leave several ways for a row, and exactly one of them has
    the number that the narrative states for it, that is how to read it; a number that none has decides nothing."""
    result = cut_open(texts, count, bounds, relations)
    by_narrative = False
    for number, cells in enumerate(ids):
        agreeing = [way for way in result.ways[number] if _agrees(way, cells, stated)]
        if len(agreeing) != 1 or len(result.ways[number]) < 2:
            continue
        narrowed = cut_open([*texts[:number], agreeing[0], *texts[number + 1 :]], count, bounds, relations)
        if narrowed.readable:
            texts[number], result, by_narrative = list(agreeing[0]), narrowed, True
    return result, by_narrative


def _agrees(way: Way, cells: Sequence[str], stated: Stated) -> bool:
    said = [int(value) in stated[cell] for value, cell in zip(way, cells, strict=True) if cell in stated]
    return bool(said) and all(said)


# ---- what holds


def open_rows_identities(grid: Grid, rows: Sequence[OpenRow]) -> Iterator[Identity]:
    """What holds between the rows that a table has, in each column."""
    present = {row.row.id: number for number, row in enumerate(rows)}
    for total in grid.totals:
        if total.row in present:
            yield from _total(grid, rows, total, present[total.row])
    for identity in grid.down:
        if all(id in present for id in (*identity.left, *identity.right)):
            yield identity


def _total(grid: Grid, rows: Sequence[OpenRow], total: OpenTotal, first: int) -> Iterator[Identity]:
    """A total is the sum of the parts printed below it, where nothing else stands among these; else each is part."""
    below = {row.id for row in grid.below(total.row)}
    parts = [number for number in range(first + 1, len(rows)) if rows[number].row.id in below]
    ids = [rows[number].row.id for number in parts]
    if len(parts) >= total.fewest and _is_list(rows, first, parts):
        yield Identity(f"{total.row} = {' + '.join(ids)}", (total.row,), "=", tuple(ids), "sum", "structure")
        return
    for id in ids:
        yield Identity(f"{id} <= {total.row}", (id,), "<=", (total.row,), "part", "structure")


def _is_list(rows: Sequence[OpenRow], first: int, parts: Sequence[int]) -> bool:
    """Whether some rows are all there is below the one at ``first``: they follow it and each other, numbered
    without a gap or not at all, and no unknown row is among them."""
    last = parts[-1]
    id = rows[first].row.id
    if any(not rows[number].row.id.startswith(id + ".") for number in range(first + 1, last + 1)):
        return False
    if any(row.extra for row in rows[first:last]):
        return False
    items = [rows[number].item for number in parts]
    if any(items) and items != list(range(1, len(items) + 1)):
        return False
    if rows[last].extra and (rows[last].follows or not items[0]):
        return False
    return not any(rows[number].among for number in parts[1:])


def _with_identities(
    grid: Grid, rows: Sequence[OpenRow], values: GridValues, columns: Sequence[GridColumn]
) -> OpenValues:
    cells = {f"{row.found.row.id}.{column}" for row in values.rows for column in row.values}
    ids = {column.id for column in columns}
    identities: list[Identity] = []
    for row in rows:
        for one in grid.across:
            if not row.row.stock and ids.issuperset((*one.left, *one.right)):
                left, right = (tuple(f"{row.row.id}.{id}" for id in side) for side in (one.left, one.right))
                identities.append(one._replace(left=left, right=right))
    for one in open_rows_identities(grid, rows):
        for column in columns:
            left, right = (tuple(f"{id}.{column.id}" for id in side) for side in (one.left, one.right))
            identities.append(one._replace(left=left, right=right))
    kept = tuple(one for one in identities if cells.issuperset((*one.left, *one.right)))
    return OpenValues(values, kept)
