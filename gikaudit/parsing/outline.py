"""The numbering of headings and items: which number stands where another was due."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from gikaudit.parsing.claims import Passage
from gikaudit.parsing.elements import Element
from gikaudit.parsing.numerals import chinese
from gikaudit.source import Span

_LEVELS = {"LEVEL_0": 0, "LEVEL_1": 1, "LEVEL_2": 2, "LEVEL_3": 3, "LEVEL_4": 4, "LEVEL_5": 5, "ITEM_MARK": 6}
ITEM_MARK = _LEVELS["ITEM_MARK"]
"""The level of 一是, 二是."""
_MOST_OPEN = 16
"""Deeper than this no numbering goes."""
_LONGEST_TITLE = 40
_TITLE_ENDS = {"STOP", "COMMA", "SEMICOLON", "COLON"}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


class Number(NamedTuple):
    """One number of a heading or item: its value, its text as printed, the words behind it, and its place.

    ``opens`` says whether it begins a paragraph.
    """

    level: int
    value: int
    text: str
    title: str
    passage: int
    start: int
    opens: bool
    span: Span


@dataclass(eq=False, repr=False)
class Numbering:
    """Numbers that count on from each other."""

    level: int
    numbers: list[Number] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The last number so far."""
        return self.numbers[-1].value


@dataclass(frozen=True, eq=False, repr=False)
class Outline:
    """The sequences of a report's numbering, in the order in which they begin."""

    sequences: tuple[tuple[Number, ...], ...]

    def headings(self, passage: int, start: int) -> tuple[str, ...]:
        """The headings down to the second level under which a place stands, the highest first."""
        index = bisect_right(self._headings, ((passage, start), ())) - 1
        return self._headings[index][1] if index >= 0 else ()

    @cached_property
    def _headings(self) -> list[tuple[tuple[int, int], tuple[str, ...]]]:
        """The place of each heading, with its title and that of the heading above it."""
        numbers = [number for numbers in self.sequences for number in numbers if number.level <= 2]
        numbers.sort(key=lambda number: (number.passage, number.start))
        found: list[tuple[tuple[int, int], tuple[str, ...]]] = []
        titles: list[tuple[int, str]] = []
        for number in numbers:
            titles = [*(title for title in titles if title[0] < number.level), (number.level, number.title)]
            found.append(((number.passage, number.start), tuple(title for _, title in titles)))
        return found

    @cached_property
    def beginning_in(self) -> dict[int, list[tuple[Number, ...]]]:
        """The sequences that begin in each passage."""
        found: dict[int, list[tuple[Number, ...]]] = {}
        for numbers in self.sequences:
            found.setdefault(numbers[0].passage, []).append(numbers)
        return found

    @cached_property
    def sections(self) -> tuple[Number, ...]:
        """The headings of the first level: 第一部分 or 第一章, where there are some, else 一、."""
        chapters = [numbers for numbers in self.sequences if numbers[0].level == 0 and numbers[0].opens]
        if any(len(numbers) > 1 for numbers in chapters):
            return max(chapters, key=len)
        tops = [numbers for numbers in self.sequences if numbers[0].level == 1 and numbers[0].opens]
        tops = tops or [numbers for numbers in self.sequences if numbers[0].level == 1]
        return max(tops, key=len, default=())


def read_outline(passages: Iterable[Passage]) -> Outline:
    """Sort the numbers of all passages into sequences.

    A 1 begins a sequence, any other number continues the innermost open one that it fits. A heading of a
    higher level closes the sequences below it; numbers inside a paragraph are a matter of that paragraph.
    """
    open_: list[Numbering] = []
    found: list[Numbering] = []
    for passage in passages:
        del open_[:-_MOST_OPEN]
        open_ = [sequence for sequence in open_ if sequence.numbers[0].opens or sequence.level == ITEM_MARK]
        for number in _numbers(passage):
            _place(number, open_, found)
    return Outline(tuple(tuple(sequence.numbers) for sequence in found if sequence.numbers))


def _place(number: Number, open_: list[Numbering], found: list[Numbering]) -> None:
    same = [s for s in open_ if s.level == number.level and s.numbers[0].opens == number.opens]
    if number.level == ITEM_MARK:
        same = [s for s in open_ if s.level == number.level]
    fitting = next((s for s in reversed(same) if s.last == number.value - 1), None)
    if fitting is None and number.value != 1:
        fitting = same[-1] if same else None
        if fitting is None:
            return
    if fitting is None:
        fitting = Numbering(number.level)
        found.append(fitting)
    fitting.numbers.append(number)
    if fitting in open_:
        del open_[open_.index(fitting) + 1 :]
    else:
        if number.opens or number.level == ITEM_MARK:
            open_[:] = [s for s in open_ if s.level <= number.level]
        open_.append(fitting)
        del open_[:-_MOST_OPEN]


def _numbers(passage: Passage) -> Iterable[Number]:
    text = passage.text.text
    elements: Sequence[Element] = passage.elements
    for index, element in enumerate(elements):
        if element.kind not in _LEVELS:
            continue
        level = _LEVELS[element.kind]
        printed = text[element.start : element.end]
        value = _value(printed)
        if value is None:
            continue
        end = min(element.end + _LONGEST_TITLE, len(text))
        for other in elements[index + 1 : index + _LONGEST_TITLE]:
            if other.start >= end or other.kind in _TITLE_ENDS:
                end = min(end, other.start)
                break
        title = text[element.end : end].strip()
        yield Number(
            level,
            value,
            printed,
            title,
            passage.number,
            element.start,
            element.start == 0,
            passage.text.span(element.start, element.end),
        )


def _value(printed: str) -> int | None:
    core = printed.strip(" ()、.是第部分章")
    if core.isdigit() and core.isascii():
        return int(core)
    if core in _CIRCLED:
        return _CIRCLED.index(core) + 1
    value = chinese(core) if core else None
    return value if isinstance(value, int) else None
