"""Where all applications are said to be answered or closed, as many are answered or closed as came in."""

from collections.abc import Iterator

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.scope import Who
from gikaudit.relation import Comparison, Const, Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_RECEIVED = "received"
_DONE = ("办结", "办理", "答复", "回复")


class AllAnswered(Rule):
    code = "GIK303"
    name = "all-answered-contradicted"
    title = Words("“均已答复”“全部办结”与数量不符", "“All answered” contradicts the numbers")
    level = Level.WARNING
    message = Words(
        "文中称{received}申请{statement},而“{label}”为{stated},相差{difference}。",
        "The text says of {received} applications “{statement}”, but “{label}” is {stated}: {difference} apart.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for number, claim in enumerate(report.claims):
            if claim.kind is not Kind.ALL or claim not in report.meanings or report.scopes[claim].who is Who.PART:
                continue
            yield from _rates(report, number)
            received = _received_before(report, number)
            if received is None or report.carried_over:
                continue
            whole = received.operand
            readings = []
            for id in report.meanings[claim].indicators:
                cells = [table.operands[id] for table in report.tables if table.filled(id)]
                said = [other.operand for other in report.stated.get(id, ())[:1]] if not cells else []
                readings += [Comparison(stated, "=", whole) for stated in (*cells, *said)]
            if readings:
                statement = claim.passage.text.text[claim.start : claim.end] + claim.after
                yield Relation(tuple(readings), values={"received": whole.shown, "statement": statement})


def _received_before(report: Report, number: int) -> Claim | None:
    """The number of applications received that the sentence states before."""
    claim = report.claims[number]
    for other in reversed(report.claims[max(0, number - 6) : number]):
        if other.passage is not claim.passage or other.sentence != claim.sentence:
            return None
        if other in report.meanings and _RECEIVED in report.meanings[other].indicators:
            return other if other in report.stated.get(_RECEIVED, ()) else None
    return None


def _rates(report: Report, number: int) -> Iterator[Relation]:
    """已全部办结, 办结率100%: where all are, the rate of the same sentence is 100%."""
    claim = report.claims[number]
    for other in report.claims[number + 1 : number + 4]:
        if other.passage is not claim.passage or other.sentence != claim.sentence:
            return
        if other.kind is Kind.RATE and _names_done(other.before) and _names_done(claim.after):
            statement = claim.passage.text.text[claim.start : claim.end] + claim.after
            yield Relation(
                (Comparison(other.operand, "=", Const(100)),), values={"received": "", "statement": statement}
            )


def _names_done(words: str) -> bool:
    return any(word in words for word in _DONE)
