"""The rows and columns of a table, whatever its cells span."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from gikaudit.readers.docx.runs import Piece
from gikaudit.readers.docx.xml import Element, child, children, local, number, switched_on, value

_NEAR = 100
"""Edges of cells that are nearer to each other, in twentieths of a point, are one: tables drawn by hand."""
_IN_ROWS = ("sdt", "sdtContent", "ins", "moveTo", "customXml")


@dataclass(eq=False, repr=False)
class GridCell:
    """A cell: the column at which it begins, counted in the table's finest grid, and how it is merged downwards."""

    element: Element
    column: int
    merged: Literal["", "first", "more"]
    blank: bool
    pieces: Sequence[Piece] = ()


def read_grid(table: Element) -> list[list[GridCell]]:
    """The rows of a table and the cells that begin in them, without those that are deleted or hidden."""
    rows: list[list[GridCell]] = []
    above: set[int] = set()
    for row in _inside(table, "tr"):
        properties = child(row, "trPr")
        if child(properties, "del") is not None or switched_on(properties, "hidden"):
            continue
        cells = []
        column = _count(properties, "gridBefore", 0)
        for element in _inside(row, "tc"):
            own = child(element, "tcPr")
            merged = _merged(own)
            if merged == "more" and column not in above:
                merged = "first"  # nothing stands above that it could belong to
            covered = merged == "more" or _goes_on(own)
            cells.append(GridCell(element, column, merged, covered or child(own, "cellDel") is not None))
            column += _count(own, "gridSpan", 1)
        above = {cell.column for cell in cells if cell.merged}
        if cells:
            rows.append(cells)
    _join_near_edges(table, rows)
    return rows


def columns(rows: Sequence[Sequence[GridCell]]) -> dict[int, int]:
    """The columns in which a cell begins, numbered from 0."""
    return {column: place for place, column in enumerate(sorted({cell.column for row in rows for cell in row}))}


def _inside(element: Element, name: str) -> list[Element]:
    """The rows of a table, or the cells of a row: also those in content controls and insertions."""
    found: list[Element] = []
    for part in element:
        kind = local(part)
        if kind == name:
            found.append(part)
        elif kind in _IN_ROWS:
            found.extend(_inside(part, name))
    return found


def _merged(properties: Element | None) -> Literal["", "first", "more"]:
    merge = child(properties, "vMerge")
    if merge is None:
        return ""
    return "first" if value(merge) == "restart" else "more"


def _goes_on(properties: Element | None) -> bool:
    """Whether a cell belongs to the one on its left, as older programs write it."""
    merge = child(properties, "hMerge")
    return merge is not None and value(merge) != "restart"


def _count(properties: Element | None, name: str, least: int) -> int:
    return max(number(child(properties, name)) or least, least)


def _join_near_edges(table: Element, rows: Sequence[Sequence[GridCell]]) -> None:
    """Give cells that begin at nearly the same place the same column, if the table says how wide its columns are."""
    grid = child(table, "tblGrid")
    widths = [number(column, "w") for column in children(grid, "gridCol")] if grid is not None else []
    if not widths or any(width is None for width in widths):
        return
    if any(cell.column > len(widths) for row in rows for cell in row):
        return
    joined, edge, last = [0], 0, 0
    for column, width in enumerate(widths, 1):
        edge += width or 0
        if edge - last >= _NEAR:
            joined.append(column)
            last = edge
        else:
            joined.append(joined[-1])
    if all(joined[left.column] < joined[right.column] for row in rows for left, right in pairwise(row)):
        for row in rows:
            for cell in row:
                cell.column = joined[cell.column]
