"""Which count a share belongs to: 当面申请199件,占29%, and 甲6591条,乙2902条,分别占5.8%和2.6%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.sums import comparable

_FARTHEST = 2
"""A single share stands at most so many clauses behind its count."""
_LONGEST_SUBJECT = 30
_MOST_COUNTS = 50
_HOLDS = 100
_SEVERAL = ("上述", "以上", "这", "前")
"""上述三项占83.7%: a share of counts together."""
_SUBJECT = re.compile(r"[^,;:。、()]*$")
_EMPTY = re.compile(
    r"(?:[约分别的均又各所也则共其中该这些上述以一二三两四五六七八九十几类项个大小组者种方面部地门合计数量比例总]|信息|申请)*"
)
"""Words that may stand before 占 without naming anything: 两项合计约占."""


def attach_shares(claims: Sequence[Claim]) -> dict[Claim, Claim]:
    """The share of each count that has one, for the claims of one passage."""
    shares: dict[Claim, Claim] = {}
    open_counts: list[Claim] = []
    row: list[Claim] = []
    for claim in (*claims, None):
        if claim is not None and (
            (claim.kind is Kind.SHARE and claim.quantity is not None and claim.quantity.group in ("PERCENT", ""))
            or (claim.kind is Kind.OTHER and row and _same_row(row, claim))
        ):
            row.append(claim)
            continue
        if row:
            _pair(row, open_counts, shares)
            row = []
        if claim is None or claim.quantity is None:
            continue
        own_base = claim.kind is Kind.SHARE and claim.quantity.group not in ("PERCENT", "")  # 占全部85个单位的96.5%
        if own_base or claim.kind is Kind.AVERAGE or (open_counts and open_counts[-1].sentence != claim.sentence):
            open_counts = []
        if claim.kind is Kind.COUNT:
            open_counts = [] if claim.before.endswith(_SEVERAL) else [*open_counts[-_MOST_COUNTS:], claim]
    return shares


def _same_row(row: list[Claim], claim: Claim) -> bool:
    """Whether a bare percentage continues a row of shares: 5.8%和2.6%."""
    assert claim.quantity is not None
    return claim.quantity.group == "PERCENT" and claim.clause == row[-1].clause and not claim.before


def _pair(row: list[Claim], counts: list[Claim], shares: dict[Claim, Claim]) -> None:
    """Pair shares with the counts before them in order; one share belongs to the count it names, or the nearest."""
    near = [
        count
        for count in counts
        if count.sentence == row[0].sentence and count.depth <= row[0].depth and count not in shares
    ]
    if len(row) > 1:
        if "RESPECTIVELY" not in row[0].lead_marks[-4:] and not _subject(row[0]).endswith("各"):
            return
        if not _EMPTY.fullmatch(_subject(row[0])):
            return  # 涉及拆迁、征地的分别占17.3%和11.6%: of things without counts
        listed = [count for count in near if not _announces(count, row) and comparable(count, near[-1])]
        if len(listed) >= len(row):
            shares.update(zip(listed[-len(row) :], row, strict=True))
        return
    count = _count_of(row[0], near)
    if count is not None:
        shares[count] = row[0]


_TOGETHER = re.compile(r"[两二三四五六七八九][者项类种个家]|合计|共|上述|以上|之和")
"""两者占89.7%: a share of several counts together."""


def _announces(count: Claim, row: list[Claim]) -> bool:
    """Whether a count only says how many shares follow: 三类分别占60%、26%和14%."""
    assert count.quantity is not None
    return count.clause == row[0].clause and not count.before and count.quantity.value == len(row)


def _count_of(share: Claim, near: list[Claim]) -> Claim | None:
    subject = _subject(share)
    if _TOGETHER.search(_words_before(share)):
        return None
    if _EMPTY.fullmatch(subject):
        nearest = near[-1] if near else None
        return nearest if nearest is not None and share.clause - nearest.clause <= _FARTHEST else None
    if sum(len(name) > 1 and name in subject for count in near if (name := count.before.lstrip("、和"))) > 1:
        return None  # 图解和视频占53.2%: a share of two counts together
    common = {count: _likeness(subject, count) for count in near}
    best = max(common.values(), default=0)
    named = [count for count in near if common[count] == best]
    return named[0] if best and len(named) == 1 else None


def _subject(share: Claim) -> str:
    """The words of its clause before 占, back to the last number or punctuation."""
    text = share.passage.text.text
    marks = [e for e in share.passage.between(share.start - _LONGEST_SUBJECT, share.start) if e.kind == "SHARE_OF"]
    end = marks[-1].start if marks else share.low
    before = [e.end for e in share.passage.between(max(0, end - _LONGEST_SUBJECT), end) if e.quantity is not None]
    found = _SUBJECT.search(text, max([end - _LONGEST_SUBJECT, 0, *before]), end)
    return found[0].strip(" “”") if found else ""


def _words_before(share: Claim) -> str:
    """The words of its clause before 占, numerals included."""
    text = share.passage.text.text
    clause = _SUBJECT.search(text, max(0, share.start - _LONGEST_SUBJECT), share.low)
    return clause[0] if clause else ""


def _likeness(subject: str, count: Claim) -> int:
    """How many pairs of characters the name of a count shares with the subject; much if one holds the other."""
    name = count.before.lstrip("、") or count.after
    pairs = sum(subject[i : i + 2] in name for i in range(len(subject) - 1))
    held = len(name) > 1 and (name in subject or subject in name)
    return pairs + (_HOLDS if held else 0)
