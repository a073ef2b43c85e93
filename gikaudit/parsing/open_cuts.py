"""Rows of an open grid whose numbers run together, cut apart where its relations leave one way to do it."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from gikaudit.parsing.cuts import TooManyWaysError, value, ways

_MOST_STEPS = 10_000
_MOST_CHOICES = 400

Way = tuple[str, ...]


class AtMost(NamedTuple):
    """In each row the number at ``part`` is at most that at ``whole``."""

    part: int
    whole: int


class RowRelation(NamedTuple):
    """Σ of the rows on the left = (or ≤) Σ of the rows on the right, in each column."""

    left: tuple[int, ...]
    op: Literal["=", "<="]
    right: tuple[int, ...]


class OpenCuts(NamedTuple):
    """What each row can be. ``readable`` is False where nothing fits; then nothing in the table can be trusted."""

    ways: tuple[tuple[Way, ...], ...]
    readable: bool = True


def cut_open(
    rows: Sequence[Sequence[str]], count: int, bounds: Sequence[AtMost], relations: Sequence[RowRelation]
) -> OpenCuts:
    """The ways to cut rows, each into so many numbers, for which some bounds and relations hold.

    A row with as many digits as numbers can be cut in one way only, right or wrong.
    """
    options: list[list[Way]] = []
    for chunks in rows:
        try:
            every = ways(chunks, count)
        except TooManyWaysError:
            every = []
        within = [way for way in every if all(value(way[one.part]) <= value(way[one.whole]) for one in bounds)]
        if not within and len(every) > 1:
            return OpenCuts(tuple(() for _ in rows), readable=False)
        options.append(within or every)
    usable = [one for one in relations if all(options[row] for row in (*one.left, *one.right))]
    for joined in list(_joined([number for number, one in enumerate(options) if len(one) > 1], usable)):
        try:
            choices = _consistent(options, joined, usable, count)
        except TooManyWaysError:
            continue
        if not choices:
            return OpenCuts(tuple(() for _ in rows), readable=False)
        for number in joined:
            options[number] = sorted({choice[number] for choice in choices})
    return OpenCuts(tuple(map(tuple, options)))


def _joined(rows: Sequence[int], relations: Sequence[RowRelation]) -> Iterator[list[int]]:
    """Rows in groups that relations join: others do not bear on each other."""
    groups = [{row} for row in rows]
    for relation in relations:
        touched = [group for group in groups if group & {*relation.left, *relation.right}]
        if len(touched) > 1:
            groups = [group for group in groups if group not in touched]
            groups.append(set().union(*touched))
    for group in groups:
        yield sorted(group)


def _consistent(
    options: Sequence[Sequence[Way]], rows: Sequence[int], relations: Sequence[RowRelation], count: int
) -> list[dict[int, Way]]:
    """The choices for some rows for which the relations hold. Raises TooManyWaysError."""
    of_row = {row: [one for one in relations if row in one.left or row in one.right] for row in rows}
    found: list[dict[int, Way]] = []
    chosen = {number: one[0] for number, one in enumerate(options) if len(one) == 1}
    steps = 0

    def choose(index: int) -> None:
        nonlocal steps
        if index == len(rows):
            found.append({row: chosen[row] for row in rows})
            return
        row = rows[index]
        for way in options[row]:
            steps += 1
            if steps > _MOST_STEPS or len(found) > _MOST_CHOICES:
                raise TooManyWaysError
            chosen[row] = way
            if all(_possible(one, chosen, count) for one in of_row[row]):
                choose(index + 1)
        chosen.pop(row, None)

    choose(0)
    return found


def _possible(relation: RowRelation, chosen: dict[int, Way], count: int) -> bool:
    """Whether a relation holds, or still can where not all of its rows are chosen: numbers are at least 0."""
    left, right = ([row for row in side if row in chosen] for side in (relation.left, relation.right))
    for column in range(count):
        sums = [sum(value(chosen[row][column]) for row in side) for side in (left, right)]
        if len(right) == len(relation.right) and sums[0] > sums[1]:
            return False
        if relation.op == "=" and len(left) == len(relation.left) and sums[1] > sums[0]:
            return False
    return True
