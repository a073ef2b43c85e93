"""A number of a part (市本级, 各县区, one organ, one website) does not exceed that of the whole."""

from collections.abc import Iterator

from gikaudit.parsing.claims import Kind
from gikaudit.parsing.scope import When, Who
from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_BESIDE = compiled(r"另|此外|除此|未计入|不计入|不含")
"""所辖税务局另收到申请27件: counted beside the whole, not in it."""


class ScopeWithinWhole(Rule):
    code = "GIK305"
    name = "part-of-organ-exceeds-whole"
    title = Words("局部数量大于全部数量", "The number of a part exceeds that of the whole")
    level = Level.WARNING
    precision = "medium"
    message = Words(
        "“{label}”为{stated}，大于“{row}”的{computed}，多{difference}；部分不应大于全部，如统计口径不同请予说明。",
        "“{label}” is {stated}, more than the {computed} of “{row}”: {difference} too many. A part cannot exceed the"
        " whole; if they are counted differently, the report should say so.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for claim, meaning in report.meanings.items():
            scope = report.scopes[claim]
            if claim.kind is not Kind.COUNT or scope.who is not Who.PART or scope.when is not When.YEAR:
                continue
            if _BESIDE.search(claim.before):
                continue
            readings = tuple(
                Comparison(claim.operand, "<=", whole)
                for id in meaning.indicators
                for terms in report.numbers(id)
                for whole in terms
            )
            if readings:
                yield Relation(readings, values={"row": report.form.by_id[meaning.indicators[0]].label})
