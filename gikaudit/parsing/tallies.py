"""Numbers that say how many things stand in the same sentence: 培训2期(第一期62人次、第二期56人次), 三家合计120件."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gikaudit.interval import exactly
from gikaudit.parsing.breakdown import Breakdown
from gikaudit.parsing.claims import Claim, Kind, Passage
from gikaudit.parsing.list_marks import Mark, so_many
from gikaudit.parsing.numerals import chinese
from gikaudit.parsing.outline import ITEM_MARK, Outline
from gikaudit.parsing.sums import adds_up, telling
from gikaudit.patterns import compiled
from gikaudit.relation import Operand
from gikaudit.source import Span

_NUMERALS = "一二三四五六七八九十"
_PLAUSIBLE = 3
"""If the things miss the number by more, they are probably not what it announces."""


class Tally(NamedTuple):
    """An announced number, how many there are, and where they stand. ``noun`` is what stands behind the number."""

    announced: Operand
    number: int
    span: Span
    noun: str


def find_tallies(
    passages: Sequence[Passage], claims: Sequence[Claim], breakdowns: Sequence[Breakdown], outline: Outline
) -> Iterator[Tally]:
    """The announced numbers of a narrative that are not followed by mere names."""
    for passage in passages:
        text = passage.text.text
        if "第一" in text:
            yield from _sessions(passage)
        if "”:" in text or "”," in text:
            yield from _quoted(passage, outline)
        if ")" in text:
            yield from _in_brackets(passage)
    for claim in claims:
        if claim.kind is Kind.COUNT and claim.after.startswith(_GRADES):
            yield from _grades(claim)
    for breakdown in breakdowns:
        if breakdown.mark is Mark.SUMMED_UP and len(breakdown.parts) > 1:
            yield from _added_up(breakdown)


def _printed(passage: Passage, start: int, end: int) -> Operand:
    digits = passage.text.text[start:end]
    value = int(digits) if digits.isdecimal() else int(chinese(digits) or 0)
    return Operand(exactly(value), digits, digits, "个数", passage.text.span(start, end))


def _plausible(announced: Operand, number: int) -> bool:
    value = announced.interval.low
    return value is not None and min(number, value) > 1 and -_PLAUSIBLE <= value - number <= _PLAUSIBLE


_SESSIONS = compiled(
    rf"(?P<number>\d{{1,2}}|[{_NUMERALS}])(?P<unit>[期批次轮场届])(?:[^;。()\d]{{0,8}}\d[\d,]*[^\W\d]{{1,3}})?"
    r"\((?P<list>第一(?P=unit)[^()。]*)\)"
)


def _sessions(passage: Passage) -> Iterator[Tally]:
    """培训2期118人次(第一期62人次、第二期56人次)"""
    for found in _SESSIONS.finditer(passage.text.text):
        number = 1
        while number < len(_NUMERALS) and f"第{_NUMERALS[number]}{found['unit']}" in found["list"]:
            number += 1
        announced = _printed(passage, *found.span("number"))
        if _plausible(announced, number) and "等" not in found["list"]:
            yield Tally(announced, number, passage.text.span(*found.span("list")), found["unit"])


_QUOTED = compiled(rf"“(?P<number>[两{_NUMERALS}])个(?P<noun>[^“”\d]{{1,6}})”[^,;:。]{{0,10}}[:,](?=一是)")


def _quoted(passage: Passage, outline: Outline) -> Iterator[Tally]:
    """还存在“三个不够”:一是…"""
    for found in _QUOTED.finditer(passage.text.text):
        for numbers in outline.beginning_in.get(passage.number, ()):
            if numbers[0].level == ITEM_MARK and numbers[0].start == found.end():
                announced = _printed(passage, *found.span("number"))
                if _plausible(announced, len(numbers)):
                    yield Tally(announced, len(numbers), numbers[-1].span, f"个{found['noun']}")


_BRACKETED = compiled(
    rf"(?P<list>(?:[^,;:。()、\d]{{2,20}}\([\d,.]+[^()、,\d]{{1,4}}\)[、和及]?){{2,10}})"
    rf"[等共这]{{0,2}}(?P<number>\d{{1,2}}|[两{_NUMERALS}])个?(?P<noun>方面|领域|环节|问题|类别|类型|单位|部门)"
)


def _in_brackets(passage: Passage) -> Iterator[Tally]:
    """集中在物业管理(98件)、违章停车(81件)和噪声扰民(23件)三个方面"""
    for found in _BRACKETED.finditer(passage.text.text):
        announced, number = _printed(passage, *found.span("number")), found["list"].count("(")
        if _plausible(announced, number) and found["list"].endswith(")") and "等" not in found[0]:
            yield Tally(announced, number, passage.text.span(*found.span("list")), found["noun"])


_GRADES = ("等次", "等级", "档次", "类别", "类型", "层次", "级别")
_GRADED = compiled(
    r"(?P<list>[^,;:。()、\d]{1,12}[\d,]+[^,;:。()、\d]{1,6}(?:[、,][^,;:。()、\d]{1,12}[\d,]+[^,;:。()、\d]{1,6})+)(?=[,;。]|$)"
)


def _grades(claim: Claim) -> Iterator[Tally]:
    """结果分为三个等次:优秀9个、良好18个、一般6个"""
    text = claim.passage.text.text
    colon = text.find(":", claim.end, claim.end + _PLAUSIBLE)
    found = _GRADED.match(text, colon + 1) if colon >= 0 else None
    if found is not None and "、" in found["list"]:
        items = [item for item in found["list"].split("、") if "," not in item]
        whole = len(items) == found["list"].count("、") + 1 and not items[-1].startswith(("合计", "共"))
        if whole and _plausible(claim.operand, len(items)):
            yield Tally(claim.operand, len(items), claim.passage.text.span(*found.span("list")), claim.after[:2])


def _added_up(breakdown: Breakdown) -> Iterator[Tally]:
    """甲局65件、乙局55件,两家合计120件"""
    total, parts = breakdown.totals[0], breakdown.parts
    said = so_many(total)
    if said is None or said.first or not (telling(total, parts) and adds_up(total, parts)):
        return
    text = total.passage.text.text
    end = said.start + 1
    if text[said.start : end] in "两二三四五六七八九十23456789":
        announced = _printed(total.passage, said.start, end)
        if _plausible(announced, len(parts)):
            span = parts[0].passage.text.span(parts[0].start, parts[-1].end)
            yield Tally(announced, len(parts), span, text[end : end + 1])
