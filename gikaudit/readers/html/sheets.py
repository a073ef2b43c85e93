"""A sheet of a workbook saved as a web page: one table that holds the whole report, sentences and all."""

from collections.abc import Sequence

from gikaudit.document import Cell, Table, Text
from gikaudit.readers.html.grid import Place
from gikaudit.readers.sheet import Line, Title, is_prose, parts


def parted(rows: Sequence[Sequence[Cell]], placed: Sequence[Sequence[Place]]) -> list[Text | Table] | None:
    """The titles, sentences and tables in a table, as in a sheet; None where no row of it is a sentence and nothing
    else. ``placed`` tells for each place which cell covers it."""
    lines: list[Line] = []
    apart = False
    for number, (row, places) in enumerate(zip(rows, placed, strict=True)):
        texts = {column: str(cell) for column, cell in enumerate(row) if str(cell)}
        if not texts:
            apart = bool(lines)
            continue
        reach = max(_reach(places, column) for column in texts)
        lines.append(Line(number, texts, reach, apart, _goes_down(placed, number)))
        apart = False
    if not any(len(line.texts) == 1 and not line.tabular and is_prose(line) for line in lines):
        return None
    found: list[Text | Table] = []
    for part in parts(lines):
        if isinstance(part, Title):
            found.extend(rows[part.line.row][column].text for column in part.line.texts)
        else:
            cells = (tuple(rows[line.row][column] for column in part.columns) for line in part.lines)
            found.append(Table(tuple(cells), grid=True))
    return found


def _reach(places: Sequence[Place], column: int) -> int:
    """The last column that the cell in a column covers."""
    cell = places[column][0]
    while column + 1 < len(places) and places[column + 1][0] is cell:
        column += 1
    return column


def _goes_down(placed: Sequence[Sequence[Place]], row: int) -> bool:
    """Whether a cell of a row goes on in the row below, or comes from the one above."""
    here = {id(cell) for cell, _ in placed[row] if cell.start >= 0}
    beside = [placed[number] for number in (row - 1, row + 1) if 0 <= number < len(placed)]
    return any(id(cell) in here for places in beside for cell, _ in places)
