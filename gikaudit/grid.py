"""Tables of official forms with several columns of values, as data."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from gikaudit.identity import EntryError, Identity, only, parse_identity

_KEYS = ("id", "title", "header", "line", "open", "rows", "columns", "across", "down", "identity", "total")
_ROW_KEYS = ("id", "number", "label", "aliases", "heading", "optional", "unit", "stock")
_COLUMN_KEYS = ("id", "label", "aliases", "optional", "cumulative", "signed")
_OPEN_KEYS = ("units", "among", "codes")
_TOTAL_KEYS = ("row", "fewest")


class GridRow(NamedTuple):
    """A row of a grid. A ``heading`` has no values. An ``optional`` row need not be there: it sums up the rows below
    it, whose ids begin with its own, or only some versions of the form have it. A ``stock`` is a state, not what
    happened in a year."""

    id: str
    number: str
    label: str
    aliases: tuple[str, ...]
    heading: bool
    optional: bool
    unit: str
    stock: bool = False


class GridColumn(NamedTuple):
    """A column of values. A ``cumulative`` one counts the years before as well, a ``signed`` one says by how much a
    number has changed, so that it can be below 0."""

    id: str
    label: str
    aliases: tuple[str, ...]
    optional: bool
    cumulative: bool = False
    signed: bool = False


class OpenWords(NamedTuple):
    """What an open grid prints besides its rows: the ``units`` of its values, the words of which one stands before
    the first of some parts (``among``), and how it calls a column of row ``codes``."""

    units: tuple[str, ...]
    among: tuple[str, ...]
    codes: tuple[str, ...]


class OpenTotal(NamedTuple):
    """A row of an open grid that is the sum of the rows printed below it, where they are at least so many."""

    row: str
    fewest: int


class Grid(NamedTuple):
    """A table of a form whose cells are known by their row and column. The id of a cell is ``row.column``.

    title   what the form calls the table
    header  words of its header, of which some stand above the rows
    line    the form prints the rows side by side: all cells in one line under the names of rows and columns
    across  what holds between the columns of each row
    down    what holds between the rows of each column
    single  what holds between single cells
    open    each province prints its own choice of the rows, in its own order, and others between them
    totals  the rows of an open grid that are sums of the rows printed below them
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
    open: OpenWords | None = None
    totals: tuple[OpenTotal, ...] = ()

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
            row.get("stock", False),
        )
        for row in data["rows"]
    )
    columns = tuple(
        GridColumn(
            column["id"],
            column["label"],
            tuple(column.get("aliases", ())),
            column.get("optional", False),
            column.get("cumulative", False),
            column.get("signed", False),
        )
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
        _open_words(data["open"]) if "open" in data else None,
        tuple(_open_total(entry, row_ids) for entry in data.get("total", ())),
    )


def _open_words(data: dict[str, Any]) -> OpenWords:
    only(data, _OPEN_KEYS)
    return OpenWords(tuple(data["units"]), tuple(data["among"]), tuple(data["codes"]))


def _open_total(data: dict[str, Any], rows: set[str]) -> OpenTotal:
    only(data, _TOTAL_KEYS)
    if data["row"] not in rows:
        raise EntryError(f"没有行{data['row']}", f"there is no row {data['row']}")
    return OpenTotal(data["row"], data["fewest"])
