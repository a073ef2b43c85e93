"""The tables of a form that have several columns: where they stand in a document, and what each cell says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gikaudit.document import Document, Paragraph, Table, Text
from gikaudit.forms import Form
from gikaudit.grid import Grid, GridColumn, cell_label
from gikaudit.identity import Identity
from gikaudit.interval import Interval, exactly, rounded, truncated
from gikaudit.parsing.compact import Compact, Place, compact, squeezed
from gikaudit.parsing.cuts import Effort
from gikaudit.parsing.form_table import FormTable, Stated, TableProblem
from gikaudit.parsing.grid_chunks import Chunk, GridValues
from gikaudit.parsing.grid_columns import known_columns
from gikaudit.parsing.grid_line import find_line
from gikaudit.parsing.grid_marks import forms_with_marks
from gikaudit.parsing.grid_rows import FoundRow, find_rows
from gikaudit.parsing.grid_values import expanded, read_values
from gikaudit.parsing.numerals import arabic
from gikaudit.parsing.open_rows import find_open_rows
from gikaudit.parsing.open_values import read_open
from gikaudit.patterns import compiled
from gikaudit.relation import Operand

_UNKNOWN = Interval(0, None)
_NOTHING: Stated = {}
_TEN_THOUSANDS = "万"
_HEADER = 160
"""So many characters above its first row a grid has its header."""
_CUT = (
    "表中数字连写，按合计与勾稽关系切分后核对",
    "the numbers of the table run together; they were cut apart by its totals",
)
_CUT_BY_NARRATIVE = (
    "表中数字连写，按正文所述数和表内关系切分后核对",
    "the numbers of the table run together; they were cut apart by what the text says and the relations of the table",
)


class GridReading(NamedTuple):
    """The grids found in a document, those that could not be read, and the rest of it: the texts of its paragraphs
    and the tables that are no grid."""

    tables: tuple[FormTable, ...]
    problems: tuple[TableProblem, ...]
    paragraphs: tuple[Text, ...]
    others: tuple[Table, ...]


class _Found(NamedTuple):
    """A grid in a text: its values, and the stretch it takes."""

    form: Form
    grid: Grid
    values: GridValues
    start: int
    end: int
    identities: tuple[Identity, ...] | None = None
    note: tuple[str, str] = ("", "")


def read_grids(document: Document, forms: Iterable[Form], stated: Stated = _NOTHING) -> GridReading | None:
    """The grids of the form that accounts for most cells of a document; None where there is none. What the narrative
    states can tell how to cut numbers that run together."""
    with_grids = forms_with_marks(document.source.text, forms)
    if not with_grids:
        return None
    whole = _compact(document)
    effort = Effort()
    known: dict[Grid, list[_Found]] = {}
    best: list[_Found] = []
    for form in with_grids:
        found: list[_Found] = []
        for grid in form.grids:
            if grid not in known:
                known[grid] = list(_find(form, grid, whole, stated, effort))
            found.extend(one._replace(form=form) for one in known[grid])
        if sum(_weight(one) for one in found) > sum(_weight(one) for one in best):
            best = found
    if not best:
        return None
    read = list(_each_once(_table(one, whole) for one in best if one.values.readable))
    unreadable = [one for one in best if not one.values.readable]
    problems = [TableProblem(one.form, whole.span(one.start, one.end), one.grid.title) for one in unreadable]
    paragraphs, others = _rest(document, whole, best)
    return GridReading(tuple(read), tuple(problems), tuple(paragraphs), tuple(others))


def _each_once(tables: Iterable[FormTable]) -> Iterator[FormTable]:
    """Tables without those that only repeat cells of one before, as text taken out of a page often does."""
    kept: list[FormTable] = []
    for table in tables:
        if not any(other.grid == table.grid and _repeats(table, other) for other in kept):
            kept.append(table)
            yield table


def _repeats(table: FormTable, other: FormTable) -> bool:
    return all(
        id in other.operands and other.operands[id].number == operand.number for id, operand in table.operands.items()
    )


_TELLING = 4
"""So many labels in order are no coincidence; fewer need a header above them."""


def _compact(document: Document) -> Compact:
    texts: list[Text] = []
    places: list[Place] = []
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            texts.append(block.text)
            places.append(Place(number))
            continue
        columns = known_columns(document.source, block)
        for row, cells in enumerate(block.rows):
            for index, cell in enumerate(cells):
                if cell.text.text:
                    texts.append(cell.text)
                    places.append(Place(number, row, index, *columns[row][index]))
    source = document.source
    return compact(texts, places, source if source.shows_lines else None)


def _find(form: Form, grid: Grid, whole: Compact, stated: Stated, effort: Effort) -> Iterator[_Found]:
    if grid.open is not None:
        for open_rows in find_open_rows(grid, whole):
            read = read_open(grid, open_rows, whole, stated)
            if read is not None:
                note = _CUT_BY_NARRATIVE if read.by_narrative else _CUT if read.values.cut else ("", "")
                start, end = open_rows[0].start, open_rows[-1].end
                yield _Found(form, grid, read.values, start, end, read.identities, note)
        return
    if grid.line:
        for values, start, end in find_line(grid, whole, effort):
            yield _Found(form, grid, values, start, end, note=_note(values))
        return
    fewest = max(1, sum(not row.heading and not row.optional for row in grid.rows) // 2)
    for rows in find_rows(grid, whole):
        with_values = [found for found in rows if not found.row.heading]
        if len(with_values) < fewest:
            return
        start, end = rows[0].start, rows[-1].end
        if fewest >= _TELLING or _headed(grid, whole, start):
            read_rows = read_values(grid, rows, whole, effort)
            yield _Found(form, grid, read_rows, start, end, note=_note(read_rows))


def _note(values: GridValues) -> tuple[str, str]:
    return _CUT if values.cut else ("", "")


def _headed(grid: Grid, whole: Compact, start: int) -> bool:
    above = whole.text[max(0, start - _HEADER) : start]
    return not grid.header or any(squeezed(word) in above for word in grid.header)


def _weight(found: _Found) -> int:
    return sum(len(row.values) for row in found.values.rows)


# ---- cells to operands


def _table(found: _Found, whole: Compact) -> FormTable:
    grid = found.grid
    operands: dict[str, Operand] = {}
    by_id = {column.id: column for column in grid.columns}
    ways: dict[str, tuple[Operand, ...]] = {}
    for row in found.values.rows:
        for column, chunk in row.values.items():
            operands[f"{row.found.row.id}.{column}"] = _operand(grid, row.found, by_id[column], chunk, whole)
        for column in {column: None for way in row.ways for column in way if column not in row.values}:
            chunks = dict.fromkeys(way[column] for way in row.ways)
            ways[f"{row.found.row.id}.{column}"] = tuple(
                _operand(grid, row.found, by_id[column], chunk, whole) for chunk in chunks
            )
    span = whole.span(found.start, found.end)
    identities = tuple(_identities(grid, operands)) if found.identities is None else found.identities
    none = frozenset(_none(operands, identities))
    return FormTable(found.form, operands, span, identities, grid, found.note, ways, none)


def _none(operands: Mapping[str, Operand], identities: Iterable[Identity]) -> Iterator[str]:
    """The blank cells that can only mean none: in a table that writes no 0, those that are not the total of cells
    that are filled in."""
    if any(operand.number == "0" for operand in operands.values()):
        return
    open_totals = {
        identity.left[0]
        for identity in identities
        if identity.kind == "sum" and any(operands[id].interval.bounded for id in identity.right)
    }
    yield from (id for id, operand in operands.items() if not operand.interval.bounded and id not in open_totals)


def _operand(grid: Grid, found: FoundRow, column: GridColumn, chunk: Chunk | None, whole: Compact) -> Operand:
    row, label = found.row, cell_label(grid, found.row, column)
    if grid.open is not None:
        label = cell_label(grid, row._replace(label=whole.text[found.start : found.behind]), column)
    if chunk is None:
        return Operand(_UNKNOWN, "", "", label, whole.span(found.start, found.behind), unit=row.unit, origin="table")
    scale = 10**4 if row.unit.startswith(_TEN_THOUSANDS) else 1
    value, step = arabic(chunk.text.lstrip("-"))
    amount = (-value if chunk.text.startswith("-") else value) * scale
    step *= scale
    interval, cut = (exactly(amount),) * 2 if step == 1 else (rounded(amount, step), truncated(amount, step))
    return Operand(
        interval,
        chunk.text + row.unit,
        chunk.text,
        label,
        whole.span(chunk.start, chunk.end),
        cut,
        step,
        scale,
        row.unit,
        "table",
    )


def _identities(grid: Grid, operands: Mapping[str, Operand]) -> Iterator[Identity]:
    """What holds between the cells that a table has."""
    for row in grid.rows:
        for identity in grid.across:
            ids = [[f"{row.id}.{id}" for id in side] for side in (identity.left, identity.right)]
            if all(id in operands for side in ids for id in side):
                yield identity._replace(left=tuple(ids[0]), right=tuple(ids[1]))
    yield from _down(grid, operands)
    for identity in grid.single:
        if all(id in operands for id in (*identity.left, *identity.right)):
            yield identity


def _down(grid: Grid, operands: Mapping[str, Operand]) -> Iterator[Identity]:
    """What holds between the rows of each column; a row that sums up others and is not filled in stands for them."""
    sums = {row.id for row in grid.rows if grid.below(row.id)}
    rows_of: dict[str, dict[str, None]] = {column.id: {} for column in grid.columns}
    for id, operand in operands.items():
        row_id, _, column_id = id.rpartition(".")
        if operand.interval.bounded or row_id not in sums:
            rows_of[column_id][row_id] = None
    for column in grid.columns:
        filled = rows_of[column.id]
        for identity in grid.down:
            sides = [expanded(grid, side, filled) for side in (identity.left, identity.right)]
            if sides[0] is not None and sides[1] is not None and sides[0] != sides[1]:
                left, right = (tuple(f"{id}.{column.id}" for id in side or ()) for side in sides)
                yield identity._replace(left=left, right=right)


# ---- what is no grid


def _rest(document: Document, whole: Compact, found: Sequence[_Found]) -> tuple[list[Text], list[Table]]:
    """The paragraphs without the stretches that are grids, and the tables that have no row of one."""
    taken: dict[int, list[tuple[int, int]]] = {}
    grid_blocks = set()
    cells: set[tuple[int, int, int]] = set()
    for one in found:
        for position in range(one.start, one.end):
            owner = whole.owners[position]
            place = whole.places[owner]
            if place.row >= 0:
                grid_blocks.add(place.block)
                cells.add(place[:3])
            else:
                taken.setdefault(place.block, []).append((whole.positions[position], whole.positions[position] + 1))
    paragraphs: list[Text] = []
    others: list[Table] = []
    for number, block in enumerate(document.blocks):
        if isinstance(block, Table):
            if number in grid_blocks:
                named = {
                    cell.text.text
                    for row, line in enumerate(block.rows)
                    for index, cell in enumerate(line)
                    if (number, row, index) in cells
                }
                paragraphs.extend(
                    cell.text
                    for row, line in enumerate(block.rows)
                    for index, cell in enumerate(line)
                    if (number, row, index) not in cells
                    and cell.text.text not in named  # a merged cell said again in each place that it covers
                    and _READ.search(cell.text.text)
                )
            else:
                others.append(block)
        elif number in taken:
            paragraphs.extend(_around(block.text, taken[number]))
        else:
            paragraphs.append(block.text)
    return paragraphs, others


def _around(text: Text, taken: list[tuple[int, int]]) -> Iterator[Text]:
    """What is left of a text before, between and behind the stretches taken from it."""
    position = 0
    for start, end in [*_joined(taken), (len(text.text), len(text.text))]:
        piece = text.text[position:start]
        if len(piece.strip(" .、,;。:()")) > 1:
            left = len(piece) - len(piece.lstrip(" .、,;。:()"))
            yield text.part(position + left, start)
        position = max(position, end)


def _joined(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches with nothing but a few marks between them as one."""
    low, high = spans[0]
    for start, end in sorted(spans):
        if start > high + _GAP:
            yield low, high
            low = start
        high = max(high, end)
    yield low, high


_GAP = 12
_READ = compiled(r"^[一二三四五六七八九十]{1,3}、|。")
"""Headings and sentences that stand among the cells of a table written as text."""
