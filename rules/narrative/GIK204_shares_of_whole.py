"""The shares of all parts of one whole make 100%, within what rounding allows."""

from collections.abc import Iterator

from gikaudit.parsing.list_marks import Mark
from gikaudit.parsing.breakdown import Breakdown
from gikaudit.parsing.sums import total_of
from gikaudit.relation import Comparison, Const, Level, Relation, Sum
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_HUNDRED = Const(100)


class SharesOfWhole(Rule):
    code = "GIK204"
    name = "shares-not-hundred"
    title = Words("正文:各项占比之和不等于100%", "Narrative: the shares of one whole do not make 100%")
    level = Level.ERROR
    derived = True
    message = Words(
        "所列各项占比合计{sum}%,四舍五入的误差不能解释其与100%的差距。",
        "The shares named add up to {sum}%; rounding does not explain the difference from 100%.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for breakdown in report.breakdowns:
            shares = [report.shares[part] for part in breakdown.parts if part in report.shares]
            if len(shares) < 2 or breakdown.overlapping:
                continue
            operands = tuple(share.operand for share in shares)
            counts = tuple(claim.operand for claim in (breakdown.totals[0], *breakdown.parts))
            total = sum(share.quantity.value for share in shares if share.quantity is not None)
            values = {"sum": f"{float(total):.10g}"}
            if _whole(breakdown, report):
                yield Relation((Comparison(Sum(operands), "=", _HUNDRED),), None, operands[0], counts, values)
            elif len(shares) == len(breakdown.parts):
                yield Relation((Comparison(Sum(operands), "<=", _HUNDRED),), None, operands[0], counts, values)


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
