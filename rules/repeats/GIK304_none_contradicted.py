"""Where there was said to be none (未收到, 没有发生, 无), the number is zero."""

from collections.abc import Iterator

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.scope import When, Who
from gikaudit.relation import Comparison, Level, Relation
from gikaudit.report import Report, nothing
from gikaudit.rule import Rule, Words


class NoneContradicted(Rule):
    code = "GIK304"
    name = "none-contradicted"
    title = Words("“未收到”“没有发生”与数量不符", "“None” contradicts the numbers")
    level = Level.WARNING
    message = Words(
        "文中称“{statement}”，而“{row}”为{computed}。",
        "The text says “{statement}”, but “{row}” is {computed}.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for claim, meaning in report.meanings.items():
            scope = report.scopes[claim]
            if claim.kind is not Kind.ZERO or scope.who is Who.PART or scope.when is When.OTHER:
                continue
            zero = nothing(claim)
            for id in meaning.indicators:
                if scope.when is When.SINCE and not report.form.by_id[id].stock:
                    continue
                for stated in report.numbers(id):
                    yield Relation(
                        tuple(Comparison(zero, "=", term) for term in stated),
                        level=Level.ERROR if scope.who is Who.WHOLE else None,
                        values={"statement": zero.shown, "row": report.form.by_id[id].label},
                    )
                for part in _parts(report, claim, id):
                    yield Relation(
                        (Comparison(zero, "=", part.operand),),
                        values={"statement": zero.shown, "row": part.before or part.after},
                    )


def _parts(report: Report, claim: Claim, id: str) -> Iterator[Claim]:
    """未收到申请,其中网络申请2件: what is said of a part of it, there or in the sentence behind."""
    for part in {id: None for parts in report.form.totals.get(id, ()) for id in parts}:
        for other in report.stated.get(part, ()):
            if other.passage is claim.passage and 0 <= other.sentence - claim.sentence <= 1:
                yield other
