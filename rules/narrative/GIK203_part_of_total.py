"""One part that a sentence names out of a total does not exceed it."""

from collections.abc import Iterator

from gikaudit.parsing.breakdown import Breakdown
from gikaudit.relation import Comparison, Level, Relation, Sum
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class PartOfTotal(Rule):
    code = "GIK203"
    name = "part-exceeds-total"
    title = Words("正文：分项大于总数", "Narrative: a part exceeds its total")
    level = Level.ERROR
    message = Words(
        "“{label}”{stated}大于其总数{computed}（“{whole}”），多{difference}。",
        "“{label}” is {stated}, more than its total {computed} (“{whole}”): {difference} too many.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for breakdown in report.breakdowns:
            if len(breakdown.parts) > 1 and not _overlapping(breakdown, report):
                continue  # judged as a sum
            for part in breakdown.parts:
                whole = breakdown.totals[0].operand
                together = Sum(tuple(claim.operand for claim in breakdown.joint))
                same_unit = part.quantity is not None and part.quantity.unit == whole.unit
                bounds = [total.operand for total in breakdown.totals]
                yield Relation(
                    tuple(
                        Comparison(part.operand, "<=", total)
                        for total in (*bounds, *([together] if breakdown.joint else ()))
                    ),
                    level=None if same_unit else Level.WARNING,
                    values={"whole": whole.label},
                )


def _overlapping(breakdown: Breakdown, report: Report) -> bool:
    """Whether the parts may count the same item, as channels do, so that they have no sum."""
    if breakdown.overlapping:
        return True
    ids = {id for part in breakdown.parts if part in report.meanings for id in report.meanings[part].indicators}
    return len(ids & report.form.overlapping) > 1
