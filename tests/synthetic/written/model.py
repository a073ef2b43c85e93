"""A report as data, the same for every format: headings, paragraphs, and tables with merged cells."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Box(NamedTuple):
    """A cell. ``columns`` and ``rows`` say how many it spans; a number that tests look for has a ``name``."""

    text: str
    columns: int = 1
    rows: int = 1
    name: str = ""


class Heading(NamedTuple):
    """A heading; level 0 is the title of the report."""

    text: str
    level: int = 1


class Prose(NamedTuple):
    """A paragraph."""

    text: str


class Sheet(NamedTuple):
    """A table. As in HTML a row has its own cells only, not the places that others cover."""

    rows: tuple[tuple[Box, ...], ...]


Part = Heading | Prose | Sheet
Paper = tuple[Part, ...]
"""A report."""


class Placed(NamedTuple):
    """A cell at the place of its upper left corner, from 0."""

    row: int
    column: int
    box: Box


def placed(sheet: Sheet) -> list[Placed]:
    """The cells of a table with their places. Raises ValueError unless they fill a rectangle without overlapping."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, boxes in enumerate(sheet.rows):
        column = 0
        for box in boxes:
            while (row, column) in taken:
                column += 1
            covered = {(row + down, column + right) for down in range(box.rows) for right in range(box.columns)}
            if covered & taken:
                raise ValueError(f"cells overlap at {row}, {column}: {box.text}")
            taken |= covered
            found.append(Placed(row, column, box))
    if len(taken) != len(sheet.rows) * width(sheet) or max(row for row, _ in taken) >= len(sheet.rows):
        raise ValueError("the cells do not fill the table")
    return found


def width(sheet: Sheet) -> int:
    """The number of columns."""
    return sum(box.columns for box in sheet.rows[0])


def grid(sheet: Sheet) -> list[list[str]]:
    """The texts of a table by row and column; what a cell covers beside its first place is blank."""
    texts = [[""] * width(sheet) for _ in sheet.rows]
    for cell in placed(sheet):
        texts[cell.row][cell.column] = cell.box.text
    return texts


def numbers(paper: Paper) -> dict[str, str]:
    """The named numbers of a report."""
    return {box.name: box.text for box in _boxes(paper) if box.name}


def changed(paper: Paper, values: Mapping[str, str]) -> Paper:
    """The report with other numbers in named cells. Raises KeyError for a name that it does not have."""
    for name in values:
        if name not in numbers(paper):
            raise KeyError(name)
    return tuple(
        Sheet(tuple(tuple(box._replace(text=values.get(box.name, box.text)) for box in row) for row in part.rows))
        if isinstance(part, Sheet)
        else part
        for part in paper
    )


def _boxes(paper: Paper) -> Iterator[Box]:
    for part in paper:
        if isinstance(part, Sheet):
            for row in part.rows:
                yield from row
