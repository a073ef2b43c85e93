"""Where the rows of a grid stand in a text: their labels in the order of the form, and what follows each."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from gikaudit.grid import Grid, GridRow
from gikaudit.parsing.compact import Compact, squeezed
from gikaudit.patterns import compiled

_FARTHEST = 120
"""So many characters at most stand between two labels: the values of a row, and headings."""
_MOST_BEFORE = 48
_SHORT = 3
_LONG = 8
_SHORTEST = 4
_NUMBERED = 3
"""A row number before a label weighs as much as so many characters of it."""
_VALUE = "0123456789/-\u2014\u2013"
_WORDS = compiled(r"[^\d./,\u2014\u2013-]+")
_ALIKE, _HARDLY_ALIKE = 0.6, 0.25
_FEWEST_WORDS = 2
_LONGEST_UNIT = 2
_MOST_WORDS = 10


class FoundRow(NamedTuple):
    """A row: where its label begins and ends, and where its values end."""

    row: GridRow
    start: int
    behind: int
    end: int


class _Label(NamedTuple):
    start: int
    behind: int
    row: int
    weight: int


def find_rows(grid: Grid, compact: Compact) -> list[list[FoundRow]]:
    """The stretches of a text that have rows of a grid in its order, those with most of them first."""
    labels = list(_labels(grid, compact))
    chains = _chains(labels)
    return [list(_with_values(grid, compact, [labels[number] for number in chain])) for chain in chains]


@cache
def _names(grid: Grid) -> tuple[tuple[int, str, str], ...]:
    """For each wording of a label its row, the number of the row, and the wording."""
    return tuple(
        (number, squeezed(row.number), name)
        for number, row in enumerate(grid.rows)
        for name in sorted({squeezed(label) for label in (row.label, *row.aliases)}, key=len, reverse=True)
    )


def _labels(grid: Grid, compact: Compact) -> Iterator[_Label]:
    found: dict[tuple[int, int], _Label] = {}
    text = compact.text
    for row, number, name in _names(grid):
        start = text.find(name)
        while start >= 0:
            behind = start + len(name)
            numbered = bool(number) and text.startswith(number, start - len(number)) and start >= len(number)
            if numbered or len(name) > _SHORT or _followed_by_value(compact, behind):
                weight = len(name) + (_NUMBERED if numbered else 0)
                first = start - len(number) if numbered else start
                known = found.get((row, behind))
                if known is None or known.weight < weight:
                    found[row, behind] = _Label(first, behind, row, weight)
            start = text.find(name, start + 1)
    for label in _begun(grid, compact):
        found.setdefault((label.row, label.behind), label)
    yield from sorted(found.values(), key=lambda label: (label.start, -label.behind))


def _begun(grid: Grid, compact: Compact) -> Iterator[_Label]:
    """Labels with the values of their row in the middle, as text taken out of a page has them where the label takes
    two lines and the values stand between: 一、本年新收政府信 58 9 71 息公开申请数量."""
    text = compact.text
    for row, number, name in _names(grid):
        if not number or len(name) < _LONG:
            continue
        begun = number + name[:_SHORTEST]
        start = text.find(begun)
        while start >= 0:
            behind = start + len(begun)
            rest = len(number) + len(name) - len(begun)
            while rest and behind < len(text) and text[behind] == name[behind - start - len(number)]:
                behind, rest = behind + 1, rest - 1
            if rest and _followed_by_value(compact, behind):
                yield _Label(start, behind, row, behind - start)
            start = text.find(begun, start + 1)


def _followed_by_value(compact: Compact, position: int) -> bool:
    return position < len(compact.text) and compact.text[position] in _VALUE


def _chains(labels: list[_Label]) -> Iterator[list[int]]:
    """The heaviest series of labels in the order of the form, then the heaviest of what is left, and so on."""
    weights: list[int] = []
    before: list[int] = []
    for number, label in enumerate(labels):
        best, link = 0, -1
        for other in range(number - 1, max(-1, number - 1 - _MOST_BEFORE), -1):
            if label.start - labels[other].behind > _FARTHEST:
                continue
            if labels[other].behind <= label.start and labels[other].row < label.row and weights[other] > best:
                best, link = weights[other], other
        weights.append(best + label.weight)
        before.append(link)
    taken: list[tuple[int, int]] = []
    for number in sorted(range(len(labels)), key=lambda number: -weights[number]):
        chain = []
        link = number
        while link >= 0:
            chain.append(link)
            link = before[link]
        chain.reverse()
        low, high = labels[chain[0]].start, labels[chain[-1]].behind
        if all(high <= start or low >= end for start, end in taken):
            taken.append((low, high))
            yield chain
        if len(taken) > _MOST_BEFORE:
            return


def _with_values(grid: Grid, compact: Compact, chain: list[_Label]) -> Iterator[FoundRow]:
    chain = [_with_number(grid, compact, label) for label in chain]
    ends = [label.start for label in chain[1:]]
    ends.append(_end_of_last(compact, chain[-1].behind))
    for number, (label, end) in enumerate(zip(chain, ends, strict=True)):
        following = chain[number + 1].row if number + 1 < len(chain) else label.row + 1
        yield from _damaged(grid, compact, FoundRow(grid.rows[label.row], label.start, label.behind, end), following)


def _with_number(grid: Grid, compact: Compact, label: _Label) -> _Label:
    """A label from its row number on, where words stand between the two: 5.要求 before 确认或重新出具已获取信息."""
    number = squeezed(grid.rows[label.row].number)
    start = compact.text.rfind(number, max(0, label.start - _MOST_WORDS), label.start) if number.endswith(".") else -1
    if start < 0 or any(char in _VALUE for char in compact.text[start + len(number) : label.start]):
        return label
    return label._replace(start=start)


def _end_of_last(compact: Compact, behind: int) -> int:
    """Where the values behind the last label end: at the next words. A unit between two values of a row is none."""
    end = behind
    while end < len(compact.text) and end - behind < _FARTHEST:
        if compact.text[end] in _VALUE + ".,":
            end += 1
            continue
        following = next(
            (
                place
                for place in range(end + 1, min(end + 1 + _LONGEST_UNIT, len(compact.text)))
                if compact.broken[place] and compact.text[place].isdigit()
            ),
            None,
        )
        if end == behind or following is None or compact.row(following) != compact.row(end - 1):
            break
        end = following
    return end


def _damaged(grid: Grid, compact: Compact, found: FoundRow, following: int) -> Iterator[FoundRow]:
    """A row and the rows behind it up to the next one found, whose labels are damaged or shortened."""
    position = found.behind
    current = found
    index = grid.rows.index(found.row)
    for words in _WORDS.finditer(compact.text, found.behind, found.end):
        if len(words.group()) < _FEWEST_WORDS or words.end() >= len(compact.text):
            continue
        known = _likely(grid, compact, words.start(), words.group(), range(index + 1, following))
        if known is None:
            continue
        index, start = known
        yield current._replace(end=max(start, position))
        current = FoundRow(grid.rows[index], start, words.end(), found.end)
        position = words.end()
    yield current


def _likely(grid: Grid, compact: Compact, start: int, words: str, rows: range) -> tuple[int, int] | None:
    """Which of some rows a damaged label is, and where it begins with its number."""
    for index in rows:
        row = grid.rows[index]
        number = squeezed(row.number)
        numbered = number.endswith(".") and compact.text.startswith(number, start - len(number))
        alike = max(_likeness(words, squeezed(name)) for name in (row.label, *row.aliases))
        if alike >= _ALIKE or (numbered and alike >= _HARDLY_ALIKE):
            return index, start - len(number) if numbered else start
    return None


def _likeness(words: str, name: str) -> float:
    ours, theirs = (frozenset(text[start : start + 2] for start in range(len(text) - 1)) for text in (words, name))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs) or 1)
