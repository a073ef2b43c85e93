"""Number times amount each makes the total: 12期, 每期6245份, 共74940份."""

from collections.abc import Iterator

from gikaudit.interval import Interval
from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.sums import comparable
from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Level, Product, Quotient, Relation, Sum, Term
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_FARTHEST = 2
_NEAR = 6
"""So many claims before and behind an average are looked at."""
_EACH = compiled(r"(?:平均)?每一?(?P<each>[^\W\d]{1,12})|(?P<bare>[户场次件篇期班人])均")
_NOT_A_NUMBER = ("天", "日", "周", "月", "个月", "季", "年", "个工作日", "小时")
"""How many days there were is not what is counted: 平均每天4家."""
_PER_TIME_TOO = compiled(r"均每?[月日天周季]|[月日天周季][户人]均|每[月日天周季]|[月日天周季]均")
"""人均月补助210元 is of one month, the total of a year."""
_AT_LEAST = compiled(r"至少|最少|不少于|不低于")
"""每个乡镇至少确定1名 leaves room for more."""


class ProductOfCounts(Rule):
    code = "GIK207"
    name = "product-differs-from-total"
    title = Words("正文：单项数量乘以次数与总数不符", "Narrative: number times amount differs from the total")
    level = Level.ERROR
    message = Words(
        "按文中数量计算应为{computed}，文中写为{stated}，相差{difference}。",
        "By the numbers of the sentence it is {computed}; the text says {stated}: {difference} apart.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for index, average in enumerate(report.claims):
            if average.kind is not Kind.AVERAGE or average.quantity is None:
                continue
            sentence = [
                claim
                for claim in report.claims[max(0, index - _NEAR) : index + _NEAR + 1]
                if claim.passage is average.passage
                and claim.sentence == average.sentence
                and claim.quantity is not None
            ]
            averages = [claim for claim in sentence if claim.kind is Kind.AVERAGE and _unit(claim) == _unit(average)]
            counts = [claim for claim in sentence if claim.kind is Kind.COUNT]
            readings = [
                _comparison(average, number, total)
                for number in _numbers(average, counts)
                for total in _totals(average, counts)
            ]
            if readings and len(averages) == 1:
                yield Relation(tuple(readings))


def _numbers(average: Claim, counts: list[Claim]) -> list[Term]:
    """How many there can be: the counts before of what stands behind 每, 每期 or 户均, the nearest first, and all
    of them together (正刊12期,增刊2期,每期6500份)."""
    found = _EACH.search(average.before)
    if found is None or (found["each"] or "").startswith(_NOT_A_NUMBER) or _PER_TIME_TOO.search(average.before):
        return []
    if _AT_LEAST.search(average.before):
        return []
    before = [claim for claim in reversed(counts) if claim.start < average.start and _unit(claim)]
    each = found["bare"] or found["each"]
    fitting = [claim for claim in before if each.startswith(_unit(claim))]
    if not fitting:  # 每期1850份,24期共44400份
        fitting = [claim for claim in counts if claim.start > average.start][:1]
        fitting = [claim for claim in fitting if _unit(claim) and each.startswith(_unit(claim)) and not claim.before]
    if not fitting:
        return []
    # 案件237起,决定书229份,平均每起: the same things in another measure word
    alike = [claim for claim in before if claim not in fitting and comparable(claim, fitting[0])]
    numbers: list[Term] = [claim.operand for claim in (*fitting, *alike)]
    return [*numbers, Sum(tuple(numbers))] if len(numbers) > 1 else numbers


def _totals(average: Claim, counts: list[Claim]) -> list[Claim]:
    """The totals that can be meant, in the same unit: behind the amount, or before an average. Where there are
    several, those that bear the name of what is counted each."""
    same = [claim for claim in counts if _unit(claim) == _unit(average)]
    behind = [
        claim
        for claim in same
        if claim.start > average.start and claim.depth == average.depth and claim.marks & {"TOTAL", "CUMULATIVE"}
    ]
    if behind:
        return behind[:1]
    before = [claim for claim in same if claim.start < average.start]
    if not _is_average(average):
        before = [claim for claim in before if "TOTAL" in claim.marks]
    if average.depth:  # 补助43.5万元(29户,户均1.5万元)
        outside = [claim for claim in before if claim.depth < average.depth]
        before = [claim for claim in before if claim.depth >= average.depth] or outside[-1:]
    named = [claim for claim in before if claim.before[-2:].isalpha() and claim.before[-2:] in average.before]
    if not named and before and "TOTAL" in before[-1].marks:
        before = before[-1:]  # 共288人次,平均每期72人次
    beside = [c for c in before if any(0 <= c.start - n.end <= 1 for n in counts) and average.clause - c.clause <= 1]
    if not named and len(beside) == 1:  # 微博300条;微信推送248期1387条,平均每期5.6条
        return beside
    money = len(before) == 1 and before[0].quantity is not None and before[0].quantity.group == "MONEY"
    # 救助金286.4万元,救助1432人次,人均2000元
    farthest = _FARTHEST if money and not average.depth and "TOTAL" not in before[0].marks else 1
    return named or (before if len(before) == 1 and average.clause - before[0].clause <= farthest else [])


def _unit(claim: Claim) -> str:
    """The unit without its magnitude: 份 for 万份."""
    assert claim.quantity is not None
    return claim.quantity.unit.lstrip("百千万亿").replace("人次", "人")


def _is_average(claim: Claim) -> bool:
    return _AVERAGE.search(claim.before) is not None


_AVERAGE = compiled(r"平均|人均|[户场次件篇期班日月年周校村镇]均")


def _comparison(average: Claim, number: Term, total: Claim) -> Comparison:
    """An average is worked out from the total, a total from the amount each."""
    amount = average.operand
    if not _is_average(average):
        return Comparison(total.operand, "=", Product(number, amount))
    if average.quantity is not None and amount.interval.exact:  # rounded or cut off to its last digit
        value, step = average.quantity.value, average.quantity.step
        amount = amount._replace(interval=Interval(max(value - step, 0), value + step, True, True))
    return Comparison(amount, "=", Quotient(total.operand, number))
