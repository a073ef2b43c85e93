"""How a list shows itself: its marker, its items, and whether they are worded as parts of one whole."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from gikaudit.parsing.claims import Claim, Passage
from gikaudit.parsing.elements import Element
from gikaudit.parsing.numerals import chinese
from gikaudit.patterns import compiled

_LONGEST_SENTENCE = 300
"""So many elements make a sentence; text without full stops has no structure."""
_NUMBERING = {"LEVEL_2", "LEVEL_3", "LEVEL_4", "LEVEL_5", "ITEM_MARK"}
_START = attrgetter("start")


class Mark(StrEnum):
    """How a list shows itself."""

    AMONG = "among"
    DIVIDED = "divided"
    BRACKETS = "brackets"
    COLON = "colon"
    SUMMED_UP = "summed up"
    """The total stands behind its parts."""
    HEADED = "headed"
    """按申请方式分,… or 受理机关:…"""
    CLASSES = "classes"
    """All the classes of a whole are named: 主动公开, 依申请公开 and 不予公开."""
    PARALLEL = "parallel"
    """Nothing but parallel wording and arithmetic."""


class ListMark(NamedTuple):
    """A marker of a list.

    word        where its word stands
    start, end  where its parts begin and where they must end
    depth       of brackets
    out_of      whether it is 94件中 or 主动公开的信息中
    named       a word its total must bear, where the marker says it: 公开 for 主动公开的信息中
    """

    mark: Mark
    word: int
    start: int
    end: int
    depth: int
    named: str = ""
    out_of: bool = False


def find_marks(passage: Passage) -> Iterator[ListMark]:
    """The markers of a passage in order."""
    depth = 0
    elements = passage.elements
    for index, element in enumerate(elements):
        if element.kind not in _LOOKED_AT:
            continue
        if element.kind == "OPEN":
            depth += 1
        elif element.kind == "CLOSE":
            depth = max(0, depth - 1)
        elif element.kind == "STOP":
            depth = 0
        elif element.kind == "COMMA":
            found = _out_of(passage, element)
            if found is not None:
                word = element.start if found[1] is None else _sentence_start(passage, element.start)
                end = _end_of_scope(passage, index, depth)
                yield ListMark(Mark.AMONG, word, element.end, end, depth, found[1] or "", out_of=True)
        elif element.kind in ("AMONG", "DIVIDED") or _breaks_down(passage, index) or _colon_behind(passage, index):
            mark = _MARKS.get(element.kind, Mark.DIVIDED)
            yield ListMark(mark, element.start, element.end, _end_of_scope(passage, index, depth), depth)
        elif element.kind == "COMPOSED" and (opening := _composed_of(passage, index)) is not None:
            yield ListMark(Mark.DIVIDED, opening.start, opening.end, element.start, depth)


_LOOKED_AT = {"OPEN", "CLOSE", "STOP", "AMONG", "DIVIDED", "RESPECTIVELY", "COLON", "COMPOSED", "COMMA"}
_OUT_OF = compiled(
    r"(?:\d ?[件条项份篇次宗起人个](?:申请|信息|案件|答复|建议|提案|来信|诉求)?"
    r"|([^\W\d]{2})的?(?:政府)?(?:信息|申请|答复|案件|事项|提案|建议|来信|诉求))中$"
)
"""不同意公开的94件中,… or 主动公开的信息中,…"""


def _out_of(passage: Passage, comma: Element) -> re.Match[str] | None:
    """The words before a comma, if they say out of what the counts behind it are."""
    text = passage.text.text
    if not text.endswith("中", 0, comma.start):
        return None
    return _OUT_OF.search(text, max(0, comma.start - 8), comma.start)


_MARKS = {"AMONG": Mark.AMONG, "COLON": Mark.COLON}
_LONGEST_NOUN = 6


def _colon_behind(passage: Passage, index: int) -> bool:
    """Whether a colon stands right behind a count and names are to come: 行政诉讼6件:维持4件,其他2件."""
    elements = passage.elements
    if elements[index].kind != "COLON" or index == 0 or index + 1 == len(elements):
        return False
    before, behind = elements[index - 1], elements[index + 1]
    noun = passage.text.text[before.end : elements[index].start]
    return (
        before.quantity is not None
        and not before.lead
        and len(noun) <= _LONGEST_NOUN
        and behind.start > elements[index].end
        and behind.kind not in ("AMONG", "STOP")
    )


def _sentence_start(passage: Passage, position: int) -> int:
    text = passage.text.text
    return max(text.rfind(sign, 0, position) for sign in "。;\n!?") + 1


def _breaks_down(passage: Passage, index: int) -> bool:
    """Whether 分别为 stands right behind a count, with names to come: 共公开192万条,分别为:甲市38万条,…"""
    elements, text = passage.elements, passage.text.text
    element = elements[index]
    if element.kind != "RESPECTIVELY" or index < 2 or index + 1 == len(elements):
        return False
    behind = next((e for e in elements[index + 1 : index + _FIRST_NUMBER] if e.quantity is not None), None)
    before = elements[index - 2]
    return (
        text[element.start : element.end].endswith(("为", "是"))
        and elements[index - 1].kind == "COMMA"
        and text[elements[index - 1].end : element.start] in _REASONS
        and before.quantity is not None
        and elements[index - 1].start - before.end <= 1
        and behind is not None
        and behind.start - element.end >= 2
    )


def _composed_of(passage: Passage, index: int) -> Element | None:
    """The 由 of 公开120条,由文件类50条、动态类70条组成; None where names are listed, or not all parts."""
    elements, text = passage.elements, passage.text.text
    following = text[elements[index].end : elements[index].end + 1]
    counts = 0
    for number in range(index - 1, max(0, index - _MOST_COMPOSED), -1):
        element = elements[number]
        if following not in _PUNCTUATION or element.kind in _NO_PARTS:
            return None
        if element.quantity is not None:
            counts += 1
        elif element.kind == "FROM" and text[element.start : element.end] == "由":
            alone = elements[number - 1].kind == "COMMA" and elements[number - 1].end == element.start
            return element if alone and counts > 1 else None
    return None


_MOST_COMPOSED = 60
_PUNCTUATION = ",;。)"
_NO_PARTS = {"STOP", "SEMICOLON", "ETC", "OPEN", "CLOSE", "COLON"}


_REASONS = ("", "原因", "理由", "类型", "情形", "主要")


_FIRST_NUMBER = 6


class SoMany(NamedTuple):
    """三个部门合计: how many counts are added up, and where that is said; ``first`` where they are those in front,
    前三位合计."""

    number: int
    start: int
    first: bool = False


_SO_MANY = compiled(
    r"(?<!\d)(前|居前|排名前|位居前|列前)?([两二三四五六七八九十]|(?<![、和及与])[2-9])(?:个|项|家|类|者|种|级|位|名|大|部分|方面)?"
    r"[^\W\d]{0,4}?(?:合计|共计|总计|总共|共) ?$"
)
_LONGEST_SO_MANY = 12


def so_many(total: Claim) -> SoMany | None:
    """What the words before a total say of how many counts before it are added up."""
    found = _SO_MANY.search(total.passage.text.text, max(0, total.start - _LONGEST_SO_MANY), total.start)
    if found is None:
        return None
    value = chinese(found[2]) if not found[2].isdigit() else int(found[2])
    return SoMany(int(value), found.start(), bool(found[1])) if value else None


def _end_of_scope(passage: Passage, index: int, depth: int) -> int:
    """The end of the brackets or the sentence in which a marker stands."""
    nested = 0
    items = set()
    for number in range(index - 1, max(-1, index - _LONGEST_SENTENCE), -1):
        if passage.elements[number].kind == "STOP":
            break
        items.add(passage.elements[number].kind)
    for number in range(index + 1, min(index + _LONGEST_SENTENCE, len(passage.elements))):
        element = passage.elements[number]
        if element.kind == "STOP" or (element.kind in _NUMBERING and element.kind in items):
            return element.start  # an item that is numbered as the one with the marker is no part of its list
        if element.kind == "OPEN":
            nested += 1
        elif element.kind == "CLOSE":
            if nested == 0 and depth > 0:
                return element.start
            nested = max(0, nested - 1)
    last = min(index + _LONGEST_SENTENCE, len(passage.elements)) - 1
    return passage.elements[last].end


_OPENING = compiled(
    r"^[\s。;:,]*(?:[一二三四五六七八九十]+是|\(?[一二三四五六七八九十\d]+\)?[、.]?)?"
    r"(?:(?:从|按|以|在|就).{0,16}(?:看|分|划分|分类|上|中|统计|方面)[,:]?)?"
    r"(?:这些?|上述|该)?(?:信息|申请|政府信息)?(?:内容|类别|类型|方式|形式|主要|具体|其)*[,:]?$"
)


def opens(passage: Passage, found: ListMark) -> bool:
    """Whether nothing of its own stands before a marker in its group or sentence: 其中, 按申请方式分,其中."""
    start = _sentence_start(passage, found.word)
    return _OPENING.match(passage.text.text[start : found.word]) is not None


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
        said = so_many(claim) if "TOTAL" in claim.marks else None
        if said is not None and (said.first or said.number == sum(map(len, rows.values()))):
            break  # 甲局5件,乙局3件,两家合计8件
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
    """市本级 and 各县区 together are the whole, as are the halves or the quarters of a year."""
    levels = any("OWN_LEVEL" in part.marks for part in parts) and any("BELOW" in part.marks for part in parts)
    return levels or any(
        len(parts) == len(times) and all(time in part.before for time, part in zip(times, parts, strict=True))
        for times in _WHOLE_YEAR
    )


_WHOLE_YEAR = (("上半年", "下半年"), ("一季度", "二季度", "三季度", "四季度"))


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
