"""The rows and columns of a table whose cells may span several of them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gikaudit.readers.html.tree import CELLS, SECTIONS, Break, Element, Run

MAX_COLUMNS_SPANNED = 100
MAX_ROWS_SPANNED = 65_534
MAX_PLACES = 300_000
"""Places in one table; one with more is read row by row, without columns."""

Place = tuple[Element, bool]
"""The cell that is at a place, and whether it begins there. Where none is, its start is -1."""
Rows = Sequence[Sequence[Element]]
Placed = dict[int, Place]
"""The cells of a row by their columns, and whether they begin there."""


class Parts(NamedTuple):
    """A table in the order in which it is shown: what stands outside of its cells, and its rows, section by section."""

    outside: list[Element | Run | Break]
    sections: list[list[list[Element]]]


def parts(table: Element) -> Parts:
    """Take a table apart. What is removed from view is in none of the parts."""
    found = Parts([], [])
    head: list[list[list[Element]]] = []
    foot: list[list[list[Element]]] = []
    loose: list[list[Element]] | None = None
    for child in table.content:
        if isinstance(child, Element) and child.removed:
            continue
        if isinstance(child, Element) and child.tag in SECTIONS:
            loose = None
            into = head if child.tag == "thead" and not head else foot if child.tag == "tfoot" else found.sections
            into.append([_row(row, found) for row in _shown(child, "tr", found)])
        elif isinstance(child, Element) and child.tag == "tr":
            if loose is None:
                loose = []
                found.sections.append(loose)
            loose.append(_row(child, found))
        else:
            found.outside.append(child)
    found.sections[:] = [*head, *found.sections, *foot]
    return found


def _row(row: Element, found: Parts) -> list[Element]:
    return list(_shown(row, "", found))


def _shown(element: Element, tag: str, found: Parts) -> Iterator[Element]:
    """The rows of a section or the cells of a row; anything else that stands there is outside of the cells."""
    for child in element.content:
        if isinstance(child, Element) and (child.tag == tag if tag else child.tag in CELLS):
            if not child.removed:
                yield child
        else:
            found.outside.append(child)


def grid(sections: Sequence[Rows]) -> list[list[Place]] | None:
    """For each row and column the cell that is there, and whether it begins there.

    A column or row in which no cell begins is left out, and so is a row without height. None where the table is
    too large for its cells.
    """
    placed: list[Placed] = []
    places = 0
    for rows in sections:
        spanning: dict[int, tuple[Element, int]] = {}
        for number, row in enumerate(rows):
            here = _placed(row, number, len(rows), spanning)
            places += len(here)
            if places > MAX_PLACES:
                return None
            if row and not _without_height(row):
                placed.append(here)
    columns = sorted({column for here in placed for column, (_, begins) in here.items() if begins})
    if len(columns) * len(placed) > MAX_PLACES:
        return None
    nowhere = (Element("td", -1, {}), False)
    return [[here.get(column, nowhere) for column in columns] for here in placed]


def _placed(row: Sequence[Element], number: int, count: int, spanning: dict[int, tuple[Element, int]]) -> Placed:
    """The cells of a row, the number-th of so many, by their columns. ``spanning`` are the cells from above with
    their last rows; it is brought up to date."""
    for column in [column for column, (_, last) in spanning.items() if last < number]:
        del spanning[column]
    here: Placed = {column: (cell, False) for column, (cell, _) in spanning.items()}
    column = 0
    for cell in row:
        while column in here:
            column += 1
        down = _span(cell, "rowspan", MAX_ROWS_SPANNED)
        last = number + down - 1 if down else count
        for covered in range(column, column + (_span(cell, "colspan", MAX_COLUMNS_SPANNED) or 1)):
            if covered not in here:
                here[covered] = cell, covered == column
                if last > number:
                    spanning[covered] = cell, last
        column += 1
    return here


def _without_height(row: Sequence[Element]) -> bool:
    """Whether a row only sets the widths of columns, as Word writes one."""
    return all(
        cell.attributes.get("style", "").replace(" ", "") in ("border:none", "border:none;") and not _filled(cell)
        for cell in row
    )


def _filled(cell: Element) -> bool:
    return any(isinstance(child, (Run, Element)) for child in cell.content)


def _span(cell: Element, name: str, most: int) -> int:
    written = cell.attributes.get(name, "").strip()[:12]
    digits = written[: len(written) - len(written.lstrip("0123456789"))]
    return min(int(digits), most) if digits else 1
