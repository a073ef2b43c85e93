"""Tables of official forms with several columns of values, as data."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from gikaudit.identity import Identity, only, parse_identity

_KEYS = ("id", "title", "header", "line", "rows", "columns", "across", "down", "identity")
_ROW_KEYS = ("id", "number", "label", "aliases", "heading", "optional", "unit")
_COLUMN_KEYS = ("id", "label", "aliases", "optional")


class GridRow(NamedTuple):
    """A row of a grid. A ``heading`` has no values. An ``optional`` row need not be there: it sums up the rows below
    it, whose ids begin with its own, or only some versions of the form have it."""

    id: str
    number: str
    label: str
    aliases: tuple[str, ...]
    heading: bool
    optional: bool
    unit: str


class GridColumn(NamedTuple):
    """A column of values."""

    id: str
    label: str
    aliases: tuple[str, ...]
    optional: bool


class Grid(NamedTuple):
    """A table of a form whose cells are known by their row and column. The id of a cell is ``row.column``.

    title   what the form calls the table
    header  words of its header, of which some stand above the rows
    line    the form prints the rows side by side: all cells in one line under the names of rows and columns
    across  what holds between the columns of each row
    down    what holds between the rows of each column
    single  what holds between single cells
    """

    id: str
    title: str
    header: tuple[str, ...]
    line: bool
    rows: tuple[GridRow, ...]
    columns: tuple[GridColumn, ...]
    across: tuple[Identity, ...]
    down: tuple[Identity, ...]
    single: tuple[Identity, ...]

    def below(self, row: str) -> tuple[GridRow, ...]:
        """The rows directly below a row."""
        return tuple(other for other in self.rows if other.id.rpartition(".")[0] == row and not other.heading)

    def cell_ids(self) -> Iterator[tuple[GridRow, GridColumn, str]]:
        """Each cell with its row, its column and its id."""
        for row in self.rows:
            if not row.heading:
                for column in self.columns:
                    yield row, column, f"{row.id}.{column.id}"


def cell_label(grid: Grid, row: GridRow, column: GridColumn) -> str:
    """How a cell is called: 本年新收政府信息公开申请数量（总计）."""
    label = row.number + row.label
    return f"{label}（{column.label}）" if len(grid.columns) > 1 else label


def load_grid(data: dict[str, Any]) -> Grid:
    """A grid from its entry in a form file. Raises EntryError."""
    only(data, _KEYS)
    for row in data["rows"]:
        only(row, _ROW_KEYS)
    for column in data["columns"]:
        only(column, _COLUMN_KEYS)
    rows = tuple(
        GridRow(
            row["id"],
            row.get("number", ""),
            row["label"],
            tuple(row.get("aliases", ())),
            row.get("heading", False),
            row.get("optional", False),
            row.get("unit", ""),
        )
        for row in data["rows"]
    )
    columns = tuple(
        GridColumn(column["id"], column["label"], tuple(column.get("aliases", ())), column.get("optional", False))
        for column in data["columns"]
    )
    row_ids, column_ids = {row.id for row in rows}, {column.id for column in columns}
    cell_ids = {f"{row}.{column}" for row in row_ids for column in column_ids}

    def identities(key: str, known: set[str]) -> tuple[Identity, ...]:
        return tuple(
            parse_identity(entry["expression"], known, entry["kind"], entry["evidence"]) for entry in data.get(key, ())
        )

    return Grid(
        data["id"],
        data["title"],
        tuple(data.get("header", ())),
        data.get("line", False),
        rows,
        columns,
        identities("across", column_ids),
        identities("down", row_ids),
        identities("identity", cell_ids),
    )
