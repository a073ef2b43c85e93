"""What came together over the years is at least what came in the report year."""

from collections.abc import Iterator

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.scope import When, Who
from gikaudit.relation import Comparison, Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class YearWithinCumulative(Rule):
    code = "GIK306"
    name = "year-exceeds-cumulative"
    title = Words("本年数大于历年累计数", "The year's number exceeds the cumulative one")
    level = Level.ERROR
    precision = "medium"
    message = Words(
        "“{label}”本年{stated}，大于累计的{computed}，多{difference}。",
        "“{label}” is {stated} for the year, more than the cumulative {computed}: {difference} too many.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for claim, meaning in report.meanings.items():
            scope = report.scopes[claim]
            if claim.kind is not Kind.COUNT or scope.who is Who.PART or scope.when is not When.SINCE:
                continue
            for id in meaning.indicators:
                if report.form.by_id[id].stock:
                    continue
                for year in _near(report.stated.get(id, ()), claim):
                    yield Relation((Comparison(year.operand, "<=", claim.operand),))


def _near(claims: object, cumulative: Claim) -> list[Claim]:
    """The claims for the year in the same paragraph or the one before."""
    assert isinstance(claims, list | tuple)
    return [claim for claim in claims if abs(claim.passage.number - cumulative.passage.number) <= 1][:1]
