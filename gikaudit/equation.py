"""Equations between counts, by the numbers that are added up on either side."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gikaudit.evaluate import Status
from gikaudit.interval import Number
from gikaudit.ledger import Entry
from gikaudit.relation import Comparison, Operand, Sum, Term

Key = tuple[int, int]
ByNumber = Mapping[Key, Sequence[Entry]]
"""For each printed number the relations that it stands in."""
_MOST_RELATIONS = 60
"""A number that stands in more relations than that of any form is passed over."""


class Equation(NamedTuple):
    """An entry of the ledger that says that two sums of counts are equal."""

    entry: Entry
    left: tuple[Operand, ...]
    right: tuple[Operand, ...]

    @property
    def shape(self) -> tuple[str, int, int]:
        """Equal for the equations of the rows, or of the columns, of one table."""
        return self.entry.rule.code, len(self.left), len(self.right)

    @property
    def total(self) -> Operand | None:
        """The number that the others add up to."""
        return self.left[0] if len(self.left) == 1 and len(self.right) > 1 else None

    def signed(self) -> Iterator[tuple[int, Operand]]:
        """Each printed number, with the sign it has where all stand on one side. A blank cell counts nothing."""
        for sign, side in ((1, self.left), (-1, self.right)):
            for operand in side:
                if operand.number:
                    yield sign, operand

    def excess(self, instead: Mapping[Key, Operand] | None = None) -> Number:
        """By how much the left side is more than the right, with some numbers put in the place of others."""
        instead = instead or {}
        sides = (sum(value(instead.get(operand.key, operand)) for operand in side) for side in (self.left, self.right))
        return next(sides) - next(sides)


def value(operand: Operand) -> Number:
    """The value of an operand that has but one."""
    assert operand.interval.low is not None
    return operand.interval.low


def equation_of(entry: Entry) -> Equation | None:
    """The equation of an entry; None where something else is compared, or a number is not exact."""
    reading = entry.verdict.reading
    if not isinstance(reading, Comparison) or reading.op != "=":
        return None
    left, right = _terms(reading.left), _terms(reading.right)
    return Equation(entry, left, right) if left and right else None


def sums_that_hold(key: Key, by_number: ByNumber) -> Iterator[Equation]:
    """The equations that hold in which a number stands, of those that have a total."""
    entries = by_number[key] if len(by_number[key]) <= _MOST_RELATIONS else ()
    for entry in entries:
        row = equation_of(entry) if entry.verdict.status is Status.HOLDS else None
        if row is not None and row.total is not None:
            yield row


def _terms(side: Term) -> tuple[Operand, ...]:
    """The numbers of a side; none where it is no sum of exact numbers."""
    terms = side.terms if isinstance(side, Sum) else (side,)
    operands = tuple(term for term in terms if isinstance(term, Operand) and term.interval.exact)
    return operands if len(operands) == len(terms) else ()
