"""Numbers of a table that are wrong together: a cell and the total of its row, or two rows that were exchanged.

No single value mends what such a slip breaks, so each relation would be reported for itself. A way to mend them all
is taken for the cause only where it is the only one.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from gikaudit.equation import ByNumber, Equation, Key, equation_of, sums_that_hold, value
from gikaudit.evaluate import Status, judge
from gikaudit.explain import correction, quoted
from gikaudit.ledger import Entry
from gikaudit.relation import Operand
from gikaudit.rule import Words
from gikaudit.substitute import reworded, substituted

_FEWEST = 3
"""So many broken relations must be mended: two can be mended in many ways."""
_MOST_EQUATIONS = 150
_MOST_ROWS = 80
"""What has more equations, or more rows, than any form is not searched."""


class Joint(NamedTuple):
    """A cause of several broken relations: the numbers that are wrong together, and what to do about it."""

    numbers: tuple[Operand, ...]
    note: Words
    mends: tuple[Entry, ...] = ()


_Changes = dict[Key, Operand]
"""For each number that is wrong what stands in its place."""


def joint_causes(broken: Sequence[Entry], by_number: ByNumber) -> list[Joint]:
    """The causes of broken relations for which no single number is to blame."""
    equations = [one for one in map(equation_of, broken) if one is not None]
    if not _FEWEST <= len(equations) <= _MOST_EQUATIONS:
        return []
    known: dict[frozenset[tuple[Key, str]], Joint] = {}
    for changes, joint in chain(_with_totals(equations, by_number), _exchanges(by_number)):
        identity = frozenset((key, operand.number) for key, operand in changes.items())
        if identity not in known and sum(not one.excess(changes) for one in equations) >= _FEWEST:
            mends = _try(changes, by_number)
            if len(mends) >= _FEWEST:
                known[identity] = joint._replace(mends=mends)
    causes: list[Joint] = []
    explained: set[Entry] = set()
    for joint in sorted(known.values(), key=lambda joint: -len(joint.mends)):
        mended = set(joint.mends)
        ways = [other for other in known.values() if mended <= set(other.mends)]
        cause = joint if len(ways) == 1 else _row_of_all(ways)
        if cause is not None and not mended & explained:
            causes.append(cause)
            explained |= mended
    return causes


def _row_of_all(exchanges: Sequence[Joint]) -> Joint | None:
    """The one row that can be exchanged with several, as they are blank or alike, to the same effect."""
    first = exchanges[0]
    shared = set(first.numbers).intersection(*(other.numbers for other in exchanges))
    if len(shared) < _FEWEST or len({frozenset(other.mends) for other in exchanges}) > 1:
        return None
    name = quoted(_row(next(iter(shared))), "一行")
    note = Words(
        f"{name}一行的数与另一行对调后各项即可相符，请核对是否填错行",
        f"with the numbers of the row {name} and of another one exchanged everything agrees: "
        "check whether they were entered in the wrong row",
    )
    return Joint(tuple(operand for operand in first.numbers if operand in shared), note, first.mends)


def _try(changes: _Changes, by_number: ByNumber) -> tuple[Entry, ...]:
    """The relations that changes mend; none if they break one."""
    mends = []
    for entry in dict.fromkeys(entry for key in changes for entry in by_number.get(key, ())):
        relation = entry.relation
        for operand in changes.values():
            relation = substituted(relation, operand)
        status = judge(relation).status
        if status is Status.BROKEN and entry.verdict.status is not Status.BROKEN:
            return ()
        if status is not Status.BROKEN and entry.verdict.status is Status.BROKEN:
            mends.append(entry)
    return tuple(mends)


def _with_totals(equations: Sequence[Equation], by_number: ByNumber) -> Iterator[tuple[_Changes, Joint]]:
    """A number and the total of the row it stands in, changed by as much."""
    for equation in equations:
        for _, part in equation.signed():
            text = correction(equation.entry.verdict, part)
            if text is None or part.origin != "table":
                continue
            for total in (row.left[0] for row in sums_that_hold(part.key, by_number)):
                if total.key == part.key:
                    continue
                right = reworded(part, text)
                sum_of_row = value(total) + value(right) - value(part)
                if sum_of_row >= 0 and total.scale == part.scale == 1 and sum_of_row.denominator == 1:
                    changed = reworded(total, str(sum_of_row))
                    yield (
                        {part.key: right, total.key: changed},
                        Joint((part, total), _both(part, right, total, changed)),
                    )


def _both(part: Operand, right: Operand, total: Operand, changed: Operand) -> Words:
    one, other = quoted(part.label, "一处"), quoted(total.label, "另一处")
    return Words(
        f"{one}的{part.number}改为{right.number}、{other}的{total.number}改为{changed.number}，各项即可相符，请核对",
        f"with {right.number} instead of {part.number} for {one} and {changed.number} instead of {total.number} "
        f"for {other} everything agrees: check these two",
    )


def _exchanges(by_number: ByNumber) -> Iterator[tuple[_Changes, Joint]]:
    """Two rows of a table with the numbers of each in the place of the other's."""
    rows = {row.left[0].key: row for key in by_number for row in sums_that_hold(key, by_number) if _name(row)}
    if len(rows) > _MOST_ROWS:
        return
    for one, other in combinations(rows.values(), 2):
        if one.shape != other.shape:
            continue
        changes = {}
        pairs = zip((*one.left, *one.right), (*other.left, *other.right), strict=True)
        for first, second in pairs:
            if value(first) != value(second):
                changes[first.key] = _instead(first, second)
                changes[second.key] = _instead(second, first)
        names = quoted(_name(one), "一行"), quoted(_name(other), "另一行")
        note = Words(
            f"{names[0]}与{names[1]}两行的数对调后各项即可相符，请核对是否填错行",
            f"with the numbers of the rows {names[0]} and {names[1]} exchanged everything agrees: "
            "check whether they were entered in the wrong rows",
        )
        yield changes, Joint(tuple(operand for row in (one, other) for _, operand in row.signed()), note)


def _instead(operand: Operand, other: Operand) -> Operand:
    return operand._replace(interval=other.interval, cut=other.cut, number=other.number, shown=other.shown)


def _name(row: Equation) -> str:
    """How the row of a table is called whose cells are called 结转下年度继续办理（自然人） and so on; else nothing."""
    operands = (*row.left, *row.right)
    names = {_row(operand) if operand.origin == "table" else "" for operand in operands}
    return names.pop() if len(names) == 1 else ""


def _row(operand: Operand) -> str:
    return operand.label.rpartition("（")[0]
