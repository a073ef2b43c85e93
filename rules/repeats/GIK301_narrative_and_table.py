"""The narrative states the same number as the statistics table."""

from collections.abc import Iterator
from itertools import pairwise

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Difference, Level, Relation
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
        lapsed = _lapsed(report)
        for table in report.tables:
            for claims, cumulative in ((report.stated, False), (report.cumulative, True)):
                each = {claim: None for claims in claims.values() for claim in claims}
                for claim in sorted(each, key=lambda claim: claim.position):
                    ids = [id for id in report.meanings[claim].indicators if table.terms(id, cumulative=cumulative)]
                    terms = [term for id in ids for term in table.terms(id, cumulative=cumulative)]
                    if cumulative or not _YEAR.search(claim.lead_in + claim.before):
                        # 累计 may be said of the year, and what is said without a time of all years
                        terms += [term for id in ids for term in table.terms(id, cumulative=not cumulative)]
                    if claim in lapsed:
                        terms += [Difference(term, lapsed[claim].operand) for term in terms]
                    if ids:
                        readings = tuple(Comparison(claim.operand, "=", term) for term in terms)
                        yield Relation(readings, values={"row": report.form.by_id[ids[0]].label}, note=table.note)


def _lapsed(report: Report) -> dict[Claim, Claim]:
    """The documents that lapsed, said behind those that were abolished: 废止1件,失效3件 can be 4 in a table."""
    counts = [claim for claim in report.claims if claim.kind is Kind.COUNT]
    return {
        abolished: lapsed
        for abolished, lapsed in pairwise(counts)
        if abolished.before.endswith("废止") and "失效" in lapsed.before and lapsed.sentence == abolished.sentence
    }
