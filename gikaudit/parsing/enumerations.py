"""Announced numbers and the things named: 由六部分组成, “甲”、“乙”两个分栏, 以下六方面工作."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from gikaudit.parsing.claims import Claim, Kind, Passage
from gikaudit.parsing.elements import Element
from gikaudit.parsing.outline import ITEM_MARK, Number, Outline
from gikaudit.parsing.rows import last_joint_is_sure
from gikaudit.source import Span

_LARGEST = 40
"""More things than this are counted, not named."""
_PLAUSIBLE = 3
"""If the things named miss the announced number by more, they are probably not what was announced."""
_START = attrgetter("start")
_FEWEST_UNQUOTED = 4
_LONGEST_NAME = 40


class Enumeration(NamedTuple):
    """An announced number and what is named for it.

    fewest, most  how many things are named; they differ where 和 may join two things or be part of a name
    open_ended    whether the list closes with 等, so that it need not be complete
    span          the place of the names, or of the last numbered item
    """

    announced: Claim
    fewest: int
    most: int
    open_ended: bool
    span: Span


class Repetition(NamedTuple):
    """A name that stands twice in one list."""

    name: str
    first: Span
    second: Span


def find_enumerations(claims: Sequence[Claim], outline: Outline) -> Iterator[Enumeration]:
    """The announced numbers of a narrative whose things are named."""
    for claim in claims:
        if claim.kind is not Kind.COUNT or claim.quantity is None or not claim.quantity.exact:
            continue
        value = claim.quantity.value
        if not isinstance(value, int) or not 1 < value <= _LARGEST:
            continue
        index = _index(claim)
        for found in (
            _names_before(claim, index),
            _names_behind(claim, index),
            _items_behind(claim, index, outline),
        ):
            if found is not None and found.fewest - _PLAUSIBLE <= value <= found.most + (
                _LARGEST if found.open_ended else _PLAUSIBLE
            ):
                yield found
                break


def section_announcement(claims: Sequence[Claim], outline: Outline) -> Claim | None:
    """The claim that says how many parts the report has, if one stands before its first section."""
    if not outline.sections:
        return None
    first = outline.sections[0]
    for claim in claims:
        if (claim.passage.number, claim.start) > (first.passage, first.start):
            return None
        if claim.kind is Kind.COUNT and _followed_by(claim, "SECTIONS"):
            return claim
    return None


def find_repetitions(passage: Passage) -> Iterator[Repetition]:
    """Names that stand twice among the items of a list of at least four, separated by 、."""
    text = passage.text.text
    if text.count("、") < _FEWEST_UNQUOTED - 1:
        return
    seen: dict[str, tuple[int, int]] = {}
    start, items = 0, 0
    for element in (*passage.elements, None):
        if element is not None and element.kind not in _ITEM_ENDS:
            continue
        end = element.start if element is not None else len(text)
        if (element is not None and element.kind == "PAUSE") or items:
            items += 1
            name = text[start:end].strip(" “”")
            if 3 <= len(name) <= 16 and (name.isalpha() or not any(map(str.isdigit, name))):
                if name in seen and items >= _FEWEST_UNQUOTED:
                    first = seen[name]
                    yield Repetition(name, passage.text.span(*first), passage.text.span(start, end))
                seen.setdefault(name, (start, end))
        if element is None or element.kind != "PAUSE":
            seen, items = {}, 0
        start = element.end if element is not None else end


_ITEM_ENDS = {"PAUSE", "COMMA", "SEMICOLON", "STOP", "COLON", "ETC", "OPEN", "CLOSE"}


# ---- names before the number: “甲”、“乙”两个分栏


def _names_before(claim: Claim, index: int) -> Enumeration | None:
    elements, text = claim.passage.elements, claim.passage.text.text
    position = index - 1
    open_ended = False
    if position >= 0 and elements[position].kind == "ETC" and elements[position].end == claim.start:
        open_ended = True
        position -= 1
    quoted = _quoted(elements, text, position, elements[index - 1].start if open_ended else claim.start)
    if quoted is not None:
        names, start, end = quoted
        return Enumeration(claim, names, names, open_ended, claim.passage.text.span(start, end))
    if not _followed_by(claim, "GROUPS", "SECTIONS"):
        return None
    region = _region(claim, elements, position)
    while region and region[-1].kind in ("TOTAL", "ETC"):
        region.pop()
    if region and region[-1].kind == "COMMA" and text[region[-1].end : claim.start].strip() in _SUMMING:
        region.pop()  # 甲情况、乙情况,共七个部分
    composed = _followed_by(claim, "SECTIONS") and any(e.kind == "COMMA" for e in region)
    separators = [e for e in region if e.kind == ("COMMA" if composed else "PAUSE")]
    joints = [e for e in region if e.kind == "AND"]
    if not region or len(separators) + 1 + len(joints) < (2 if composed else _FEWEST_UNQUOTED):
        return None
    start = region[0].end if region[0].kind in _OPENERS else region[0].start
    fewest = len(separators) + 1
    return Enumeration(claim, fewest, fewest + len(joints), open_ended, claim.passage.text.span(start, claim.start))


_SUMMING = ("", "共", "共计", "等", "等共", "一共", "总共", "合计")
_OPENERS = {"FROM", "AMONG", "DIVIDED", "RESPECTIVELY", "COLON"}
_BARRIERS = {"STOP", "SEMICOLON", "LEVEL_0", "LEVEL_1", "LEVEL_2", "LEVEL_3", "LEVEL_4", "ITEM_MARK"}


def _region(claim: Claim, elements: Sequence[Element], position: int) -> list[Element]:
    """The elements of the list before a number: back to the word that opens it, or to the clause's start."""
    region: list[Element] = []
    opened = _followed_by(claim, "SECTIONS")
    while position >= 0:
        element = elements[position]
        if element.kind in _BARRIERS or (element.kind == "COMMA" and not opened) or element.quantity is not None:
            break
        region.insert(0, element)
        if element.kind in _OPENERS:
            return region
        position -= 1
    return [] if opened else [e for e in region if e.kind in ("PAUSE", "AND")]


def _quoted(elements: Sequence[Element], text: str, position: int, end: int) -> tuple[int, int, int] | None:
    """The number of quoted names or titles directly before a place, separated by nothing but 、 or 和."""
    names, start, last = 0, end, end
    while position >= 0:
        element = elements[position]
        if element.kind in ("QUOTED", "TITLE") and element.end == start:
            inside = text[element.start + 1 : element.end - 1]
            if (
                names == 0
                and element.kind == "QUOTED"
                and "、" in inside
                and not _is_quoted(elements, position - 1, element.start)
            ):
                return inside.count("、") + 1, element.start, last
            names += 1
            start = element.start
        elif element.kind in ("PAUSE", "AND", "COMMA") and element.end == start and names:
            start = element.start
        else:
            break
        position -= 1
    return (names, start, last) if names > 1 else None


def _is_quoted(elements: Sequence[Element], position: int, end: int) -> bool:
    """Whether another quoted name stands before, separated by 、 or nothing."""
    while position >= 0 and elements[position].kind in ("PAUSE", "AND") and elements[position].end == end:
        end = elements[position].start
        position -= 1
    return position >= 0 and elements[position].kind == "QUOTED" and elements[position].end == end


# ---- names behind the number: 由六部分组成,分别是:甲,乙, …; 两次访谈,分别为甲和乙


def _names_behind(claim: Claim, index: int) -> Enumeration | None:
    opener = _opener(claim, index)
    listed = _listed(claim, opener) if opener is not None else None
    if listed is None:
        return None
    start, end, items, closing = listed
    separator = "COMMA" if any(e.kind == "COMMA" for e in items) and _followed_by(claim, "SECTIONS") else "PAUSE"
    if separator == "PAUSE":
        end = next((e.start for e in items if e.kind == "COMMA"), end)
        items = [e for e in items if e.end <= end]
    names = 1 + sum(e.kind == separator for e in items)
    joints = sum(e.kind == "AND" or (separator == "COMMA" and e.kind == "PAUSE") for e in items)
    titles = sum(e.kind in ("TITLE", "QUOTED") for e in claim.passage.between(start, end))
    if titles > 1:  # titles can follow each other with nothing between
        names, joints = min(names, titles), max(names + joints, titles) - min(names, titles)
    if joints == 1 and not _followed_by(claim, "SECTIONS") and last_joint_is_sure(claim.passage.text.text[start:end]):
        names, joints = names + 1, 0
    if names + joints == 1 or end - start > _LONGEST_NAME * (names + 1):
        return None
    return Enumeration(claim, names, names + joints, closing == end, claim.passage.text.span(start, end))


def _listed(claim: Claim, opener: int) -> tuple[int, int, list[Element], int] | None:
    """What stands behind the opener of a list of names: where it begins and ends, the separators of its items, and
    where a closing 等 ends (else -1). None if something else than names is listed."""
    elements = claim.passage.elements
    start, end, closing = elements[opener].end, len(claim.passage.text.text), -1
    items: list[Element] = []
    for element in elements[opener + 1 : opener + _MOST_ELEMENTS]:
        if element.kind in ("STOP", "SEMICOLON"):
            end = element.start
            break
        counted = element.quantity is not None and (element.kind != "numeral" or element.quantity.group != "")
        if element.kind in _NO_NAMES or counted:
            return None
        if element.kind == "COLON" and element.start <= start + 1:
            start = element.end
        elif element.kind in ("COMMA", "PAUSE", "AND"):
            items.append(element)
        elif element.kind == "ETC":
            closing = element.end
    return start, end, items, closing


_MOST_ELEMENTS = 200
_NO_NAMES = {"OPEN", "CLOSE", "RESPECTIVELY", "AMONG", "ITEM_MARK", "LEVEL_2", "LEVEL_3", "LEVEL_4"}
"""What a list of names does not hold: something else is listed there."""


def _opener(claim: Claim, index: int) -> int | None:
    """The element that opens a list of names behind a number: 分别为, or a colon after 六部分."""
    elements = claim.passage.elements
    for position in range(index + 1, min(index + 8, len(elements))):
        element = elements[position]
        if element.kind in _BARRIERS or element.quantity is not None:
            return None
        opens = element.kind in ("COLON", "AMONG") and _followed_by(claim, "SECTIONS", "GROUPS")
        if element.kind == "RESPECTIVELY" or opens:
            return position
    return None


# ---- items behind the number: 以下六方面工作: 一是… 二是…


def _items_behind(claim: Claim, index: int, outline: Outline) -> Enumeration | None:
    colon = _colon(claim, index)
    text = claim.passage.text.text
    announces = "NEXT_LIST" in claim.marks or (_followed_by(claim, "GROUPS") and colon >= 0 and text[colon] == ":")
    if not announces and colon < 0:
        return None
    begins = outline.beginning_in
    for numbers in (*begins.get(claim.passage.number, ()), *begins.get(claim.passage.number + 1, ())):
        first = numbers[0]
        directly = first.passage == claim.passage.number and 0 <= first.start - colon <= 2 and colon >= 0
        directly = directly and (first.level == ITEM_MARK or text[colon] == ":")
        if (announces or directly) and _follows(first, claim) and first.value == 1 and len(numbers) > 1:
            return Enumeration(claim, len(numbers), len(numbers), False, numbers[-1].span)
    return None


def _follows(first: Number, claim: Claim) -> bool:
    """Whether a sequence begins right behind a number: in the rest of its sentence, or in the next paragraph."""
    if first.passage == claim.passage.number:
        between = claim.passage.text.text[claim.end : first.start]
        return first.start > claim.end and len(between) <= _LONGEST_NAME and between.count("。") <= 1
    rest = claim.passage.text.text[claim.end :]
    return first.passage == claim.passage.number + 1 and first.start == 0 and len(rest) <= _LONGEST_NAME


def _colon(claim: Claim, index: int) -> int:
    """Where the colon stands that ends the clause of a number, or -1; before 一是 a comma does as well."""
    text = claim.passage.text.text
    for element in claim.passage.elements[index + 1 : index + 5]:
        noun = text[claim.end : element.start]
        if element.kind == "COLON" or (element.kind == "COMMA" and noun.endswith(_ANNOUNCED)):
            return element.start if len(noun) <= _LONGEST_NOUN else -1
        if element.kind in ("STOP", "COMMA", "SEMICOLON"):
            return -1
    return -1


_ANNOUNCED = ("工作", "任务", "措施", "举措", "方面", "重点", "问题", "要求", "机制", "制度", "做法", "不足")


_LONGEST_NOUN = 12


# ---- helpers


def _index(claim: Claim) -> int:
    return bisect_left(claim.passage.elements, claim.start, key=_START)


def _followed_by(claim: Claim, *kinds: str) -> bool:
    """Whether one of some words stands behind a number: 十个分栏, 7个一级栏目, 六部分."""
    for element in claim.passage.elements[_index(claim) + 1 : _index(claim) + 4]:
        if element.start - claim.end > 3 or element.kind in _BARRIERS or element.kind in ("COMMA", "PAUSE", "COLON"):
            return False
        if element.kind in kinds:
            return True
    return False
