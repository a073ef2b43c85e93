"""An official form as filled in."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from gikaudit.forms import Form
from gikaudit.grid import Grid
from gikaudit.identity import Identity
from gikaudit.interval import exactly
from gikaudit.relation import Comparison, Difference, Operand, Sum, Term
from gikaudit.source import Span

_NO_WAYS: Mapping[str, tuple[Operand, ...]] = MappingProxyType({})

Stated = Mapping[str, frozenset[int]]
"""For cells what the narrative says of them."""


class FormTable(NamedTuple):
    """A form as filled in: for each indicator that was found the operand of its value.

    A row without a value (blank, not applicable, unreadable) has an operand that can be any number
    from 0; it stands at the row's label, or at the text that should be its value and is no number, which
    is then ``shown``. ``span`` is the place of the whole table, ``identities`` are what must hold between the
    indicators that it has. Of a table with several columns ``grid`` tells which of the form's it is.
    ``note`` says in Chinese and English how it had to be read; ``ways`` are what cells can be whose numbers
    run together and could not be cut apart; ``none`` are the blank cells that can only mean none.
    """

    form: Form
    operands: dict[str, Operand]
    span: Span
    identities: tuple[Identity, ...] = ()
    grid: Grid | None = None
    note: tuple[str, str] = ("", "")
    ways: Mapping[str, tuple[Operand, ...]] = _NO_WAYS
    none: frozenset[str] = frozenset()

    def filled(self, id: str) -> bool:
        """Whether an indicator has a value."""
        return id in self.operands and self.operands[id].interval.bounded

    def blank(self, id: str) -> bool:
        """Whether nothing is filled in for an indicator of the table."""
        return id in self.operands and not self.operands[id].interval.bounded and not self.operands[id].shown

    def row(self, id: str) -> str:
        """How the row of a cell is called in messages."""
        assert self.grid is not None
        row = next(row for row in self.grid.rows if row.id == id.rpartition(".")[0])
        return f"“{row.number}{row.label}”"

    def column(self, id: str) -> str:
        """How the column of a cell is called."""
        assert self.grid is not None
        return next(column.label for column in self.grid.columns if column.id == id.rpartition(".")[2])

    def signed(self, id: str) -> bool:
        """Whether the column of a cell says by how much a number has changed."""
        return self.grid is not None and any(c.signed for c in self.grid.columns if c.id == id.rpartition(".")[2])

    def readings(self, identity: Identity) -> tuple[Comparison, ...]:
        """What an identity can mean. In a sum a blank cell can be nothing; a blank total is not taken for 0."""
        parts = identity.right if identity.kind == "sum" else (*identity.left, *identity.right)
        blank = [id for id in parts if self.blank(id)]
        if self.grid is None or not blank or not any(map(self.filled, parts)):
            return (identity.comparison(self.operands.__getitem__),)
        nothing = {id: self.operands[id]._replace(interval=exactly(0)) for id in blank}
        none = {id: operand for id, operand in nothing.items() if id in self.none}
        readings = [identity.comparison((self.operands | zeros).__getitem__) for zeros in (nothing, none)]
        return tuple(readings[: 1 if len(none) == len(nothing) else 2])

    def covers(self, identity: Identity) -> bool:
        """Whether all indicators of an identity stand in the table, with a value or without."""
        return all(id in self.operands for id in (*identity.left, *identity.right))

    def terms(self, id: str, *, cumulative: bool = False) -> tuple[Term, ...]:
        """What an indicator can be in the table: its value, else the sums of cells that can be meant. With
        ``cumulative`` those of the column that counts the years before as well."""
        if self.filled(id) and not cumulative:
            return (self.operands[id],)
        if id not in self.form.by_id:
            return ()
        terms: list[Term] = []
        for ids in self.cells(id, cumulative=cumulative):
            if len(ids) == 1 and ids[0] in self.ways:
                terms.extend(self.ways[ids[0]])
                continue
            if self._unread(ids):
                return ()  # what one reading says is not known: none of the others can be called wrong
            added = self._sum([one for one in ids if not one.startswith("-")])
            taken = self._sum([one[1:] for one in ids if one.startswith("-")])
            if added is not None and taken is not None:
                terms.append(Difference(added, taken))
            elif added is not None and not any(one.startswith("-") for one in ids):
                terms.append(added)
        return tuple(terms)

    def cells(self, id: str, *, cumulative: bool = False) -> Iterator[tuple[str, ...]]:
        """The sums of cells that an indicator of the narrative can mean."""
        if self.grid is None:
            return
        column = next((column.id for column in self.grid.columns if column.cumulative), None)
        for ids in self.form.by_id[id].equals:
            if not cumulative:
                yield ids
            elif column is not None:
                yield tuple(f"{cell.rpartition('.')[0]}.{column}" for cell in ids)

    def _unread(self, ids: Iterable[str]) -> bool:
        """Whether a row of a sum was not found in a table that always has it, nothing is filled in for it, or a number
        in it was not read."""
        if self.grid is None:
            return False
        cells = [cell for one in ids for cell in self._cells(one.removeprefix("-"))]
        if self.grid.open:
            return all(map(self.blank, cells))
        if not any(map(self.filled, cells)):
            return True
        return any(cell not in self.operands or (self.operands[cell].shown and not self.filled(cell)) for cell in cells)

    def _sum(self, ids: list[str]) -> Term | None:
        cells = [cell for one in ids for cell in self._cells(one)]
        if any(map(self.filled, cells)):
            cells = [cell for cell in cells if not self.blank(cell)]  # a blank cell beside others is nothing
        if not cells or not all(map(self.filled, cells)):
            return None
        operands = tuple(self.operands[cell] for cell in cells)
        return operands[0] if len(operands) == 1 else Sum(operands)

    def _cells(self, id: str) -> list[str]:
        """A cell, or where its row is not filled in the cells of the rows that it sums up."""
        if self.filled(id) or self.grid is None:
            return [id]
        row, _, column = id.rpartition(".")
        return [f"{other.id}.{column}" for other in self.grid.below(row)] or [id]


class TableProblem(NamedTuple):
    """A table that looks like a form but cannot be read. ``title`` is what the form calls it, where that is not
    what stands at the place."""

    form: Form
    span: Span
    title: str = ""
