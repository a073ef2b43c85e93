"""Words of a table without lines that belong together because they stand below each other."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gikaudit.document import normalise
from gikaudit.patterns import compiled
from gikaudit.readers.pdf.lines import Line, Word, joined, surrounding
from gikaudit.readers.pdf.pages import Box
from gikaudit.readers.pdf.rulings import nearest
from gikaudit.readers.text import NEW_START

_START = compiled(r"\((?:[一二三四五六七八九十]{1,3}|\d{1,2})$|[一二三四五六七八九十]$")
"""(三 as the first line of （三）不予公开 in a narrow column."""
_JOINED = 0.9
"""Distance in em: words nearer than this are of one label."""
_CLOSE = 1.15
"""How much farther apart than usual lines of one label may be."""
_FARTHEST = 2.2
_USUAL = 1.6
"""Distances of lines in em: the largest, and that of lines of which nothing is known."""
_CENTRED = 0.7
_INDENTED = 2.5
"""In em, how far the middles, or the beginnings, of lines of one label may be apart."""
_FULL = 2.2
"""In em, how much of a line may be left over where the label goes on in the next one."""

_SAME_HEIGHT = 0.35


class Part(NamedTuple):
    """A line of a label, with its height as if all pages were one."""

    text: str
    box: Box
    page: int
    em: float
    high: float

    @property
    def starts(self) -> bool:
        """Whether it begins as a new entry does."""
        text = normalise(self.text)
        return NEW_START.match(text) is not None or _START.match(text) is not None


class Label(NamedTuple):
    """Lines of text below each other."""

    parts: tuple[Part, ...]

    @property
    def left(self) -> float:
        """Where the leftmost line begins."""
        return min(part.box.left for part in self.parts)

    @property
    def right(self) -> float:
        """Where the longest line ends."""
        return max(part.box.right for part in self.parts)

    @property
    def top(self) -> float:
        """The height of the first line."""
        return self.parts[0].high

    @property
    def bottom(self) -> float:
        """The height of the last line."""
        return self.parts[-1].high

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        """Its words."""
        lines = [Line(part.text, part.box, part.page, part.em, ()) for part in self.parts]
        return joined(lines, self.right - self.left)

    @property
    def place(self) -> tuple[int, Box]:
        """The page and the box of the lines on the page of the first one."""
        page = self.parts[0].page
        return page, surrounding(part.box for part in self.parts if part.page == page)


def heights(lines: Sequence[Line]) -> list[float]:
    """How far each page is to be moved down so that it goes on where the one before ends, by line."""
    found: list[float] = []
    moved = 0.0
    for number, line in enumerate(lines):
        if number and line.page != lines[number - 1].page:
            last = lines[number - 1]
            moved += last.box.middle[1] - line.box.middle[1] + last.em
        found.append(moved)
    return found


def parts_of(line: Line, words: Iterable[Word], moved: float) -> Iterator[Part]:
    """Words of a line, those near each other put together."""
    near: list[Word] = []
    for word in words:
        if near and word.box.left - near[-1].box.right >= _JOINED * line.em:
            yield _part(line, near, moved)
            near = []
        near.append(word)
    if near:
        yield _part(line, near, moved)


def _part(line: Line, words: Sequence[Word], moved: float) -> Part:
    box = surrounding(word.box for word in words)
    text = "".join(" " * (word.spaced and word is not words[0]) + word.text for word in words)
    return Part(text, box, line.page, line.em, box.middle[1] + moved)


def labels_of(parts: Sequence[Part], far: float) -> list[Label]:
    """Lines, from top to bottom, put together to labels, in which they are no farther apart than that."""
    open_: list[list[Part]] = []
    done: list[list[Part]] = []
    for part in parts:
        done.extend(label for label in open_ if part.high - label[-1].high > far)
        open_ = [label for label in open_ if part.high - label[-1].high <= far]
        fitting = [label for label in open_ if not part.starts and _goes_on(label, part)]
        if fitting:
            min(fitting, key=lambda label: abs(label[-1].box.middle[0] - part.box.middle[0])).append(part)
        else:
            open_.append([part])
    return sorted((Label(tuple(label)) for label in done + open_), key=lambda label: (label.top, label.left))


def distance(columns: Iterable[Sequence[Part]], em: float) -> float:
    """How far the lines of one label can be apart: little more than the nearest of which the second goes on."""
    found: list[float] = []
    for parts in columns:
        waiting: list[Part] = []
        for part in parts:
            waiting = [other for other in waiting if part.high - other.high <= _FARTHEST * part.em]
            if not part.starts:
                found += [
                    part.high - other.high for other in waiting if other.page == part.page and _goes_on([other], part)
                ]
            waiting.append(part)
    return sorted(found)[len(found) // 10] * _CLOSE if found else _USUAL * em


def _goes_on(label: Sequence[Part], part: Part) -> bool:
    """Whether a line stands below the last one of a label, in the same column."""
    last = label[-1]
    if part.high - last.high < part.em * 0.5:
        return False
    common = min(part.box.right, last.box.right) - max(part.box.left, last.box.left)
    narrower = min(part.box.right - part.box.left, last.box.right - last.box.left)
    if common * 2 < narrower:
        return False
    aligned = abs(part.box.left - last.box.left) < _INDENTED * part.em
    return aligned or abs(part.box.middle[0] - last.box.middle[0]) < _CENTRED * part.em


def divided(label: Label, rows: Sequence[float]) -> list[Label] | None:
    """A label that goes over several rows, one for each: the values of a row stand beside the first line of its own,
    or beside their middle. None where that is not so, or both could be."""
    ways = [way for way in (_from_the_first(label, rows), _around_the_middle(label, rows)) if way is not None]
    if not ways or ways[0] != ways[-1]:
        return None
    return ways[0]


def _from_the_first(label: Label, rows: Sequence[float]) -> list[Label] | None:
    starts = []
    highs = [part.high for part in label.parts]
    for high in rows:
        near = nearest(highs, high)
        if abs(label.parts[near].high - high) > _SAME_HEIGHT * label.parts[near].em:
            return None
        starts.append(near)
    return _cut(label, starts) if starts[0] == 0 else None


def _around_the_middle(label: Label, rows: Sequence[float]) -> list[Label] | None:
    starts, start = [], 0
    for high in rows:
        starts.append(start)
        while start < len(label.parts):
            start += 1
            middle = (label.parts[starts[-1]].high + label.parts[start - 1].high) / 2
            if abs(middle - high) <= _SAME_HEIGHT * label.parts[start - 1].em:
                break
        else:
            return None
    return _cut(label, starts) if start == len(label.parts) else None


def _cut(label: Label, starts: Sequence[int]) -> list[Label] | None:
    """A label cut into several, all of whose lines but the last are full."""
    if len(set(starts)) < len(starts):
        return None
    found = [Label(label.parts[start:end]) for start, end in zip(starts, [*starts[1:], len(label.parts)], strict=True)]
    width = label.right - label.left
    full = all(part.box.right - part.box.left >= width - _FULL * part.em for one in found for part in one.parts[:-1])
    return found if full else None
