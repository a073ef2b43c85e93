"""Page numbers and running headers and footers, which are no part of the report."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from gikaudit.document import normalise
from gikaudit.readers.pdf.lines import Line

_ZONE = 0.13
"""The part of the height of a page in which they stand, at its head and at its foot."""
_MOST_LINES = 3
_INDENT = 4
"""In em: no paragraph begins farther in."""
_APART = 1.3
"""In the usual distance of lines."""
_NUMBERED = re.compile(
    r"[-\u2010-\u2015\u2212\u2500·.~_*|]+\d{1,3}[-\u2010-\u2015\u2212\u2500·.~_*|]+"
    r"|第[\d一二三四五六七八九十]{1,4}页(?:[,/]?[(]?共\d{1,3}页[)]?)?|共\d{1,3}页[,/]?第\d{1,3}页"
    r"|[Pp]age\d{1,3}(?:(?:of|/)\d{1,3})?"
)
_BARE = re.compile(r"(\d{1,3})(?:/\d{1,3})?")
_NUMBER_IN_HEADER = re.compile(
    r"第\d{1,3}页|[-\u2010-\u2015]\d{1,3}[-\u2010-\u2015]|\d{1,3}/\d{1,3}$|(?<=\D)\d{1,3}$|^\d{1,3}(?=\D)"
)


def without_margins(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page that are neither page numbers nor repeated on other pages."""
    zones = [_zone(lines, height) for lines, height in zip(pages, heights, strict=True)]
    running = _running(zones)
    numbers = _page_numbers(pages, zones)
    kept = []
    for lines, zone in zip(pages, zones, strict=True):
        left_out = {
            id(line)
            for line in zone
            if id(line) in numbers or _NUMBERED.fullmatch(_key(line)) or _place(line) in running
        }
        kept.append([line for line in lines if id(line) not in left_out])
    return kept


def _page_numbers(pages: Sequence[list[Line]], zones: Sequence[list[Line]]) -> set[int]:
    """The bare numerals that count with the pages, by their identity: the first or last line of a page, set apart
    from the others. A table pasted one cell a line has numerals there, too."""
    found: list[tuple[int, int]] = []
    for number, (lines, zone) in enumerate(zip(pages, zones, strict=True)):
        outermost = [lines[0], lines[-1]] if lines else []
        for line in zone:
            bare = _BARE.fullmatch(_key(line))
            if bare and any(line is other for other in outermost) and _set_apart(line, lines):
                found.append((int(bare.group(1)) - number, id(line)))
    offsets = Counter(offset for offset, _ in found)
    usual = next((offset for offset, count in offsets.most_common(1) if count > 1), 1)
    return {line for offset, line in found if offset == usual}


def _set_apart(line: Line, lines: list[Line]) -> bool:
    """Whether the line next to the first or last one of a page is farther from it than the others from each other,
    or the line stands in the middle or at the right, as no text does."""
    others = [other for other in lines if other is not line]
    if not others or line.box.left - min(other.box.left for other in others) > _INDENT * line.em:
        return True
    gaps = [below.box.middle[1] - above.box.middle[1] for above, below in pairwise(lines)]
    own = gaps[0] if lines[0] is line else gaps[-1]
    return own > _APART * median(gaps)


def _zone(lines: list[Line], height: float) -> list[Line]:
    head = [line for line in lines[:_MOST_LINES] if line.box.bottom <= height * _ZONE]
    foot = [line for line in lines[-_MOST_LINES:] if line.box.top >= height * (1 - _ZONE)]
    return head + [line for line in foot if line not in head]


def _running(zones: list[list[Line]]) -> set[tuple[str, int]]:
    """What stands at the same height of at least half of the pages, or of all odd or even ones."""
    count = Counter(place for zone in zones for place in {_place(line) for line in zone})
    enough = max(2, len(zones) // 2)
    return {place for place, number in count.items() if number >= enough}


def _place(line: Line) -> tuple[str, int]:
    return _NUMBER_IN_HEADER.sub("#", _key(line)), round(line.box.middle[1] / 6)


def _key(line: Line) -> str:
    return normalise(line.text).replace(" ", "")
