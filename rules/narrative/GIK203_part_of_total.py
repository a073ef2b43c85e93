"""One part that a sentence names out of a total does not exceed it."""

from collections.abc import Iterator

from gikaudit.relation import Comparison, Level, Relation
from gikaudit.report import Report, operand
from gikaudit.rule import Rule, Words


class PartOfTotal(Rule):
    code = "GIK203"
    name = "part-exceeds-total"
    title = Words("正文:分项大于总数", "Narrative: a part exceeds its total")
    level = Level.ERROR
    message = Words(
        "“{label}”{stated}大于其总数{computed}(“{whole}”),多{difference}。",
        "“{label}” is {stated}, more than its total {computed} (“{whole}”): {difference} too many.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for breakdown in report.breakdowns:
            for part in breakdown.parts:
                whole = operand(breakdown.totals[0])
                same_unit = part.quantity is not None and part.quantity.unit == whole.unit
                yield Relation(
                    tuple(Comparison(operand(part), "<=", operand(total)) for total in breakdown.totals),
                    level=None if same_unit else Level.WARNING,
                    values={"whole": whole.label},
                )
