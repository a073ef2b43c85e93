"""The lines drawn on a page to grids: columns, rows, and cells that span several of them."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gikaudit.readers.pdf.pages import Box, Page

_THIN = 3.0
_NEAR = 3.0
"""Lines nearer than this, in points, are one, and meet."""
_SHORTEST = 4.0
_MOST_CROSSINGS = 2_000_000
_MOST_CELLS = 40_000


class Ruling(NamedTuple):
    """A straight line: how far across or down it is, and from where to where it goes."""

    at: float
    start: float
    end: float


class Grid(NamedTuple):
    """Lines of a page that meet, and the edges of columns and rows that they make."""

    page: int
    across: tuple[Ruling, ...]
    down: tuple[Ruling, ...]
    columns: tuple[float, ...]
    rows: tuple[float, ...]

    @property
    def box(self) -> Box:
        """The place of the grid on its page."""
        return Box(self.columns[0], self.rows[0], self.columns[-1], self.rows[-1])

    def moved(self, distance: float) -> "Grid":
        """The same grid farther to the right."""
        return self._replace(
            across=tuple(Ruling(line.at, line.start + distance, line.end + distance) for line in self.across),
            down=tuple(line._replace(at=line.at + distance) for line in self.down),
            columns=tuple(edge + distance for edge in self.columns),
        )

    def regions(self) -> list[list[int]]:
        """For each row the number of the cell in each column; cells that span several have the same number."""
        rows, columns = len(self.rows) - 1, len(self.columns) - 1
        parents = list(range(rows * columns))
        walls = _covered(self.down, self.columns, self.rows)
        floors = _covered(self.across, self.rows, self.columns)
        for row in range(rows):
            for column in range(columns):
                here = row * columns + column
                if column and not walls[column][row]:
                    _unite(parents, here - 1, here)
                if row and not floors[row][column]:
                    _unite(parents, here - columns, here)
        return [[_root(parents, row * columns + column) for column in range(columns)] for row in range(rows)]


def grids(page: Page) -> list[Grid]:
    """The grids on a page with more than one cell, from top to bottom."""
    across = _merged(Ruling((top + bottom) / 2, left, right) for left, top, right, bottom in _flat(page.rulings))
    down = _merged(Ruling((left + right) / 2, top, bottom) for left, top, right, bottom in _upright(page.rulings))
    found = [_grid(page.number, *lines) for lines in _connected(across, down)]
    kept = [grid for grid in found if len(grid.rows) + len(grid.columns) - 2 > 2 and _cells(grid) <= _MOST_CELLS]
    return sorted(kept, key=lambda grid: (grid.rows[0], grid.columns[0]))


def _cells(grid: Grid) -> int:
    return (len(grid.rows) - 1) * (len(grid.columns) - 1)


def _flat(rulings: Iterable[Box]) -> Iterable[Box]:
    return (box for box in rulings if box.bottom - box.top <= _THIN)


def _upright(rulings: Iterable[Box]) -> Iterable[Box]:
    return (box for box in rulings if box.right - box.left <= _THIN)


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Pieces of one line, as dashes and the sides of neighbouring cells are, put together."""
    by_place: list[list[Ruling]] = []
    for ruling in sorted(rulings):
        if by_place and ruling.at - by_place[-1][0].at <= _NEAR:
            by_place[-1].append(ruling)
        else:
            by_place.append([ruling])
    lines = []
    for pieces in by_place:
        pieces.sort(key=lambda piece: piece.start)
        at = sum(piece.at for piece in pieces) / len(pieces)
        start, end = pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start > end + _NEAR:
                lines.append(Ruling(at, start, end))
                start, end = piece.start, piece.end
            end = max(end, piece.end)
        lines.append(Ruling(at, start, end))
    return [line for line in lines if line.end - line.start >= _SHORTEST]


def _connected(across: list[Ruling], down: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Lines that meet, directly or through others. A page with too many is a drawing: it has no tables."""
    down.sort()
    parents = list(range(len(across) + len(down)))
    tried = 0
    for number, line in enumerate(across):
        low = bisect_left(down, line.start - _NEAR, key=lambda other: other.at)
        high = bisect_right(down, line.end + _NEAR, key=lambda other: other.at)
        tried += high - low
        if tried > _MOST_CROSSINGS:
            return []
        for other in range(low, high):
            if down[other].start - _NEAR <= line.at <= down[other].end + _NEAR:
                _unite(parents, number, len(across) + other)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for number, line in enumerate((*across, *down)):
        group = groups.setdefault(_root(parents, number), ([], []))
        group[number >= len(across)].append(line)
    return [group for group in groups.values() if group[0] and group[1]]


def _grid(page: int, across: list[Ruling], down: list[Ruling]) -> Grid:
    """A grid; where it has no line at a side, its lines end there."""
    columns = edges([line.at for line in down] + _ends(across))
    rows = edges([line.at for line in across] + _ends(down))
    return Grid(page, tuple(across), tuple(down), columns, rows)


def _ends(lines: list[Ruling]) -> list[float]:
    return [min(line.start for line in lines), max(line.end for line in lines)]


def edges(places: Iterable[float]) -> tuple[float, ...]:
    """Places in order, those near each other as one."""
    found: list[list[float]] = []
    for place in sorted(places):
        if found and place - found[-1][0] <= _NEAR:
            found[-1].append(place)
        else:
            found.append([place])
    return tuple(sum(group) / len(group) for group in found)


def nearest(places: Sequence[float], place: float) -> int:
    """The number of the place that is nearest."""
    after = bisect_left(places, place)
    if after == len(places) or (after and place - places[after - 1] <= places[after] - place):
        return after - 1
    return after


def _covered(lines: Iterable[Ruling], at: Sequence[float], along: Sequence[float]) -> list[list[bool]]:
    """For each edge, which of the stretches along it a line covers the middle of."""
    covered = [[False] * (len(along) - 1) for _ in at]
    middles = [(low + high) / 2 for low, high in itertools.pairwise(along)]
    for line in lines:
        edge = nearest(at, line.at)
        for stretch in range(bisect_left(middles, line.start), bisect_right(middles, line.end)):
            covered[edge][stretch] = True
    return covered


def _root(parents: list[int], node: int) -> int:
    while parents[node] != node:
        parents[node] = parents[parents[node]]
        node = parents[node]
    return node


def _unite(parents: list[int], one: int, other: int) -> None:
    one, other = _root(parents, one), _root(parents, other)
    parents[max(one, other)] = min(one, other)
