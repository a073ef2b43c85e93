"""A table whose numbers run together, cut apart by the totals of its rows and the balances of its columns."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gikaudit.parsing.cut_search import Balance, Values, limits_of, search
from gikaudit.parsing.cuts import (
    Effort,
    Row,
    SumOf,
    TooManyWaysError,
    common,
    repaired,
    run_together,
    value,
    ways,
    with_blanks,
)

Cut = tuple[str, ...]


class CutTable(NamedTuple):
    """For each row its numbers; those that could not be decided are None. ``readable`` is False where no way to cut
    fits the table; then nothing in it can be trusted."""

    rows: tuple[Row, ...]
    readable: bool


def cut_table(
    rows: Sequence[Sequence[str]],
    count: int,
    sums: Sequence[SumOf],
    balances: Sequence[Balance],
    effort: Effort | None = None,
) -> CutTable:
    """Cut the rows of a table, each into so many numbers.

    The numbers of a row fit its totals, and the columns balance; where several ways do, what they have in common is
    known. Where none does, one number of the table may be wrong, if that leaves one way only. A row that can be cut
    in one way whatever its numbers are is cut so.
    """
    work = _Work(rows, count, sums, balances, (effort or Effort()).for_table())
    if work.whole * 2 > len(rows):
        work.failing = work.failing if len(work.failing) == 1 and not work.certain else []
    elif len(work.failing) > 1 or (work.failing and work.certain):
        return work.unreadable()
    if not work.failing and not work.certain:
        found = search(work.domains, balances, count, work.effort)
        if found:
            return CutTable(tuple(work.common(number, values) for number, values in enumerate(found.rows)), True)
    candidates: Iterable[int] = work.failing or work.certain or work.loose
    one_wrong = list(work.with_one_wrong(candidates)) if len(work.certain) < 2 else []
    if len(one_wrong) == 1:
        return CutTable(one_wrong[0], True)
    if work.whole * 2 <= len(rows) and (one_wrong or work.failing or (work.given_up and not work.certain)):
        return work.unreadable()
    # more than one number is wrong, but each row fits its own total
    alone = tuple(work.common(number, domain) for number, domain in enumerate(work.domains))
    known = work.certain or work.whole * 2 > len(rows) or work.unbalanced(alone)
    return CutTable(alone, True) if known else work.unreadable()


class _Work:
    """The ways to cut each row.

    options  those that fit the totals of the row, or the only one that there is
    failing  rows that no way fits
    certain  rows that do not fit their totals, but can be cut in one way only
    loose    rows that could be cut in other ways if one of their numbers were wrong
    whole    how many rows have as many numbers as there are columns: where most have, those are sure
    blanks   whether rows with fewer numbers can have blank cells: nothing shows that numbers run together
    """

    def __init__(
        self,
        rows: Sequence[Sequence[str]],
        count: int,
        sums: Sequence[SumOf],
        balances: Sequence[Balance],
        effort: Effort,
    ) -> None:
        self.rows, self.count, self.sums, self.balances, self.effort = rows, count, sums, balances, effort
        self.options: list[list[Cut]] = []
        self.failing: list[int] = []
        self.certain: list[int] = []
        self.loose: list[int] = []
        self.given_up = False
        self.whole = sum(len(chunks) >= count for chunks in rows)
        self.blanks = not any(run_together(chunk) for chunks in rows for chunk in chunks)
        for number, chunks in enumerate(rows):
            self.options.append(self._options(number, chunks))
        self.domains = [sorted({_values(cut) for cut in options}) for options in self.options]

    def _options(self, number: int, chunks: Sequence[str]) -> list[Cut]:
        try:
            fitting = ways(chunks, self.count, self.sums, effort=self.effort)
            if self.blanks and self.sums:
                fitting += with_blanks(chunks, self.count, self.sums, effort=self.effort)
        except TooManyWaysError:
            return []
        if len(chunks) >= self.count:
            only = ways(chunks, self.count, effort=self.effort)
            if not fitting and only:
                self.certain.append(number)
            return fitting or only
        if not self.blanks and not fitting and sum(map(len, chunks)) == self.count and all(map(str.isdecimal, chunks)):
            self.certain.append(number)
            return ways(chunks, self.count, effort=self.effort)
        if self.blanks or sum(map(len, chunks)) > self.count:
            (self.loose if fitting else self.failing).append(number)
        return fitting

    def common(self, number: int, values: Iterable[Values]) -> Row:
        """What the ways to cut a row that have some values have in common."""
        kept = set(values)
        return common([cut for cut in self.options[number] if _values(cut) in kept], self.count)

    def with_one_wrong(self, candidates: Iterable[int]) -> Iterator[tuple[Row, ...]]:
        """The tables in which one number of one row is wrong, and everything else as it must be."""
        for number in candidates:
            others = [*self.domains[:number], [], *self.domains[number + 1 :]]
            limits = limits_of(number, others, self.balances, self.count)
            try:
                cuts = ways(self.rows[number], self.count, (), limits, 1, self.effort)
                if self.blanks:
                    cuts += with_blanks(self.rows[number], self.count, (), limits, 1, self.effort)
            except TooManyWaysError:
                self.given_up = True
                continue
            by_values: dict[Values, list[Cut]] = {}
            for cut in cuts:
                for values in repaired(cut, self.sums):
                    by_values.setdefault(values, []).append(cut)
            if not by_values:
                continue
            others[number] = sorted(by_values)
            found = search(others, self.balances, self.count, self.effort)
            self.given_up = self.given_up or not found.complete
            if not found:
                continue
            rows = [self.common(row, values) for row, values in enumerate(found.rows)]
            for cut in sorted({cut for values in found.rows[number] for cut in by_values[values]}):
                rows[number] = cut
                yield tuple(rows)

    def unbalanced(self, rows: Sequence[Row]) -> bool:
        """Whether a column does not balance, whatever its undecided numbers are."""
        for balance in self.balances:
            for column in range(self.count):
                cells = [(rows[row][column], sign) for row, sign in balance.signed()]
                known = [sign * value(cell) for cell, sign in cells if cell is not None]
                if len(known) == len(cells) and sum(known) != 0:
                    return True
        return False

    def unreadable(self) -> CutTable:
        """No row is known."""
        return CutTable(tuple((None,) * self.count for _ in self.rows), False)


def _values(cut: Cut) -> Values:
    return tuple(map(value, cut))
