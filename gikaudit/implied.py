"""Broken equations that only repeat others: the columns of a table add up to its column of totals.

Where each row adds up to its total, the column of totals is wrong by as much as the other columns together are. What
it says has been said then.
"""

from collections.abc import Iterable

from gikaudit.equation import ByNumber, Equation, Key, equation_of, sums_that_hold
from gikaudit.ledger import Entry


def implied(broken: Iterable[Entry], by_number: ByNumber) -> dict[Entry, Entry]:
    """The broken equations that follow from other broken ones of the same table, each with the first of those."""
    order = {entry: number for number, entry in enumerate(broken)}
    found: dict[Entry, Entry] = {}
    for entry in order:
        equation = equation_of(entry)
        if equation is None:
            continue
        others = _others(equation, by_number) & order.keys()
        if others:
            found[entry] = min(others, key=order.__getitem__)
    return {entry: first for entry, first in found.items() if first not in found}


def _others(equation: Equation, by_number: ByNumber) -> set[Entry]:
    """The equations of the other columns, if they and the totals of the rows make up this one."""
    signs = _split(equation, by_number)
    others: set[Entry] = set()
    for key in list(signs):
        for entry in by_number[key] if key in signs else ():
            other = equation_of(entry) if entry.rule is equation.entry.rule else None
            if other is None or other.shape != equation.shape or entry is equation.entry:
                continue
            column = {operand.key: sign for sign, operand in other.signed()}
            if column.items() <= signs.items():
                others.add(entry)
                for one in column:
                    del signs[one]
                break
    return set() if signs else others


def _split(equation: Equation, by_number: ByNumber) -> dict[Key, int]:
    """The numbers of an equation, each replaced by the parts that it is the total of; nothing if one is no total."""
    rows = [
        [row for row in sums_that_hold(total.key, by_number) if row.left[0].key == total.key]
        for _, total in equation.signed()
    ]
    shapes = set.intersection(*({row.shape for row in choices} for choices in rows)) if rows else set()
    if not shapes:
        return {}
    split: dict[Key, int] = {}
    for choices, (sign, _) in zip(rows, equation.signed(), strict=True):
        row = next(row for row in choices if row.shape in shapes)
        split.update((part.key, sign) for part in row.right if part.number)
    return split
