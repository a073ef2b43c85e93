"""What is said to fall is less afterwards, and what is said to rise is more: 由683个工作日压缩至96个工作日."""

from collections.abc import Iterator
from itertools import pairwise

from gikaudit.parsing.claims import Kind
from gikaudit.parsing.sums import comparable
from gikaudit.relation import Comparison, Level, Relation
from gikaudit.report import Report
from gikaudit.rule import Rule, Words


class Direction(Rule):
    code = "GIK210"
    name = "change-goes-other-way"
    title = Words("正文：增减方向与数字相反", "Narrative: a change goes the other way than the words say")
    level = Level.ERROR
    message = Words(
        "文中称{words}，但前后两数为{before}和{after}，方向相反。",
        "The text says “{words}”, but the two numbers are {before} and {after}.",
    )

    def relations(self, report: Report) -> Iterator[Relation]:
        for before, after in pairwise(report.claims):
            falls, rises = "DROP_TO" in after.marks, "RISE_TO" in after.marks
            if falls == rises or before.kind is not Kind.COUNT or after.kind is not Kind.COUNT:
                continue
            if (
                before.passage is not after.passage
                or before.sentence != after.sentence
                or after.clause - before.clause > 1
            ):
                continue
            if not comparable(before, after) or before.quantity is None or after.quantity is None:
                continue
            low, high = (after.operand, before.operand) if falls else (before.operand, after.operand)
            yield Relation(
                (Comparison(low, "<=", high),),
                primary=after.operand,
                values={"words": after.before, "before": before.quantity.text, "after": after.quantity.text},
            )
