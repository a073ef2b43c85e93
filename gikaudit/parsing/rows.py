"""Names and the values that belong to them in order: 居前三位的是甲局、乙局、丙局,分别为18件、10件、7件."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from gikaudit.parsing.claims import Claim, Kind, Passage
from gikaudit.parsing.numerals import chinese
from gikaudit.patterns import compiled
from gikaudit.source import Span

_START = attrgetter("start")
_LONGEST_NAMES = 120
_LINK = compiled(r"[^,;:。、()]{0,12}")
"""What may stand between 分别 and the first value: 分别收到政府信息公开申请12件."""
_LONGEST_NOUN = 14
_PLAUSIBLE = 3
"""If the values miss the names by more, they are probably not theirs."""
_ENDS = compiled(r"[。;!?\n]")
_GAP = compiled(r" ?(?:、|,|和|及|与|以及) ?")
_JOINTS = compiled(r"以及|[和及与同或]")
_SEPARATORS = compiled(r"、|以及|[和及与同或]")
_GOES_ON = compiled(r"[^,;。、()\d]{0,4}(?:不?等|以上|以下)")


class Place(NamedTuple):
    """A number of names that is announced: its value, its digits, how it is printed (前三位), and its place."""

    value: int
    number: str
    shown: str
    span: Span


class Row(NamedTuple):
    """Names with as many values.

    fewest, most  how many names there are; they differ where 和 may join two names or be part of one
    names         where they stand
    values        the values in their order; none where only names stand there
    place         the number of names that is announced
    order         the words that say that the values do not increase (前三, 由高到低); "" where they may
    """

    fewest: int
    most: int
    names: Span
    values: tuple[Claim, ...]
    place: Place | None = None
    order: str = ""


class Announced(NamedTuple):
    """A number of things with one value for each: 三个专栏分别发布386条、214条和527条."""

    claim: Claim
    values: tuple[Claim, ...]


def find_rows(passage: Passage, claims: Sequence[Claim]) -> Iterator[Row]:
    """The names with values of one passage; ``claims`` are its claims in order."""
    numbers = [claim for claim in claims if claim.quantity is not None]
    text = passage.text.text
    if "前" in text:
        yield from _rankings(passage, numbers)
    if numbers and ("高到低" in text or "多到少" in text or "大到小" in text):
        yield from _sorted(passage, numbers)
    if numbers and "分别" in text:
        yield from _respectively(passage, numbers)


def find_announced(passage: Passage, claims: Sequence[Claim]) -> Iterator[Announced]:
    """The numbers of things that have one value each behind 分别."""
    numbers = [claim for claim in claims if claim.quantity is not None]
    for element in passage.elements if numbers and "分别" in passage.text.text else ():
        if element.kind != "RESPECTIVELY":
            continue
        index = bisect_left(numbers, element.start, key=_START) - 1
        values = _values(numbers, passage.text.text, element.end)
        if index >= 0 and len(values) > 1 and _announces(numbers[index], element.start, values):
            yield Announced(numbers[index], values)


def _announces(claim: Claim, end: int, values: Sequence[Claim]) -> bool:
    """Whether a count says how many have a value: not 3件分别为1件和2件, which add up to it."""
    quantity = claim.quantity
    noun = claim.passage.text.text[claim.end : end]
    assert quantity is not None and values[-1].quantity is not None
    return (
        claim.kind is Kind.COUNT
        and quantity.exact
        and max(2, len(values) - _PLAUSIBLE) <= quantity.value <= len(values) + _PLAUSIBLE
        and (quantity.group in ("THING", "BODY", "OCCASION", "KIND") or noun.startswith(("个", "项")))
        and quantity.group != values[-1].quantity.group
        and len(noun) <= _LONGEST_NOUN
        and not any(char in noun for char in ",;:。、()和及与")
        and not _OTHER_ROW.search(noun)
        and not _PAIRS.search(noun)
    )


_OTHER_ROW = compiled(r"年|季|月|[每各等比较]")
"""近三年, 各季度, 同比: the values are those of something else than the names."""
_PAIRS = compiled(r"城乡|上下|县乡|市县|区县|县区|镇村|乡村|省市|男女|[两二三四]级|各级")
"""Two things in one word."""


# ---- 居前三位的是…


_RANKED = compiled(
    r"(?<![日目以提之当眼先年月])前(?P<number>[一二三四五六七八九十]|\d{1,2})"
    r"(?P<unit>位|名|(?:个|家|类|项|大)(?!季|月|年|阶段|方面))?的?[^,;:。、()\d]{0,8}?(?:依次|分别)?(?:是|为):?"
)
_BY = compiled(r"(?:排名|名列|位列|位居|居|列|排在|排)$")
_OTHER_MEASURE = compiled(r"[增降升涨]幅|增速|增长|[^比]率|满意|得分|分数|考[核评]|评[比估价]|测评|[低少]到")
"""排名 by something that is not counted."""
_NAMES = compiled(r"[^,;:。()\d等]{2,200}")
_RESPECTIVELY = compiled(r"(?:[^,;。、()\d]{0,8}(?:分别|依次)|各)(?:为|是|有|达到?|占)?[^,;。、()\d]{0,8}$")
_ITEM = compiled(
    r"[^,;。、()\d]{0,6}\)?(?P<sep>[,、;]|以及|和|及|与)(?P<name>[^\d,;。、()]{2,24})(?:\((?P<words>[^\d,;。、()]{0,6}))?$"
)
_NAME = compiled(r"[^、,;]{2,24}")
_NO_NAME = ("其他", "其它", "其余", "共", "合计", "总", "占", "较", "比", "同比", "其中", "分别")


def _rankings(passage: Passage, numbers: list[Claim]) -> Iterator[Row]:
    text = passage.text.text
    for found in _RANKED.finditer(text):
        place = int(found["number"]) if found["number"].isdecimal() else int(chinese(found["number"]) or 0)
        by = _words_before(text, found.start())
        if (found["unit"] is None and not _BY.search(by)) or place < 2:
            continue
        names = _NAMES.match(text, found.end())
        if names is None:
            continue
        span = passage.text.span(found.start("number"), found.end("number"))
        rank = Place(place, found["number"], f"前{found['number']}{found['unit'] or '位'}", span)
        by += found[0]
        following = text[names.end() : names.end() + 1]
        if following in ("", "等"):
            continue
        if following.isdigit() or following == "(":
            row = _each_with_value(passage, numbers, names.start(), rank, by, f"前{rank.number}")
        else:
            row = _names_then_values(passage, numbers, names, rank, by)
        if row is not None:
            yield row


def _words_before(text: str, place: int) -> str:
    """The words of a clause before a place."""
    words = text[max(0, place - _LONGEST_SUBJECT) : place]
    return words[max(words.rfind(sign) for sign in ",;:。") + 1 :]


_LONGEST_SUBJECT = 24


def _names_then_values(
    passage: Passage, numbers: list[Claim], names: re.Match[str], rank: Place, by: str
) -> Row | None:
    """前三位的是甲局、乙局和丙局,分别为18件、10件和7件."""
    text = passage.text.text
    index = bisect_left(numbers, names.end(), key=_START)
    link = text[names.end() + 1 : numbers[index].start] if index < len(numbers) else "。"
    values = _values(numbers, text, names.end() + 1) if _RESPECTIVELY.fullmatch(link) else ()
    fewest, most = _how_many(names[0])
    if most == 1:
        return None
    ranked = bool(values) and _OTHER_MEASURE.search(by + link) is None
    return Row(fewest, most, passage.text.span(*names.span()), values, rank, f"前{rank.number}" if ranked else "")


def _each_with_value(
    passage: Passage, numbers: list[Claim], start: int, rank: Place | None, by: str, order: str
) -> Row | None:
    """前三位的是甲局(18件)、乙局(10件)和丙局(7件)."""
    text = passage.text.text
    stop = _ENDS.search(text, start)
    end = stop.start() if stop else len(text)
    behind = numbers[bisect_left(numbers, start, key=_START) : bisect_left(numbers, end, key=_START)]
    name, _, words = text[start : behind[0].start].partition("(") if behind else ("", "", "")
    if not _NAME.fullmatch(name) or _JOINTS.search(text, start, behind[0].start):
        return None
    items, separator, described = _items(text, behind)
    place = items[-1].end
    # 前三位的是甲局18件,乙局10件,丙局7件,…: what follows may go on with others
    open_ended = _GOES_ON.match(text, place) or (
        separator != "、" and any(map(str.isdigit, _OWN_SHARE.sub("", text[place:end])))
    )
    if len(items) < 2 or open_ended:
        return None
    if _OTHER_MEASURE.search(by) or not all(other in by for other in (words, *described)):
        order = ""
    return Row(len(items), len(items), passage.text.span(start, place), tuple(items), rank, order)


def _items(text: str, behind: list[Claim]) -> tuple[list[Claim], str, list[str]]:
    """The values of names that follow each other, the sign that separates them, and what brackets say of them.
    Numbers of another kind between them, such as shares, belong to the value before."""
    first = behind[0]
    items, described, place, signs = [first], list[str](), first.end, ""
    for claim in behind[1:]:
        if _measure(claim) != _measure(first) or claim.kind is not first.kind:
            place = claim.end
            continue
        item = _ITEM.match(text, place, claim.start)
        if item is None or item["name"].startswith(_NO_NAME):
            break
        signs += item["sep"]
        if not _SIGNS.fullmatch(signs):
            break
        described.append(item["words"] or "")
        items.append(claim)
        place = claim.end
    return items, signs[:1], described


_OWN_SHARE = compiled(r"^[,(]约?占[\d.]+%")
_SIGNS = compiled(r"(?:(?:、*|,*|;*)(?:[和及与]|以及)?)")
"""One sign between all names, and perhaps 和 before the last."""


def _measure(claim: Claim) -> str:
    return claim.quantity.group if claim.quantity is not None else ""


_SORTED = compiled(r"(?:由|从)(?P<order>高到低|多到少|大到小)[^,;:。()\d]{0,8}?(?:依次|分别)?(?:是|为|有|:):?")


def _sorted(passage: Passage, numbers: list[Claim]) -> Iterator[Row]:
    """各乡镇公开量由高到低依次为甲镇18条、乙镇10条."""
    text = passage.text.text
    for found in _SORTED.finditer(text):
        index = bisect_left(numbers, found.start(), key=_START) - 1
        by, rank = _words_before(text, found.start()), None
        if index >= 0 and numbers[index].end >= found.start() - len(by) and numbers[index].kind is Kind.COUNT:
            quantity = numbers[index].quantity
            assert quantity is not None
            if quantity.group in ("THING", "BODY", "KIND") and quantity.exact:
                rank = Place(int(quantity.value), quantity.number, quantity.text, quantity.digits)
        row = _each_with_value(passage, numbers, found.end(), rank, by, f"由{found['order']}")
        if row is not None and (rank is None or abs(rank.value - row.most) <= _PLAUSIBLE):
            yield row


def _how_many(names: str) -> tuple[int, int]:
    """The fewest and the most names that a row can have. In 甲局、乙局和丙局 the last 和 joins two for certain."""
    pauses = names.count("、")
    most = pauses + 1 + len(_JOINTS.findall(names))
    return (most, most) if last_joint_is_sure(names) else (pauses + 1, most)


def last_joint_is_sure(names: str) -> bool:
    """Whether the only 和 of a row stands before its last name, which is of the kind of the name before it."""
    last = names.rfind("、")
    joints = list(_JOINTS.finditer(names))
    if last < 0 or len(joints) != 1 or joints[0].start() < last:
        return False
    return _alike(names[last + 1 : joints[0].start()].strip(), names[joints[0].end() :].strip())


def _alike(one: str, other: str) -> bool:
    """Whether two names are of one kind, as their endings say: 财政局 and 民政局, 动态类 and 文件类."""
    return min(len(one), len(other)) > 2 and one[-1] == other[-1] and one[-1] in _KIND_OF_NAME


_KIND_OF_NAME = "局委办厅院镇乡县区市州旗村类栏道司站馆所处科室开"


def _values(numbers: list[Claim], text: str, start: int) -> tuple[Claim, ...]:
    """The values behind a place that follow each other with nothing but 、 or 和 between, all in one unit."""
    index = bisect_left(numbers, start, key=_START)
    if index >= len(numbers) or not _LINK.fullmatch(text, start, numbers[index].start):
        return ()
    row = [numbers[index]]
    for claim in numbers[index + 1 :]:
        if not _GAP.fullmatch(text, row[-1].end, claim.start):
            break
        row.append(claim)
    groups = {claim.quantity.group for claim in row if claim.quantity is not None} - {""}
    last = row[-1].quantity
    if len(groups) > 1 or last is None or last.group == "" or _GOES_ON.match(text, row[-1].end):
        return ()
    behind = text[row[-1].end : row[-1].end + 1]
    return tuple(row) if not behind.startswith(("、", "和", "及", "与")) else ()


# ---- 甲局、乙局分别收到3件、4件


_CLAUSE = compiled(r"[,;:。!?()\n]")
_ORGANS = compiled(r"[局委办厅镇乡县区市]$")


def _respectively(passage: Passage, numbers: list[Claim]) -> Iterator[Row]:
    text = passage.text.text
    for element in passage.elements:
        if element.kind != "RESPECTIVELY":
            continue
        values = _values(numbers, text, element.end)
        if len(values) < 2:
            continue
        low = max(0, element.start - _LONGEST_NAMES)
        start = max((match.end() for match in _CLAUSE.finditer(text, low, element.start)), default=low)
        names = text[start : element.start]
        fewest, most = _how_many(names)
        if most < 2 or _unclear(names) or text[start - 1 : start] == ")" or start == low > 0:
            continue
        if _ORGANS.search(text[max(0, start - 2) : max(0, start - 1)]):
            continue  # 甲局,乙局、丙局分别为: commas between the names as well
        if fewest > len(values) and not _all_organs(names):
            continue
        if abs(len(values) - (most if len(values) > most else fewest)) <= _PLAUSIBLE:
            yield Row(fewest, most, passage.text.span(start, element.start), values)


def _unclear(names: str) -> bool:
    """Whether a row of names is open, or the values are those of something else."""
    short = any(len(name.strip()) < 2 for name in _SEPARATORS.split(names))
    return bool(short or any(map(str.isdigit, names)) or _OTHER_ROW.search(names) or _PAIRS.search(names))


def _all_organs(names: str) -> bool:
    """Whether every name but the last, behind which a verb can stand, is plainly that of an organ or place."""
    *first, last = names.split("、")
    ends = {name[-1:] for name in first}
    return len(ends) == 1 and all(_ORGANS.search(name) for name in first) and ends.pop() in last[:_LONGEST_NOUN]
