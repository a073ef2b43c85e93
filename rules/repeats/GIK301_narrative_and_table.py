"""The narrative states the same number as the statistics table."""

from collections.abc import Iterator

from gikaudit.relation import Comparison, Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class NarrativeAndTable(Rule):
    code = "GIK301"
    name = "narrative-differs-from-table"
    title = Words("正文与统计表不一致", "Narrative and table differ")
    level = Level.ERROR
    message = Words(
        "“{row}”正文为{stated}，统计表为{computed}，相差{difference}。",
        "“{row}” is {stated} in the narrative and {computed} in the table: {difference} apart.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for table in report.tables:
            claims = {claim: None for id in table.operands for claim in report.stated.get(id, ())}
            for claim in sorted(claims, key=lambda claim: claim.position):
                ids = [id for id in report.meanings[claim].indicators if table.filled(id)]
                if ids:
                    readings = tuple(Comparison(claim.operand, "=", table.operands[id]) for id in ids)
                    yield Relation(readings, values={"row": table.operands[ids[0]].label})
