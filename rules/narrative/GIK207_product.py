"""Number times amount each makes the total: 12期, 每期6245份, 共74940份."""

from collections.abc import Iterator

from gikaudit.interval import Interval
from gikaudit.parsing.claims import Claim, Kind
from gikaudit.relation import Comparison, Level, Operand, Product, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class ProductOfCounts(Rule):
    code = "GIK207"
    name = "product-differs-from-total"
    title = Words("正文:单项数量乘以次数与总数不符", "Narrative: number times amount differs from the total")
    level = Level.ERROR
    message = Words(
        "按每项数量计算合计应为{computed},文中写为{stated},相差{difference}。",
        "Number times amount makes {computed}; the text says {stated}: {difference} apart.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for index, average in enumerate(report.claims):
            if average.kind is not Kind.AVERAGE or average.quantity is None:
                continue
            sentence = [
                claim
                for claim in report.claims[max(0, index - 6) : index + 7]
                if claim.passage is average.passage
                and claim.sentence == average.sentence
                and claim.kind is Kind.COUNT
                and claim.quantity is not None
            ]
            number = _number(average, sentence)
            total = _total(average, sentence)
            if number is not None and total is not None:
                yield Relation((Comparison(total.operand, "=", Product(number.operand, _amount(average))),))


def _number(average: Claim, sentence: list[Claim]) -> Claim | None:
    """How many there are: the count before whose unit is that of 每期."""
    each = average.before.replace("一", "")
    before = [claim for claim in sentence if claim.start < average.start and claim.quantity is not None]
    return next((c for c in reversed(before) if _unit(c) and f"每{_unit(c)}" in each), None)


def _total(average: Claim, sentence: list[Claim]) -> Claim | None:
    """The total in the same unit: behind the amount, or before an average."""
    same = [claim for claim in sentence if _unit(claim) == _unit(average)]
    behind = [claim for claim in same if claim.start > average.start and "TOTAL" in claim.marks]
    if behind:
        return behind[0]
    before = [claim for claim in same if claim.start < average.start]
    return before[-1] if before and (_is_average(average) or "TOTAL" in before[-1].marks) else None


def _unit(claim: Claim) -> str:
    """The unit without its magnitude: 份 for 万份."""
    assert claim.quantity is not None
    return claim.quantity.unit.lstrip("百千万亿").replace("人次", "人")


def _is_average(claim: Claim) -> bool:
    return "平均" in claim.before or "人均" in claim.before


def _amount(average: Claim) -> Operand:
    """The amount each; an average is rounded to its last digit."""
    amount = average.operand
    if not _is_average(average) or average.quantity is None or not amount.interval.exact:
        return amount
    value, step = average.quantity.value, average.quantity.step
    low = max(value - step, 0)
    return Operand(Interval(low, value + step, True, True), amount.shown, amount.number, amount.label, amount.span)
