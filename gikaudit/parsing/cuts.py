"""Numbers that stand together without separators, cut apart where the sums of the table leave one way to do it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

_MOST_STEPS = 30_000
_LONGEST = 8
"""So many digits has the largest count."""
_MOST_WAYS = 400


class SumOf(NamedTuple):
    """The number at ``total`` is the sum of those at ``parts``."""

    total: int
    parts: tuple[int, ...]


class TooManyWaysError(Exception):
    """There are more ways to cut than can be looked at."""


def ways(chunks: Sequence[str], count: int, sums: Sequence[SumOf] = ()) -> list[tuple[str, ...]]:
    """Every way to cut chunks of digits into so many numbers, between which some sums hold.

    A number does not begin with 0 unless it is 0. Raises TooManyWaysError.
    """
    by_last = [[sum for sum in sums if max(sum.total, *sum.parts) == number] for number in range(count)]
    behind = [sum(map(len, chunks[number:])) for number in range(len(chunks) + 1)]
    found: list[tuple[str, ...]] = []
    steps = 0

    def extend(parts: list[str], chunk: int, offset: int) -> None:
        nonlocal steps
        steps += 1
        if steps > _MOST_STEPS or len(found) > _MOST_WAYS:
            raise TooManyWaysError
        left = count - len(parts)
        if chunk == len(chunks):
            if left == 0:
                found.append(tuple(parts))
            return
        digits = behind[chunk] - offset
        if not len(chunks) - chunk <= left <= digits or digits > left * _LONGEST:
            return
        text = chunks[chunk]
        for part in _next(text, offset, parts, by_last[len(parts)]):
            parts.append(part)
            end = offset + len(part)
            if all(_holds(sum, parts) for sum in by_last[len(parts) - 1]):
                extend(parts, chunk + (end == len(text)), 0 if end == len(text) else end)
            parts.pop()

    extend([], 0, 0)
    return found


def _next(text: str, offset: int, parts: list[str], sums: list[SumOf]) -> Iterator[str]:
    """The numbers that can stand at a place. A total behind its parts can be one number only."""
    for one in sums:
        if one.total == len(parts):
            wanted = str(sum(int(parts[number]) for number in one.parts))
            if text.startswith(wanted, offset):
                yield wanted
            return
    longest = 1 if text[offset] == "0" else _LONGEST
    for end in range(offset + 1, min(offset + longest, len(text)) + 1):
        yield text[offset:end]


def _holds(one: SumOf, parts: list[str]) -> bool:
    return int(parts[one.total]) == sum(int(parts[number]) for number in one.parts)


class Balance(NamedTuple):
    """Σ of the rows on the left = Σ of the rows on the right, in each column."""

    left: tuple[int, ...]
    right: tuple[int, ...]


Row = tuple[str, ...]


class CutTable(NamedTuple):
    """For each row its numbers; those that could not be decided are "". ``readable`` is False where no way to cut
    fits the table; then nothing in it can be trusted."""

    rows: tuple[Row, ...]
    readable: bool


def cut_table(
    rows: Sequence[Sequence[str]], count: int, sums: Sequence[SumOf], balances: Sequence[Balance]
) -> CutTable:
    """Cut the rows of a table, each into so many numbers.

    A row that its own total leaves one way to cut is cut so; where several are left, the balances of the columns
    decide. Where the total of a row fits no way, one of its numbers may be wrong: all others must then be as
    the columns have them. A row with as many digits as numbers can be cut in one way only.
    """
    options: list[list[Row]] = []
    wrong: list[int] = []
    for number, chunks in enumerate(rows):
        try:
            fitting = ways(chunks, count, sums)
            if not fitting:
                fitting = ways(chunks, count)
                if len(fitting) != 1:
                    wrong.append(number)
        except TooManyWaysError:
            fitting = []
        options.append(fitting)
    for number in wrong:
        fitting = _by_columns(number, options, wrong, balances, count)
        if len(fitting) != 1:
            return CutTable(tuple(("",) * count for _ in rows), readable=False)
        options[number] = fitting
    return CutTable(tuple(_decided(options, balances, count)), readable=True)


def _by_columns(
    number: int, options: list[list[Row]], wrong: list[int], balances: Sequence[Balance], count: int
) -> list[Row]:
    """The ways to cut a row in which one number at most is not what the columns need."""
    if len(wrong) > 1:
        return []
    needed: list[set[int]] = [set() for _ in range(count)]
    for balance in balances:
        rows = (*balance.left, *balance.right)
        if number not in rows or any(len(options[other]) != 1 for other in rows if other != number):
            continue
        sign = 1 if number in balance.left else -1
        for column in range(count):
            rest = sum(
                (1 if other in balance.left else -1) * int(options[other][0][column])
                for other in rows
                if other != number
            )
            needed[column].add(-sign * rest)
    if not all(needed):
        return []
    return [
        row
        for row in options[number]
        if sum(int(value) not in wanted for value, wanted in zip(row, needed, strict=True)) <= 1
    ]


def _decided(options: list[list[Row]], balances: Sequence[Balance], count: int) -> Iterator[Row]:
    """The row that is left of each, its numbers "" where several are."""
    open_rows = [number for number, rows in enumerate(options) if len(rows) > 1]
    left = _consistent(options, open_rows, balances, count)
    for number, rows in enumerate(options):
        kept = [rows[0]] if len(rows) == 1 else sorted({way[number] for way in left})
        if not kept:
            kept = rows
        if not kept:
            yield ("",) * count
        else:
            yield tuple(values[0] if len(set(values)) == 1 else "" for values in zip(*kept, strict=True))


def _consistent(
    options: list[list[Row]], open_rows: list[int], balances: Sequence[Balance], count: int
) -> list[dict[int, Row]]:
    """The choices for the rows with several ways for which the columns balance; none where that is too much work."""
    ready = {
        balance: max((open_rows.index(row) for row in (*balance.left, *balance.right) if row in open_rows), default=-1)
        for balance in balances
        if all(options[row] for row in (*balance.left, *balance.right))
    }
    found: list[dict[int, Row]] = []
    chosen = {number: rows[0] for number, rows in enumerate(options) if len(rows) == 1}
    steps = 0

    def choose(index: int) -> None:
        nonlocal steps
        if index == len(open_rows):
            found.append({row: chosen[row] for row in open_rows})
            return
        for way in options[open_rows[index]]:
            steps += 1
            if steps > _MOST_STEPS // 10 or len(found) > _MOST_WAYS:
                raise TooManyWaysError
            chosen[open_rows[index]] = way
            if all(_balanced(balance, chosen, count) for balance, last in ready.items() if last == index):
                choose(index + 1)
        chosen.pop(open_rows[index], None)

    try:
        choose(0)
    except TooManyWaysError:
        return []
    return found


def _balanced(balance: Balance, chosen: dict[int, Row], count: int) -> bool:
    return all(
        sum(int(chosen[row][column]) for row in balance.left) == sum(int(chosen[row][column]) for row in balance.right)
        for column in range(count)
    )
