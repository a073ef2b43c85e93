"""How a list shows itself: its marker, its items, and whether they are worded as parts of one whole."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from gikaudit.parsing.claims import Claim, Passage

_LONGEST_SENTENCE = 600
"""So many elements make a sentence; text without full stops has no structure."""
_START = attrgetter("start")


class Mark(StrEnum):
    """How a list shows itself."""

    AMONG = "among"
    DIVIDED = "divided"
    BRACKETS = "brackets"
    COLON = "colon"
    SUMMED_UP = "summed up"
    """The total stands behind its parts."""
    PARALLEL = "parallel"
    """Nothing but parallel wording and arithmetic."""


class ListMark(NamedTuple):
    """A marker of a list: where its word stands, where its parts begin and where they must end, and the depth
    of brackets."""

    mark: Mark
    word: int
    start: int
    end: int
    depth: int


def find_marks(passage: Passage) -> Iterator[ListMark]:
    """The markers of a passage in order."""
    depth = 0
    elements = passage.elements
    for index, element in enumerate(elements):
        if element.kind == "OPEN":
            depth += 1
        elif element.kind == "CLOSE":
            depth = max(0, depth - 1)
        elif element.kind == "STOP":
            depth = 0
        elif element.kind in ("AMONG", "DIVIDED"):
            mark = Mark.AMONG if element.kind == "AMONG" else Mark.DIVIDED
            yield ListMark(mark, element.start, element.end, _end_of_scope(passage, index, depth), depth)


def _end_of_scope(passage: Passage, index: int, depth: int) -> int:
    """The end of the brackets or the sentence in which a marker stands."""
    nested = 0
    for number in range(index + 1, min(index + _LONGEST_SENTENCE, len(passage.elements))):
        element = passage.elements[number]
        if element.kind == "STOP":
            return element.start
        if element.kind == "OPEN":
            nested += 1
        elif element.kind == "CLOSE":
            if nested == 0 and depth > 0:
                return element.start
            nested = max(0, nested - 1)
    last = min(index + _LONGEST_SENTENCE, len(passage.elements)) - 1
    return passage.elements[last].end


_OPENING = re.compile(
    r"^[\s。;:,]*(?:[一二三四五六七八九十]+是|\(?[一二三四五六七八九十\d]+\)?[、.]?)?"
    r"(?:(?:从|按|以|在|就).{0,16}(?:看|分|划分|分类|上|中|统计|方面)[,:]?)?"
    r"(?:这些?|上述|该)?(?:信息|申请|政府信息)?(?:内容|类别|类型|方式|形式|主要|具体|其)*[,:]?$"
)


def opens(passage: Passage, found: ListMark) -> bool:
    """Whether nothing of its own stands before a marker in its group or sentence: 其中, 按申请方式分,其中."""
    text = passage.text.text
    start = max(text.rfind(sign, 0, found.word) for sign in "。;\n!?") + 1
    return _OPENING.match(text[start : found.word]) is not None


def group_at(behind: list[Claim], position: int) -> int:
    """The number of the group in which a marker stands."""
    first = behind[0]
    text = first.passage.text.text[position : first.start]
    return first.group - text.count(";") if first.depth == 0 else first.group


def rows_of(behind: list[Claim], group: int, opens_group: bool, position: int) -> list[list[Claim]]:
    """The items of a list: its counts by groups (;). A list inside a group ends where a group has a list of its own."""
    text = behind[0].passage.text.text
    elements = behind[0].passage.elements
    low, high = bisect_left(elements, position, key=_START), bisect_left(elements, behind[-1].end, key=_START)
    nested = [e.start for e in elements[low:high] if e.kind in ("AMONG", "DIVIDED")]
    rows: dict[int, list[Claim]] = {}
    for claim in behind:
        if claim.quantity is None or ("TOTAL" in claim.marks and claim.group != group):
            break
        inside_nested = any(start < claim.start and ";" not in text[start : claim.start] for start in nested)
        if inside_nested:
            continue
        rows.setdefault(claim.group, []).append(claim)
    if not rows:
        return []
    ordered = [rows[number] for number in sorted(rows)]
    if not opens_group and nested:
        # 发布会29次,其中甲25次;访谈97次,其中乙40次: each group has its own list
        return ordered[:1] if group in rows else []
    return ordered


def complementary(parts: Sequence[Claim]) -> bool:
    """市本级 and 各县区 together are the whole."""
    return any("OWN_LEVEL" in part.marks for part in parts) and any("BELOW" in part.marks for part in parts)


def alike(parts: Sequence[Claim]) -> bool:
    """Whether the parts are worded alike, as members of one classification are."""
    labels = [part.before + part.after for part in parts]
    if len(labels) < 2:
        return False
    if all(len(label) <= 6 for label in labels) or all("QUOTED" in part.marks for part in parts):
        return True
    if complementary(parts):
        return True
    common_end = min(_common(labels[0][::-1], label[::-1]) for label in labels[1:])
    common_start = min(_common(labels[0], label) for label in labels[1:])
    return common_end >= 2 or common_start >= 2


def _common(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
