"""A share agrees with the count it belongs to and the total it is taken from."""

from collections.abc import Iterator
from itertools import islice

from gikaudit.interval import Interval
from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.list_marks import Mark
from gikaudit.parsing.sums import comparable
from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Level, Operand, Percent, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words
from gikaudit.tolerance import TOLERANCES, tolerant

_LOOK_BACK = 12
_SINCE = {"CUMULATIVE", "EVER", "AS_OF"}
"""What came together over the years is no base of a share of this year."""
_LONGEST_BASE = 24
_MOST_NAMED = 3
_GENERIC = compiled(
    r"全年|当年|本年度?|年度|(?:19|20)\d\d ?年度?|总[数量件条]数?|总共|全部|总|[的数量共和约]|合计|分别占|占|各类|所有"
)
_WHOLE = compiled(r"全[市县区省州局委厅镇乡校院]|全系统")


class ShareOfCount(Rule):
    code = "GIK202"
    name = "share-differs-from-count"
    title = Words("正文：占比与数量不符", "Narrative: a share does not match the count")
    level = Level.ERROR
    options = TOLERANCES
    message = Words(
        "“{part}”{count}占{whole}的{computed}，文中写为{stated}。",
        "{count} of {whole} (“{part}”) is {computed}; the text says {stated}.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        relations = (_relation(count, share, report) for count, share in report.shares.items())
        yield from tolerant(relations, self)


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
    return whole.interval.low not in (None, 0) and stated.interval.meets(part.interval.scaled(100) / whole.interval)


def _bases(count: Claim, share: Claim, report: Report) -> tuple[list[Claim], list[Claim]]:
    """The totals a share can be taken from: those that the context fixes, and those that are merely near."""
    own_base = report.bases.get(share)
    if own_base is not None:
        return ([own_base], []) if comparable(own_base, count) and _can_hold(own_base, count) else ([], [])
    breakdown = report.parts.get(count)
    sure = breakdown is not None and breakdown.mark is not Mark.SUMMED_UP and not breakdown.joint
    totals = list(breakdown.totals) if breakdown is not None and sure else []
    # 分别占总量的5.8%和2.6%: the words stand before the first of a row of shares
    base = share.before if share.kind is Kind.SHARE else share.lead_in[-_LONGEST_BASE:]
    if share.kind is Kind.RATE or (share.depth > count.depth and share.kind is Kind.OTHER):
        base = ""  # 比例为43.3%, and 10件(43.3%): of the total of the list
    core = _GENERIC.sub("", base).strip("为是达到")
    near = [
        claim
        for claim in reversed(report.counts_before(count, _LOOK_BACK))
        if claim.passage.number >= count.passage.number - 3
        and claim not in totals
        and comparable(claim, count)
        and _can_hold(claim, count)
        and not claim.marks & _SINCE
    ]
    if not core:
        if _named_before(share, totals):
            return [], [*totals, *near]
        if totals:
            return totals, []
        heads = [claim for claim in near if claim not in report.parts and claim not in report.shares]
        return (heads, []) if base and len(heads) == 1 else ([], near)
    own = share.marks & {"OWN_LEVEL", "BELOW", "ORGAN"}  # 占市级机关申请总量的: not of all
    same_row = (
        claim
        for id in (*(() if own else report.form.named_as_base(base)), *_same_row_of_all(core, count, report))
        for claim in report.stated.get(id, ())
        if claim is not count and comparable(claim, count) and _can_hold(claim, count)
    )
    by_name = list(islice(same_row, _MOST_NAMED))
    if by_name:
        return by_name, []
    named = [claim for claim in (*totals, *near) if _names(core, claim)]
    return named, [claim for claim in (*totals, *near) if claim not in named]


def _named_before(share: Claim, totals: list[Claim]) -> bool:
    """Whether a share before it in its sentence names a base that is none of some totals:
    占办结总数的48.3%;不予公开13件,占14.9%."""
    named = _BASE_BEFORE.search(share.lead_in)
    core = _GENERIC.sub("", named[1]) if named is not None else ""
    return bool(core) and not any(_names(core, total) for total in totals)


_BASE_BEFORE = compiled(r".*占([^,;。\d%占]{2,14}?)的? ?\d")


def _same_row_of_all(core: str, count: Claim, report: Report) -> tuple[str, ...]:
    """占全县的42.6%: the share of one part in the same quantity of all."""
    meaning = report.meanings.get(count)
    return meaning.indicators if meaning is not None and _WHOLE.fullmatch(core) else ()


def _can_hold(total: Claim, part: Claim) -> bool:
    assert total.quantity is not None and part.quantity is not None
    return part.quantity.interval.can_be_at_most(total.quantity.interval)


def _names(core: str, claim: Claim) -> bool:
    """Whether the words of a share (占全市发布信息总量的…) name a count: most pairs of characters are the same."""
    wanted = {core[i : i + 2] for i in range(len(core) - 1)}
    words = claim.before + claim.after
    found = {pair for pair in wanted if pair in words}
    return bool(wanted) and len(found) * 2 >= len(wanted)
