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
            claims = {claim: None for claims in report.stated.values() for claim in claims}
            for claim in sorted(claims, key=lambda claim: claim.position):
                ids = [id for id in report.meanings[claim].indicators if table.terms(id)]
                if ids:
                    readings = tuple(Comparison(claim.operand, "=", term) for id in ids for term in table.terms(id))
                    yield Relation(readings, values={"row": report.form.by_id[ids[0]].label}, note=table.note)
