"""Numbers that stand together without separators, cut apart where the sums of the table leave one way to do it.

A way to cut a row is a tuple of texts, one for each column: digits, a mark that stands for no value, "" where the
cell is blank, and None where it could not be decided what the cell holds.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

_MOST_STEPS = 30_000
_MOST_OF_TABLE = 60_000
_MOST_OF_DOCUMENT = 100_000
_LONGEST = 8
"""So many digits has the largest count."""
_MOST_WAYS = 400

Row = tuple[str | None, ...]
Limits = Sequence[tuple[int, int]]
"""The least and the largest number that each column can have."""


class SumOf(NamedTuple):
    """The number at ``total`` is the sum of those at ``parts``."""

    total: int
    parts: tuple[int, ...]


class TooManyWaysError(Exception):
    """There are more ways to cut than can be looked at."""


class Effort:
    """How much work can still be done for a document, or for a table or a search within it."""

    def __init__(self, steps: int = _MOST_OF_DOCUMENT, whole: "Effort | None" = None) -> None:
        self.left: int = steps if whole is None else min(steps, whole.left)
        self.whole = whole

    def for_table(self) -> "Effort":
        """What one table of the document can take."""
        return Effort(_MOST_OF_TABLE, self)

    def take(self, steps: int = 1) -> None:
        """Raises TooManyWaysError where nothing is left."""
        self.left -= steps
        if self.left < 0:
            raise TooManyWaysError
        if self.whole is not None:
            self.whole.take(steps)


def ways(
    chunks: Sequence[str],
    count: int,
    sums: Sequence[SumOf] = (),
    limits: Limits = (),
    misses: int = 0,
    effort: Effort | None = None,
) -> list[tuple[str, ...]]:
    """Every way to cut chunks of digits into so many numbers, between which some sums hold.

    A number does not begin with 0 unless it is 0. At most so many numbers miss the limits, where there are any.
    Raises TooManyWaysError.
    """
    by_last = _by_last(sums, count)
    behind = [sum(map(_length, chunks[number:])) for number in range(len(chunks) + 1)]
    found: list[tuple[str, ...]] = []
    effort = effort or Effort()
    most = steps = min(_MOST_STEPS, effort.left)

    def extend(parts: list[str], chunk: int, offset: int, missed: int) -> None:
        nonlocal steps
        steps -= 1
        if steps < 0 or len(found) > _MOST_WAYS:
            raise TooManyWaysError
        number = len(parts)
        left = count - number
        if chunk == len(chunks):
            if left == 0:
                found.append(tuple(parts))
            return
        digits = behind[chunk] - offset
        if not len(chunks) - chunk <= left <= digits or digits > left * _LONGEST:
            return
        text = chunks[chunk]
        for part in _next(text, offset, parts, by_last[number]):
            outside = missed + _misses(part, number, limits)
            if outside > misses:
                continue
            parts.append(part)
            end = offset + len(part)
            if all(_holds(one, parts) for one in by_last[number]):
                extend(parts, chunk + (end == len(text)), 0 if end == len(text) else end, outside)
            parts.pop()

    try:
        extend([], 0, 0, 0)
    finally:
        effort.take(most - max(steps, 0))
    return found


def with_blanks(
    chunks: Sequence[str],
    count: int,
    sums: Sequence[SumOf] = (),
    limits: Limits = (),
    misses: int = 0,
    effort: Effort | None = None,
) -> list[tuple[str, ...]]:
    """Every way to put fewer numbers into so many columns, in their order, that some sums hold; blank is nothing,
    but a sum has its total. At most so many miss the limits, where there are any. Raises TooManyWaysError."""
    if len(chunks) >= count:
        return []
    by_last = _by_last(sums, count)
    found: list[tuple[str, ...]] = []
    effort = effort or Effort()

    def extend(parts: tuple[str, ...], chunk: int, missed: int) -> None:
        effort.take()
        if len(found) > _MOST_WAYS:
            raise TooManyWaysError
        number = len(parts)
        if number and not all(_holds(one, parts) and _has_total(one, parts) for one in by_last[number - 1]):
            return
        if number == count:
            found.append(parts)
            return
        for part, following in _next_or_blank(chunks, chunk, count - number):
            outside = missed + _misses(part, number, limits)
            if outside <= misses:
                extend((*parts, part), following, outside)

    extend((), 0, 0)
    return found


def _has_total(one: SumOf, parts: Sequence[str]) -> bool:
    return bool(parts[one.total]) or not any(parts[number] for number in one.parts)


def _next_or_blank(chunks: Sequence[str], chunk: int, left: int) -> Iterator[tuple[str, int]]:
    if chunk < len(chunks):
        yield chunks[chunk], chunk + 1
    if left > len(chunks) - chunk:
        yield "", chunk


def run_together(chunk: str) -> bool:
    """Whether a chunk must be more than one number."""
    return len(chunk) > 1 and chunk.isdecimal() and chunk[0] == "0"


def common(cuts: Sequence[tuple[str, ...]], count: int) -> Row:
    """What several ways to cut a row have in common."""
    if not cuts:
        return (None,) * count
    return tuple(cells[0] if len(set(cells)) == 1 else None for cells in zip(*cuts, strict=True))


def value(part: str) -> int:
    """What a cell counts for in sums: a mark or nothing as 0."""
    if part.isdecimal():
        return int(part)
    return int(part.replace(",", "")) if part[-1:].isdecimal() else 0


def repaired(row: tuple[str, ...], sums: Sequence[SumOf]) -> Iterator[tuple[int, ...]]:
    """The values of a row with one of them so changed that all sums hold, for each that can be changed so."""
    values = [value(part) for part in row]
    for column in range(len(row)):
        wanted = {_wanted(one, values, column) for one in sums if column == one.total or column in one.parts}
        if len(wanted) != 1:
            continue
        new = wanted.pop()
        changed = (*values[:column], new, *values[column + 1 :])
        if new >= 0 and new != values[column] and all(_adds_up(one, changed) for one in sums):
            yield changed


def _wanted(one: SumOf, values: Sequence[int], column: int) -> int:
    parts = sum(values[number] for number in one.parts)
    return parts if column == one.total else values[one.total] - parts + values[column]


def _by_last(sums: Sequence[SumOf], count: int) -> list[list[SumOf]]:
    """For each column the sums that are known from it on."""
    return [[one for one in sums if max(one.total, *one.parts) == number] for number in range(count)]


def _misses(part: str, number: int, limits: Limits) -> bool:
    return bool(limits) and not limits[number][0] <= value(part) <= limits[number][1]


def _length(chunk: str) -> int:
    return len(chunk) if chunk.isdecimal() else 1


def _next(text: str, offset: int, parts: list[str], sums: list[SumOf]) -> Iterator[str]:
    """The numbers that can stand at a place. A total behind its parts can be one number only."""
    if not text.isdecimal():
        yield text
        return
    for one in sums:
        if one.total == len(parts):
            wanted = str(sum(value(parts[number]) for number in one.parts))
            if text.startswith(wanted, offset):
                yield wanted
            return
    longest = 1 if text[offset] == "0" else _LONGEST
    for end in range(offset + 1, min(offset + longest, len(text)) + 1):
        yield text[offset:end]


def _holds(one: SumOf, parts: Sequence[str]) -> bool:
    return not parts[one.total][-1:].isdecimal() or value(parts[one.total]) == sum(value(parts[i]) for i in one.parts)


def _adds_up(one: SumOf, values: Sequence[int]) -> bool:
    return values[one.total] == sum(values[number] for number in one.parts)
