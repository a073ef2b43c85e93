"""Where the rows of an open grid stand in a text: in any order, some of them missing, with others between them."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from gikaudit.grid import Grid, GridRow, OpenWords
from gikaudit.parsing.compact import Compact, squeezed
from gikaudit.patterns import compiled

_FARTHEST = 120
"""So many characters at most stand between two rows that are known."""
_FEWEST = 5
_SHORT = 4
"""A label as short as this says something only where its value follows at once."""
_VALUE = "0123456789./,-\u2014\u2013"
_ITEM_MARKS = "①②③④⑤⑥⑦⑧⑨⑩"
_OF = "的之"
_WORDS = compiled(r"[^\d./,\u2014\u2013-]+")
_CODE_DIGITS = 2
_NESTED_DIGITS = 6


class OpenRow(NamedTuple):
    """A row found.

    start   where it begins, with its number; ``label`` where its label does, ``behind`` where that ends
    end     where the next row begins, known or not
    item    the number printed before it, 0 for none
    among   whether 其中 stands before it
    extra   whether a row that is not known stands between it and the next
    follows whether that row has the number that comes next
    unit    the unit printed, "" for none
    """

    row: GridRow
    start: int
    label: int
    behind: int
    end: int
    item: int = 0
    among: bool = False
    extra: bool = False
    follows: bool = False
    unit: str = ""


class _Label(NamedTuple):
    start: int
    behind: int
    rows: tuple[int, ...]


def has_open_rows(grid: Grid, text: str, others: int) -> bool:
    """Whether a text names so many rows of an open grid that they can be a table: more than it names of those of
    another form."""
    needed = max(_FEWEST, others + 1)
    rows = _shortest_names(grid)
    if len(rows) < needed:
        return False
    solid = "".join(text.split())
    for names in rows:
        if any(name in solid for name in names):
            needed -= 1
            if not needed:
                return True
    return False


def find_open_rows(grid: Grid, compact: Compact) -> Iterator[list[OpenRow]]:
    """The stretches of a text with rows of an open grid near each other."""
    stretch: list[tuple[_Label, GridRow]] = []
    for label in _labels(grid, compact):
        far = stretch and label.start - stretch[-1][0].behind > _FARTHEST
        row = None if far else _meant(grid, label, [row for _, row in stretch])
        if row is None:
            if len(stretch) >= _FEWEST:
                yield _rows(grid, compact, stretch)
            stretch = []
            row = _meant(grid, label, [])
        if row is not None:
            stretch.append((label, row))
    if len(stretch) >= _FEWEST:
        yield _rows(grid, compact, stretch)


# ---- labels


@cache
def _names(grid: Grid) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each wording of a label with the rows that it can be, the longest first."""
    names: dict[str, list[int]] = {}
    for number, row in enumerate(grid.rows):
        for name in {squeezed(label) for label in (row.label, *row.aliases)}:
            names.setdefault(name, []).append(number)
    return tuple((name, tuple(names[name])) for name in sorted(names, key=len, reverse=True))


@cache
def _shortest_names(grid: Grid) -> tuple[tuple[str, ...], ...]:
    """The wordings of each row without those that hold another one of it: that stands wherever they do."""
    names: dict[tuple[int, ...], list[str]] = {}
    for name, rows in _names(grid):
        names[rows] = [other for other in names.get(rows, ()) if name not in other] + [name]
    return tuple(map(tuple, names.values()))


def _labels(grid: Grid, compact: Compact) -> Iterator[_Label]:
    """The labels in a text that are whole words there, the longest where several begin at a place."""
    found: dict[int, _Label] = {}
    for name, rows in _names(grid):
        start = compact.text.find(name)
        while start >= 0:
            behind = start + len(name)
            if start not in found and _whole(grid, compact, start, behind):
                found[start] = _Label(start, behind, rows)
            start = compact.text.find(name, behind)
    end = 0
    for start in sorted(found):
        if start >= end:
            yield found[start]
            end = found[start].behind


def _whole(grid: Grid, compact: Compact, start: int, behind: int) -> bool:
    """Whether a label is not the end or the beginning of a longer one."""
    text = compact.text
    before = text[start - 1 : start]
    if before in _OF and before:
        return False
    if before and not compact.broken[start] and before not in _VALUE and before not in _ITEM_MARKS:
        words = (*_open(grid).units, *_open(grid).among, *_header_words(grid))
        if not any(text.endswith(word, 0, start) for word in words):
            return False
    after = text[behind : behind + 1]
    if not after or after in _VALUE:
        return True
    if behind - start <= _SHORT:
        return any(text.startswith(unit, behind) for unit in _open(grid).units)
    return compact.broken[behind] or any(text.startswith(unit, behind) for unit in _open(grid).units)


@cache
def _header_words(grid: Grid) -> tuple[str, ...]:
    labels = [label for column in grid.columns for label in (column.label, *column.aliases)]
    return tuple(squeezed(label) for label in (*grid.header, *labels))


def _open(grid: Grid) -> OpenWords:
    assert grid.open is not None
    return grid.open


def _meant(grid: Grid, label: _Label, before: Sequence[GridRow]) -> GridRow | None:
    """Which row a label is: one whose total was the last to be named, else the first of the form. None where all
    of them stand before."""
    left = [grid.rows[number] for number in label.rows if grid.rows[number] not in before]
    ids = [row.id for row in before]

    def named(row: GridRow) -> int:
        total = row.id.rpartition(".")[0]
        return ids.index(total) if total in ids else -1

    return max(left, key=named, default=None)


# ---- what stands between labels


def _rows(grid: Grid, compact: Compact, stretch: Sequence[tuple[_Label, GridRow]]) -> list[OpenRow]:
    rows: list[OpenRow] = []
    for label, row in stretch:
        low = rows[-1].behind if rows else 0
        last = rows[-1].item if rows else 0
        start, item, among = _beginning(grid, compact, label.start, low, last)
        rows.append(OpenRow(row, start, label.start, label.behind, label.behind, item, among))
    rows = _without_codes(grid, compact, rows)
    ends = [row.start for row in rows[1:]]
    ends.append(_end(compact, rows[-1].behind))
    return [
        _tail(grid, compact, row._replace(end=end), last=number == len(rows) - 1)
        for number, (row, end) in enumerate(zip(rows, ends, strict=True))
    ]


def _beginning(grid: Grid, compact: Compact, start: int, low: int, last: int) -> tuple[int, int, bool]:
    """Where a row begins with its number and 其中 before it, the number, and whether 其中 is there."""
    text = compact.text
    item = 0
    position = start
    if text[position - 1 : position] and text[position - 1] in _ITEM_MARKS and position > low:
        position -= 1
        item = _ITEM_MARKS.index(text[position]) + 1
    elif text[position - 1 : position] == "." and position > low:
        digits = item_number(compact, low, position - 1, last + 1)
        if digits < position - 1:
            item = int(text[digits : position - 1])
            position = digits
    for word in _open(grid).among:
        if text.endswith(word, low, position):
            return position - len(word), item, True
    return position, item, False


def item_number(compact: Compact, low: int, end: int, expected: int) -> int:
    """Where the number of an item begins whose point stands at ``end``. It may run together with the value before it:
    then it is the one that comes next, else its last digit."""
    start = end
    while start > low and compact.text[start - 1].isdigit():
        start -= 1
        if compact.broken[start]:
            break
    digits = compact.text[start:end]
    if len(digits) <= 1:
        return start
    for wanted in (str(expected), "1"):
        if digits.endswith(wanted):
            return end - len(wanted)
    return end - 1


def _end(compact: Compact, behind: int) -> int:
    """Where what belongs to the last row can end."""
    return min(behind + _FARTHEST // 2, len(compact.text))


def _tail(grid: Grid, compact: Compact, row: OpenRow, *, last: bool) -> OpenRow:
    """A row with the end of its values, and whether a row follows that is not known."""
    text = compact.text
    units, among = _open(grid).units, _open(grid).among
    position = _behind_note(compact, row.behind, row.end)
    valued = False
    while position < row.end:
        words = _WORDS.match(text, position, row.end)
        if words is None:
            valued = True
            position += 1
            continue
        unit = max((unit for unit in units if words.group().startswith(unit)), key=len, default="")
        if unit and not row.unit:
            row = row._replace(unit=unit)
        if unit == words.group():
            position = words.end()
            continue
        begin = position + len(unit) if unit and not valued else position
        if text[begin - 1] == "." and begin - 1 > row.behind and text[begin - 2].isdigit():
            begin = item_number(compact, row.behind, begin - 1, row.item + 1)
        extra, follows = _other_row(compact, begin, row, units, among, last=last)
        return row._replace(end=begin, extra=extra, follows=follows)
    return row


def _other_row(
    compact: Compact, begin: int, row: OpenRow, units: Sequence[str], among: Sequence[str], *, last: bool
) -> tuple[bool, bool]:
    """Whether what stands from a place to the end of a row's stretch is another row, and whether its number counts
    on from that of the row."""
    text = compact.text
    for word in among:
        if text.startswith(word, begin):
            begin += len(word)
    words = _WORDS.search(text, begin, row.end)
    item = text[begin : words.start()].rstrip(".") if words is not None else ""
    follows = bool(row.item) and item == str(row.item + 1)
    if words is None:
        return False, False
    if last and not follows:
        # the text goes on behind the table: only a label with its unit and value is a row
        ends = any(words.group().endswith(unit) for unit in units)
        return not row.item and ends and words.end() < row.end and text[words.end()].isdigit(), False
    return any(char.isdigit() for char in text[words.end() : row.end]), follows


def _behind_note(compact: Compact, position: int, end: int) -> int:
    """The place behind a note in brackets that follows a label."""
    if position >= end:
        return position
    owner = compact.owners[position]
    words = compact.texts[owner].text
    opening = compact.positions[position] - 1
    if opening < 0 or words[opening] != "(":
        return position
    closing = words.find(")", opening)
    while position < end and compact.owners[position] == owner and compact.positions[position] < closing:
        position += 1
    return position


# ---- codes of rows


def _without_codes(grid: Grid, compact: Compact, rows: list[OpenRow]) -> list[OpenRow]:
    """The rows without the codes that count them, where they have some: behind their labels or before them."""
    above = compact.text[max(0, rows[0].start - _FARTHEST) : rows[0].start]
    named = any(word in above for word in _open(grid).codes)
    for digits in (_CODE_DIGITS, _NESTED_DIGITS):
        behind = [_code_behind(grid, compact, row, limit.start, digits) for row, limit in pairwise((*rows, rows[-1]))]
        if _counting([code for code, _ in behind], named):
            return [row._replace(behind=end) if end else row for row, (_, end) in zip(rows, behind, strict=True)]
        lows = [0, *(row.behind for row in rows)]
        before = [_code_before(compact, row, low, digits) for row, low in zip(rows, lows, strict=False)]
        if _counting([code for code, _ in before], named):
            return [row._replace(start=start) for row, (_, start) in zip(rows, before, strict=True)]
    return rows


def _counting(codes: Sequence[str], named: bool) -> bool:
    """Whether some digits are codes: each higher than the one before, and so called or written 01, 02, …, or with
    those of the rows under a row: 01, 0101, 0102, 02."""
    if len(codes) < _FEWEST - 1 or not all(codes):
        return False
    if max(map(len, codes)) > _CODE_DIGITS:
        pairs = all(len(code) % _CODE_DIGITS == 0 for code in codes)
        return pairs and codes[0].startswith("0") and all(one < after for one, after in pairwise(codes))
    if any(int(after) <= int(one) for one, after in pairwise(codes)):
        return False
    return named or (all(len(code) == _CODE_DIGITS for code in codes) and codes[0].startswith("0"))


def _code_behind(grid: Grid, compact: Compact, row: OpenRow, limit: int, digits: int) -> tuple[str, int]:
    """The digits that can be the code behind a label, or behind the unit that follows it, and where they end."""
    position = row.behind
    for unit in sorted(_open(grid).units, key=len, reverse=True):
        if compact.text.startswith(unit, position):
            position += len(unit)
            break
    end = position
    limit = limit if limit > position else len(compact.text)
    while end < limit and end - position < digits and compact.text[end].isdigit():
        end += 1
        if end < len(compact.text) and compact.broken[end]:
            break
    return compact.text[position:end], end


def _code_before(compact: Compact, row: OpenRow, low: int, digits: int) -> tuple[str, int]:
    start = row.start
    while start > low and row.start - start < digits and compact.text[start - 1].isdigit():
        start -= 1
        if compact.broken[start]:
            break
    return compact.text[start : row.start], start
