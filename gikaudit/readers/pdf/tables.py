"""Grids and the characters in them to tables, also over page breaks."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gikaudit.document import normalise
from gikaudit.patterns import compiled
from gikaudit.readers.pdf.lines import Line, joined, lines_of
from gikaudit.readers.pdf.pages import Box, Glyph
from gikaudit.readers.pdf.rulings import Grid, edges, nearest
from gikaudit.readers.text import NEW_START

_SAME_EDGE = 5.0
_BESIDE = 0.75
"""How far a line may be from the number beside it, in the distance between numbers."""
VALUE = compiled(r"[-+]?\d[\d,. ]*%?|[-/\u2014\u2013]|不适用")
"""What stands in the cells of values."""
_NARROW = 3.5
"""In em: a column for labels written one character a line."""


class Filled(NamedTuple):
    """A grid and what stands in it."""

    grid: Grid
    glyphs: tuple[Glyph, ...]


class Printed(NamedTuple):
    """The text of a cell and where it is printed: in the cell that covers ``columns`` and ``rows``."""

    text: str
    page: int
    box: Box
    columns: tuple[int, int]
    rows: int
    full: bool = False
    """Whether the last line goes to the end of the cell, so that the text may go on."""
    narrow: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether this looks like the rest of another text: neither a number nor the start of a new entry."""
        text = normalise(self.text)
        return not NEW_START.match(text) and not text[0].isdigit()


Row = list[Printed | None]


def continues(above: Filled, below: Filled) -> bool:
    """Whether a grid at the head of a page has the columns of the one at the foot of the page before."""
    one, other = above.grid.columns, below.grid.columns
    if abs((one[-1] - one[0]) - (other[-1] - other[0])) > _SAME_EDGE:
        return False
    shift = one[0] - other[0]
    moved = [edge + shift for edge in other]
    few, many = sorted((one, moved), key=len)
    return all(abs(many[nearest(many, edge)] - edge) <= _SAME_EDGE for edge in few)


def rows_of(parts: Sequence[Filled]) -> list[Row]:
    """The rows of a table that is printed in one part or, over page breaks, in several.

    Every row has a place for each column; those that a wider or higher cell covers, and blank ones, are None.
    """
    left = parts[0].grid.columns[0]
    shifts = [left - part.grid.columns[0] for part in parts]
    columns = edges(edge + shift for part, shift in zip(parts, shifts, strict=True) for edge in part.grid.columns)
    rows: list[Row] = []
    for part, shift in zip(parts, shifts, strict=True):
        grid = part.grid.moved(shift)._replace(columns=columns)
        further = _rows(grid, part.glyphs, shift)
        rows = _appended(rows, further) if rows else further
    used = [column for column in range(len(columns) - 1) if any(row[column] is not None for row in rows)]
    starts = {cell for row in rows for cell in row if cell is not None}
    spans = {column for cell in starts for column in range(*cell.columns) if column != cell.columns[0]}
    kept = [column for column in range(len(columns) - 1) if column in used or column not in spans]
    return [[row[column] for column in kept] for row in rows]


def _rows(grid: Grid, glyphs: Iterable[Glyph], shift: float) -> list[Row]:
    regions = grid.regions()
    last_row, last_column = len(regions) - 1, len(regions[0]) - 1
    contents: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        x, y = glyph.box.middle
        row = min(max(bisect_right(grid.rows, y) - 1, 0), last_row)
        column = min(max(bisect_right(grid.columns, x + shift) - 1, 0), last_column)
        contents.setdefault(regions[row][column], []).append(glyph)
    places: dict[int, list[int]] = {}
    for number, row_of_regions in enumerate(regions):
        for column, region in enumerate(row_of_regions):
            place = places.setdefault(region, [number, number, column, column, column])
            place[1] = number
            place[2], place[3] = min(place[2], column), max(place[3], column)
    rows: list[dict[int, _Content]] = [{} for _ in regions]
    new = [False] * len(regions)
    for region, (top, bottom, first, last, own) in places.items():
        new[top] = True
        if region in contents:
            left, right = grid.columns[first] - shift, grid.columns[last + 1] - shift
            box = Box(left, grid.rows[top], right, grid.rows[bottom + 1])
            rows[top][own] = _Content(lines_of(contents[region], grid.page), box, (first, last + 1), bottom - top + 1)
    found: list[Row] = []
    for row_of_contents, starts in zip(rows, new, strict=True):
        if starts:
            for part in _parted(row_of_contents):
                printed = {column: _printed(content, grid.page) for column, content in part.items()}
                found.append([printed.get(column) for column in range(last_column + 1)])
    return found


class _Content(NamedTuple):
    """The lines in a cell, and the place and span of the cell."""

    lines: list[Line]
    box: Box
    columns: tuple[int, int]
    rows: int


def _parted(cells: dict[int, _Content]) -> list[dict[int, _Content]]:
    """The rows of a table that has no lines between its rows: each number in a column has one."""
    columns = [content.lines for content in cells.values() if _numbers(content)]
    if not columns or len(cells) < 2:
        return [cells]
    places = [line.box.middle[1] for line in max(columns, key=len)]
    reach = min(below - above for above, below in pairwise(places)) * _BESIDE
    others = [line.box.middle[1] for content in cells.values() for line in content.lines]
    places = list(edges([*places, *(place for place in others if min(abs(place - y) for y in places) > reach)]))
    parts: list[dict[int, _Content]] = [{} for _ in places]
    for column, content in cells.items():
        for line in content.lines:
            part = parts[nearest(places, line.box.middle[1])]
            part.setdefault(column, content._replace(lines=[])).lines.append(line)
    label = min(cells)
    whole = parts[:1]
    for part in parts[1:]:
        above = whole[-1].get(label)
        if list(part) == [label] and above and _goes_on(above, part[label]):
            above.lines.extend(part[label].lines)
        else:
            whole.append(part)
    return whole


def _goes_on(label: _Content, rest: _Content) -> bool:
    """Whether a label that goes to the end of its cell is continued by the line below."""
    last = label.lines[-1]
    return last.box.right > label.box.right - 2.2 * last.em and not NEW_START.match(normalise(rest.lines[0].text))


def _numbers(content: _Content) -> bool:
    """Whether a cell holds a column of numbers, not one that is broken because the cell is narrow."""
    first = content.lines[0]
    wide_enough = content.box.right - content.box.left - (first.box.right - first.box.left) > 2 * first.em
    return (
        len(content.lines) > 1 and wide_enough and all(VALUE.fullmatch(normalise(line.text)) for line in content.lines)
    )


def _printed(content: _Content, page: int) -> Printed:
    lines, box = content.lines, content.box
    width = box.right - box.left
    last = lines[-1]
    full = last.box.right - last.box.left >= width - 2.2 * last.em
    return Printed(joined(lines, width), page, box, content.columns, content.rows, full, width < _NARROW * last.em)


def _appended(rows: list[Row], further: list[Row]) -> list[Row]:
    """Rows of the next page behind those of the pages before: without headers repeated there, and with a row that
    the page break cuts in two put together."""
    further = further[_repeated(rows, further) :]
    if not further:
        return rows
    first = further[0]
    ends = {index: cell for index, cell in enumerate(first) if cell is not None}
    above = rows[-1]
    beginnings = {index: above[index] for index in ends}
    cut = bool(ends) and all(
        (cell := beginnings[index]) is not None and cell.full and end.goes_on and cell.columns == end.columns
        for index, end in ends.items()
        if not end.narrow
    )
    for index, end in ends.items():
        if end.narrow and end.goes_on and end.rows > 1:
            _prolong(rows, index, end, first)
    remaining = {index: cell for index, cell in enumerate(first) if cell is not None}
    if cut and remaining and len(remaining) < sum(cell is not None for cell in above):
        for index, end in remaining.items():
            beginning = above[index]
            if beginning is not None:
                above[index] = beginning._replace(text=_together(beginning.text, end.text), full=end.full)
        further = further[1:]
    return rows + further


def _prolong(rows: list[Row], column: int, end: Printed, first: Row) -> None:
    """A label written downwards beside several rows, cut by the page break, in one."""
    for number in range(len(rows) - 1, -1, -1):
        cell = rows[number][column]
        if cell is not None:
            if cell.columns == end.columns and cell.rows >= len(rows) - number > 1:
                rows[number][column] = cell._replace(text=_together(cell.text, end.text))
                first[column] = None
            return


def _together(text: str, end: str) -> str:
    ascii_both = text[-1].isascii() and end[0].isascii()
    return text + (" " if ascii_both else "") + end


def _repeated(rows: list[Row], further: list[Row]) -> int:
    """How many rows at the head of the next page are the header rows of the table once more."""
    count = 0
    for row, again in zip(rows, further, strict=False):
        texts = [cell.text if cell else "" for cell in row]
        if texts != [cell.text if cell else "" for cell in again] or any(text.isdigit() for text in texts):
            break
        count += 1
    return count if any(sum(cell is not None for cell in row) > 1 for row in further[:count]) else 0
