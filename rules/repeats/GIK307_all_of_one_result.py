"""Where all are said to have come to one result (均予以公开, 均维持), it has the number of all."""

from collections.abc import Iterator

from gikaudit.parsing.claims import Claim, Kind
from gikaudit.parsing.scope import Who
from gikaudit.patterns import compiled
from gikaudit.relation import Comparison, Difference, Level, Operand, Relation, Term
from gikaudit.report import Report
from gikaudit.rule import Rule, Words

_CAME_IN = {"received", "new"}
_APPLICATIONS = _CAME_IN | {"processed", "closed", "answered"}
_CARRIED_IN = "carried_in"
_SUBJECT = compiled(r"(?:[已经现也,]|政府信息公开|行政|复议|诉讼|申请|案件|办理|处理|审理|答复|决定|结果|上述|以上)*")
"""答复结果均予以公开 says what became of them, 办理规程均予以公开 speaks of something else."""


class AllOfOneResult(Rule):
    code = "GIK307"
    name = "all-of-one-result-contradicted"
    title = Words("“均予以公开”“均维持”等与数量不符", "“All disclosed”, “all upheld” contradict the numbers")
    level = Level.WARNING
    message = Words(
        "文中称{stated}{statement}，而“{row}”为{computed}，相差{difference}。",
        "The text says of {stated} “{statement}”, but “{row}” is {computed}: {difference} apart.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for number, claim in enumerate(report.claims):
            if claim.kind is not Kind.ALL or claim not in report.meanings or report.scopes[claim].who is Who.PART:
                continue
            whole = _said_of(report, number)
            if whole is None:
                continue
            about = {id for id in report.meanings[whole].indicators if whole in report.stated.get(id, ())}
            for id in report.meanings[claim].indicators:
                wholes = _wholes(report, id)
                if about & (_APPLICATIONS if wholes & _APPLICATIONS else wholes):
                    yield from _relation(report, claim, whole, id, came_in=bool(about & _CAME_IN))


def _said_of(report: Report, number: int) -> Claim | None:
    """The count that 均 is said of: the last one before it, in its sentence or that before."""
    claim = report.claims[number]
    before = report.claims[number - 1] if number else None
    if before is None or before.passage is not claim.passage or before.kind is not Kind.COUNT:
        return None
    near = claim.sentence - before.sentence <= (0 if claim.lead_in.strip() else 1)
    subject = claim.passage.text.text[max(before.end, claim.low) : claim.start]
    of_them = near and before.depth == claim.depth and _SUBJECT.fullmatch(subject) is not None
    return before if of_them and before in report.meanings else None


def _wholes(report: Report, id: str) -> set[str]:
    """What a result is a part of."""
    return {total for total, ways in report.form.totals.items() if any(id in parts for parts in ways)}


def _relation(report: Report, claim: Claim, whole: Claim, id: str, *, came_in: bool) -> Iterator[Relation]:
    statement = claim.passage.text.text[claim.start : claim.end] + claim.after
    said = Operand(whole.operand.interval, statement, "", statement, claim.span)
    values = {"statement": statement, "row": report.form.by_id[id].label}
    if report.carried_over and report.left_open:
        return
    # the results are also those of what came in the year before
    earlier = [term for terms in report.numbers(_CARRIED_IN) for term in terms] if came_in else []
    for terms in report.numbers(id):
        results: list[Term] = [*terms, *(Difference(term, other) for term in terms for other in earlier)]
        yield Relation(tuple(Comparison(whole.operand, "=", term) for term in results), primary=said, values=values)
