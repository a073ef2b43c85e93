"""The texts of a stretch of a document put together without what stands between their words.

Labels of a table are wrapped, indented, spread over cells and written with or without punctuation; values stand in
cells of their own or run together. Here a label is one word wherever it stands, and what separated two values
is known as a break between them.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gikaudit.document import Text
from gikaudit.patterns import compiled
from gikaudit.source import Source, Span

_KEPT = compiled(r"(?:[^\W_]+|(?<=\d)[.、](?!\d)|(?<=\d)\.(?=\d)|(?<=\d),(?=\d{3})|[-/\u2014\u2013])+")
_POINT = str.maketrans("、", ".")
_ITEM = compiled(r"\( ?(\d) ?\)")
"""(1) is the number of an item as 1. is."""
_NONE = "不适用"
_MARK = "/".ljust(len(_NONE))
"""不适用 says that there is no value, as / does."""
_WORDS_FOR_ZERO = compiled(r"(?:^|(?<=[\s|]))[〇零无空](?=[\s|]|$)")
_ZEROS = {"〇": "0", "零": "0", "无": "/", "空": "/"}
_BESIDE_VALUE = compiled(
    r"(?:^|\s)(?:\d[\d,.]*|[-/\u2014\u2013]+|[〇零无空])(?:\s+|$)(?:\d[\d,.]*|[-/\u2014\u2013]+|[〇零无空])(?:\s|$)"
)
"""Two values: a line of values."""

_PAGE = 1000


class Place(NamedTuple):
    """Where a text stands: in which block of the document and, in a table, in which row and cell of it. ``column`` is
    its place among the ``columns`` of the row, blank ones counted; -1 where that is not known."""

    block: int
    row: int = -1
    cell: int = -1
    column: int = -1
    columns: int = 0


class Compact(NamedTuple):
    """``text`` without spaces and punctuation. Character i stands at ``positions[i]`` of the text number
    ``owners[i]``; ``broken[i]`` says whether something stood between it and the character before."""

    text: str
    owners: list[int]
    positions: list[int]
    broken: list[bool]
    texts: Sequence[Text]
    places: Sequence[Place]
    source: Source | None = None
    """Where lines of it are lines of the document as people see it."""

    def line(self, position: int) -> int:
        """The line of the source in which a character stands. Lines of two pages are far from each other: it is not
        known how many blank ones are between them."""
        assert self.source is not None
        offset = self.texts[self.owners[position]].offset(self.positions[position])
        origin = self.source.origin(offset)
        return self.source.line_of(offset) + (_PAGE * origin.page if origin else 0)

    def row(self, position: int) -> tuple[int, int]:
        """The row of a table in which a character stands, else the line of the source, where that is known."""
        place = self.place(position)
        if place.row >= 0 and (self.source is None or place.columns > 1):
            return place.block, place.row
        return -1, self.line(position) if self.source is not None else -1

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source from the character at start to the one before end."""
        first = self.texts[self.owners[start]].offset(self.positions[start])
        owner = self.texts[self.owners[end - 1]]
        last = self.positions[end - 1]
        return Span(first, max(first, owner.span(last, last + 1).end))

    def place(self, position: int) -> Place:
        """Where a character stands."""
        return self.places[self.owners[position]]


def compact(texts: Sequence[Text], places: Sequence[Place], source: Source | None = None) -> Compact:
    """Put texts together. Points behind a row number, between digits and in thousands are kept."""
    runs: list[str] = []
    owners: list[int] = []
    positions: list[int] = []
    broken: list[bool] = []
    for number, text in enumerate(texts):
        words = text.text
        if "(" in words:
            words = _ITEM.sub(_item, words)
        if _NONE in words:
            words = words.replace(_NONE, _MARK)
        if any(word in words for word in _ZEROS):
            # one character a line may be a label written downwards: 无 of 无法提供
            alone = words in _ZEROS and (places[number].columns > 1 or _ZEROS[words] == "0")
            if alone or _BESIDE_VALUE.search(words):
                words = _WORDS_FOR_ZERO.sub(lambda found: _ZEROS[found.group()], words)
        for found in _KEPT.finditer(words):
            start, end = found.span()
            runs.append(found.group())
            owners.extend([number] * (end - start))
            positions.extend(range(start, end))
            broken.append(True)
            broken.extend([False] * (end - start - 1))
    return Compact("".join(runs).translate(_POINT), owners, positions, broken, texts, places, source)


def squeezed(label: str) -> str:
    """A label as it stands in a Compact."""
    return "".join(_KEPT.findall(_ITEM.sub(_item, label))).translate(_POINT)


def _item(found: re.Match[str]) -> str:
    """1. in the same number of characters, the digit in its place: spaces are dropped later."""
    return found.group().replace("(", " ").replace(")", ".").ljust(len(found.group()))
