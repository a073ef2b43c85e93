"""A share agrees with the count it belongs to and the total it is taken from."""

from collections.abc import Iterator

from gikaudit.interval import Interval
from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.sums import comparable
from gikaudit.relation import Comparison, Level, Operand, Percent, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_LOOK_BACK = 12
_LONGEST_BASE = 24


class ShareOfCount(Rule):
    code = "GIK202"
    name = "share-differs-from-count"
    title = Words("正文:占比与数量不符", "Narrative: a share does not match the count")
    level = Level.ERROR
    message = Words(
        "“{part}”{count}占{whole}的{computed},文中写为{stated}。",
        "{count} of {whole} (“{part}”) is {computed}; the text says {stated}.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for count, share in report.shares.items():
            yield _relation(count, share, report)


def _relation(count: Claim, share: Claim, report: Report) -> Relation:
    part, stated = count.operand, share.operand
    sure, possible = _bases(count, share, report)
    bases = [base.operand for base in (*sure, *possible)]
    readings = [Comparison(stated, "=", Percent(part, base)) for base in bases if base.interval.high != 0]
    values = {"part": part.label, "count": part.shown, "whole": bases[0].shown if bases else ""}
    if sure and readings:
        return Relation(tuple(readings), primary=stated, values=values)
    for reading in readings:
        right = reading.right
        assert isinstance(right, Percent) and isinstance(right.whole, Operand)
        if _agrees(stated, part, right.whole):
            return Relation((reading,), values=values)
    unknown = Operand(Interval(0, None), "", "", "", part.span)
    return Relation((Comparison(stated, "=", Percent(part, unknown)),), values=values)


def _agrees(stated: Operand, part: Operand, whole: Operand) -> bool:
    return whole.interval.low not in (None, 0) and stated.interval.meets((part.interval / whole.interval).scaled(100))


def _bases(count: Claim, share: Claim, report: Report) -> tuple[list[Claim], list[Claim]]:
    """The totals a share can be taken from: those that the context fixes, and those that are merely near."""
    breakdown = report.parts.get(count)
    if breakdown is not None:
        return list(breakdown.totals), []
    # 分别占总量的5.8%和2.6%: the words stand before the first of a row of shares
    base = share.before if share.kind is Kind.SHARE else share.lead_in[-_LONGEST_BASE:]
    by_name = [
        claim
        for id in report.form.named_as_base(base)
        for claim in report.stated.get(id, ())
        if claim is not count and comparable(claim, count)
    ]
    if by_name:
        return by_name[:3], []
    near = [
        claim
        for claim in report.counts_before(count, _LOOK_BACK)
        if claim.passage.number >= count.passage.number - 3 and comparable(claim, count) and _can_hold(claim, count)
    ]
    near.reverse()
    named = [claim for claim in near if _names(base, claim)]
    return named, [claim for claim in near if claim not in named]


def _can_hold(total: Claim, part: Claim) -> bool:
    assert total.quantity is not None and part.quantity is not None
    return part.quantity.interval.can_be_at_most(total.quantity.interval)


def _names(base: str, claim: Claim) -> bool:
    """Whether the words of a share (占全市发布信息总量的…) name a count: most pairs of characters are the same."""
    wanted = {base[i : i + 2] for i in range(len(base) - 1)} - {"总数", "总量", "数的", "量的"}
    words = claim.before + claim.after
    found = {pair for pair in wanted if pair in words}
    return len(wanted) >= 3 and len(found) * 2 > len(wanted)
