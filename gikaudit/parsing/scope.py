"""Whose number it is and for what time: two numbers are the same quantity only if both agree."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from gikaudit.parsing.claims import Claim
from gikaudit.parsing.elements import Element

_YEAR = re.compile(r"(?:19|20)\d\d")


class Who(StrEnum):
    """Whose number."""

    WHOLE = "whole"
    """全市, 我局: the whole that the report is about."""
    PART = "part"
    """市本级, 各县区, 市某局: a part of it."""
    OPEN = "open"
    """Nothing is said: the whole, unless the sentence is about somebody."""


class When(StrEnum):
    """For what time."""

    YEAR = "year"
    """The report year, said or implied."""
    SINCE = "since"
    """累计 or 截至: from earlier years up to a date."""
    OTHER = "other"
    """上年, 上半年, another year."""


class Scope(NamedTuple):
    """Whose number, and for what time."""

    who: Who
    when: When


_STARTS = {"COMMA", "SEMICOLON", "STOP", "COLON", "LEVEL_1", "LEVEL_2", "LEVEL_3", "LEVEL_4", "ITEM_MARK"}
_STARTS |= {"DATE", "THIS_YEAR"}
_WHO = {"WHOLE", "OWN_LEVEL", "BELOW", "ORGAN"}
_LONGEST_SUBJECT = 18
_START = attrgetter("start")


def scope_of(claim: Claim, year: int | None) -> Scope:
    """The scope of a claim in a report for a year (None where the report does not say which)."""
    return Scope(_who(claim), _when(claim, year))


def _who(claim: Claim) -> Who:
    own = _who_says(_tokens(claim, own=True))
    if own is not None:
        return own
    said = _who_says(_tokens(claim, own=False))
    return Who.OPEN if said is None else said


def _tokens(claim: Claim, *, own: bool) -> list[tuple[str, int, int, int]]:
    """The words that say whose number it is (kind, start, end, start of their clause): in the claim's own
    words, or in the clauses of its sentence before them."""
    elements = claim.passage.elements
    low = claim.start - len(claim.lead_in) - len(claim.before) - 2
    high = claim.start + len(claim.after) + (claim.end - claim.start)
    border = claim.start - len(claim.before) - 1
    tokens = []
    clause = max(0, low)
    for element in _around(elements, low, high):
        if element.kind in _STARTS:
            clause = element.end
        elif element.kind in _WHO and (element.start >= border) == own:
            tokens.append((element.kind, element.start, element.end, clause))
    text = claim.passage.text.text
    return [token for token in tokens if token[0] != "ORGAN" or _is_subject(text[token[3] : token[2]])]


def _around(elements: Sequence[Element], low: int, high: int) -> Iterator[Element]:
    first = bisect_left(elements, low, key=_START)
    for number in range(first, len(elements)):
        if elements[number].start >= high:
            return
        yield elements[number]


def _is_subject(words: str) -> bool:
    """Whether the name of an organ begins its clause: 市财政局公开…, not …报市财政局."""
    words = words.strip()
    return 3 <= len(words) <= _LONGEST_SUBJECT and words.isalpha()


def _who_says(tokens: list[tuple[str, int, int, int]]) -> Who | None:
    # 区直各部门 is the own level, not the levels below
    tokens = [
        token
        for before, token in pairwise([("", 0, -9, 0), *tokens])
        if not (token[0] == "BELOW" and before[0] == "OWN_LEVEL" and token[1] - before[2] <= 1)
    ]
    if not tokens:
        return None
    kinds = [kind for kind, *_ in tokens]
    if "OWN_LEVEL" in kinds and "BELOW" in kinds:
        return Who.WHOLE
    whole = None
    for kind, start, end, _ in tokens:
        if kind == "WHOLE":
            whole = end
        elif whole is not None and kind == "BELOW" and start - whole <= 1:
            return Who.WHOLE  # 全市各部门
        else:
            return Who.PART
    return Who.WHOLE


def _when(claim: Claim, year: int | None) -> When:
    marks = claim.marks
    if "LAST_YEAR" in marks or "PART_YEAR" in marks:
        return When.OTHER
    years = {int(found) for found in _YEAR.findall(claim.before)}
    if year is not None and years and year not in years:
        return When.OTHER
    since = "AS_OF" in marks or "AS_OF" in claim.lead_marks
    this_year = "THIS_YEAR" in marks or bool(years)
    if "AS_OF" in claim.lead_marks and not this_year:
        return When.SINCE
    if "CUMULATIVE" in marks and since and not this_year:
        return When.SINCE
    lead_years = {int(found) for found in _YEAR.findall(claim.lead_in[-40:])}
    if not this_year and year is not None and lead_years and year not in lead_years:
        return When.OTHER
    return When.YEAR
