"""In which column of a table its cells stand, blank ones counted."""

import re
from bisect import bisect_left
from typing import NamedTuple

from gikaudit.document import Table
from gikaudit.patterns import compiled
from gikaudit.source import Source

_MARK = compiled(r"[|\t\u2502\u2503\u00a6\uff5c]|<t[dh]\b", re.IGNORECASE)
_NOWHERE = -1


class _Line(NamedTuple):
    """The line of a row: where the marks between its cells stand, and whether one stands before the first cell and
    one behind the last."""

    marks: list[int]
    opened: bool
    closed: bool


def known_columns(source: Source, table: Table) -> list[list[tuple[int, int]]]:
    """For each row the column of each cell and how many columns the row has; column -1 where it is not known.

    The text reader leaves blank cells out: there the marks between the cells are counted. Runs of spaces do not say
    how many cells are blank.
    """
    if table.grid:
        return [[(number, len(row)) for number in range(len(row))] for row in table.rows]
    if all(len(row) == 1 for row in table.rows):
        return [[(_NOWHERE, 1)] for _ in table.rows]
    lines = [_line(source, row[0].text.offset(0)) for row in table.rows]
    marked = [line for line in lines if line.marks]
    opened = all(line.opened for line in marked)
    closed = opened and all(line.closed for line in marked)
    found: list[list[tuple[int, int]]] = []
    for row, line in zip(table.rows, lines, strict=True):
        count = len(line.marks) + 1 - opened - closed
        places = [(bisect_left(line.marks, cell.text.offset(0)) - opened, count) for cell in row]
        found.append(places if line.marks else [(_NOWHERE, len(row))] * len(row))
    return found


def _line(source: Source, first: int) -> _Line:
    """The line around the first cell of a row, from the beginning of its row where one line has several."""
    number = source.line_of(first)
    text, start = source.line_text(number), source.line_starts[number - 1]
    low = max(0, text.rfind("<tr", 0, first - start))
    marks = list(_MARK.finditer(text, low))
    if not marks:
        return _Line([], False, False)
    tagged = len(marks[0].group()) > 1
    opened = tagged or not text[low : marks[0].start()].strip()
    closed = not tagged and marks[-1].group() != "\t" and not text[marks[-1].end() :].strip()
    return _Line([mark.start() + start for mark in marks], opened, closed)
