"""Tables without lines: rows of pieces that stand below each other in columns."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gikaudit.document import normalise
from gikaudit.readers.pdf.lines import Line, Piece, joined, surrounding
from gikaudit.readers.pdf.pages import Box
from gikaudit.readers.pdf.tables import VALUE, Printed, Row
from gikaudit.readers.pdf.unruled import unruled_tables
from gikaudit.readers.text import NEW_START

_FEWEST_ROWS = 3
_MOST_LABELS = 3
"""Lines between two rows that have nothing but a label."""
_LONGEST_LABEL = 45
_FAR = 1.5
"""How far, in em, a piece may stand beside its column."""

Columns = list[tuple[float, float]]


def with_tables(lines: Sequence[Line]) -> Iterator[tuple[Line | list[Row], int]]:
    """Lines, the rows of tables among them put together, each with the number of lines that it takes. Where it is not
    sure what stands in which column, they stay lines."""
    position = 0
    for start, end, rows in unruled_tables(lines):
        yield from _aligned(lines[position:start])
        yield rows, end - start
        position = end
    yield from _aligned(lines[position:])


def _aligned(lines: Sequence[Line]) -> Iterator[tuple[Line | list[Row], int]]:
    """The same for tables of which it is enough that most columns are numbers; each stands on one page."""
    position = 0
    for start, end in _runs(lines):
        rows = _table(lines[start:end])
        if rows is not None:
            yield from ((line, 1) for line in lines[position:start])
            yield rows, end - start
            position = end
    yield from ((line, 1) for line in lines[position:])


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Runs of lines with several pieces, with few and short ones of one piece between them."""
    start = last = -1
    for number, line in enumerate(lines):
        if start >= 0 and line.page != lines[number - 1].page:
            yield start, _end(lines, last)
            start = -1
        if len(line.pieces) > 1:
            if start < 0:
                start = number
            last = number
        elif start >= 0 and (number - last > _MOST_LABELS or not _label(line)):
            yield start, _end(lines, last)
            start = -1
    if start >= 0:
        yield start, _end(lines, last)


def _end(lines: Sequence[Line], last: int) -> int:
    """The number of the line behind the last one of a table, whose label may go on below its values."""
    end = last + 1
    if end < len(lines) and lines[end].page == lines[last].page:
        row, rest = lines[last], lines[end]
        left = min(line.box.left for line in lines[max(last - 1, 0) : end])
        near = rest.box.middle[1] - row.box.middle[1] < _FAR * row.em and abs(rest.box.left - left) < row.em
        if near and _label(rest) and NEW_START.match(normalise(rest.text)) is None:
            return end + 1
    return end


def _label(line: Line) -> bool:
    return len(line.text) <= _LONGEST_LABEL and not line.text.endswith(("。", "；", "！"))


def _table(lines: Sequence[Line]) -> list[Row] | None:
    """The rows of a table, or None where it is not sure what stands in which column."""
    counts = Counter(len(line.pieces) for line in lines if len(line.pieces) > 1)
    if counts.total() < _FEWEST_ROWS:
        return None
    columns = _columns([line for line in lines if len(line.pieces) == _usual(counts)], lines[0].em)
    if columns is None:
        return None
    cells = []
    for line in lines:
        placed = _placed(line, columns)
        if placed is None:
            return None
        cells.append(placed)
    rows = _rows(lines, cells, len(columns))
    return rows if _has_values(rows) else None


def _usual(counts: Counter[int]) -> int:
    """The largest number of pieces that several lines have."""
    return max((pieces for pieces, lines in counts.items() if lines >= _FEWEST_ROWS), default=max(counts))


def _columns(lines: Sequence[Line], em: float) -> Columns | None:
    columns = [
        (min(piece.left for piece in pieces), max(piece.right for piece in pieces))
        for pieces in zip(*(line.pieces for line in lines), strict=True)
    ]
    apart = all(after[0] - before[1] > em * 0.3 for before, after in pairwise(columns))
    return columns if apart and len(columns) > 1 else None


def _placed(line: Line, columns: Columns) -> dict[int, Piece] | None:
    """The pieces of a line by their column, one that goes over several by the first of these."""
    placed: dict[int, Piece] = {}
    for piece in line.pieces:
        over = [number for number, (left, right) in enumerate(columns) if piece.left < right and piece.right > left]
        if not over:
            distances = [max(left - piece.right, piece.left - right) for left, right in columns]
            if min(distances) > _FAR * line.em:
                return None
            over = [distances.index(min(distances))]
        if over[0] in placed:
            return None
        placed[over[0]] = piece
    return placed


class _Row:
    """A row that is being put together: for each column its lines."""

    def __init__(self, line: Line, placed: dict[int, Piece]) -> None:
        self.cells: dict[int, list[Line]] = {}
        self.add(line, placed)

    def add(self, line: Line, placed: dict[int, Piece]) -> None:
        """Put in one more printed line."""
        self.last = line
        for column, piece in placed.items():
            box = Box(piece.left, line.box.top, piece.right, line.box.bottom)
            self.cells.setdefault(column, []).append(Line(piece.text, box, line.page, line.em, (piece,)))

    def printed(self, columns: int) -> Row:
        """The row with a place for each column."""
        row: Row = [None] * columns
        for column, lines in self.cells.items():
            box = surrounding(line.box for line in lines)
            row[column] = Printed(joined(lines, box.right - box.left), self.last.page, box, (column, column + 1), 1)
        return row


def _rows(lines: Sequence[Line], cells: list[dict[int, Piece]], columns: int) -> list[Row]:
    """The rows of a table. A label may be wrapped: its values stand beside its first line, or beside its middle."""
    found: list[_Row] = []
    end = max((placed[0].right for placed in cells if 0 in placed), default=0.0)
    for line, placed in zip(lines, cells, strict=True):
        row = found[-1] if found else None
        if row is not None and 0 in row.cells and _belongs(row, line, placed, end):
            row.add(line, placed)
        else:
            found.append(_Row(line, placed))
    return [row.printed(columns) for row in found]


def _belongs(row: _Row, line: Line, placed: dict[int, Piece], end: float) -> bool:
    """Whether a line is the rest of a row: of its label, which goes on to the ``end`` of the column, or its values."""
    if 0 not in placed:
        return len(row.cells) == 1 and line.box.middle[1] - row.last.box.middle[1] < _FAR * line.em
    full = row.cells[0][-1].box.right > end - 2 * line.em
    return len(placed) == 1 and full and NEW_START.match(normalise(line.text)) is None


def _has_values(rows: list[Row]) -> bool:
    """Whether most of what stands in a column behind the first is numbers."""
    for column in range(1, len(rows[0])):
        texts = [cell.text for row in rows if (cell := row[column]) is not None]
        values = sum(VALUE.fullmatch(normalise(text)) is not None for text in texts)
        if values >= 2 and values * 2 >= len(texts):
            return True
    return False
