"""Ways to cut the rows of a table for which its columns balance."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gikaudit.parsing.cuts import Effort, Limits, TooManyWaysError

_MOST_STEPS = 20_000
_MOST_FOUND = 64
_UNLIMITED = 10**12

Values = tuple[int, ...]


class Balance(NamedTuple):
    """Σ of the rows on the left = Σ of the rows on the right, in each column."""

    left: tuple[int, ...]
    right: tuple[int, ...]

    def signed(self) -> Iterator[tuple[int, int]]:
        """Each row with 1 or -1."""
        yield from ((row, 1) for row in self.left)
        yield from ((row, -1) for row in self.right)

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows of both sides."""
        return self.left + self.right


class Found(NamedTuple):
    """The values of each row in each way for which the columns balance. ``complete`` is False where looking for
    them was given up: then they are what is left of each row by itself, one way for each of its values."""

    rows: list[set[Values]]
    complete: bool = True

    def __bool__(self) -> bool:
        return all(self.rows)


def search(
    domains: Sequence[Sequence[Values]], balances: Sequence[Balance], count: int, effort: Effort | None = None
) -> Found:
    """Which values rows can have, each those of its domain. Rows without one take no part."""
    known = [balance for balance in balances if all(domains[row] for row in balance.rows)]
    steps = Effort(_MOST_STEPS, effort)
    start = [list(domain) for domain in domains]
    found = [set[Values]() for _ in domains]
    number = 0

    def extend(state: list[list[Values]]) -> None:
        nonlocal number
        if not _narrow(state, known, count, steps):
            return
        open_rows = [row for row, domain in enumerate(state) if len(domain) > 1]
        if not open_rows:
            number += 1
            if number > _MOST_FOUND:
                raise TooManyWaysError
            for row, domain in enumerate(state):
                found[row].update(domain)
            return
        row = min(open_rows, key=lambda row: len(state[row]))
        for values in state[row]:
            extend([*state[:row], [values], *state[row + 1 :]])

    first = list(start)
    try:
        if not _narrow(first, known, count, steps):
            return Found([set() for _ in domains])
        extend(list(first))
    except TooManyWaysError:
        return Found([set(domain) for domain in first], complete=False)
    return Found([rows or set(domain) for rows, domain in zip(found, domains, strict=True)] if number else found)


def _narrow(state: list[list[Values]], balances: Sequence[Balance], count: int, steps: Effort) -> bool:
    """Leave each row the values with which the columns can balance; False where a row has none left."""
    ranges = {row: _range(state[row], count) for balance in balances for row in balance.rows}
    changed = True
    while changed:
        changed = False
        for balance in balances:
            low, high = _both(balance, ranges, count)
            for row, sign in balance.signed():
                lowest, highest = ranges[row]
                domain = state[row]
                steps.take(len(domain) + 2)
                # what the row can be if the others are anything they can be
                limits = [
                    (highest[c] - high[c], lowest[c] - low[c])
                    if sign > 0
                    else (low[c] + highest[c], high[c] + lowest[c])
                    for c in range(count)
                ]
                kept = [values for values in domain if within(values, limits)]
                if not kept:
                    return False
                if len(kept) < len(domain):
                    state[row] = kept
                    ranges[row] = _range(kept, count)
                    low, high = _both(balance, ranges, count)
                    changed = True
    return True


def within(values: Values, limits: Limits) -> bool:
    """Whether no value is outside of its limits."""
    return all(low <= value <= high for value, (low, high) in zip(values, limits, strict=True))


def _range(domain: Sequence[Values], count: int) -> tuple[Values, Values]:
    if len(domain) == 1:
        return domain[0], domain[0]
    return tuple(min(values[c] for values in domain) for c in range(count)), tuple(
        max(values[c] for values in domain) for c in range(count)
    )


def _both(balance: Balance, ranges: dict[int, tuple[Values, Values]], count: int) -> tuple[list[int], list[int]]:
    """The least and the largest difference of the two sides in each column."""
    low, high = [0] * count, [0] * count
    for row, sign in balance.signed():
        lowest, highest = ranges[row] if sign > 0 else ranges[row][::-1]
        for column in range(count):
            low[column] += sign * lowest[column]
            high[column] += sign * highest[column]
    return low, high


def limits_of(row: int, domains: Sequence[Sequence[Values]], balances: Sequence[Balance], count: int) -> Limits:
    """What a row can be in each column, whatever it says itself."""
    limits = [(0, _UNLIMITED)] * count
    for balance in balances:
        others = [(other, sign) for other, sign in balance.signed() if other != row]
        if len(others) == len(balance.rows) or not all(domains[other] for other, _ in others):
            continue
        own = 1 if row in balance.left else -1
        ranges = [(_range(domains[other], count), sign) for other, sign in others]
        for column in range(count):
            ends = [
                [-own * sign * both[0][column] for both, sign in ranges],
                [-own * sign * both[1][column] for both, sign in ranges],
            ]
            low = sum(map(min, *ends)) if ranges else 0
            high = sum(map(max, *ends)) if ranges else 0
            limits[column] = (max(limits[column][0], low), min(limits[column][1], high))
    return limits
