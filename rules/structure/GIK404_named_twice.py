"""A list does not name the same thing twice."""

from collections.abc import Iterator

from gikaudit.interval import exactly
from gikaudit.relation import Level, Operand, Relation, Wording
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class NamedTwice(Rule):
    code = "GIK404"
    name = "list-names-twice"
    title = Words("同一列举中重复列出", "A list names the same thing twice")
    level = Level.WARNING
    message = Words("同一列举中“{found}”出现两次。", "The list names “{found}” twice.")

    def relations(self, report: Report) -> Iterator[Relation]:
        seen = set()
        for repetition in report.repetitions:
            if repetition.name in seen:
                continue
            seen.add(repetition.name)
            first, second = (
                Operand(exactly(1), repetition.name, repetition.name, repetition.name, span, origin="structure")
                for span in (repetition.first, repetition.second)
            )
            yield Relation((Wording(second, repetition.name, ""),), context=(first,))
