"""Which count a share belongs to: 当面申请199件,占29%, and 甲6591条,乙2902条,分别占5.8%和2.6%."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.sums import comparable, is_share
from gikaudit.patterns import compiled
from gikaudit.typing_errors import slips

_FARTHEST = 2
"""A single share stands at most so many clauses behind its count."""
_LONGEST_SUBJECT = 30
_MOST_COUNTS = 50
_SHARING = (Kind.SHARE, Kind.RATE, Kind.OTHER)
"""What a share can be read as: what has a word before it (占, 比例为), and what stands bare."""
_HOLDS = 100
_SEVERAL = ("上述", "以上", "这", "前")
"""上述三项占83.7%: a share of counts together."""
_SUBJECT = compiled(r"[^,;:。、()]*$")
_EMPTY = compiled(
    r"(?:[约分别的均又各所也则共其中该这些上述以一二三两四五六七八九十几类项个大小组者种方面部地门合计数量比例总]|信息|申请)*"
)
"""Words that may stand before 占 without naming anything: 两项合计约占."""


def attach_shares(claims: Sequence[Claim]) -> dict[Claim, Claim]:
    """The share of each count that has one, for the claims of one passage."""
    if not any(claim.kind in _SHARING for claim in claims):
        return {}
    shares: dict[Claim, Claim] = shares_in_brackets(claims)
    bases = stated_bases(claims)
    open_counts: list[Claim] = []
    row: list[Claim] = []
    for claim in (*claims, None):
        if claim is not None and row and is_further(row[-1], claim):
            continue
        if claim is not None and (
            _is_tenths(claim)
            or (claim.kind is Kind.SHARE and _group(claim) in ("PERCENT", "") and not _is_ratio(claim))
            or (claim.kind is Kind.RATE and _BARE_SHARE.fullmatch(claim.before))
            or (claim.kind is Kind.OTHER and ((row and _same_row(row, claim)) or (not row and claim in bases)))
        ):
            row.append(claim)
            continue
        if row:
            _pair(row, [count for count in open_counts if count is not bases.get(row[0])], shares)
            row = []
        if claim is None or claim.quantity is None or claim in bases.values():
            continue
        own_base = claim.kind is Kind.SHARE and claim.quantity.group not in ("PERCENT", "")  # 占全部85个单位的96.5%
        if own_base or claim.kind is Kind.AVERAGE or (open_counts and open_counts[-1].sentence != claim.sentence):
            open_counts = []
        if claim.kind is Kind.COUNT:
            open_counts = [] if claim.before.endswith(_SEVERAL) else [*open_counts[-_MOST_COUNTS:], claim]
    return shares


def is_further(share: Claim, other: Claim) -> bool:
    """Whether another share says what the same count is in something else: 占区级总量的77.4%、占全区总量的44.7%."""
    return (
        other.kind is Kind.SHARE is share.kind
        and other.sentence == share.sentence
        and bool(share.before)
        and bool(other.before)
        and _FURTHER.fullmatch(other.passage.text.text, share.end, other.low) is not None
    )


_FURTHER = compiled(r"[、,和及]+(?:约|又|也)?占?")


def _is_tenths(claim: Claim) -> bool:
    """图解占近三成(29.8%)"""
    return (
        claim.kind is Kind.OTHER
        and _group(claim) == "PERCENT"
        and _TENTHS.search(claim.passage.text.text, max(0, claim.start - _LONGEST_SUBJECT), claim.start) is not None
    )


_TENTHS = compiled(r"占[^,;。\d]{0,12}[一二三四五六七八九]成[多半以上]*\($")


_BARE_SHARE = compiled(r"比例(?:为|是|达|约)*")
"""13件,比例为43.3%"""


def stated_bases(claims: Sequence[Claim]) -> dict[Claim, Claim]:
    """The base of each share that names it with its number: 占总数75件的90.6%, 占总数(374件)的76.8%."""
    bases: dict[Claim, Claim] = {}
    if not any(claim.kind is Kind.OTHER for claim in claims):
        return bases
    for before, claim in pairwise(claim for claim in claims if claim.quantity is not None):
        if claim.kind is not Kind.OTHER or _group(claim) != "PERCENT" or claim.clause != before.clause:
            continue
        if before in bases and _ROW.fullmatch(claim.passage.text.text, before.end, claim.start):
            bases[claim] = bases[before]
        elif _group(before) not in ("PERCENT", "TIMES", "TIME") and _is_base(before, claim):
            bases[claim] = before
    return bases


def _is_base(base: Claim, share: Claim) -> bool:
    text = share.passage.text.text
    between = text[base.end : share.start]
    if base.kind is Kind.SHARE:
        return _OF.fullmatch(between) is not None
    bracketed = base.kind is Kind.COUNT and base.depth == share.depth + 1 and text[base.low - 1 : base.low] == "("
    words = _SUBJECT.search(text, max(0, base.low - 1 - _LONGEST_SUBJECT), base.low - 1)
    return bracketed and between == ")的" and words is not None and "占" in words[0] and not base.before


_OF = compiled(r"[^\W\d的]{0,6}的(?:比例为)?")
_ROW = compiled(r"[、和]")


def _is_ratio(claim: Claim) -> bool:
    """Whether a number is the first of a ratio: 比重为12.0∶39.8∶48.2."""
    return claim.passage.text.text[claim.end : claim.end + 1] in ("∶", ":", "比")


def _group(claim: Claim) -> str:
    return claim.quantity.group if claim.quantity is not None else ""


def shares_in_brackets(claims: Sequence[Claim]) -> dict[Claim, Claim]:
    """Percentages in brackets behind counts (网络申请10件(33.3%)), where they are shares of a count before them: most
    agree with one, or the only one is a typing error away."""
    pairs: dict[int, list[tuple[Claim, Claim]]] = {}
    numbers = [claim for claim in claims if claim.quantity is not None]
    for count, share in pairwise(numbers):
        if share.kind is Kind.OTHER and _group(share) == "PERCENT" and _in_brackets(count, share):
            pairs.setdefault(count.sentence, []).append((count, share))
    shares: dict[Claim, Claim] = {}
    for found in pairs.values():
        first = found[0][0]
        ahead = [claim for claim in numbers if claim.kind is Kind.COUNT and claim.start < first.start]
        heads = [claim for claim in ahead[-_MOST_HEADS:] if comparable(claim, first)]
        if any(_shares_of(head, found) for head in heads):
            shares.update(found)
    return shares


_MOST_HEADS = 12


def _in_brackets(count: Claim, share: Claim) -> bool:
    text = share.passage.text.text
    return (
        count.kind is Kind.COUNT
        and share.quantity is not None
        and share.quantity.exact
        and text[count.end : share.start] == "("
        and text[share.end : share.end + 1] == ")"
    )


def _shares_of(head: Claim, pairs: Sequence[tuple[Claim, Claim]]) -> bool:
    if not all(comparable(count, head) for count, _ in pairs):
        return False
    agreeing = sum(is_share(count, share, head) for count, share in pairs)
    if len(pairs) > 1:
        return agreeing * 2 >= len(pairs)
    count, share = pairs[0]
    among = any(element.kind == "AMONG" for element in count.passage.between(head.end, count.start))
    return agreeing == 1 or (among and count.sentence == head.sentence and _one_slip(count, share, head))


def _one_slip(count: Claim, share: Claim, head: Claim) -> bool:
    """Whether one typing error makes a share right."""
    assert count.quantity is not None and share.quantity is not None and head.quantity is not None
    if not (count.quantity.exact and head.quantity.exact and head.quantity.value):
        return False
    step = Fraction(share.quantity.step)
    right = (100 * Fraction(count.quantity.value) / Fraction(head.quantity.value) / step + Fraction(1, 2)) // 1
    printed = int(Fraction(share.quantity.value) / step)
    return right - printed in slips(str(printed))


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


_TOGETHER = compiled(r"[两二三四五六七八九][者项类种个家]|合计|共|上述|以上|之和")
"""两者占89.7%: a share of several counts together."""


def _announces(count: Claim, row: list[Claim]) -> bool:
    """Whether a count only says how many shares follow: 三类分别占60%、26%和14%."""
    assert count.quantity is not None
    return count.clause == row[0].clause and not count.before and count.quantity.value == len(row)


def _count_of(share: Claim, near: list[Claim]) -> Claim | None:
    subject = _subject(share)
    if _TOGETHER.search(_words_before(share)) or _names_several(share, near):
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


def _names_several(share: Claim, near: Sequence[Claim]) -> bool:
    """Whether the clause of a share names several things and no count does so in the same words: 图表、动漫等形式
    占比76%."""
    text = share.passage.text.text
    low = max([share.start - _LONGEST_SUBJECT, 0, *(count.end for count in near[-1:])])
    clause = _CLAUSE.search(text, low, share.low)
    words = clause[0].removesuffix("占").lstrip("、") if clause is not None else ""
    return "、" in words and not any(words[:_NAME] in text[count.low : count.start] for count in near)


_CLAUSE = compiled(r"[^,;:。()\d]*$")
_NAME = 5
"""So many characters tell whether a count is called by the same names."""


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
