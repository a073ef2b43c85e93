"""The narrative states the same number as the statistics table."""

from collections.abc import Iterator

from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_YEAR = compiled(r"20\d\d年|[本全今当]年|年内|年度")


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
            for claims, cumulative in ((report.stated, False), (report.cumulative, True)):
                each = {claim: None for claims in claims.values() for claim in claims}
                for claim in sorted(each, key=lambda claim: claim.position):
                    ids = [id for id in report.meanings[claim].indicators if table.terms(id, cumulative=cumulative)]
                    terms = [term for id in ids for term in table.terms(id, cumulative=cumulative)]
                    if cumulative or not _YEAR.search(claim.lead_in + claim.before):
                        # 累计 may be said of the year, and what is said without a time of all years
                        terms += [term for id in ids for term in table.terms(id, cumulative=not cumulative)]
                    if ids:
                        readings = tuple(Comparison(claim.operand, "=", term) for term in terms)
                        yield Relation(readings, values={"row": report.form.by_id[ids[0]].label}, note=table.note)
