"""The parts of a list are counted in the unit of the others: 35个 among counts in 条."""

from collections import Counter
from collections.abc import Iterator

from gikaudit.relation import Level, Relation, Wording
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_FEWEST = 4


class UnitOfList(Rule):
    code = "GIK502"
    name = "unit-differs-in-list"
    title = Words("同一列举中计量单位不一致", "One part of a list has another unit")
    level = Level.WARNING
    message = Words(
        "“{found}”与同列其他各项的计量单位不一致,应为“{expected}”。",
        "“{found}” has another unit than the other parts of its list; it should be “{expected}”.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for breakdown in report.breakdowns:
            units = Counter(part.quantity.unit for part in breakdown.parts if part.quantity is not None)
            total = breakdown.totals[0].quantity
            if len(breakdown.parts) < _FEWEST or total is None:
                continue
            unit, count = units.most_common(1)[0]
            if unit != total.unit or count < len(breakdown.parts) - 1:
                continue
            for part in breakdown.parts:
                quantity = part.quantity
                if (
                    quantity is not None
                    and (quantity.unit == unit or quantity.group == "THING")
                    and quantity.scale == 1
                ):
                    yield Relation((Wording(part.operand, quantity.number + quantity.unit, quantity.number + unit),))
