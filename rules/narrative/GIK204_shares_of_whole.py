"""The shares of all parts of one whole make 100%, within what rounding allows."""

from collections.abc import Iterator, Sequence

from gikaudit.parsing.breakdown import Breakdown
from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.list_items import overlapping
from gikaudit.parsing.list_marks import Mark
from gikaudit.parsing.sums import total_of
from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Const, Level, Relation, Sum
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_FEWEST = 3
_HUNDRED = Const(100)


class SharesOfWhole(Rule):
    code = "GIK204"
    name = "shares-not-hundred"
    title = Words("正文：各项占比之和不等于100%", "Narrative: the shares of one whole do not make 100%")
    level = Level.ERROR
    derived = True
    message = Words(
        "所列各项占比合计{sum}%，四舍五入的误差不能解释其与100%的差距。",
        "The shares named add up to {sum}%; rounding does not explain the difference from 100%.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for breakdown in report.breakdowns:
            shares = [report.shares[part] for part in breakdown.parts if part in report.shares]
            if len(shares) < 2 or breakdown.overlapping or _by_chance(breakdown, report):
                continue
            operands = tuple(share.operand for share in shares)
            counts = tuple(claim.operand for claim in (breakdown.totals[0], *breakdown.parts))
            total = sum(share.quantity.value for share in shares if share.quantity is not None)
            values = {"sum": f"{float(total):.10g}"}
            if _whole(breakdown, report):
                yield Relation((Comparison(Sum(operands), "=", _HUNDRED),), None, operands[0], counts, values)
            elif len(shares) == len(breakdown.parts):
                yield Relation((Comparison(Sum(operands), "<=", _HUNDRED),), None, operands[0], counts, values)
        yield from _rows(report)


def _by_chance(breakdown: Breakdown, report: Report) -> bool:
    """Whether nothing but their sum makes counts the parts of one that has a share itself: it is a part of something
    else, and the shares of the others are taken from another whole."""
    return breakdown.mark is Mark.PARALLEL and breakdown.totals[0] in report.shares


def _rows(report: Report) -> Iterator[Relation]:
    """Shares of one sentence that stand beside each other, with no count between: 网络占60%,信函占30%,当面占20%."""
    for row in _shares_in_a_row(report.claims):
        operands = tuple(share.operand for share in row)
        total = sum(share.quantity.value for share in row if share.quantity is not None)
        values = {"sum": f"{float(total):.10g}"}
        yield Relation((Comparison(Sum(operands), "<=", _HUNDRED),), Level.WARNING, operands[0], (), values)


def _shares_in_a_row(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    row: list[Claim] = []
    for claim in (*claims, None):
        if claim is not None and claim.quantity is None:
            continue
        if claim is not None and row and _continues(row[-1], claim):
            row.append(claim)
            continue
        if (len(row) >= _FEWEST or (len(row) > 1 and _one_whole(row))) and not _counted_twice(row):
            yield row
        row = [claim] if claim is not None and claim.kind is Kind.SHARE and _percent(claim) else []


def _one_whole(row: Sequence[Claim]) -> bool:
    """Whether two shares divide one whole for certain: 按申请方式分,… or 网络申请占60%,信函申请占50%."""
    words = row[0].lead_in
    if _BY.search(words[words.rfind(";") + 1 :]):
        return True
    names = [_NAME.search(claim.passage.text.text, max(0, claim.low - _LONGEST_NAME), claim.low) for claim in row]
    return any(all(name is not None and way.fullmatch(name[1]) for name in names) for way in _CLASSIFICATIONS)


_LONGEST_NAME = 24
_NAME = compiled(
    r"(?:^|[,;:。、(%]|其中|[比看分])(?:[以通过从按]*)([^,;:。、()\d%]{2,12}?)(?:所占比[重例]|占比|所占|约?占)$"
)
_CLASSIFICATIONS = (
    compiled(
        r"(?:当面|现场|传真|网络|网上|互联网|在线|信函|信件|邮寄)(?:方式|渠道|形式|途径)?(?:申请|提交|提出|递交)?(?:的?申请)?的?"
    ),
    compiled(r"(?:自然人|公民个人|公民|法人|法人或其他组织|法人和其他组织|企业)(?:申请|提交|提出)?(?:的?申请)?的?"),
    compiled(r"[^的和及与]{2,8}类(?:信息|政府信息|申请)?"),
)
"""Names of which one item has no two: how it was sent in, by whom, and what it is about."""


_BY = compiled(r"(?:按|从)[^,;:。\d]{1,16}(?:分|看|划分|分类|统计|来说)[,:][^,;:。\d]{0,16}占?$")


def _continues(before: Claim, claim: Claim) -> bool:
    """Whether a share stands beside the one before: in the same sentence and taken from the same whole."""
    same = claim.passage is before.passage and claim.sentence == before.sentence and claim.depth == before.depth
    if not same or not _percent(claim):
        return False
    if any(element.kind in _OTHER_WHOLE for element in claim.passage.between(before.end, claim.start)):
        return False
    if claim.kind is Kind.SHARE:
        return claim.before in ("", before.before)
    # 占比分别达到83%、76%和71%: each of something else
    row = claim.kind is Kind.OTHER and claim.clause == before.clause and not claim.before
    return row and _ROW_OF_SHARES.search(before.passage.text.text, 0, before.start) is not None


_OTHER_WHOLE = ("AMONG", "LAST_YEAR", "COMPARED")
_ROW_OF_SHARES = compiled(r"占(?!比)[^,;。\d]{0,24}[%\d.、和]*$")


def _percent(claim: Claim) -> bool:
    return claim.quantity is not None and claim.quantity.group == "PERCENT" and claim.quantity.exact


def _counted_twice(row: Sequence[Claim]) -> bool:
    return overlapping(row) or "以上" in row[0].lead_in


def _whole(breakdown: Breakdown, report: Report) -> bool:
    """Whether every part has a share, empty ones excepted, and no part is missing."""
    if breakdown.mark is Mark.SUMMED_UP:
        return False  # the parts of 两项合计 have their shares in something larger
    for part in breakdown.parts:
        if part not in report.shares and (part.quantity is None or part.quantity.value != 0):
            return False
    total = breakdown.totals[0].quantity
    adds_up = total is not None and total.interval.meets(total_of(breakdown.parts))
    return breakdown.complete or adds_up
